"""Which clients deserve attention first, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import tenure as tn
from tenure import _core

SHOWN = 20


@dataclass(frozen=True)
class Attention:
    """Every client's limits of spending, and those who come first.

    Attributes
    ----------
    table : Table
        Of every client with a value: ``worth_spending`` (optimum), ``expected_gain``,
        ``break_even``, ``attention_rank`` and, of the first ones, ``reason``.
    first : ndarray of int
        Rows of the clients who come first, in order.
    worth_it : int
        Clients on whom spending is expected to gain anything.
    spending, gain : float
        Sums over them, each at his optimum.
    not_ranked : int
        Clients without a value.
    max_saved, half_cost : float
        Response assumed.
    """

    table: tn.Table
    first: NDArray[np.int64]
    worth_it: int
    spending: float
    gain: float
    not_ranked: int
    max_saved: float
    half_cost: float


def attention_list(
    value: tn.ClvResult,
    cycles: tn.CycleResult,
    attrition: tn.AttritionResult,
    unit: str,
    max_saved: float,
    half_cost: float,
) -> Attention:
    """Rank clients by what the best effort to keep them is expected to gain.

    The risk is that of leaving from now on: who is gone already is not kept by any effort. Where
    no effort pays, the expected loss ranks.
    """
    stake = value.clients["clv_if_alive"]
    valued = np.flatnonzero(np.isfinite(stake))
    risk = attrition.clients["p_leaving"][valued]
    budget = tn.retention_budget(risk, stake[valued], max_saved=max_saved, half_cost=half_cost)
    order = np.lexsort((-risk * stake[valued], -budget["net"]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    reasons: list[str | None] = [None] * len(stake)
    for place in order[:SHOWN]:
        i = int(valued[place])
        reasons[i] = (
            f"{_rhythm(cycles.clients, i, unit)}; {attrition.clients['p_alive'][i]:.0%} still a "
            f"client, {_limits(budget, int(place))}"
        )
    columns = {
        "worth_spending": budget["optimum"],
        "expected_gain": budget["net"],
        "break_even": budget["break_even"],
        "attention_rank": rank,
    }
    return Attention(
        table=_spread(columns, valued, reasons),
        first=valued[order[:SHOWN]],
        worth_it=int(np.count_nonzero(budget["optimum"])),
        spending=float(budget["optimum"].sum()),
        gain=float(budget["net"].sum()),
        not_ranked=len(stake) - len(valued),
        max_saved=max_saved,
        half_cost=half_cost,
    )


def _spread(
    columns: dict[str, NDArray[np.float64] | NDArray[np.int64]],
    rows: NDArray[np.int64],
    reasons: list[str | None],
) -> tn.Table:
    """Columns of some rows as a table of all, with gaps for the others."""
    there = np.zeros(len(reasons), np.uint8)
    there[rows] = 1
    spread: list[tuple[str, str, object, object]] = []
    for name, values in columns.items():
        every = np.zeros(len(reasons), values.dtype)
        every[rows] = values
        spread.append((name, str(values.dtype), every, there))
    given = np.array([reason is not None for reason in reasons], np.uint8)
    spread.append(("reason", "text", reasons, given))
    return tn.Table(_core.Table.from_columns(spread))


def _rhythm(cycles: tn.Table, i: int, unit: str) -> str:
    silence, cycle = cycles["silence"][i], cycles["cycle"][i]
    times = silence / cycle
    rhythm = (
        f"silent for {silence:.1f} {unit}s, {times:.1f} times his usual {cycle:.1f}"
        if times >= 1
        else f"within his cycle of {cycle:.1f} {unit}s (silent for {silence:.1f})"
    )
    return f"overdue: {rhythm}" if cycles["is_overdue"][i] else rhythm


def _limits(budget: tn.Table, place: int) -> str:
    loss = f"{budget['risk'][place]:.1%} risk of losing {budget['value'][place]:,.2f}: worth "
    if not budget["optimum"][place]:
        return f"{loss}spending nothing at these assumptions"
    return (
        f"{loss}spending up to {budget['optimum'][place]:,.2f} for a gain of "
        f"{budget['net'][place]:,.2f} (none left at {budget['break_even'][place]:,.2f})"
    )
