"""Control: what happened beside what was planned, which lever slipped, and whether it paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._arrays import flags
from tenure._columns import column, column_names
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.table import Table


@dataclass(frozen=True)
class ControlReport:
    """Which lever slipped, where, and what its sign calls for.

    Attributes
    ----------
    segments : Table
        ``segment``, ``planned``, ``actual``, ``change`` of revenue, and what each lever adds to the
        change: ``clients`` (of the whole base), ``mix``, ``frequency``, ``basket``, ``duration``,
        ``new``, ``lost``. They add up to it.
    levers : Table
        ``lever``, ``change``, ``share`` (of planned revenue), over all segments; "total" last.
    findings : Table
        ``rank``, ``segment``, ``lever``, ``planned``, ``actual``, ``change``, ``share``,
        ``measure``: the slips, worst first, then the gains.
    summary : str
        The change, the lever that slipped most, and where.
    """

    segments: Table
    levers: Table
    findings: Table
    summary: str

    def __repr__(self) -> str:
        return f"{self.summary}\n{self.levers!r}"


def control_report(
    plan: Any,
    actual: Any,
    *,
    tolerance: float = 0.01,
    method: Literal["lmdi", "shapley"] = "lmdi",
) -> ControlReport:
    """Compare revenue with its plan: which lever slipped, where, and what to do about it.

    Revenue of a segment is clients x frequency x basket (x duration).

    Parameters
    ----------
    plan, actual : table or mapping
        With the columns ``clients``, ``frequency`` (purchases a client), ``basket`` (revenue a
        purchase) and, if wanted, ``duration`` and ``segment`` (any labels). A segment that only one
        of them has is new, or lost.
    tolerance : float
        Share of planned revenue below which a change is no finding.
    method : {"lmdi", "shapley"}
        Logarithmic mean Divisia index, the same for a sum as summed; or the average over all orders
        of change, in which levers may be 0.

    References
    ----------
    B. W. Ang (2005), Energy Policy 33. J. W. Sun (1998), Energy Economics 20.

    Examples
    --------
    >>> import tenure as tn
    >>> plan = {"clients": [1000], "frequency": [4.0], "basket": [50]}
    >>> actual = {"clients": [950], "frequency": [4.4], "basket": [48]}
    >>> report = tn.control_report(plan, actual)
    >>> report.segments["frequency"].round(2)
    array([19092.52])
    >>> report.findings["lever"].tolist()
    ['clients', 'basket', 'frequency']
    """
    sides = _Side(plan, "plan"), _Side(actual, "actual")
    labels = list(dict.fromkeys([*sides[0].labels, *sides[1].labels]))
    native = _core.control.control_report(
        sides[0].native(labels), sides[1].native(labels), tolerance, method
    )
    findings = _labelled(Table(native.findings), labels)
    summary = native.summary
    worst = findings["segment"][0] if len(findings) else None
    if worst is not None:
        place = labels.index(worst)
        summary = summary.replace(f" in segment {place},", f" in segment {worst},", 1)
    return ControlReport(
        _labelled(Table(native.segments), labels), Table(native.levers), findings, summary
    )


class _Side:
    """The columns of a plan, or of what came of it, by segment."""

    def __init__(self, table: Any, name: str) -> None:
        names = column_names(table)
        self._columns = {
            each: numbers(column(table, each), f"{name}.{each}")
            for each in ("clients", "frequency", "basket", "duration")
            if each != "duration" or each in names
        }
        rows = len(self._columns["clients"])
        given = column(table, "segment") if "segment" in names else range(rows)
        self.labels = [str(label) for label in np.asarray(given).tolist()]
        lengths = {rows, len(self.labels), *map(len, self._columns.values())}
        if len(lengths) > 1:
            raise DataError(f"{name}: columns of different lengths", argument=name)
        if len(set(self.labels)) < len(self.labels):
            raise DataError(f"{name}: a segment appears twice", argument=f"{name}.segment")

    def native(self, labels: list[str]) -> _core.control.Revenue:
        """The columns by the segments of both sides; 0 clients where it has none."""
        place = {label: i for i, label in enumerate(self.labels)}

        def aligned(values: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.array([values[place[la]] if la in place else 0.0 for la in labels])

        duration = self._columns.get("duration")
        return _core.control.Revenue(
            aligned(self._columns["clients"]),
            aligned(self._columns["frequency"]),
            aligned(self._columns["basket"]),
            None if duration is None else aligned(duration),
        )


def _labelled(table: Table, labels: list[str]) -> Table:
    """A table with the labels of segments instead of their places."""
    return table._with_texts(
        "segment", (None if np.isnan(place) else labels[int(place)] for place in table["segment"])
    )


def control_limits(expected: ArrayLike, observed: ArrayLike, *, tail: float = 0.00135) -> Table:
    """Say which counts are outside what chance explains.

    Parameters
    ----------
    expected : array-like of shape (n,)
        What was expected; counts are Poisson about it.
    observed : array-like of int of shape (n,)
        What was seen.
    tail : float
        Probability beyond each limit: 0.00135 as three standard deviations.

    Returns
    -------
    Table
        ``expected``, ``observed``, ``lower``, ``upper``, ``signal`` ("below", "within", "above"),
        ``p_value``.

    Examples
    --------
    >>> import tenure as tn
    >>> tn.control_limits([50, 50], [30, 29])["signal"].tolist()
    ['within', 'below']
    """
    counts = numbers(observed, "observed")
    if len(wrong := np.flatnonzero(~(counts == np.floor(counts)))):
        row = int(wrong[0])
        message = f"observed: expected whole numbers, got {counts[row]} in row {row}"
        raise DataError(message, argument="observed", row=row)
    return Table(
        _core.control.control_limits(numbers(expected, "expected"), counts.astype(np.int64), tail)
    )


@dataclass(frozen=True)
class HoldoutEffect:
    """What a treatment changed against a randomised holdout.

    Attributes
    ----------
    treated_rate, control_rate : float
        Of events.
    effect, standard_error : float
        Improvement of the rate; below 0 the treatment did harm.
    wald_lower, wald_upper, lower, upper : float
        By the standard error, and by Newcombe's interval.
    p_value : float
        Of no effect, two-sided.
    events, gain, profit : float
        Less, or more, than without treatment; times their value; less the cost.
    roi, roi_lower, roi_upper : float or None
        Of the cost, with Newcombe's interval; None without a cost.
    """

    treated_rate: float
    control_rate: float
    effect: float
    standard_error: float
    wald_lower: float
    wald_upper: float
    lower: float
    upper: float
    p_value: float
    events: float
    gain: float
    profit: float
    roi: float | None
    roi_lower: float | None
    roi_upper: float | None


def holdout_effect(
    *,
    treated: int,
    treated_events: int,
    control: int,
    control_events: int,
    events_are_losses: bool = True,
    value: float = 0.0,
    cost: float = 0.0,
    level: float = 0.95,
) -> HoldoutEffect:
    """Measure a treatment against a randomised holdout: effect, interval, return.

    Parameters
    ----------
    treated, control : int
        Clients of each group.
    treated_events, control_events : int
        Of whom the event was seen.
    events_are_losses : bool
        The treatment is to lower their rate, else to raise it.
    value, cost : float
        Of one event less, or more; of treating all who were.
    level : float
        Of the intervals.

    References
    ----------
    R. G. Newcombe (1998), Statistics in Medicine 17, method 10.

    Examples
    --------
    >>> import tenure as tn
    >>> effect = tn.holdout_effect(
    ...     treated=5000, treated_events=850, control=1000, control_events=200, value=200, cost=15e3
    ... )
    >>> round(effect.lower, 6), round(effect.upper, 6), round(effect.roi, 6)
    (0.004082, 0.057838, 1.0)
    """
    native = _core.control.holdout_effect(
        treated=treated,
        treated_events=treated_events,
        control=control,
        control_events=control_events,
        events_are_losses=events_are_losses,
        value=value,
        cost=cost,
        level=level,
    )
    return HoldoutEffect(**{name: getattr(native, name) for name in HoldoutEffect.__annotations__})


@dataclass(frozen=True)
class Calibration:
    """How well predicted probabilities agree with what happened.

    Attributes
    ----------
    brier : float
        Mean squared error.
    log_loss : float or None
        None if what was said to be impossible happened.
    mean_predicted, mean_observed : float
        Over all clients.
    bins : Table
        ``bin``, ``clients``, ``predicted``, ``observed``, ``lower``, ``upper`` (Wilson).
    """

    brier: float
    log_loss: float | None
    mean_predicted: float
    mean_observed: float
    bins: Table


def calibration(
    probability: ArrayLike, happened: ArrayLike, *, bins: int = 10, level: float = 0.95
) -> Calibration:
    """Measure predicted probabilities by what happened.

    Parameters
    ----------
    probability : array-like of shape (n,)
        In [0, 1].
    happened : array-like of shape (n,)
        True for what did.
    bins : int
        Of equally many clients, by rising probability; equal probabilities stay together.
    level : float
        Of the intervals.

    Examples
    --------
    >>> import tenure as tn
    >>> fit = tn.calibration([0.9, 0.8, 0.7, 0.6, 0.3, 0.2, 0.1, 0.1], [1, 1, 0, 1, 0, 0, 0, 1])
    >>> round(fit.brier, 5), round(fit.log_loss, 7)
    (0.20625, 0.6288833)
    """
    native = _core.control.calibration(
        numbers(probability, "probability"), flags(happened, "happened"), bins, level
    )
    return Calibration(
        native.brier,
        native.log_loss,
        native.mean_predicted,
        native.mean_observed,
        Table(native.bins),
    )
