"""Rates of attrition: what a base lost and won, what makes up for it, and how cohorts hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._arrays import whole_numbers
from tenure._days import DayLike, day_number
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.portfolio import Portfolio
from tenure.record import Record
from tenure.summary import Unit
from tenure.table import Table


def attrition_rates(
    start: float,
    lost: float,
    *,
    contraction: float = 0.0,
    expansion: float = 0.0,
    gained: float = 0.0,
    periods: float = 1.0,
) -> Table:
    """Return the rates of attrition of what a base lost and won.

    Parameters
    ----------
    start : float
        Clients, or revenue, at the opening.
    lost, contraction, expansion, gained : float
        In the same: of who left, of who stayed and brings less or more, of who came.
    periods : float
        To compound the rates to: 12 from month to year.

    Returns
    -------
    Table
        ``rate``, ``value``, ``over_periods``: "gross" (lost and contraction over start), "average"
        (over the mean of start and end), "net" (below 0 of a base that grows), "retention"
        (1 - gross; of revenue GRR), "net_retention" (of revenue NRR).

    Examples
    --------
    >>> import tenure as tn
    >>> clients = tn.attrition_rates(1000, 60, gained=80)
    >>> clients["value"][:3].round(7)
    array([ 0.06     ,  0.0594059, -0.02     ])
    >>> revenue = tn.attrition_rates(500, 60, contraction=25, expansion=45, gained=80)
    >>> dict(zip(revenue["rate"], revenue["value"].round(2)))["net_retention"]
    np.float64(0.92)
    """
    return Table(_core.rates.attrition_rates(start, lost, contraction, expansion, gained, periods))


@dataclass(frozen=True)
class PeriodRate:
    """A rate of loss in another period.

    Attributes
    ----------
    rate : float
        Share lost in the new period.
    hazard : float
        The constant force of loss, a new period, that gives it.
    """

    rate: float
    hazard: float


def convert_rate(rate: float, periods: float) -> PeriodRate:
    """Convert a rate of loss to a period that is `periods` of its own.

    Parameters
    ----------
    rate : float
        In [0, 1).
    periods : float
        12 from month to year, 1 / 12 from year to month.

    Examples
    --------
    >>> import tenure as tn
    >>> round(tn.convert_rate(0.02, 12).rate, 8)
    0.21528328
    """
    return PeriodRate(*_core.rates.convert_rate(rate, periods))


@dataclass(frozen=True)
class ClientBridge:
    """What moved a base from one period to the next.

    Attributes
    ----------
    steps : Table
        ``step`` ("start", "lost", "contraction", "expansion", "new", "end"), ``clients`` and
        ``revenue`` (the first five add up to the last), ``share`` (of the opening revenue),
        ``concerned`` (clients who made this move).
    rates : Table
        ``of`` ("clients", "revenue"), ``rate``, ``value``, ``over_periods``, ``lower``, ``upper``.
    moves : Table
        ``client`` (of a portfolio), ``opening``, ``closing``, ``change``, ``move``.
    """

    steps: Table
    rates: Table
    moves: Table


def client_bridge(
    opening: Portfolio | ArrayLike,
    closing: ArrayLike | None = None,
    *,
    opening_from: DayLike | None = None,
    closing_from: DayLike | None = None,
    closing_until: DayLike | None = None,
    level: float = 0.95,
    periods: float = 1.0,
    tolerance: float = 0.0,
    threads: int = 0,
) -> ClientBridge:
    """Say who was lost, contracted, expanded and came from one period to the next.

    Parameters
    ----------
    opening : Portfolio, or array-like of shape (n,)
        Revenue of each client in the opening period, 0 if he was none; or a portfolio with
        amounts, whose revenue is net of returns.
    closing : array-like of shape (n,)
        Revenue of the same clients in the closing period; not with a portfolio.
    opening_from, closing_from, closing_until : date or str
        Of a portfolio: first days of the two periods, which follow each other, and the last day.
    level : float
        Of the intervals: of clients by Wilson, of revenue by the ratio of sums over clients.
    periods : float
        To compound the rates to.
    tolerance : float
        Share of the opening revenue by which a change is none.

    Examples
    --------
    >>> import tenure as tn
    >>> bridge = tn.client_bridge(opening=[100, 80, 50, 0], closing=[120, 60, 0, 40])
    >>> bridge.steps["revenue"]
    array([230., -50., -20.,  20.,  40., 220.])
    >>> list(bridge.moves["move"])
    ['expansion', 'contraction', 'lost', 'new']
    """
    if isinstance(opening, Portfolio):
        if closing is not None:
            raise DataError("closing: not with a portfolio, which has both periods",
                            argument="closing")  # fmt: skip
        native = _core.rates.portfolio_bridge(
            opening._native,
            _needed_day(opening_from, "opening_from"),
            _needed_day(closing_from, "closing_from"),
            _needed_day(closing_until, "closing_until"),
            level,
            periods,
            tolerance,
            threads,
        )
    else:
        if closing is None:
            raise DataError("closing: the revenue of the same clients is needed",
                            argument="closing")  # fmt: skip
        days = {
            "opening_from": opening_from,
            "closing_from": closing_from,
            "closing_until": closing_until,
        }
        for name, at in days.items():
            if at is not None:
                raise DataError(f"{name}: for a portfolio only", argument=name)
        native = _core.rates.client_bridge(
            numbers(opening, "opening"), numbers(closing, "closing"), level, periods, tolerance
        )
    return ClientBridge(Table(native.steps), Table(native.rates), Table(native.moves))


@dataclass(frozen=True)
class StockFlow:
    """A base that loses a share of its clients every period and wins some.

    Attributes
    ----------
    path : Table
        ``period``, ``clients`` (at its end), ``lost``, ``acquired``.
    hold : float
        New clients a period that hold the base.
    prospects, prospecting_cost : float
        To convert for that, and their cost.
    steady : float or None
        Where the base ends; None if nobody leaves.
    half_life : float or None
        Periods until half of the base is gone if nobody comes.
    """

    path: Table
    hold: float
    prospects: float
    prospecting_cost: float
    steady: float | None
    half_life: float | None


def stock_flow(
    clients: float,
    *,
    loss_rate: float,
    acquired: float = 0.0,
    periods: int = 12,
    conversion: float = 1.0,
    cost_per_prospect: float = 0.0,
) -> StockFlow:
    """Follow a base with losses and acquisitions, and say what prospecting its losses require.

    Parameters
    ----------
    clients : float
        At the start.
    loss_rate : float
        Share lost a period: of natural losses alone, or of all.
    acquired : float
        New clients a period.
    periods : int
        To follow the base over.
    conversion : float
        Of a prospect into a client, in (0, 1].
    cost_per_prospect : float
        Or contacts a prospect.

    Examples
    --------
    >>> import tenure as tn
    >>> base = tn.stock_flow(1000, loss_rate=0.05, acquired=40)
    >>> base.path["clients"][[0, 1, 11]].round(6)
    array([990.      , 980.5     , 908.072018])
    >>> base.steady, base.hold, round(base.half_life, 3)
    (800.0, 50.0, 13.513)
    """
    native = _core.rates.stock_flow(
        clients, loss_rate, acquired, periods, conversion, cost_per_prospect
    )
    return StockFlow(
        Table(native.path),
        native.hold,
        native.prospects,
        native.prospecting_cost,
        native.steady,
        native.half_life,
    )


@dataclass(frozen=True)
class CohortTriangle:
    """Retention by the period in which clients began.

    Attributes
    ----------
    cells : Table
        ``cohort`` (its first period; of a portfolio that period's first day), ``age`` (periods
        since), ``clients`` (of the cohort), ``active`` (of them, at that age), ``retention``,
        ``attrition`` (of those active one period before; below 0 where clients came back), and
        with revenue ``revenue`` and ``revenue_retention``.
    triangle : Table
        ``cohort``, ``clients``, ``age_0``, ``age_1``, ...: the retention, without a value beyond
        the last period observed.
    ages : Table
        ``age``, ``cohorts``, ``clients``, ``active``, ``retention`` (pooled) with ``lower`` and
        ``upper``, ``attrition``.
    """

    cells: Table
    triangle: Table
    ages: Table


def cohort_triangle(
    client: Portfolio | Record | ArrayLike,
    period: ArrayLike | None = None,
    revenue: ArrayLike | None = None,
    *,
    last_period: int | None = None,
    unit: Unit = "month",
    level: float = 0.95,
) -> CohortTriangle:
    """Follow clients by the period in which they began.

    Parameters
    ----------
    client : Portfolio, Record, or array-like of shape (n,)
        Who was active, one row a client and period or more; or a portfolio, whose clients are
        active when they buy; or a record, whose clients are while a contract of theirs runs.
    period : array-like of int, shape (n,)
        When; not with a portfolio or record.
    revenue : array-like of shape (n,), optional
        Of the row.
    last_period : int, optional
        Observed to its end; by default the last one there is. Of a portfolio or record
        it is the last calendar period that the observation saw to its end.
    unit : {"day", "week", "month", "quarter", "year"}
        Calendar period of a portfolio or record; weeks begin on Monday.
    level : float
        Of the intervals.

    Examples
    --------
    >>> import tenure as tn
    >>> made = tn.cohort_triangle(["a", "a", "b", "c", "c"], [1, 2, 1, 2, 3])
    >>> made.triangle["age_1"]
    array([0.5, 1. ])
    """
    if isinstance(client, (Portfolio, Record)):
        for name, given in {
            "period": period,
            "revenue": revenue,
            "last_period": last_period,
        }.items():
            if given is not None:
                raise DataError(f"{name}: not with a portfolio or record", argument=name)
        if isinstance(client, Record):
            native = _core.rates.contract_triangle(client._native, unit, level)
        else:
            native = _core.rates.portfolio_triangle(client._native, unit, level)
    else:
        if period is None:
            raise DataError("period: the period of each row is needed", argument="period")
        periods = np.ascontiguousarray(whole_numbers(period, "period"), dtype=np.int64)
        last = last_period if last_period is not None else max(periods.tolist(), default=0)
        native = _core.rates.cohort_triangle(
            _codes(client),
            periods,
            None if revenue is None else numbers(revenue, "revenue"),
            last,
            level,
        )
    return CohortTriangle(Table(native.cells), Table(native.triangle), Table(native.ages))


def _codes(values: Any) -> NDArray[np.int64]:
    """A number a client, whatever names him."""
    array = np.asarray(values)
    if array.ndim != 1:
        raise DataError(f"client: expected 1 dimension, got {array.ndim}", argument="client")
    return np.unique(array, return_inverse=True)[1].astype(np.int64)


def _needed_day(day: DayLike | None, name: str) -> int:
    number = day_number(day, name)
    if number is None:
        raise DataError(f"{name}: a portfolio needs this day", argument=name)
    return number
