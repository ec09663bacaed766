"""Complaints: what handling them brings, and what the silent cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._arrays import spread
from tenure._histories import numbers
from tenure.table import Table


@dataclass(frozen=True)
class ComplaintReport:
    """What complaints cost, what handling them brings, and the causes to remove first.

    Attributes
    ----------
    causes : Table
        ``complaints``, ``silent`` (clients), ``lost`` (value, as complaints are handled now),
        ``lost_silent`` (of it, of which no register tells), ``gain`` (of handling, net of its
        cost), ``roi``, ``largest_cost`` (of one complaint, at which nothing is left),
        ``voice_value`` (of one silent client who complains instead), ``voice_gain``, ``rank`` (by
        what is lost).
    lost, lost_silent : float
        Of all causes, currency units.
    gain : float
        Of handling, before the fixed cost.
    spent : float
        On handling, with the fixed cost.
    profit : float
        Gain less the fixed cost.
    roi : float or None
        Return on complaint management: profit over what is spent; None where nothing is.
    voice_gain : float or None
        Of going to ``voiced_to``.
    """

    causes: Table
    lost: float
    lost_silent: float
    gain: float
    spent: float
    profit: float
    roi: float | None
    voice_gain: float | None


def complaint_profit(
    clients: ArrayLike,
    *,
    voiced: float | ArrayLike,
    stay_handled: float | ArrayLike,
    stay_ignored: float | ArrayLike,
    stay_silent: float | ArrayLike,
    value: float | ArrayLike,
    cost: float | ArrayLike,
    handled: float | ArrayLike | None = None,
    voiced_to: float | ArrayLike | None = None,
    fixed_cost: float = 0.0,
) -> ComplaintReport:
    """Say what handling complaints brings, and what it is worth that more clients complain.

    The best compensation of a complaint is the optimum of `retention_budget` for a client at the
    risk ``1 - stay_ignored``.

    Parameters
    ----------
    clients : array-like of shape (n,)
        Unhappy ones: a row is a cause, a channel or a segment.
    voiced : float or array-like of shape (n,)
        Share of them who complain; the others are silent.
    stay_handled, stay_ignored, stay_silent : float or array-like of shape (n,)
        Share who stay after a complaint that is handled, after one that is not, and of the silent.
    value : float or array-like of shape (n,)
        Lost with a client who leaves.
    cost : float or array-like of shape (n,)
        Of handling one complaint, compensation included.
    handled : float or array-like of shape (n,), optional
        Share of the complaints that are handled; by default all.
    voiced_to : float or array-like of shape (n,), optional
        What ``voiced`` would be if complaining were easier, at least ``voiced``.
    fixed_cost : float
        Of the desk, whatever comes in.

    References
    ----------
    C. Fornell & B. Wernerfelt (1987), Defensive marketing strategy by customer complaint
    management, J. Marketing Research 24.
    B. Stauss & A. Schoeler (2004), Complaint management profitability, Managing Service Quality 14.

    Examples
    --------
    >>> import tenure as tn
    >>> report = tn.complaint_profit(
    ...     [1000],
    ...     voiced=0.3,
    ...     stay_handled=0.7,
    ...     stay_ignored=0.3,
    ...     stay_silent=0.4,
    ...     value=300,
    ...     cost=15,
    ...     voiced_to=0.5,
    ... )
    >>> round(report.gain, 6), round(report.voice_gain, 6)
    (31500.0, 15000.0)
    """
    unhappy = numbers(clients, "clients")

    def each(values: float | ArrayLike, name: str) -> NDArray[np.float64]:
        return spread(values, name, len(unhappy))

    native = _core.campaigns.complaint_profit(
        unhappy,
        each(voiced, "voiced"),
        each(stay_handled, "stay_handled"),
        each(stay_ignored, "stay_ignored"),
        each(stay_silent, "stay_silent"),
        each(value, "value"),
        each(cost, "cost"),
        None if handled is None else each(handled, "handled"),
        None if voiced_to is None else each(voiced_to, "voiced_to"),
        fixed_cost,
    )
    values = {name: getattr(native, name) for name in ComplaintReport.__annotations__}
    return ComplaintReport(**values | {"causes": Table(native.causes)})
