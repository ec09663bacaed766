"""How long clients stay: survival, causes of leaving, tests between groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from tenure._core import lifetimes
from tenure._lives import native_lives
from tenure.errors import DataError
from tenure.record import Record
from tenure.summary import Unit
from tenure.table import Table


def contract_lives(record: Record, *, unit: Unit = "month", grace: int = 0) -> Table:
    """Return the relations under contract of a record as lives.

    Parameters
    ----------
    record : Record
        With contracts.
    unit : {"day", "week", "month", "quarter", "year"}
        Of the durations.
    grace : int
        Contracts of a client of which each begins at most so many days after the one before has
        ended are one relation.

    Returns
    -------
    Table
        ``client``, ``start``, ``end`` (NaT while it runs at the end of observation), ``duration``,
        ``ended``; without those who opted out of profiling.

    Examples
    --------
    >>> import tenure as tn
    >>> lives = tn.contract_lives(tn.simulate_shop(clients=100).record(), unit="month")
    >>> curves = tn.kaplan_meier(lives["duration"], lives["ended"])
    >>> curves.groups["lives"][0] == len(lives)
    np.True_
    """
    return Table(lifetimes.contract_lives(record._native, unit, grace))


@dataclass(frozen=True)
class SurvivalCurves:
    """Survival and cumulative hazard of each group.

    Attributes
    ----------
    curve : Table
        ``group`` (if given), ``time`` (each at which a life ended or was last seen), ``at_risk``,
        ``events``, ``censored``, ``survival`` (Kaplan-Meier), ``standard_error`` (Greenwood),
        ``lower``, ``upper`` (on the scale of log(-log)), ``cumulative_hazard`` (Nelson-Aalen),
        ``hazard_error``.
    groups : Table
        ``group`` (if given), ``lives``, ``events``, ``median`` with ``median_lower`` and
        ``median_upper``, ``horizon``, ``restricted_mean`` with ``restricted_mean_error``; NaN where
        the curve does not reach that far.
    """

    curve: Table
    groups: Table


def kaplan_meier(
    duration: ArrayLike,
    event: ArrayLike,
    *,
    entry: ArrayLike | None = None,
    weight: ArrayLike | None = None,
    group: Sequence[str] | None = None,
    cause: int | None = None,
    horizon: float | None = None,
    level: float = 0.95,
) -> SurvivalCurves:
    """Estimate how long lives last, without any assumption on their law.

    Parameters
    ----------
    duration : array-like of shape (n,)
        When each life ended or was last seen, from its start, in one unit.
    event : array-like of bool or int, shape (n,)
        Whether it was seen to end; or why, 1, 2, ..., and 0 if it was still going on.
    entry : array-like of shape (n,), optional
        When its observation began, below `duration` (left truncation).
    weight : array-like of shape (n,), optional
        Lives that a row stands for.
    group : sequence of str, optional
        Each has its own curve.
    cause : int, optional
        The only one there may be. One among several is refused, as 1 - survival would overstate
        it: that is what `competing_risks` is for.
    horizon : float, optional
        Up to when the mean is restricted; by default the last time of each group.
    level : float
        Of the intervals.

    References
    ----------
    E. L. Kaplan & P. Meier (1958), JASA 53; W. Nelson (1969); O. Aalen (1978).

    Examples
    --------
    >>> import tenure as tn
    >>> months = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]
    >>> left = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0]
    >>> curves = tn.kaplan_meier(months, left)
    >>> curves.curve["survival"][:4].round(4)
    array([0.9167, 0.8333, 0.7407, 0.6481])
    >>> curves.groups["median"], curves.groups["restricted_mean"].round(4)
    (array([6.]), array([5.3992]))
    """
    if cause is not None and cause < 1:
        raise DataError(f"cause: expected 1 or more, got {cause}", argument="cause")
    lives = native_lives(duration, event, entry, weight, group)
    curve, groups = lifetimes.kaplan_meier(lives, level, horizon, cause or 0)
    return SurvivalCurves(Table(curve), Table(groups))


def competing_risks(
    duration: ArrayLike,
    event: ArrayLike,
    *,
    entry: ArrayLike | None = None,
    weight: ArrayLike | None = None,
    group: Sequence[str] | None = None,
    level: float = 0.95,
) -> Table:
    """Estimate the share that each cause takes, by Aalen & Johansen.

    Parameters
    ----------
    duration, entry, weight, group
        As of `kaplan_meier`.
    event : array-like of int, shape (n,)
        Why each life ended, 1, 2, ...; 0 if it was still going on.
    level : float
        Of the intervals.

    Returns
    -------
    Table
        ``group`` (if given), ``cause``, ``time``, ``at_risk``, ``events``, ``incidence``,
        ``standard_error``, ``lower``, ``upper``, ``survival`` (of all causes together). The
        incidences and the survival add up to 1.

    References
    ----------
    O. Aalen & S. Johansen (1978); E. Marubini & M. G. Valsecchi (1995).

    Examples
    --------
    Competitive departures are 1, natural ones 2:

    >>> import tenure as tn
    >>> months = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]
    >>> cause = [1, 2, 0, 1, 1, 0, 2, 0, 1, 2, 0, 0]
    >>> shares = tn.competing_risks(months, cause)
    >>> shares["incidence"][shares["time"] == 7].round(4)
    array([0.3765, 0.3354])
    """
    return Table(
        lifetimes.competing_risks(native_lives(duration, event, entry, weight, group), level)
    )


@dataclass(frozen=True)
class LogRank:
    """Whether groups leave at the same rate.

    Attributes
    ----------
    groups : Table
        ``group``, ``lives``, ``observed``, ``expected`` (events).
    statistic : float
    degrees_of_freedom : int
    p_value : float or None
        By chi-square; None without a degree of freedom.
    """

    groups: Table
    statistic: float
    degrees_of_freedom: int
    p_value: float | None


def log_rank(
    duration: ArrayLike,
    event: ArrayLike,
    group: Sequence[str],
    *,
    entry: ArrayLike | None = None,
    weight: ArrayLike | None = None,
    cause: int | None = None,
    rho: float = 0.0,
) -> LogRank:
    """Test whether two or more groups leave at the same rate.

    Parameters
    ----------
    duration, event, entry, weight
        As of `kaplan_meier`.
    group : sequence of str
        Two or more.
    cause : int, optional
        Whose hazards are compared, the other causes censor; by default any.
    rho : float
        Times count by survival to this power: above 0, early differences count more.

    References
    ----------
    D. P. Harrington & T. R. Fleming (1982), Biometrika 69.

    Examples
    --------
    >>> import tenure as tn
    >>> months = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]
    >>> left = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0]
    >>> test = tn.log_rank(months, left, list("aaababbabbbb"))
    >>> round(test.statistic, 5), test.degrees_of_freedom
    (1.68179, 1)
    """
    if cause is not None and cause < 1:
        raise DataError(f"cause: expected 1 or more, got {cause}", argument="cause")
    test = lifetimes.log_rank(native_lives(duration, event, entry, weight, group), rho, cause or 0)
    return LogRank(Table(test.groups), test.statistic, test.degrees_of_freedom, test.p_value)
