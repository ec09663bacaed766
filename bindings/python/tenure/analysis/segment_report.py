"""Segments, who is in each of them, and how clients move between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

import tenure as tn
from tenure.analysis.texts import p_text, section
from tenure.table import align

#: Between two dates of the moves: thirteen weeks, so that the weekdays stay the same.
QUARTER = dt.timedelta(weeks=13)
#: Quarters that are followed, if the purchases go back that far.
QUARTERS = 4
COUNTS = ("clients", "purchases", "median_recency")
MONEY = ("spend", "mean_spend")


def quarterly_moves(
    portfolio: tn.Portfolio, observed_until: dt.date, segments: tn.RfmResult
) -> tn.Migration | None:
    """Follow the segments over the last quarters, by the cuts of today.

    None where the purchases go back less than two quarters before the first date.
    """
    quarters = min(QUARTERS, (observed_until - portfolio.first_day) // QUARTER - 2)
    if quarters < 1:
        return None
    recency, frequency, monetary = (
        _bounds(segments.cuts, name) for name in ("recency", "frequency", "monetary")
    )
    return tn.segment_migration(
        portfolio,
        [observed_until - QUARTER * back for back in range(quarters, -1, -1)],
        recency_cuts=recency,
        frequency_cuts=frequency,
        monetary_cuts=monetary,
    )


def segment_sections(
    segments: tn.RfmResult, profiles: tn.SegmentReport, moves: tn.Migration | None
) -> Iterator[str]:
    """Yield the segments, their profiles in words, and the moves between them."""
    yield _segments_section(segments.segments)
    yield _profiles_section(profiles)
    if moves is not None:
        yield _moves_section(moves)


def _bounds(cuts: tn.Table, measure: str) -> list[float]:
    to = cuts["to"][cuts["measure"] == measure]
    return sorted(to[np.isfinite(to)].tolist())


def _segments_section(table: tn.Table) -> str:
    names = ["clients", "share", "purchases", "spend", "spend_share", "median_recency",
             "mean_spend"]  # fmt: skip
    names = [name for name in names if name in table]
    rows = [["segment", *(name.replace("_", " ") for name in names)]]
    for i, segment in enumerate(table["segment"]):
        rows.append([segment, *(_figure(name, table[name][i]) for name in names)])
    return section("Segments", align(rows, [False] + [True] * len(names)))


def _profiles_section(profiles: tn.SegmentReport) -> str:
    table = profiles.segments
    lines = [repr(profiles), ""]
    weak = [
        f"{name} ({why})"
        for name, viable, why in zip(
            table["segment"], table["is_viable"], table["why"], strict=True
        )
        if not viable
    ]
    lines.append(
        "too weak to be treated apart: " + ", ".join(weak)
        if weak
        else f"all {len(table)} are measurable, large and distinct enough to be treated apart"
    )
    return section("Who is in each segment", *lines)


def _moves_section(moves: tn.Migration) -> str:
    """Where the clients of each segment are a quarter later."""
    matrix, starts = moves.matrix, moves.chain["moves"]
    rows = [["segment", "moves seen", "stay", "most of the others become"]]
    for i, state in enumerate(moves.states):
        if not starts[i]:
            continue
        others = [int(j) for j in np.argsort(-matrix[i], kind="stable") if j != i][:3]
        places = [f"{moves.states[j]} {matrix[i, j]:.0%}" for j in others if matrix[i, j] >= 0.005]
        rows.append([state, f"{starts[i]:,.0f}", f"{matrix[i, i]:.0%}", ", ".join(places)])
    lines = [
        f"from one date to that a quarter later, over {len(moves.periods)} quarters, scored by the "
        "cuts of today",
        align(rows, [False, True, True, False]),
    ]
    if moves.p_value is not None:
        alike = "no sign that" if moves.p_value >= 0.05 else "signs that"
        lines.append(
            f"{alike} the quarters differ (likelihood ratio {moves.g2:.1f} on "
            f"{moves.degrees_of_freedom:.0f} degrees of freedom, {p_text(moves.p_value)})"
        )
    return section("Moves between segments", *lines)


def _figure(name: str, value: float) -> str:
    if value != value:
        return ""
    if name in COUNTS:
        return f"{value:,.0f}"
    return f"{value:,.2f}" if name in MONEY else f"{value:.1%}"
