"""Offers to ten million clients within one budget, and to as many as HiGHS can do in its time.

    python tests/bench/allocation.py [--offers N] [--threads N] [--most N] [CLIENTS ...]

Both are given the same costs and gains in one process, in turn; memory is what a run adds at its
peak to its input. HiGHS (needs highspy) stops at a gap of 1e-6, and is asked up to --most clients.
What each found must be within what the other proved.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import tenure as tn

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bindings/python/tests"))
import offers_by_highs
from sides import CLEAR, MEGABYTE, Seconds, status, timed

Offers = tuple[NDArray[np.float64], NDArray[np.float64], float]
GAP = 1e-6


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "clients", nargs="*", type=int, default=[1_000, 10_000, 1_000_000, 10_000_000]
    )
    parser.add_argument("--offers", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--most", type=int, default=10_000, help="clients for HiGHS")
    return parser.parse_args()


def random_offers(clients: int, offers: int) -> Offers:
    """Costs, gains that rise with them, and a budget for a tenth of what all offers cost."""
    random = np.random.default_rng(clients)
    cost = random.uniform(1, 20, (clients, offers))
    gain = cost * random.uniform(0.5, 3.5, cost.shape)
    gain += random.uniform(0, 10, cost.shape)
    return gain, cost, 0.1 * float(cost.sum())


def measured(call: Callable[[Offers], Any], data: Offers) -> tuple[Seconds, float, Any]:
    gc.collect()
    before = status("VmRSS")
    CLEAR.write_text("5")  # the peak so far is forgotten
    seconds, answer = timed(call, data)
    return seconds, status("VmHWM") - before, answer


def line(side: str, seconds: Seconds, memory: float, objective: float, gap: float) -> str:
    return (
        f"  {side:<7} {seconds.wall:8.2f} s wall {seconds.cpu:8.2f} s processor "
        f"{memory / MEGABYTE:+8.0f} MB   objective {objective:,.4f}, relative gap {gap:.1e}"
    )


def main() -> None:
    given = arguments()
    for clients in given.clients:
        data = random_offers(clients, given.offers)
        size = sum(array.nbytes for array in data[:2]) / MEGABYTE
        print(f"{clients:,} clients x {given.offers} offers, {size:.0f} MB of input", flush=True)
        seconds, memory, plan = measured(
            lambda d: tn.allocate_offers(d[0], d[1], budget=d[2], threads=given.threads), data
        )
        ours = plan.certificate
        print(line("tenure", seconds, memory, ours.objective, ours.gap / ours.gain), flush=True)
        if ours.gap > GAP * ours.gain or ours.spent > data[2]:
            raise SystemExit("the plan is not proved, or beyond the budget")
        if clients > given.most:
            continue
        seconds, memory, best = measured(
            lambda d: offers_by_highs.solve(*d, gap=GAP, threads=given.threads),
            data,
        )
        gap = (best.bound - best.objective) / abs(best.objective)
        print(line("HiGHS", seconds, memory, best.objective, gap), flush=True)
        if best.bound < ours.objective * (1 - 1e-9) or ours.bound < best.objective * (1 - 1e-9):
            raise SystemExit("the two do not agree")


main()
