"""What a fit found: parameters, their uncertainty, and why the optimiser stopped."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tenure import _core
from tenure.table import Table


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


@dataclass(frozen=True, eq=False)
class FitResult:
    """What was learned by a fit; results are equal if all that they hold is.

    Attributes
    ----------
    model : str
        Name of the model.
    log_likelihood, aic, bic : float or None
        At the parameters; None where nothing was fitted: for given parameters, or no clients.
    clients : float
        Clients of the fit, or the sum of their weights.
    cells : int
        Distinct histories among them: what the fit's cost depends on.
    covariance : ndarray of shape (k, k)
        Of the parameters on their natural scale; NaN where the data do not determine it.
    convergence : Convergence
        Why the optimiser stopped.
    regularity : int
        k of a model that has one, else 0.
    regularity_chosen : bool
        Whether k was chosen by likelihood: AIC and BIC then count it with the parameters.
    penalty : float
        Of the priors. The fit made ``log_likelihood - penalty`` as large as possible;
        ``log_likelihood``, ``aic`` and ``bic`` are those of the data alone.
    data_fingerprint : int
        Of the histories fitted, the same in any order and for copies or weights; 0 if given.
    table : Table
        ``parameter``, ``estimate``, ``standard_error``, ``lower``, ``upper`` (95 %, on the log
        scale).
    text : str
        What `summary` returns.
    """

    model: str
    log_likelihood: float | None
    aic: float | None
    bic: float | None
    clients: float
    cells: int
    parameters: NDArray[np.float64]
    standard_errors: NDArray[np.float64]
    covariance: NDArray[np.float64]
    convergence: Convergence
    regularity: int
    regularity_chosen: bool
    penalty: float
    data_fingerprint: int
    table: Table
    text: str

    @classmethod
    def of(cls, fitted: _core.FittedModel) -> FitResult:
        """Copy the core's result."""
        native = fitted.result
        count = len(native.parameters)
        found = len(native.covariance) > 0
        stopped = native.convergence
        return cls(
            model=fitted.info.title,
            log_likelihood=native.log_likelihood,
            aic=native.aic,
            bic=native.bic,
            clients=native.clients,
            cells=native.cells,
            parameters=_fixed(native.parameters),
            standard_errors=_fixed(native.standard_errors if found else np.full(count, np.nan)),
            covariance=_fixed(
                native.covariance.reshape(count, count) if found else np.full((count,) * 2, np.nan)
            ),
            convergence=Convergence(
                **{name: getattr(stopped, name) for name in Convergence.__dataclass_fields__}
            ),
            regularity=native.regularity,
            regularity_chosen=native.regularity_chosen,
            penalty=native.penalty,
            data_fingerprint=native.data_fingerprint,
            table=Table(native.table()),
            text=fitted.summary(),
        )

    def summary(self) -> Text:
        """Return the result as a text for a person."""
        return Text(self.text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FitResult):
            return NotImplemented
        return all(
            _are_same(getattr(self, each.name), getattr(other, each.name)) for each in fields(self)
        )

    def __hash__(self) -> int:
        return hash((self.model, self.log_likelihood, self.data_fingerprint, self.text))

    def __repr__(self) -> str:
        return self.text


def _fixed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what nobody changes by mistake."""
    values.flags.writeable = False
    return values


def _are_same(one: Any, other: Any) -> bool:
    """Whether values of a field are equal; NaN is what NaN is."""
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=True)
    return bool(one == other)
