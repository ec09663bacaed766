"""Retention budgets: the most it is reasonable to spend on keeping each client."""

from __future__ import annotations

from numpy.typing import ArrayLike

from tenure import _core
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.table import Table


def retention_budget(
    risk: ArrayLike,
    value: ArrayLike,
    *,
    max_saved: float | None = None,
    half_cost: float | None = None,
    speed: float | None = None,
    inflection: float | None = None,
    points: tuple[ArrayLike, ArrayLike] | None = None,
) -> Table:
    """Say for every client what keeping him may cost.

    An effort x saves the share max_saved (1 - exp(-speed x)) of the clients who would have left;
    with an inflection that of an S-shaped curve, or what the given points say.

    Parameters
    ----------
    risk : array-like of shape (n,)
        Probability that the client leaves if nothing is done.
    value : array-like of shape (n,)
        What is lost then, currency units: ``clv_if_alive`` of `clv`.
    max_saved : float, optional
        Share that the greatest effort saves, in (0, 1]. It is an assumption until a campaign with
        a control group has measured it.
    half_cost : float, optional
        Effort a client that saves half of `max_saved`.
    speed : float, optional
        Of the response, per currency unit; instead of `half_cost`.
    inflection : float, optional
        Effort of the fastest response, which makes it S-shaped: max_saved (1 - exp(-speed x)) /
        (1 + exp(-speed (x - inflection))). With `speed`.
    points : (array-like, array-like), optional
        Instead of all these: increasing efforts, and the share that each saves. Straight lines
        between them, from (0, 0), and level after the last.

    Returns
    -------
    Table
        ``risk``, ``value``, ``ceiling`` (what full response would save: spending it loses money),
        ``optimum`` (where the next unit spent saves just its own worth), ``saved``, ``net`` (gain
        of the optimum), ``roi``, ``break_even`` (where nothing is left of it), ``rank`` by net.

    Examples
    --------
    >>> import tenure as tn
    >>> budget = tn.retention_budget([0.4], [1000], max_saved=0.5, speed=0.02)
    >>> {name: round(float(budget[name][0]), 2) for name in ("ceiling", "optimum", "net")}
    {'ceiling': 200.0, 'optimum': 69.31, 'net': 80.69}
    """
    response = response_curve(max_saved, half_cost, speed, inflection, points)
    return Table(_core.retention_budget(numbers(risk, "risk"), numbers(value, "value"), response))


def response_curve(
    max_saved: float | None,
    half_cost: float | None,
    speed: float | None,
    inflection: float | None = None,
    points: tuple[ArrayLike, ArrayLike] | None = None,
) -> _core.ResponseCurve:
    """Return the response to efforts that the arguments of `retention_budget` describe."""
    if points is not None:
        if not (max_saved is half_cost is speed is inflection is None):
            raise DataError("points: give points, or the rest", argument="points")
        spend, saved = points
        return _core.ResponseCurve.from_points(
            numbers(spend, "spend").tolist(), numbers(saved, "saved").tolist()
        )
    if max_saved is None:
        raise DataError("max_saved: needed without points", argument="max_saved")
    if (half_cost is None) == (speed is None):
        raise DataError("half_cost: give half_cost or speed, not both", argument="half_cost")
    if inflection is not None:
        if speed is None:
            raise DataError("inflection: needs speed, not half_cost", argument="inflection")
        return _core.ResponseCurve.logistic(max_saved, speed, inflection)
    if half_cost is not None:
        return _core.ResponseCurve.from_half_cost(max_saved, half_cost)
    assert speed is not None
    return _core.ResponseCurve(max_saved, speed)
