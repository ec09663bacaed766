"""The levers of revenue: frequency x basket x duration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tenure._client_columns import alike
from tenure._core import economics
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.summary import Summary, Unit
from tenure.table import Table

LEVERS = ("frequency", "basket", "duration")


@dataclass(frozen=True)
class Levers:
    """What each lever would bring, how much room is left, and which one to pull.

    Attributes
    ----------
    levers : Table
        ``lever`` ("frequency", "basket", "duration", "all"), ``elasticity``, ``change``,
        ``revenue`` (if it changes), ``gain``, ``share`` (of the gain of all three), ``cost``,
        ``gain_to_cost``.
    clients : Table
        ``client`` (of a summary), ``segment`` (if given), ``spend`` (a unit of time), ``revenue``,
        ``frontier``, ``headroom``, ``headroom_share``, ``p_alive`` (if given), ``lever``.
    segments : Table
        The same by segment, with the number of clients each lever is for.
    revenue : float
        Of all clients.
    """

    levers: Table
    clients: Table
    segments: Table
    revenue: float


def levers(
    frequency: ArrayLike | Summary,
    basket: ArrayLike | None = None,
    duration: ArrayLike | None = None,
    *,
    p_alive: ArrayLike | None = None,
    segments: Sequence[str] | None = None,
    change: float | Mapping[str, float] = 0.10,
    cost: float | Mapping[str, float] = 0.0,
    margin: float = 1.0,
    discount_rate: float = 0.0,
    per: Unit = "year",
    unit: Unit = "year",
    frontier: float = 0.9,
    small_headroom: float = 0.1,
    likely_alive: float = 0.5,
) -> Levers:
    """Take revenue apart into frequency x basket x duration, and say which one to work on.

    The advice to a client: ``"win_back"`` where he is probably gone; ``"duration"`` where there is
    little room below the frontier of his segment, so that he can only be kept; else
    ``"frequency"`` or ``"basket"``, whichever is farther below its own frontier.

    Parameters
    ----------
    frequency : Summary, or float or array-like of shape (n,)
        Purchases a unit of time. A summary says all three by itself: what was observed since each
        client's first purchase.
    basket, duration : float or array-like of shape (n,), optional
        Revenue a purchase; length of the relation, units. Not with a summary.
    p_alive : array-like of shape (n,), optional
        Probability that the client is still one.
    segments : sequence of str, optional
        Who is compared with whom.
    change, cost : float or mapping of {"frequency", "basket", "duration"} to float
        Share by which each lever grows, and what that costs for all clients.
    margin : float
        Share of revenue that is left: of gains against costs.
    discount_rate : float
        Effective, a `per`; 0: the revenue is the plain sum, and every elasticity is 1.
    per, unit : {"day", "week", "month", "quarter", "year"}
        Of the rate; of frequency and duration.
    frontier : float
        The quantile of a segment that is within reach.
    small_headroom : float
        Share of the frontier below which a client is at his maximum.
    likely_alive : float
        `p_alive` below which no lever moves him.

    Examples
    --------
    >>> import tenure as tn
    >>> result = tn.levers(4, 50, 3)
    >>> result.revenue, result.levers["revenue"].round(2).tolist()
    (600.0, [660.0, 660.0, 660.0, 798.6])
    """
    moves = {name: (_move(change, name, 0.0), _move(cost, name, 0.0)) for name in LEVERS}
    options = economics.LeverOptions(
        **moves,
        margin=margin,
        discount_rate=discount_rate,
        per=per,
        unit=unit,
        frontier=frontier,
        small_headroom=small_headroom,
        likely_alive=likely_alive,
    )
    alive = None if p_alive is None else numbers(p_alive, "p_alive")
    names = None if segments is None else np.asarray(segments, object).tolist()
    if isinstance(frequency, Summary):
        if basket is not None or duration is not None:
            message = "basket: a summary has all three levers"
            raise DataError(message, argument="basket")
        native = economics.summary_levers(frequency._native, alive, names, options)
    else:
        if basket is None or duration is None:
            message = "basket: give basket and duration beside the frequency"
            raise DataError(message, argument="basket")
        given = alike(frequency=frequency, basket=basket, duration=duration)
        native = economics.levers(
            given["frequency"], given["basket"], given["duration"], alive, names, options
        )
    return Levers(
        Table(native.levers), Table(native.clients), Table(native.segments), native.revenue
    )


def _move(given: float | Mapping[str, float], lever: str, absent: float) -> float:
    if not isinstance(given, Mapping):
        return float(given)
    unknown = given.keys() - set(LEVERS)
    if unknown:
        message = f"change: there is no lever {min(unknown)!r}; there are {', '.join(LEVERS)}"
        raise DataError(message, argument="change")
    return float(given.get(lever, absent))
