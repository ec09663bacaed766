"""The value of clients who move between states, and in which states to go on serving them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.summary import Unit
from tenure.table import Table

PeriodTiming = Literal["period_start", "period_middle", "period_end"]


@dataclass(frozen=True)
class MarkovValue:
    """What a client is worth by the state he is in.

    Attributes
    ----------
    states : Table
        ``state`` (position), ``reward``, ``value``.
    error_bound : float
        No value is further from that of the chain than this.
    basis : str
        Timing, horizon and discount in one sentence.
    """

    states: Table
    error_bound: float
    basis: str


@dataclass(frozen=True)
class MarkovPolicy:
    """In which states to go on.

    Attributes
    ----------
    states : Table
        ``state``, ``reward``, ``value`` (with the best policy), ``value_always`` (going on in every
        state), ``continue_value``, ``stop_value``, ``is_continued``.
    iterations : int
        Of policy iteration.
    error_bound : float
        A certificate: no policy is worth more, in any state, than ``value`` + this.
    """

    states: Table
    iterations: int
    error_bound: float


def markov_value(
    matrix: ArrayLike,
    rewards: ArrayLike,
    *,
    horizon: int | None = None,
    discount_rate: float = 0.1,
    per: Unit = "year",
    period: Unit = "year",
    period_length: float = 1.0,
    timing: PeriodTiming = "period_start",
) -> MarkovValue:
    """Value a client by the state he is in: the expected discounted sum of rewards.

    Parameters
    ----------
    matrix : array-like of shape (n, n)
        Probabilities of moves from rows to columns, such as `Migration.matrix`; a client who is
        lost is in a state of its own.
    rewards : array-like of shape (n,)
        Margin less marketing cost of a period spent in each state.
    horizon : int, optional
        Periods after the one that has begun; None: for ever.
    discount_rate, per : float, str
        Effective, a `per`.
    period, period_length : str, float
        What one move takes: `period_length` times a `period`.
    timing : {"period_start", "period_middle", "period_end"}
        When in its period a reward counts.

    Returns
    -------
    MarkovValue

    References
    ----------
    P. E. Pfeifer & R. L. Carraway (2000), Modeling customer relationships as Markov chains, J.
    Interactive Marketing 14(2).

    Examples
    --------
    >>> import tenure as tn
    >>> matrix = [
    ...     [0.30, 0.7, 0.0, 0.00, 0.00],
    ...     [0.20, 0.0, 0.8, 0.00, 0.00],
    ...     [0.15, 0.0, 0.0, 0.85, 0.00],
    ...     [0.05, 0.0, 0.0, 0.00, 0.95],
    ...     [0.00, 0.0, 0.0, 0.00, 1.00],
    ... ]
    >>> result = tn.markov_value(matrix, [36, -4, -4, -4, 0], discount_rate=0.2)
    >>> (result.states["value"] + 0.0).round(3).tolist()
    [52.32, 5.554, 1.251, -1.82, 0.0]
    """
    native = _core.markov_value.value(
        _square(matrix),
        numbers(rewards, "rewards"),
        horizon=horizon,
        discount_rate=discount_rate,
        per=per,
        period=period,
        period_length=period_length,
        timing=timing,
    )
    return MarkovValue(Table(native.states), native.error_bound, native.basis)


def markov_policy(
    matrix: ArrayLike,
    rewards: ArrayLike,
    stop_values: ArrayLike | None = None,
    *,
    discount_rate: float = 0.1,
    per: Unit = "year",
    period: Unit = "year",
    period_length: float = 1.0,
    timing: PeriodTiming = "period_start",
) -> MarkovPolicy:
    """Decide in which states to go on, for ever, and in which to end the relation.

    Parameters
    ----------
    matrix, rewards, discount_rate, per, period, period_length, timing
        As in `markov_value`.
    stop_values : array-like of shape (n,), optional
        What ending the relation in each state is worth; by default nothing.

    Returns
    -------
    MarkovPolicy

    References
    ----------
    R. A. Howard (1960), Dynamic Programming and Markov Processes.

    Examples
    --------
    >>> import tenure as tn
    >>> matrix = [[0.3, 0.7, 0.0], [0.05, 0.0, 0.95], [0.0, 0.0, 1.0]]
    >>> policy = tn.markov_policy(matrix, [36, -4, 0], discount_rate=0.2)
    >>> policy.states["is_continued"].tolist()
    [True, False, True]
    """
    native = _core.markov_value.policy(
        _square(matrix),
        numbers(rewards, "rewards"),
        None if stop_values is None else numbers(stop_values, "stop_values"),
        discount_rate=discount_rate,
        per=per,
        period=period,
        period_length=period_length,
        timing=timing,
    )
    return MarkovPolicy(Table(native.states), native.iterations, native.error_bound)


def _square(matrix: ArrayLike) -> NDArray[np.float64]:
    shape = np.shape(matrix)
    if len(shape) != 2 or shape[0] != shape[1]:
        raise DataError(f"matrix: expected a square, got shape {shape}", argument="matrix")
    return numbers(np.ravel(matrix), "matrix")
