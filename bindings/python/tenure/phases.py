"""Phases of a relation, before the sale to after it, as a state machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tenure import _core
from tenure._columns import column
from tenure._days import DayLike, day_number
from tenure.errors import DataError
from tenure.table import Table


@dataclass(frozen=True)
class PhaseMachine:
    """Phases, and the moves between them that can be.

    Attributes
    ----------
    phases : sequence of str
        Their names.
    moves : sequence of (str, str)
        From and to.
    """

    phases: Sequence[str]
    moves: Sequence[tuple[str, str]]


def usual_phases() -> PhaseMachine:
    """Return prospect, lead, proposal, client, at risk, lapsed, won back, natural loss."""
    phases, moves = _core.relations.usual_phases()
    return PhaseMachine(phases, [(phases[a], phases[b]) for a, b in moves])


@dataclass(frozen=True)
class PhaseResult:
    """Conversions between phases and times in them.

    Attributes
    ----------
    conversions : Table
        ``from``, ``to``, ``visits`` (of ``from``), ``moves``, ``conversion`` with ``wilson_from``
        and ``wilson_to``, ``expected`` (posterior mean under Jeffreys' prior) with
        ``expected_from`` and ``expected_to``, ``is_usual``.
    phases : Table
        ``phase``, ``visits``, ``left``, ``inside``, ``median_days``, ``mean_days``.
    durations : Table
        ``phase``, ``days``, ``inside``: Kaplan and Meier's share still in the phase.
    unexpected : Table
        ``client``, ``day``, ``from``, ``to``: moves that the machine does not have.
    """

    conversions: Table
    phases: Table
    durations: Table
    unexpected: Table

    def __repr__(self) -> str:
        return repr(self.phases)


def phase_analysis(
    entries: Any,
    *,
    observed_until: DayLike,
    machine: PhaseMachine | None = None,
    level: float = 0.95,
    refuse_unexpected: bool = False,
) -> PhaseResult:
    """Measure conversions between phases and the time clients stay in them.

    Parameters
    ----------
    entries : table-like
        Columns ``client`` (numbers), ``date`` and ``phase`` (names): who entered which phase when.
    observed_until : day
        Who is in a phase then has not left it.
    machine : PhaseMachine, optional
        By default `usual_phases`.
    level : float
        Of the intervals.
    refuse_unexpected : bool
        Whether a move that the machine does not have is an error.

    Returns
    -------
    PhaseResult

    Examples
    --------
    >>> import tenure as tn
    >>> entries = {
    ...     "client": [1, 1, 2],
    ...     "date": ["2024-01-01", "2024-01-11", "2024-01-05"],
    ...     "phase": ["prospect", "lead", "prospect"],
    ... }
    >>> result = tn.phase_analysis(entries, observed_until="2024-02-01")
    >>> float(result.phases["median_days"][0])
    10.0
    """
    machine = machine or usual_phases()
    place = {name: i for i, name in enumerate(machine.phases)}
    names = np.asarray(column(entries, "phase")).tolist()
    for row, name in enumerate(names):
        if name not in place:
            message = f"phase: {name!r} is none of {', '.join(machine.phases)}"
            raise DataError(message, "invalid_data", "phase", row)
    days = np.asarray(column(entries, "date"), "datetime64[D]").astype(np.int64)
    until = day_number(observed_until, "observed_until")
    tables = _core.relations.phase_analysis(
        list(machine.phases),
        [(place[a], place[b]) for a, b in machine.moves],
        client=np.asarray(column(entries, "client"), np.int64),
        day=days.astype(np.int32),
        phase=np.array([place[name] for name in names], np.int32),
        observed_until=0 if until is None else until,
        level=level,
        refuse_unexpected=refuse_unexpected,
    )
    return PhaseResult(*map(Table, tables))


@dataclass(frozen=True)
class Conversion:
    """How sure a share of successes is.

    Attributes
    ----------
    rate : float
        Successes over trials.
    wilson_from, wilson_to : float
        Wilson's interval.
    expected, expected_from, expected_to : float
        Mean and interval of the beta posterior.
    """

    rate: float
    wilson_from: float
    wilson_to: float
    expected: float
    expected_from: float
    expected_to: float


def conversion(
    successes: float,
    trials: float,
    *,
    level: float = 0.95,
    prior: tuple[float, float] = (0.5, 0.5),
) -> Conversion:
    """Say how sure a share of successes is.

    Parameters
    ----------
    successes, trials : float
        0 <= successes <= trials.
    level : float
        Of the intervals.
    prior : (float, float)
        Of the beta law; by default Jeffreys'.

    Examples
    --------
    >>> import tenure as tn
    >>> found = tn.conversion(200, 1000)
    >>> round(found.wilson_from, 6), round(found.wilson_to, 6)
    (0.176377, 0.225919)
    """
    a, b = prior
    return Conversion(*_core.relations.conversion(successes, trials, level=level, a=a, b=b))
