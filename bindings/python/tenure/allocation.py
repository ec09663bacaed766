"""Allocation: a budget shared between clients, with the proof of the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._arrays import positions, spread
from tenure._histories import numbers
from tenure._progress import Progress
from tenure.errors import DataError
from tenure.table import Table


@dataclass(frozen=True)
class Certificate:
    """What a plan earns, and what no plan can; currency units.

    Attributes
    ----------
    gain, spent : float
        Of the plan: the gain before its cost.
    objective : float
        Gain less spent; the gain itself where the budget is sunk.
    bound : float
        No plan within the limits has a greater objective: the dual value.
    gap : float
        Bound less objective, at least 0.
    """

    gain: float
    spent: float
    objective: float
    bound: float
    gap: float


@dataclass(frozen=True)
class Allocation:
    """A plan for every client and the proof of it.

    Attributes
    ----------
    clients : Table
        Parallel to the clients.
    constraints : Table
        ``constraint``, ``limit``, ``used``, ``shadow_price`` (the objective that one more unit of
        the limit adds), ``binds``.
    certificate : Certificate
        How far the plan can be from the best there is.
    """

    clients: Table
    constraints: Table
    certificate: Certificate

    def __repr__(self) -> str:
        c = self.certificate
        return (
            f"{c.spent:,.2f} spent for a gain of {c.gain:,.2f}; "
            f"no plan earns {c.gap:,.4g} more\n{self.constraints!r}"
        )


def certificate_of(native: _core.allocation.Certificate) -> Certificate:
    """A certificate in Python."""
    return Certificate(native.gain, native.spent, native.objective, native.bound, native.gap)


def allocate_spending(
    potential: ArrayLike,
    *,
    speed: float | ArrayLike,
    budget: float | None = None,
    inflection: float | ArrayLike | None = None,
    sunk: bool = False,
    threads: int = 0,
    progress: Progress | None = None,
) -> Allocation:
    """Share a budget so that every client's next unit earns the same.

    Spending x on a client gains the share 1 - exp(-speed x) of his potential, or the S-shaped form
    of it.

    Parameters
    ----------
    potential : array-like of shape (n,)
        Gain at full response, currency units: ``ceiling`` of `retention_budget`.
    speed : float or array-like of shape (n,)
        Of the response, per currency unit.
    budget : float, optional
        Of all spending; None: no limit.
    inflection : float or array-like of shape (n,), optional
        Spending at which a client's response grows fastest: it is S-shaped, and the bound is that
        of its concave envelope.
    sunk : bool
        The budget is spent whatever is done: maximise the gain, not the gain less what is spent.
    threads : int
        0: as many as the machine has cores.
    progress : callable or True, optional
        Told of (fraction, stage); ends the work by raising.

    Returns
    -------
    Allocation
        With ``spend``, ``gain``, ``marginal_gain`` for each client.

    Examples
    --------
    >>> import tenure as tn
    >>> plan = tn.allocate_spending(
    ...     [200, 100, 300, 20], speed=[0.02, 0.05, 0.01, 0.04], budget=50
    ... )
    >>> plan.clients["spend"].round(2)
    array([21.85, 13.2 , 14.94,  0.  ])
    >>> round(float(plan.constraints["shadow_price"][0]), 4)
    1.5837
    """
    potentials = numbers(potential, "potential")
    native = _core.allocation.allocate_spending(
        potentials,
        spread(speed, "speed", len(potentials)),
        math.inf if budget is None else budget,
        inflection=None
        if inflection is None
        else spread(inflection, "inflection", len(potentials)),
        sunk=sunk,
        threads=threads,
        progress=progress,
    )
    return Allocation(
        Table(native.clients), Table(native.constraints), certificate_of(native.certificate)
    )


def allocate_offers(
    gain: ArrayLike,
    cost: ArrayLike,
    *,
    budget: float | None = None,
    contacts: float | None = None,
    channel: ArrayLike | None = None,
    channel_capacity: Mapping[Any, float] | None = None,
    segment: ArrayLike | None = None,
    segment_floor: Mapping[Any, float] | None = None,
    segment_ceiling: Mapping[Any, float] | None = None,
    sunk: bool = False,
    threads: int = 0,
    progress: Progress | None = None,
) -> Allocation:
    """Choose at most one offer for each client, within a budget and other limits.

    Parameters
    ----------
    gain : array-like of shape (n, offers)
        What an offer brings if it is made to a client, before its cost; currency units.
    cost : array-like of shape (offers,) or (n, offers)
        At least 0.
    budget : float, optional
        Of all spending.
    contacts : float, optional
        Clients who may get an offer.
    channel : array-like of shape (offers,), optional
        Channel of each offer, any labels.
    channel_capacity : mapping of channel to float, optional
        Offers that a channel carries; a channel that is not named has no limit.
    segment : array-like of shape (n,), optional
        Segment of each client, any labels.
    segment_floor, segment_ceiling : mapping of segment to float, optional
        Least and most spending on a segment.
    sunk : bool
        The budget is spent whatever is done: maximise the gain, not the gain less what is spent.
    threads : int
        0: as many as the machine has cores.
    progress : callable or True, optional
        Told of (fraction, stage); ends the work by raising.

    Returns
    -------
    Allocation
        With ``offer`` (from 0, NaN: none), ``cost``, ``gain`` for each client. With a budget alone
        the plan is the best there is wherever the gap is 0.

    Examples
    --------
    >>> import tenure as tn
    >>> plan = tn.allocate_offers([[12, 20], [9, 26], [7, 11]], [5, 12], budget=17)
    >>> plan.clients["offer"]
    array([ 0.,  1., nan])
    >>> plan.certificate.gap
    0.0
    """
    gains = np.asarray(gain, dtype=np.float64)
    if gains.ndim != 2:
        raise DataError(
            f"gain: expected an array of shape (n, offers), got {gains.shape}", argument="gain"
        )
    costs = np.asarray(cost, dtype=np.float64)
    if costs.shape not in (gains.shape, gains.shape[1:]):
        raise DataError(
            f"cost: expected shape {gains.shape} or {gains.shape[1:]}, got {costs.shape}",
            argument="cost",
        )
    channels = _Groups("channel", channel, gains.shape[1], channel_capacity)
    segments = _Groups("segment", segment, gains.shape[0], segment_floor, segment_ceiling)
    native = _core.allocation.allocate_offers(
        costs.ravel(),
        gains.ravel(),
        gains.shape[1],
        budget=math.inf if budget is None else budget,
        contacts=math.inf if contacts is None else contacts,
        channel=channels.positions,
        channel_capacity=channels.limits(channel_capacity, math.inf),
        segment=segments.positions,
        segment_floor=segments.limits(segment_floor, 0.0),
        segment_ceiling=segments.limits(segment_ceiling, math.inf),
        sunk=sunk,
        threads=threads,
        progress=progress,
    )
    constraints = segments.named(channels.named(Table(native.constraints)))
    return Allocation(Table(native.clients), constraints, certificate_of(native.certificate))


class _Groups:
    """Labels of clients or offers as positions, and limits by label."""

    def __init__(
        self,
        argument: str,
        labels: ArrayLike | None,
        rows: int,
        *limits: Mapping[Any, float] | None,
    ) -> None:
        self._argument = argument
        self._labels: list[Any] = []
        self.positions: NDArray[np.int64] | None = None
        given = [each for each in limits if each is not None]
        if not given:
            return
        if labels is None:
            raise DataError(f"{argument}: needed by its limits", argument=argument)
        self.positions, self._labels = positions(labels, argument)
        if len(self.positions) != rows:
            raise DataError(
                f"{argument}: expected {rows} labels, got {len(self.positions)}", argument=argument
            )
        unknown = [label for each in given for label in each if label not in self._labels]
        if unknown:
            raise DataError(f"{argument}: nothing has the label {unknown[0]!r}", argument=argument)

    def limits(
        self, limits: Mapping[Any, float] | None, without: float
    ) -> NDArray[np.float64] | None:
        """Limits by position."""
        if limits is None:
            return None
        return np.array([limits.get(label, without) for label in self._labels], dtype=np.float64)

    def named(self, constraints: Table) -> Table:
        """Constraints by label instead of position."""
        if self.positions is None:
            return constraints
        names = (self._name(text) for text in constraints["constraint"])
        return constraints._with_texts("constraint", names)

    def _name(self, text: str) -> str:
        group, _, rest = text.partition(" ")
        if group != self._argument:
            return text
        place, _, side = rest.partition(" ")
        return f"{group} {self._labels[int(place)]} {side}".rstrip()
