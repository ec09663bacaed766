"""What clients have brought: revenue less every charge, and who makes the profit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from tenure._client_columns import alike, by_client
from tenure._core import economics
from tenure._days import DayLike, day_number
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.portfolio import Portfolio
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress

#: One number a client: in the order of the clients, for all, or by client id (others: 0).
Charges = ArrayLike | Mapping[Any, float]


@dataclass(frozen=True)
class ClientValue:
    """Revenue less charges, client by client and of all.

    Attributes
    ----------
    clients : Table
        ``client`` (of a portfolio), ``revenue``, ``cost_of_goods``, ``contacts``, ``serving``,
        ``acquisition``, ``charges``, ``value``, ``margin``, ``roi`` and, with `without`,
        ``incremental_roi``.
    account : Table
        ``line``, ``amount``, ``share_of_revenue``.
    revenue, charges, value : float
        Sums.
    roi, incremental_roi : float or None
        Of all clients: value, or value less what would have come anyway, over contacts and
        acquisition.
    loss_making : int
        Clients whose value is below 0.
    """

    clients: Table
    account: Table
    revenue: float
    charges: float
    value: float
    roi: float | None
    incremental_roi: float | None
    loss_making: int

    def __repr__(self) -> str:
        clients = len(self.clients) + self.clients.excluded_clients
        return (
            f"{self.value:,.2f} left of {self.revenue:,.2f} from {clients:,} clients, "
            f"{self.loss_making:,} of whom cost more than they bring"
        )


@dataclass(frozen=True)
class IncrementalReturn:
    """Return on an effort by comparison with a control group.

    Attributes
    ----------
    lift, lower, upper : float
        Mean value of the treated less that of the control group, with its Welch interval.
    gain : float
        Lift x treated clients - cost.
    roi, roi_lower, roi_upper : float
        Gain / cost, with its interval.
    """

    lift: float
    lower: float
    upper: float
    gain: float
    roi: float
    roi_lower: float
    roi_upper: float


@dataclass(frozen=True)
class WhaleCurve:
    """Cumulative value from the most to the least valuable client.

    Attributes
    ----------
    clients : Table
        ``rank``, ``cumulative``, ``cumulative_share``: parallel to the values.
    curve : Table
        ``client_share``, ``value_share`` at each hundredth of the clients.
    total, peak : float
        Value of all clients, and of those who bring some.
    profitable, loss_making : int
        Clients above and below 0.
    peak_share, area, stobachoff : float or None
        peak / total; the area under the curve of shares; (area - 1/2) / area, 0 if all clients are
        alike. None unless the total is above 0.
    """

    clients: Table
    curve: Table
    total: float
    peak: float
    profitable: int
    loss_making: int
    peak_share: float | None
    area: float | None
    stobachoff: float | None

    def __repr__(self) -> str:
        share = "" if self.peak_share is None else f", {self.peak_share:.1%} of what is left"
        return (
            f"{self.profitable:,} clients bring {self.peak:,.2f}{share}; "
            f"{self.loss_making:,} cost {self.peak - self.total:,.2f}"
        )


def client_value(
    revenue: ArrayLike | Portfolio,
    cost_of_goods: ArrayLike | None = None,
    *,
    contacts: Charges | None = None,
    serving: Charges | None = None,
    acquisition: Charges | None = None,
    without: Charges | None = None,
    first_day: DayLike | None = None,
    last_day: DayLike | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> ClientValue:
    """Say what each client has brought: revenue - goods - contacts - serving - acquisition.

    Parameters
    ----------
    revenue : Portfolio, or float or array-like of shape (n,)
        A portfolio's purchases carry revenue and cost of goods; a return counts on its own day.
    cost_of_goods : float or array-like of shape (n,), optional
        Where `revenue` is numbers.
    contacts, serving, acquisition : float, array-like of shape (n,) or mapping, optional
        Direct marketing, cost to serve (see `time_driven_cost`) and cost of winning the client; of
        a portfolio in the order of its clients, or by client id.
    without : float, array-like of shape (n,) or mapping, optional
        What he would have been worth without contacts and acquisition, such as the mean of a
        control group: gives the incremental return.
    first_day, last_day : date or str, optional
        Of a portfolio: the days that count, both included.
    threads : int
        0: as many as the machine has cores.
    progress : callable or True, optional
        Called with a fraction in [0, 1] and the name of the stage; True: a bar.

    References
    ----------
    F. J. Mulhern (1999), Customer profitability analysis, J. Interactive Marketing 13.

    Examples
    --------
    >>> import tenure as tn
    >>> result = tn.client_value(1200, 700, contacts=36, serving=84, acquisition=120)
    >>> result.value, round(result.roi, 4)
    (260.0, 1.6667)
    """
    if isinstance(revenue, Portfolio):
        if cost_of_goods is not None:
            message = "cost_of_goods: a portfolio's purchases carry their cost"
            raise DataError(message, argument="cost_of_goods")
        ids = revenue._native.client_ids
        native = economics.portfolio_client_value(
            revenue._native,
            contacts=by_client(contacts, ids, "contacts"),
            serving=by_client(serving, ids, "serving"),
            acquisition=by_client(acquisition, ids, "acquisition"),
            without=by_client(without, ids, "without"),
            first_day=day_number(first_day, "first_day"),
            last_day=day_number(last_day, "last_day"),
            threads=threads,
            progress=progress,
        )
    else:
        native = _of_arrays(
            revenue=revenue,
            cost_of_goods=cost_of_goods,
            contacts=contacts,
            serving=serving,
            acquisition=acquisition,
            without=without,
        )
    sums = {n: getattr(native, n) for n in ClientValue.__dataclass_fields__}
    return ClientValue(
        **{**sums, "clients": Table(native.clients), "account": Table(native.account)}
    )


def _of_arrays(**given: Any) -> economics.ClientValueResult:
    for name, values in given.items():
        if isinstance(values, Mapping):
            message = f"{name}: charges by client id need a portfolio"
            raise DataError(message, argument=name)
    columns = alike(**given)
    charges = ("contacts", "serving", "acquisition", "without")
    return economics.client_value(
        columns["revenue"],
        columns.get("cost_of_goods"),
        **{name: columns.get(name) for name in charges},
    )


def time_driven_cost(
    counts: Mapping[str, ArrayLike], minutes: Mapping[str, float], *, cost_per_minute: float
) -> Table:
    """Say what serving each client costs: sum of count x minutes x cost of a minute.

    Parameters
    ----------
    counts : mapping of str to float or array-like of shape (n,)
        How often each client asked for an activity.
    minutes : mapping of str to float
        What one takes.
    cost_per_minute : float
        Of the resources, divided by the minutes they can really work.

    Returns
    -------
    Table
        A column of cost an activity, then ``minutes`` and ``cost``.

    References
    ----------
    R. S. Kaplan & S. R. Anderson (2004), Time-driven activity-based costing, Harvard Business
    Review 82.

    Examples
    --------
    >>> import tenure as tn
    >>> counts = {"order": [12], "call": [5], "return": [2]}
    >>> minutes = {"order": 15, "call": 8, "return": 20}
    >>> tn.time_driven_cost(counts, minutes, cost_per_minute=0.8)["cost"]
    array([208.])
    """
    if counts.keys() != minutes.keys():
        message = f"minutes: of {sorted(minutes)}, but counts of {sorted(counts)}"
        raise DataError(message, argument="minutes")
    columns = alike(**counts)
    times = [float(minutes[name]) for name in columns]
    return Table(
        economics.time_driven_cost(list(columns), times, list(columns.values()), cost_per_minute)
    )


def incremental_return(
    treated: ArrayLike, control: ArrayLike, *, cost: float, level: float = 0.95
) -> IncrementalReturn:
    """Return on an effort, from the values of clients who received it and of a control group.

    Parameters
    ----------
    treated, control : array-like
        Value of each client, before the cost of the effort; the groups drawn at random.
    cost : float
        Of the whole effort.
    level : float
        Of the interval.

    Examples
    --------
    >>> import tenure as tn
    >>> result = tn.incremental_return([12, 14, 16], [9, 10, 11, 10], cost=6)
    >>> round(result.lift, 6), round(result.roi, 6)
    (4.0, 1.0)
    """
    native = economics.incremental_return(
        numbers(treated, "treated"), numbers(control, "control"), cost, level
    )
    return IncrementalReturn(
        **{n: getattr(native, n) for n in IncrementalReturn.__dataclass_fields__}
    )


def whale_curve(values: ArrayLike) -> WhaleCurve:
    """Show who makes the profit that others lose: the whale, or Stobachoff, curve.

    Parameters
    ----------
    values : array-like of shape (n,)
        Value of each client, such as ``client_value(...).clients["value"]``.

    References
    ----------
    E. M. van Raaij, M. J. A. Vernooij & S. van Triest (2003), The implementation of customer
    profitability analysis, Industrial Marketing Management 32.

    Examples
    --------
    >>> import tenure as tn
    >>> tn.whale_curve([120, 80, 60, 30, 10, 5, 0, -10, -25, -70])
    6 clients bring 305.00, 152.5% of what is left; 3 cost 105.00
    """
    native = economics.whale_curve(numbers(values, "values"))
    sums = {n: getattr(native, n) for n in WhaleCurve.__dataclass_fields__}
    return WhaleCurve(**{**sums, "clients": Table(native.clients), "curve": Table(native.curve)})


def trends(values: ArrayLike, *, lag: int = 1, level: float = 0.95) -> Table:
    """Say how numbers move from period to period, a row a client.

    Parameters
    ----------
    values : array-like of shape (n,) or (n, periods)
        One row a client, the oldest period first; of one dimension: one client.
    lag : int
        How many periods back the last one is compared with: 4 for quarters, the same one of last
        year.
    level : float
        Of the interval of the slope.

    Returns
    -------
    Table
        ``last``, ``before``, ``ratio``, ``growth`` (compounded, a period), ``log_slope`` (of least
        squares on logarithms, a period) with ``log_slope_lower`` and ``log_slope_upper``,
        ``theil_sen`` (the median slope of all pairs, a period). What has no value is NaN.

    Examples
    --------
    >>> import tenure as tn
    >>> trend = tn.trends([100, 108, 115, 130, 140])
    >>> round(float(trend["log_slope"][0]), 7), float(trend["theil_sen"][0])
    (0.0858348, 10.0)
    """
    array = np.asarray(values)
    if array.ndim not in (1, 2):
        message = f"values: expected 1 or 2 dimensions, got {array.ndim}"
        raise DataError(message, argument="values")
    periods = array.shape[-1]
    return Table(economics.trends(numbers(array.ravel(), "values"), periods, lag, level))
