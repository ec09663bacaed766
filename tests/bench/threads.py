"""Two threads beside one: wall seconds of import, fit and predictions, in alternating pairs.

    python tests/bench/threads.py [--clients N] [--rows N] [--pairs N]

The answers of both must be the same bits. Means something where two cores are idle: the load at the
start is printed.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from typing import Any

import numpy as np
import simulated
from log_works import portfolio_of
from model_works import HORIZON, PARETO
from sides import timed

import tenure as tn


def predictions(histories: Any, threads: int) -> list[Any]:
    fitted = tn.ParetoNBD.from_params(unit="day", **PARETO)
    fitted.set_params(threads=threads)
    return [
        fitted.p_alive(histories),
        fitted.expected_purchases(histories, HORIZON),
        fitted.dert(histories, discount_rate=0.1),
    ]


def fitted(histories: Any, threads: int) -> list[Any]:
    models = (tn.ParetoNBD(threads=threads), tn.BGNBD(threads=threads))
    return [np.array(list(model.fit(histories).params_.values())) for model in models]


def imported(table: Any, threads: int) -> list[Any]:
    summary = portfolio_of(table, threads).summarise(unit="day", threads=threads)
    return [np.asarray(summary[name]) for name in ("frequency", "recency", "age", "spend")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    given = parser.parse_args()
    print(f"load {Path('/proc/loadavg').read_text().split()[0]}, {given}")
    table = simulated.log(given.clients, given.rows).table()
    histories = simulated.histories(given.clients)
    works = {"import": (imported, table), "fit": (fitted, histories),
             "predictions": (predictions, histories)}  # fmt: skip
    for name, (work, data) in works.items():
        walls: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(given.pairs):
            answers = {}
            for threads, seconds in walls.items():
                measured, answers[threads] = timed(lambda x, n=threads, f=work: f(x, n), data)
                seconds.append(measured.wall)
            for one, two in zip(answers[1], answers[2], strict=True):
                if not np.array_equal(one, two):
                    raise SystemExit(f"{name}: two threads give other bits than one")
        ratios = [one / two for one, two in zip(walls[1], walls[2], strict=True)]
        print(f"{name:<12} one {statistics.median(walls[1]):8.3f} s, two "
              f"{statistics.median(walls[2]):8.3f} s: {statistics.median(ratios):.2f} times",
              flush=True)  # fmt: skip


main()
