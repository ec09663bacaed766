"""Signals: the tests by which a client who slips away is told from one who had a quiet month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure._client_columns import alike
from tenure._core import warning
from tenure._days import DayLike, day_number
from tenure._histories import numbers
from tenure.portfolio import Portfolio
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress

#: How the share of false alarms is kept: Benjamini & Hochberg, or Benjamini & Yekutieli.
Method = Literal["bh", "by"]


def rate_drop(
    events_before: ArrayLike,
    time_before: ArrayLike,
    events_now: ArrayLike,
    time_now: ArrayLike,
    *,
    level: float = 0.95,
    prior_shape: float = 0.5,
    prior_rate: float = 0.0,
) -> Table:
    """Test whether events come less often now than before, of counts in two windows.

    Parameters
    ----------
    events_before, events_now : float or array-like
        Whole numbers, one a client.
    time_before, time_now : float or array-like
        Lengths of the windows, in any unit.
    level : float
        Of the interval of the ratio.
    prior_shape, prior_rate : float
        Gamma prior of both rates, for ``p_lower``; by default Jeffreys'.

    Returns
    -------
    Table
        ``ratio`` of the rate now to that before, ``ratio_from``, ``ratio_to`` (Clopper and
        Pearson), ``p_value`` (exact, of as few events now given their sum), ``mid_p``, ``p_lower``
        (posterior probability that the rate is lower now).

    Examples
    --------
    >>> import tenure as tn
    >>> test = tn.signals.rate_drop(12, 52, 1, 13)
    >>> test["p_value"].round(4), test["p_lower"].round(4)
    (array([0.2336]), array([0.8721]))
    """
    given = alike(
        events_before=events_before,
        time_before=time_before,
        events_now=events_now,
        time_now=time_now,
    )
    native = warning.rate_drop(**given, level=level, prior_shape=prior_shape, prior_rate=prior_rate)
    return Table(native)


def trend_test(series: ArrayLike | Sequence[ArrayLike]) -> Table:
    """Test whether values rise or fall along each series.

    Parameters
    ----------
    series : array-like, or sequence of array-like
        One series, or several of any lengths.

    Returns
    -------
    Table
        One row a series: ``n``, ``slope`` (Theil and Sen, a step), ``s`` and ``z`` (Mann and
        Kendall, with ties), ``p_value``, ``p_fall`` (of a fall as clear as this one).

    Examples
    --------
    >>> import tenure as tn
    >>> test = tn.signals.trend_test([52, 50, 55, 48, 47, 49, 42, 40, 41, 36])
    >>> test["slope"].round(3), test["p_value"].round(4)
    (array([-1.778]), array([0.0024]))
    """
    is_one = all(np.ndim(value) == 0 for value in series)  # type: ignore[union-attr]
    several = [series] if is_one else series
    rows = [numbers(row, "series") for row in several]  # type: ignore[union-attr, arg-type]
    values = np.concatenate(rows) if rows else np.empty(0)
    return Table(warning.trend_test(values, np.array([len(row) for row in rows], np.int64)))


def adjusted_p_values(p_values: ArrayLike, method: Method = "bh") -> NDArray[np.float64]:
    """Adjust p-values so that alarms at q keep the share of false ones among them below q.

    Parameters
    ----------
    p_values : array-like
    method : {"bh", "by"}
        Benjamini & Hochberg, of tests that are independent or positively dependent; Benjamini &
        Yekutieli, of any.

    Returns
    -------
    numpy.ndarray

    Examples
    --------
    >>> import tenure as tn
    >>> tn.signals.adjusted_p_values([0.001, 0.02, 0.5]).round(3)
    array([0.003, 0.03 , 0.5  ])
    """
    return warning.adjusted_p_values(numbers(p_values, "p_values"), method)


@dataclass(frozen=True)
class CusumPlan:
    """A chart that adds up what is missing until it is too much.

    Parameters
    ----------
    kind : {"counts", "waits"}
        ``counts``: S = max(0, S + reference - purchases of the period). ``waits``: S grows with the
        time without a purchase, on the clock of the client, and falls by 1 at each purchase.
    rate : float
        Purchases a period while nothing has changed.
    slowdown : float
        The change looked for: the rate falls to this share, 0.05 to 0.95.
    regularity : float
        Of waits, k of their gamma distribution.
    reference : float, optional
        By default that which finds this change soonest.
    threshold : float, optional
        By default designed for `false_alarms`.
    false_alarms : float
        Tolerated, a year and 1000 clients.
    periods_per_year : float
        52 for weeks.
    change_probability : float
        A period, of the posterior of a trace.
    """

    kind: Literal["counts", "waits"] = "counts"
    rate: float = 1.0
    slowdown: float = 0.5
    regularity: float = 1.0
    reference: float | None = None
    threshold: float | None = None
    false_alarms: float = 50.0
    periods_per_year: float = 52.0
    change_probability: float = 0.02

    def _native(self) -> warning.CusumPlan:
        return warning.CusumPlan(**vars(self))


@dataclass(frozen=True)
class CusumDesign:
    """A chart's threshold and what it does.

    Attributes
    ----------
    reference, threshold : float
    run_length : float
        Periods until a false alarm, expected.
    false_alarms : float
        A year and 1000 clients, at this threshold.
    delay : float
        Periods until the alarm, expected, if the rate has fallen as planned.
    silence : float
        Periods without any purchase until the alarm.
    """

    reference: float
    threshold: float
    run_length: float
    false_alarms: float
    delay: float
    silence: float


def design_cusum(plan: CusumPlan) -> CusumDesign:
    """Find the threshold of a chart by its exact run length.

    Of counts by the Markov chain of Brook & Evans (1972), of waits by the mean first passage of a
    Poisson process with drift in closed form.

    Parameters
    ----------
    plan : CusumPlan

    Returns
    -------
    CusumDesign

    Examples
    --------
    >>> import tenure as tn
    >>> plan = tn.signals.CusumPlan(rate=4, slowdown=0.5, reference=3, threshold=5)
    >>> round(tn.signals.design_cusum(plan).run_length, 6)
    80.187012
    >>> weekly = tn.signals.CusumPlan("waits", rate=1, slowdown=0.25, false_alarms=50)
    >>> round(tn.signals.design_cusum(weekly).silence, 1)  # weeks without a purchase
    8.1
    """
    return CusumDesign(*warning.design_cusum(plan._native()))


def cusum_trace(values: ArrayLike, plan: CusumPlan) -> Table:
    """Draw the chart along counts or waits.

    Parameters
    ----------
    values : array-like
        Counts of periods, or waits in periods.
    plan : CusumPlan

    Returns
    -------
    Table
        ``value``, ``chart``, ``log_ratio`` (of the likelihoods, never below 0), ``posterior`` (that
        the change has come), ``alarm``.

    Examples
    --------
    >>> import tenure as tn
    >>> plan = tn.signals.CusumPlan(rate=4, reference=3, threshold=5)
    >>> tn.signals.cusum_trace([4, 5, 3, 4, 2, 1, 2, 0, 1, 2], plan)["chart"]
    array([ 0.,  0.,  0.,  0.,  1.,  3.,  4.,  7.,  9., 10.])
    """
    return Table(warning.cusum_trace(numbers(values, "values"), plan._native()))


def partial_defection(
    portfolio: Portfolio,
    date: DayLike | None = None,
    *,
    recent: int = 182,
    before: int = 182,
    threads: int = 0,
    progress: Progress | None = None,
) -> Table:
    """Find clients who leave in part.

    Parameters
    ----------
    portfolio : Portfolio
    date : date or str, optional
        End of the window looked at; by default of the observation.
    recent, before : int
        Days of that window, and of the one it is compared with.

    Returns
    -------
    Table
        One row a client with a purchase in the window before: ``client``, ``purchases_before``,
        ``variation_before``, ``was_loyal`` (more purchases and less variation of the intervals than
        the mean client), ``purchases_now``, ``variation_now``, ``is_partial_defector`` (was loyal,
        and now one of both fails); of a log with categories ``category`` (whose share fell most
        clearly), ``share_before``, ``share_now``, ``p_value``.

    References
    ----------
    W. Buckinx & D. Van den Poel (2005), Customer base analysis: partial defection of behaviourally
    loyal clients in a non-contractual FMCG retail setting, EJOR 164.

    Examples
    --------
    >>> import tenure as tn
    >>> log = {"client": [1] * 6, "date": [f"2024-0{m}-01" for m in (1, 2, 3, 7, 8, 9)],
    ...        "item": ["tea"] * 3 + ["milk"] * 3}
    >>> portfolio = tn.Portfolio.from_table(
    ...     log, client="client", date="date", category="item", observed_until="2024-09-30"
    ... )
    >>> tn.signals.partial_defection(portfolio, recent=120, before=180)["category"].tolist()
    ['tea']
    """
    native = warning.partial_defection(
        portfolio._native,
        date=day_number(date, "date"),
        recent=recent,
        before=before,
        threads=threads,
        progress=progress,
    )
    return Table(native)
