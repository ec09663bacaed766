"""What a fit found: parameters, their uncertainty, and why the optimiser stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tenure import _core
from tenure.table import Table, align


class Text(str):
    """A text that shows itself as it reads, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Convergence:
    """Why the optimiser stopped, and whether what it returned can be used.

    Attributes
    ----------
    reason : str
        ``"gradient"`` (the optimum), ``"boundary"``, ``"not_identifiable"``,
        ``"iteration_limit"``, ``"stalled"``, or ``"given"`` (nothing was fitted).
    usable : bool
        Whether the parameters may be used for prediction.
    iterations, evaluations, starts : int
        Of the optimiser.
    gradient_norm : float
        Largest derivative of the log-likelihood by the log of a parameter, per client.
    boundary : str
        The parameter that ran away and the simpler model it leads to, else empty.
    message : str
        One sentence.
    """

    reason: str
    usable: bool
    iterations: int
    evaluations: int
    starts: int
    gradient_norm: float
    boundary: str
    message: str


@dataclass(frozen=True)
class FitResult:
    """What was learned by a fit.

    Attributes
    ----------
    model : str
        Name of the model.
    log_likelihood, aic, bic : float
        At the parameters.
    clients : float
        Clients of the fit, or the sum of their weights.
    cells : int
        Distinct histories among them: what the fit's cost depends on.
    covariance : ndarray of shape (k, k)
        Of the parameters on their natural scale; NaN where the data do not determine it.
    convergence : Convergence
        Why the optimiser stopped.
    table : Table
        ``parameter``, ``estimate``, ``standard_error``, ``lower``, ``upper`` (95 %, on the log
        scale).
    """

    model: str
    log_likelihood: float
    aic: float
    bic: float
    clients: float
    cells: int
    parameters: NDArray[np.float64]
    standard_errors: NDArray[np.float64]
    covariance: NDArray[np.float64]
    convergence: Convergence
    table: Table

    @classmethod
    def of(cls, model: str, native: _core.FitResult) -> FitResult:
        """Copy the core's result."""
        count = len(native.parameters)
        found = len(native.covariance) > 0
        stopped = native.convergence
        return cls(
            model=model,
            log_likelihood=native.log_likelihood,
            aic=native.aic,
            bic=native.bic,
            clients=native.clients,
            cells=native.cells,
            parameters=native.parameters,
            standard_errors=native.standard_errors if found else np.full(count, np.nan),
            covariance=(
                native.covariance.reshape(count, count) if found else np.full((count,) * 2, np.nan)
            ),
            convergence=Convergence(
                **{name: getattr(stopped, name) for name in Convergence.__dataclass_fields__}
            ),
            table=Table(native.table()),
        )

    def summary(self) -> Text:
        """Return the result as a text for a person."""
        if self.convergence.reason == "given":
            head = [self.model, "parameters given, not fitted"]
        else:
            head = [
                f"{self.model}, maximum likelihood",
                f"clients {self.clients:,.0f} in {self.cells:,} distinct histories",
                f"log-likelihood {self.log_likelihood:,.4f}   AIC {self.aic:,.2f}   "
                f"BIC {self.bic:,.2f}",
            ]
        return Text("\n".join([*head, "", _parameter_lines(self.table), "", self._stop()]).rstrip())

    def _stop(self) -> str:
        warning = "" if self.convergence.usable else "NOT USABLE: "
        return f"{warning}{self.convergence.message}"

    def __repr__(self) -> str:
        return self.summary()


def _parameter_lines(table: Table) -> str:
    names = [n for n in table.columns if not np.all(table[n] != table[n])]
    heads = {"standard_error": "std. error", "lower": "95 % from", "upper": "to"}
    rows = [[heads.get(name, name) for name in names]]
    for i in range(len(table)):
        rows.append([_number(table[name][i]) for name in names])
    return align(rows, [name != "parameter" for name in names])


def _number(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if np.isnan(value) else f"{value:.6g}"
