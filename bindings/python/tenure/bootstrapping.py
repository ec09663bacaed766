"""How sure a fit is, by fits to resampled data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from numpy.typing import ArrayLike

from tenure import _core
from tenure.estimators import Estimator, checked_seed
from tenure.inference import fitted_histories
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class BootstrapResult:
    """Fits to resampled data.

    Attributes
    ----------
    replicates : Table
        ``replicate``, one column a parameter, ``log_likelihood``, ``reason`` (why the fit stopped),
        ``usable``.
    intervals : Table
        ``parameter``, ``estimate``; ``standard_error`` and ``bias`` over the replicates that ended
        at an optimum; ``lower`` and ``upper``, percentiles of all usable ones, those at a boundary
        included.
    failed : int
        Replicates that are not usable: in no interval, but in the table with their reason.
    """

    replicates: Table
    intervals: Table
    failed: int

    def __repr__(self) -> str:
        failed = f", {self.failed:,} of them failed" if self.failed else ""
        return f"{len(self.replicates):,} replicates{failed}\n{self.intervals!r}"


def bootstrap(
    model: Estimator,
    X: Any,  # noqa: N803
    *,
    replicates: int = 1000,
    resampling: Literal["clients", "model"] = "clients",
    level: float = 0.95,
    seed: int = 1,
    weight: ArrayLike | None = None,
    progress: Progress | None = None,
) -> BootstrapResult:
    """Fit again and again to resampled data.

    Parameters
    ----------
    model : fitted model
        Each fit begins at its parameters, and keeps its regularity k, even a chosen one.
    X : Summary, table-like or array-like
        What the model was fitted to.
    replicates : int
        How many fits.
    resampling : {"clients", "model"}
        As many clients drawn with replacement, or the same clients with histories simulated from
        the model.
    level : float
        Of the percentile intervals.
    seed : int
        The same seed gives the same replicates, whatever the number of threads.
    weight : array-like of shape (n,), optional
        As in `fit`; whole numbers.
    progress : callable or True, optional
        As in `fit`.

    References
    ----------
    B. Efron & R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 13.

    Examples
    --------
    >>> import tenure as tn
    >>> X = [[0, 0, 30], [2, 20, 30], [5, 28, 30], [1, 3, 30], [0, 0, 30], [1, 25, 30]]
    >>> result = tn.bootstrap(tn.NBD().fit(X), X, replicates=20)
    >>> len(result.replicates)
    20
    """
    native = _core.bootstrap(
        model._native,
        fitted_histories(model, X, weight),
        resampling=resampling,
        replicates=replicates,
        level=level,
        seed=checked_seed(seed),
        threads=model.threads,
        progress=progress,
    )
    return BootstrapResult(Table(native.replicates), Table(native.intervals), native.failed)
