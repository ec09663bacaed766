"""A base in parts, on one machine or on many: what merges to the whole, to the bit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._days import DayLike, day_number
from tenure._histories import histories_of, numbers
from tenure.errors import DataError
from tenure.summary import Summary, Unit
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress
    from tenure.estimators import Estimator
    from tenure.portfolio import Portfolio

#: Which models cells are for.
CellKind = Literal["purchases", "spend", "contracts"]


class PartialSummary:
    """What a part of a log tells of each client, in a state of one size, that merges.

    Parts are divided by client (all rows of a client in one part), or by day (all rows of a
    client's day in one part, and no part with rows of a client both before and after those of
    another one): files by month, by a hash of the client, or both. Then the summary of all parts,
    merged in any order and in any groups, is that of one portfolio of all rows to the bit: returns,
    holdout and every policy of the import included.

    Examples
    --------
    >>> import tenure as tn
    >>> def part(days):
    ...     log = {"client": ["ann"] * len(days), "date": days}
    ...     return tn.PartialSummary.of(tn.Portfolio.from_table(log, client="client", date="date"))
    >>> january, february = part(["2024-01-01", "2024-01-15"]), part(["2024-02-05"])
    >>> tn.PartialSummary.merge([february, january]).summary()
    Summary: 1 clients, 2 repeat purchases, to 2024-02-05, by the week
    """

    def __init__(self, native: _core.partitions.PartialSummary) -> None:
        self._native = native

    @classmethod
    def of(
        cls,
        part: Portfolio,
        unit: Unit = "week",
        *,
        observed_until: DayLike | None = None,
        calibration_end: DayLike | None = None,
        threads: int = 0,
        progress: Progress | None = None,
    ) -> PartialSummary:
        """Return the partial summary of a part that was imported with the policies of all parts.

        Parameters
        ----------
        part : Portfolio
            The rows of the part.
        unit, observed_until, calibration_end, threads, progress
            As in `Portfolio.summarise`. Without `observed_until`, in the import or here, the
            observation ends on the last day of all parts.
        """
        return cls(
            _core.partitions.PartialSummary.of(
                part._native,
                unit,
                day_number(observed_until, "observed_until"),
                day_number(calibration_end, "calibration_end"),
                threads,
                progress,
            )
        )

    @classmethod
    def merge(cls, parts: Iterable[PartialSummary]) -> PartialSummary:
        """Return what the parts tell together.

        Raises
        ------
        DataError
            Naming a part with other options than the first, or a client whose days two parts share.
        """
        return cls(_core.partitions.PartialSummary.merge([part._native for part in parts]))

    def summary(self) -> Summary:
        """Return the summary of all parts."""
        return Summary(self._native.summary(), (_summary_from_bytes, (self.to_bytes(),)))

    def to_bytes(self) -> bytes:
        """Return it as bytes of a stated version, checksummed, the same on every machine.

        The same parts merged in any order give the same bytes.
        """
        return self._native.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> PartialSummary:
        """Return what `to_bytes` wrote; errors as in `Cells.from_bytes`."""
        return cls(_core.partitions.PartialSummary.from_bytes(data))

    def __reduce__(self) -> tuple[Any, ...]:
        return PartialSummary.from_bytes, (self.to_bytes(),)

    def __len__(self) -> int:
        """Return the number of clients with any row, a return too."""
        return len(self._native)

    def __repr__(self) -> str:
        return f"PartialSummary: {len(self):,} clients"


def _summary_from_bytes(data: bytes) -> Summary:
    return PartialSummary.from_bytes(data).summary()


class Cells:
    """The distinct histories of a base with the number of clients who share each.

    They are all that a fit reads. However a base is divided into parts, each client being in one of
    them, and in whatever order the parts are merged: the cells are those of the whole to the bit,
    and so is what is fitted to them (as long as weights are whole numbers).

    Examples
    --------
    >>> import tenure as tn
    >>> one = tn.Cells.of([[2, 30.0, 38.0], [0, 0.0, 38.0]])
    >>> other = tn.Cells.of([[0, 0.0, 38.0]])
    >>> cells = tn.Cells.merge([one, other])
    >>> cells
    Cells: 2 histories of 3 clients, by the week
    >>> cells.to_table()["weight"]
    array([2., 1.])
    """

    def __init__(self, native: _core.partitions.Cells) -> None:
        self._native = native

    @classmethod
    def of(
        cls,
        X: Any,  # noqa: N803
        kind: CellKind = "purchases",
        *,
        unit: Unit = "week",
        weight: ArrayLike | None = None,
        threads: int = 0,
    ) -> Cells:
        """Return the cells of histories.

        Parameters
        ----------
        X : Summary, table-like or array-like
            As in the `fit` of a model.
        kind : {"purchases", "spend", "contracts"}
            For models of purchases and of contracts the distinct frequency, recency and age; for
            models of spend the distinct frequency and mean spend.
        unit : {"day", "week", "month", "quarter", "year"}
            Unit of the times; that of a `Summary` is its own.
        weight : array-like of shape (n,), optional
            Clients each row stands for; as in `fit`.
        threads : int
            0: as many as the machine has cores.
        """
        if isinstance(X, Summary):
            if weight is not None:
                raise DataError("weight: a summary has weights of its own", argument="weight")
            return cls(_core.partitions.Cells.of(X._native.histories(), X.unit, kind, threads))
        reads = ("frequency", "mean_spend") if kind == "spend" else ("frequency", "recency", "age")
        histories = histories_of(X, reads, weight, ("log_interpurchase",))
        return cls(_core.partitions.Cells.of(histories, unit, kind, threads))

    @classmethod
    def merge(cls, parts: Iterable[Cells]) -> Cells:
        """Return the cells of all parts; they must be of one unit and kind."""
        return cls(_core.partitions.Cells.merge([part._native for part in parts]))

    def to_bytes(self) -> bytes:
        """Return them as bytes of a stated version, checksummed; equal cells give equal bytes."""
        return self._native.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Cells:
        """Return the cells that `to_bytes` wrote.

        Raises
        ------
        Error
            With status ``"corrupt_data"`` for what is not as it was written,
            ``"unsupported_version"`` for what a newer tenure wrote.
        """
        return cls(_core.partitions.Cells.from_bytes(data))

    @property
    def clients(self) -> float:
        """Clients counted: the sum of the weights."""
        return self._native.clients

    @property
    def unit(self) -> Unit:
        """Unit of the times."""
        return self._native.unit

    @property
    def kind(self) -> CellKind:
        """Which models they are for; those of contracts read cells of purchases."""
        return "spend" if self._native.of_spend else "purchases"

    def to_table(self) -> Table:
        """Return a row a cell, ascending: the history, and its clients as ``weight``.

        ``log_interpurchase`` is the mean of its clients.
        """
        return Table(self._native.table())

    def __reduce__(self) -> tuple[Any, ...]:
        return Cells.from_bytes, (self.to_bytes(),)

    def __len__(self) -> int:
        """Return the number of cells."""
        return len(self._native)

    def __repr__(self) -> str:
        return f"Cells: {len(self):,} histories of {self.clients:,.6g} clients, by the {self.unit}"


class LogLikelihood(NamedTuple):
    """A log-likelihood with its derivatives by the parameters."""

    value: float
    #: Of shape (k,), in the order of the model's parameters.
    gradient: NDArray[np.float64]
    #: Of shape (k, k).
    hessian: NDArray[np.float64]


def log_likelihood_and_gradient(
    model: type[Estimator],
    parameters: ArrayLike,
    cells: Cells,
    *,
    regularity: int = 0,
    threads: int = 0,
) -> LogLikelihood:
    """Return the log-likelihood of cells, and its derivatives, at given parameters.

    It adds up: over the parts of a base the sums are those of the whole, to rounding, so that an
    optimiser on one machine can ask many for a step.

    Parameters
    ----------
    model : class
        The model, such as `BGNBD`.
    parameters : array-like of shape (k,)
        All of its parameters, in the order of ``model.parameter_names()``, each above 0.
    cells : Cells
        Of the model's kind.
    regularity : int
        The k of `BGCNBD` and `MBGCNBD`, from 1; of other models 0.
    threads : int
        0: as many as the machine has cores.

    Returns
    -------
    LogLikelihood

    Examples
    --------
    >>> import tenure as tn
    >>> cells = tn.Cells.of([[2, 30.43, 38.86], [0, 0.0, 38.86]])
    >>> at = tn.log_likelihood_and_gradient(tn.BGNBD, [0.243, 4.414, 0.793, 2.426], cells)
    >>> round(at.value, 4), at.gradient.shape, at.hessian.shape
    (-10.0133, (4,), (4, 4))
    """
    values = numbers(parameters, "parameters")
    found = _core.partitions.log_likelihood_and_gradient(
        model.model, values, cells._native, regularity, threads
    )
    k = len(found.gradient)
    return LogLikelihood(found.value, found.gradient, found.hessian.reshape(k, k))
