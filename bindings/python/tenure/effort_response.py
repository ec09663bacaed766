"""Responses to effort: estimated from a campaign, and what telling clients apart is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tenure import _core
from tenure._arrays import flags, spread
from tenure._histories import numbers
from tenure.table import Table


@dataclass(frozen=True)
class ResponseEstimate:
    """The response to effort that a campaign showed.

    Attributes
    ----------
    parameters : Table
        ``parameter`` ("base", "max_saved", "speed", "half_cost"), ``estimate``, ``lower``,
        ``upper`` (NaN where the data do not identify it).
    doses : Table
        ``dose``, ``clients``, ``stayed``, ``fitted``.
    log_likelihood : float
        Of the fit.
    converged : bool
        Whether the parameters can be trusted.
    status : str
        "converged", or why not.
    """

    parameters: Table
    doses: Table
    log_likelihood: float
    converged: bool
    status: str

    def __repr__(self) -> str:
        return f"{self.parameters!r}\n{self.status}"


def estimate_response(
    dose: ArrayLike, stayed: ArrayLike, *, level: float = 0.95
) -> ResponseEstimate:
    """Estimate what effort saves, from a campaign with randomised doses.

    A client stays with probability 1 - (1 - base) (1 - max_saved (1 - exp(-speed x))).

    Parameters
    ----------
    dose : array-like of shape (n,)
        Effort spent on each client, of three different sizes or more.
    stayed : array-like of shape (n,)
        True for who stayed.
    level : float
        Of the intervals.

    Examples
    --------
    >>> import tenure as tn
    >>> dose = [0, 20, 40, 60, 100] * 200
    >>> stayed = [i % 100 < 55 + 30 * (1 - 2.718 ** (-0.03 * x)) for i, x in enumerate(dose)]
    >>> response = tn.estimate_response(dose, stayed)
    >>> response.parameters["parameter"].tolist()
    ['base', 'max_saved', 'speed', 'half_cost']
    """
    native = _core.uplift.estimate_response(numbers(dose, "dose"), flags(stayed, "stayed"), level)
    return ResponseEstimate(
        Table(native.parameters),
        Table(native.doses),
        native.log_likelihood,
        native.converged,
        native.status,
    )


def segmentation_profit(
    potential: ArrayLike,
    speed: float | ArrayLike,
    segments: ArrayLike,
    *,
    segment_cost: float = 0.0,
) -> Table:
    """Say what knowing clients one by one is worth: profit as the number of segments grows.

    All clients of a segment have the same spent on them; clients are cut into equally many a
    segment, ordered by what would be spent on each alone.

    Parameters
    ----------
    potential, speed
        As in `allocate_spending`.
    segments : array-like of int
        Numbers of segments to compare, 1 to the number of clients.
    segment_cost : float
        Of each segment.

    Returns
    -------
    Table
        ``segments``, ``spend``, ``profit``, ``cost``, ``net``, ``share`` (of the profit of one
        segment a client), ``best``.

    Examples
    --------
    >>> import tenure as tn
    >>> table = tn.segmentation_profit(
    ...     [200, 100, 300, 20], [0.02, 0.05, 0.01, 0.04], [1, 2, 4], segment_cost=20
    ... )
    >>> table["profit"].round(1)
    array([153.8, 199.7, 218.6])
    >>> table["best"]
    array([False,  True, False])
    """
    potentials = numbers(potential, "potential")
    return Table(
        _core.uplift.segmentation_profit(
            potentials,
            spread(speed, "speed", len(potentials)),
            np.asarray(segments, dtype=np.int64),
            segment_cost,
        )
    )
