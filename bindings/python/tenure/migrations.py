"""Migration: how clients move between segments from date to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._days import DayLike, day_number
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.portfolio import Portfolio
from tenure.segments import Rules, ScoreWeights, native_arguments
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class Migration:
    """The chain of moves between states, pooled over the periods.

    Attributes
    ----------
    states : list of str
        Names, in the order of the matrix.
    transitions : Table
        ``from``, ``to``, ``count``, ``probability``, ``sd``: every pair of states.
    chain : Table
        ``state``, ``moves`` (that start there), ``stay`` (mean periods in a row), ``stationary``
        (share of time in the long run), ``time_to_loss`` (mean periods until lost).
    periods : Table
        ``period``, ``moves``, ``g2`` (what each period adds to the test).
    g2, degrees_of_freedom : float
        Likelihood ratio test of one matrix for all periods against one a period.
    p_value : float or None
        Of that test; None for one period alone.
    """

    states: list[str]
    transitions: Table
    chain: Table
    periods: Table
    g2: float
    degrees_of_freedom: float
    p_value: float | None

    @property
    def matrix(self) -> NDArray[np.float64]:
        """Probabilities of moves, from rows to columns; NaN in a row that was never seen."""
        n = len(self.states)
        return np.asarray(self.transitions["probability"], dtype=np.float64).reshape(n, n)

    def __repr__(self) -> str:
        return repr(self.chain)

    def _repr_html_(self) -> str:
        return self.chain._repr_html_()


def migration(
    states: Sequence[Sequence[str | None]],
    *,
    order: Sequence[str] | None = None,
    prior: float = 0.0,
    lost: str | None = None,
) -> Migration:
    """Count and model the moves of clients whose states are known at two dates or more.

    Parameters
    ----------
    states : sequence of sequences of str or None
        One a date, each with the state of every client, None where he has none yet.
    order : sequence of str, optional
        Of the states; by default as sorted.
    prior : float
        Moves of each kind seen before the data: a Dirichlet prior of every row.
    lost : str, optional
        The state that means lost, for the time until it is reached.

    Returns
    -------
    Migration

    References
    ----------
    T. W. Anderson & L. A. Goodman (1957), Statistical inference about Markov chains, Annals of
    Mathematical Statistics 28.

    Examples
    --------
    >>> import tenure as tn
    >>> moves = tn.migration([["buys", "buys", "gone"], ["buys", "gone", "gone"]], lost="gone")
    >>> moves.matrix
    array([[0.5, 0.5],
           [0. , 1. ]])
    >>> moves.chain["time_to_loss"]
    array([2., 0.])
    """
    if len({len(date) for date in states}) > 1:
        raise DataError("states: every date must have the same clients", argument="states")
    if order is None:
        order = sorted({state for date in states for state in date if state is not None})
    position: dict[str | None, int] = {name: i for i, name in enumerate(order)}
    position[None] = -1
    try:
        encoded = [[position[state] for state in date] for date in states]
    except (KeyError, TypeError) as error:
        message = f"states: {error.args[0]!r} is no state of the order given"
        raise DataError(message, argument="states") from None
    flat = np.asarray(encoded, dtype=np.int32).ravel()
    return _migration(_core.migration.of_states(flat, len(states), list(order), prior, lost or ""))


def migration_of_counts(
    counts: ArrayLike,
    states: Sequence[str],
    *,
    prior: float = 0.0,
    lost: str | None = None,
) -> Migration:
    """Model moves that are counted already.

    Parameters
    ----------
    counts : array-like of shape (states, states) or (periods, states, states)
        Moves from rows to columns.
    states : sequence of str
        Their names.
    prior, lost
        As in `migration`.

    Examples
    --------
    >>> import tenure as tn
    >>> moves = tn.migration_of_counts(
    ...     [
    ...         [[60, 30, 10], [20, 50, 30], [5, 15, 80]],
    ...         [[50, 35, 15], [15, 50, 35], [5, 10, 85]],
    ...     ],
    ...     ["good", "fair", "gone"],
    ... )
    >>> round(moves.g2, 6), moves.degrees_of_freedom, round(moves.p_value, 6)
    (4.562163, 6.0, 0.601062)
    """
    shape, n = np.shape(counts), len(states)
    if shape[-2:] != (n, n) or len(shape) not in (2, 3):
        message = f"counts: expected shape (periods, {n}, {n}) or ({n}, {n}), got {shape}"
        raise DataError(message, argument="counts")
    flat = numbers(np.ravel(counts), "counts")
    periods = shape[0] if len(shape) == 3 else 1
    return _migration(_core.migration.of_counts(flat, periods, list(states), prior, lost or ""))


def segment_migration(
    portfolio: Portfolio,
    dates: Sequence[DayLike],
    *,
    recency_cuts: Sequence[float],
    frequency_cuts: Sequence[float],
    monetary_cuts: Sequence[float] = (),
    bins: int = 5,
    monetary: Literal["total", "mean"] = "total",
    rules: Rules | None = None,
    prior: float = 0.0,
    lost: str | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> Migration:
    """Follow the segments of a portfolio over time.

    Every client is scored as on each date, from his first purchase on, by the same cuts: only they
    keep a segment the same segment.

    Parameters
    ----------
    portfolio : Portfolio
        The clients.
    dates : sequence of dates
        Ascending, two or more.
    recency_cuts, frequency_cuts, monetary_cuts, bins, monetary, rules
        As in `rfm` with fixed scoring.
    prior, lost
        As in `migration`.

    Returns
    -------
    Migration

    Examples
    --------
    >>> import tenure as tn
    >>> shop = tn.simulate_shop(clients=300)
    >>> portfolio = tn.Portfolio.from_table(
    ...     shop.log, client="client", date="date", amount="amount"
    ... )
    >>> end = portfolio.observed_until
    >>> moves = tn.segment_migration(
    ...     portfolio,
    ...     [end.replace(year=end.year - 1), end],
    ...     recency_cuts=[30, 60, 120, 240],
    ...     frequency_cuts=[1, 2, 4, 8],
    ...     monetary_cuts=[50, 100, 200, 400],
    ...     lost="Lost",
    ... )
    >>> "time_to_loss" in moves.chain
    True
    """
    arguments = native_arguments(
        scoring="fixed",
        bins=bins,
        ties="position",
        cuts=(recency_cuts, frequency_cuts, monetary_cuts),
        monetary=monetary,
        rules=rules,
        weights=ScoreWeights(),
        type_prior=0.0,
    )
    numbered = [day_number(date, "dates") for date in dates]
    days = [day for day in numbered if day is not None]
    if len(days) < len(numbered):
        raise DataError("dates: expected dates, got None", argument="dates")
    return _migration(
        _core.migration.of_portfolio(
            portfolio._native, days, arguments, prior, lost or "", threads, progress
        )
    )


def _migration(native: _core.migration.Migration) -> Migration:
    return Migration(
        native.states,
        Table(native.transitions),
        Table(native.chain),
        Table(native.periods),
        native.g2,
        native.degrees_of_freedom,
        native.p_value,
    )
