"""Relationship cycles: how long a client usually waits, and whether he is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from numpy.typing import ArrayLike

from tenure import _core
from tenure._histories import numbers
from tenure.portfolio import Portfolio
from tenure.purchase_model import PurchaseModel
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class CycleResult:
    """Every client against his own rhythm.

    Attributes
    ----------
    clients : Table
        ``client``, ``cycle`` (his usual wait, in units) with ``cycle_from`` and ``cycle_to``,
        ``regularity`` (his own k) with ``regularity_from`` and ``regularity_to``, ``silence``
        (units since his last purchase), ``overdue_probability`` (that a client of this rhythm
        would have come back by now), ``is_overdue``, ``alarm_after`` (units of silence),
        ``next_purchase`` (median day, if he is still a client) with ``next_purchase_from`` and
        ``next_purchase_to``.
    regularity : float
        k of the base: 1 is random, above 1 more regular.
    regularity_spread : float
        Standard deviation of ln k between clients; 0: all may have the same.
    clients_used : int
        Clients with two intervals or more, on which k rests.
    """

    clients: Table
    regularity: float
    regularity_spread: float
    clients_used: int

    def __repr__(self) -> str:
        overdue = int(self.clients["is_overdue"].sum())
        return (
            f"{overdue:,} of {len(self.clients):,} clients are overdue by their own rhythm; "
            f"regularity k = {self.regularity:.2f} from {self.clients_used:,} clients"
        )


def cycles(
    model: PurchaseModel,
    summary: Any,
    *,
    alarm_level: float = 0.95,
    level: float = 0.9,
    own_regularity: bool = True,
    threads: int = 0,
    progress: Progress | None = None,
) -> CycleResult:
    """Find the rhythm of every client and who has fallen out of it.

    Parameters
    ----------
    model : fitted purchase model
        Its first two parameters say how rhythms vary between clients, so that a client with little
        history borrows from the base.
    summary : Summary, table-like or array-like
        The clients, as in `fit`; their intervals, if a table has ``log_interpurchase``.
    alarm_level : float
        Probability of having come back by now above which a client is overdue.
    level : float
        Of the intervals of cycles, regularities and next purchases.
    own_regularity : bool
        Measure each client by his own regularity, drawn towards that of the base by as much as his
        intervals leave open; otherwise all by that of the base.

    Returns
    -------
    CycleResult

    Examples
    --------
    >>> import tenure as tn
    >>> summary = tn.Summary.from_arrays(frequency=[9, 9], recency=[38, 19], age=[39, 39])
    >>> model = tn.ParetoNBD.from_params(r=0.5534, alpha=10.5802, s=0.6061, beta=11.6562)
    >>> tn.cycles(model, summary).clients["is_overdue"]
    array([False,  True])
    """
    native = _core.cycles(
        model._native,
        model._summary(summary)._native,
        alarm_level=alarm_level,
        level=level,
        own_regularity=own_regularity,
        threads=threads,
        progress=progress,
    )
    return CycleResult(
        Table(native.clients), native.regularity, native.regularity_spread, native.clients_used
    )


@dataclass(frozen=True)
class Rhythm:
    """The rhythm of one client.

    Attributes
    ----------
    mean : float
        Of the intervals.
    regularity : float
        k of greatest likelihood.
    p_longer : float
        Probability that a client of this rhythm waits longer than the silence.
    alarm_after : float
        The wait that only ``1 - alarm_level`` of his waits exceed.
    """

    mean: float
    regularity: float
    p_longer: float
    alarm_after: float


def rhythm(intervals: ArrayLike, silence: float = 0.0, *, alarm_level: float = 0.95) -> Rhythm:
    """Describe the rhythm of one client from his intervals alone, without a base.

    From few intervals the regularity comes out far too high: `cycles` is the way for a base.

    Parameters
    ----------
    intervals : array-like
        Times between his purchases, above 0.
    silence : float
        Time since his last purchase.
    alarm_level : float
        Share of his waits that end before the alarm.

    Returns
    -------
    Rhythm

    Examples
    --------
    >>> import tenure as tn
    >>> round(tn.rhythm([28, 31, 30, 33, 27, 32, 29, 30]).alarm_after, 2)
    33.15
    >>> round(tn.rhythm([10, 50, 25, 5, 70, 20, 40, 20]).alarm_after, 2)
    71.88
    """
    return Rhythm(*_core.rhythm(numbers(intervals, "intervals"), silence, alarm_level))


def clumpiness(
    portfolio: Portfolio,
    *,
    level: float = 0.95,
    draws: int = 999,
    seed: int = 1,
    threads: int = 0,
    progress: Progress | None = None,
) -> Table:
    """Find the clients who buy in bursts.

    Parameters
    ----------
    portfolio : Portfolio
        The purchases.
    level : float
        A client is clumpy when fewer than 1 - level of random histories are as clumpy.
    draws : int
        Random histories for each number of purchases and days.
    seed : int
        Of the random histories.

    Returns
    -------
    Table
        ``client``, ``purchases`` (after the first one), ``days`` (since it), ``clumpiness`` (0:
        evenly spaced, 1: all at once), ``critical``, ``p_value``, ``is_clumpy``.

    References
    ----------
    Y. Zhang, E. Bradlow & D. Small (2015), Predicting customer value using clumpiness: from RFM to
    RFMC, Marketing Science 34.

    Examples
    --------
    >>> import tenure as tn
    >>> days = ["2024-01-01", "2024-06-01", "2024-06-02", "2024-06-03", "2024-06-04"]
    >>> log = {"client": [1] * 5, "date": days}
    >>> portfolio = tn.Portfolio.from_table(
    ...     log, client="client", date="date", observed_until="2024-12-31"
    ... )
    >>> tn.clumpiness(portfolio)["is_clumpy"].tolist()
    [True]
    """
    native = _core.clumpiness(
        portfolio._native, level=level, draws=draws, seed=seed, threads=threads, progress=progress
    )
    return Table(native)


@dataclass(frozen=True)
class SeasonalityResult:
    """When in the year and in the week clients buy.

    Attributes
    ----------
    clients : Table
        ``client``, ``purchases``, ``peak`` (day of the year about which his purchases lie),
        ``concentration`` (0: all over the year, 1: on one day), ``p_value`` (Rayleigh).
    months, weekdays : Table
        ``month`` or ``weekday`` (1: Monday), ``purchases``, ``expected`` (by the days observed),
        ``index`` (purchases over expected).
    peak, concentration, p_value : float
        Of all purchases.
    """

    clients: Table
    months: Table
    weekdays: Table
    peak: float
    concentration: float
    p_value: float

    def __repr__(self) -> str:
        return repr(self.months)


def seasonality(
    portfolio: Portfolio, *, threads: int = 0, progress: Progress | None = None
) -> SeasonalityResult:
    """Say when in the year and in the week clients buy.

    Parameters
    ----------
    portfolio : Portfolio
        The purchases.

    Returns
    -------
    SeasonalityResult

    Examples
    --------
    >>> import tenure as tn
    >>> log = {"client": [1, 1, 2], "date": ["2024-12-01", "2024-12-24", "2024-12-08"]}
    >>> portfolio = tn.Portfolio.from_table(
    ...     log, client="client", date="date", observed_until="2024-12-31"
    ... )
    >>> result = tn.seasonality(portfolio)
    >>> round(result.concentration, 2)
    0.99
    """
    *tables, peak, concentration, p_value = _core.seasonality(
        portfolio._native, threads=threads, progress=progress
    )
    clients, months, weekdays = map(Table, tables)
    return SeasonalityResult(clients, months, weekdays, peak, concentration, p_value)
