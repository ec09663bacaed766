"""Which clients deserve attention first, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import tenure as tn
from tenure import _core
from tenure.estimators import PurchaseModel

#: Below this P(alive) a client is more likely gone than not: winning back is another matter, with
#: another response to effort, than keeping.
STILL_A_CLIENT = 0.5
SHOWN = 20


@dataclass(frozen=True)
class Attention:
    """Every client's limits of spending, and those who come first.

    Attributes
    ----------
    table : Table
        Of every client: ``at_risk`` (gone now or within a quarter), ``at_stake`` (his value if he
        is still a client), ``worth_spending`` (optimum), ``expected_gain``, ``break_even``,
        ``attention_rank`` (absent for those more likely gone) and ``reason`` (of the first ones).
    first : ndarray of int
        Rows of the clients who come first, in order.
    likely_gone : int
        Clients left out as more likely gone than not.
    likely_gone_value : float
        What they would be worth if they were still clients.
    max_saved, half_cost : float
        Response assumed.
    """

    table: tn.Table
    first: NDArray[np.int64]
    likely_gone: int
    likely_gone_value: float
    max_saved: float
    half_cost: float


def attention_list(
    model: PurchaseModel,
    summary: tn.Summary,
    value: tn.ClvResult,
    cycles: tn.CycleResult,
    max_saved: float,
    half_cost: float,
) -> Attention:
    """Rank clients by what the best effort to keep them is expected to gain."""
    quarter = _core.units_per_year(summary.unit) / 4
    p_alive = value.clients["p_alive"]
    risk = 1 - model.p_alive(summary, after=quarter)
    stake = np.nan_to_num(value.clients["clv_if_alive"])
    budget = tn.retention_budget(risk, stake, max_saved=max_saved, half_cost=half_cost)
    candidate = (p_alive >= STILL_A_CLIENT) & (budget["net"] > 0)
    order = np.argsort(-np.where(candidate, budget["net"], -np.inf), kind="stable")
    order = order[: int(candidate.sum())]
    rank = np.zeros(len(summary), np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    first = order[:SHOWN]
    reasons: list[str | None] = [None] * len(summary)
    for i in first:
        reasons[i] = _reason(int(i), cycles.clients, budget, summary.unit)
    gone = p_alive < STILL_A_CLIENT
    table = tn.Table(
        _core.Table.from_columns(
            [
                ("at_risk", "float64", risk, None),
                ("at_stake", "float64", stake, None),
                ("worth_spending", "float64", budget["optimum"], None),
                ("expected_gain", "float64", budget["net"], None),
                ("break_even", "float64", budget["break_even"], None),
                ("attention_rank", "int64", rank, rank > 0),
                ("reason", "text", reasons, [reason is not None for reason in reasons]),
            ]
        )
    )
    return Attention(table, first, int(gone.sum()), float(stake[gone].sum()), max_saved, half_cost)


def _reason(i: int, cycles: tn.Table, budget: tn.Table, unit: str) -> str:
    silence, cycle = cycles["silence"][i], cycles["cycle"][i]
    times = silence / cycle
    rhythm = (
        f"silent for {silence:.1f} {unit}s, {times:.1f} times his usual {cycle:.1f}"
        if times >= 1
        else f"within his cycle of {cycle:.1f} {unit}s (silent for {silence:.1f})"
    )
    if cycles["is_overdue"][i]:
        rhythm = f"overdue: {rhythm}"
    return (
        f"{rhythm}; {budget['risk'][i]:.0%} risk of losing {budget['value'][i]:,.2f}: worth "
        f"spending up to {budget['optimum'][i]:,.2f} for a gain of {budget['net'][i]:,.2f} "
        f"(none left at {budget['break_even'][i]:,.2f})"
    )
