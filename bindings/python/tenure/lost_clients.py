"""Win-back: which lost clients are worth another attempt."""

from __future__ import annotations

import math
from dataclasses import dataclass

from numpy.typing import ArrayLike

from tenure import _core
from tenure._arrays import spread
from tenure._histories import numbers
from tenure.allocation import Certificate, certificate_of
from tenure.table import Table


def second_lifetime_value(margin: float, retention: float, discount_rate: float) -> float:
    """Return the value of a client won back, of his second life and never of the first.

    Parameters
    ----------
    margin, retention, discount_rate : float
        A period, of clients won back; the first margin comes now.

    Examples
    --------
    >>> import tenure as tn
    >>> round(tn.second_lifetime_value(120, 0.75, 0.1), 6)
    377.142857
    """
    return _core.campaigns.second_lifetime_value(margin, retention, discount_rate)


@dataclass(frozen=True)
class WinBackPlan:
    """Which lost clients to try again.

    Attributes
    ----------
    rows : Table
        ``net`` (of one attempt), ``roi``, ``break_even_probability``, ``largest_incentive``,
        ``last_useful_lapse``, ``profit`` (of all its clients), ``rank``, ``attempts`` (within the
        budget), ``spent``, ``earned``.
    constraints : Table
        The budget and its shadow price.
    certificate : Certificate
        Of the profit of the attempts.
    """

    rows: Table
    constraints: Table
    certificate: Certificate

    def __repr__(self) -> str:
        return repr(self.rows)


def win_back(
    probability: ArrayLike,
    second_value: ArrayLike,
    *,
    incentive: float | ArrayLike,
    contact: float | ArrayLike,
    clients: ArrayLike | None = None,
    decay: float | ArrayLike | None = None,
    budget: float | None = None,
) -> WinBackPlan:
    """Say which lost clients, or segments of them, are worth another attempt.

    Parameters
    ----------
    probability : array-like of shape (n,)
        That an attempt now succeeds.
    second_value : array-like of shape (n,)
        `second_lifetime_value` of each.
    incentive, contact : float or array-like of shape (n,)
        Cost of each client who comes back, and of each attempt.
    clients : array-like of shape (n,), optional
        In each segment; by default a row is one client.
    decay : float or array-like of shape (n,), optional
        Rate at which the probability falls with time.
    budget : float, optional
        Of all attempts and of the incentives expected.

    References
    ----------
    B. Stauss & C. Friege (1999), Regaining service customers, J. Service Research 1.

    Examples
    --------
    >>> import tenure as tn
    >>> plan = tn.win_back([0.12], [400], incentive=50, contact=6, decay=0.1)
    >>> round(float(plan.rows["net"][0]), 6), round(float(plan.rows["roi"][0]), 6)
    (36.0, 3.0)
    """
    probabilities = numbers(probability, "probability")
    rows = len(probabilities)
    native = _core.campaigns.win_back(
        probabilities,
        numbers(second_value, "second_value"),
        spread(incentive, "incentive", rows),
        spread(contact, "contact", rows),
        None if clients is None else numbers(clients, "clients"),
        None if decay is None else spread(decay, "decay", rows),
        math.inf if budget is None else budget,
    )
    return WinBackPlan(
        Table(native.rows), Table(native.constraints), certificate_of(native.certificate)
    )
