"""The rhythm of the clients: cycles, bursts, and the time of the year."""

from __future__ import annotations

import datetime as dt

import numpy as np

import tenure as tn
from tenure.analysis.texts import p_text, section
from tenure.table import align

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: Quantiles of the clients' cycles that are shown.
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


def cycle_section(
    cycles: tn.CycleResult, clumpiness: tn.Table, seasonality: tn.SeasonalityResult, unit: str
) -> str:
    """How long clients wait, how evenly, and when in the year they buy."""
    waits = cycles.clients["cycle"]
    lines = [_waits(waits[np.isfinite(waits)], unit), f"{cycles!r}"]
    spread = cycles.regularity_spread
    lines.append(
        f"regularity differs between clients: ln k has a standard deviation of {spread:.2f}"
        if spread > 0
        else "no sign that some clients are more regular than others"
    )
    bursts = clumpiness["is_clumpy"]
    known = sum(each is not None for each in bursts)
    if known:
        clumpy = sum(each is True for each in bursts)
        lines.append(
            f"{clumpy:,} of {known:,} clients with repeat purchases buy in bursts "
            f"({clumpy / known:.0%}; 5% would by chance)"
        )
    return section("Cycles", *lines, "", *_season(seasonality))


def _waits(waits: np.ndarray, unit: str) -> str:
    if not len(waits):
        return "no client has a rhythm yet"
    rows = [["share of clients", *(f"{share:.0%}" for share in SHARES)]]
    rows.append([f"usual wait up to ({unit}s)",
                 *(f"{wait:.1f}" for wait in np.quantile(waits, SHARES))])  # fmt: skip
    return align(rows, [False] + [True] * len(SHARES))


def _season(seasonality: tn.SeasonalityResult) -> list[str]:
    """Purchases by month over what the days observed let expect, if a whole year was."""
    months = seasonality.months
    if not (months["expected"] > 0).all():
        return ["season: less than a year was observed"]
    names = [MONTHS[int(month) - 1] for month in months["month"]]
    centre = dt.date(2001, 1, 1) + dt.timedelta(days=int(seasonality.peak))
    return [
        align([["month", *names],
               ["purchases / expected", *(f"{index:.2f}" for index in months["index"])]],
              [False] + [True] * len(names)),
        f"their centre is {centre.day} {MONTHS[centre.month - 1]}, concentration "
        f"{seasonality.concentration:.3f} of 1 ({p_text(seasonality.p_value)} without a season; "
        "a base that grew within its years looks like one too)",
    ]  # fmt: skip
