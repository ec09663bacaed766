"""tenure beside what a user would pick instead, in alternating pairs of one process.

    python tests/bench/peers.py WORK... [--clients N] [--rows N] [--pairs N] [--threads N]

`peers.py --list` names the works. Each prints the medians of wall and processor seconds of every
side, the median over the pairs of theirs / ours, and, from processes of their own, the memory that
a side adds at its peak to what the input takes. RESULTS.md says which targets the figures meet.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import statistics
import sys
from pathlib import Path


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("works", nargs="*")
    parser.add_argument("--list", action="store_true", help="name the works and end")
    parser.add_argument("--clients", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1, help="of every side that has threads")
    parser.add_argument("--sides", help="tenure and these of its peers alone, by commas")
    parser.add_argument("--no-memory", action="store_true", help="seconds alone")
    parser.add_argument("--peak-of", help=argparse.SUPPRESS)
    return parser.parse_args()


GIVEN = arguments()
# Read when polars is imported.
os.environ["POLARS_MAX_THREADS"] = str(GIVEN.threads)
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = str(GIVEN.threads)

import log_works  # noqa: E402
import model_works  # noqa: E402
import segment_works  # noqa: E402
from sides import Seconds, Sizes, Work, pairs, peak_of, peak_of_own_process  # noqa: E402

WORKS: dict[str, Work] = {
    work.name: work for works in (log_works, model_works, segment_works) for work in works.WORKS
}


def median(values: list[float]) -> float:
    return statistics.median(values)


def versions() -> str:
    names = (
        "tenure",
        "numpy",
        "pandas",
        "polars",
        "duckdb",
        "pyarrow",
        "lifetimes",
        "pymc-marketing",
        "scikit-learn",
    )
    known = [f"Python {platform.python_version()}"]
    for name in names:
        try:
            known.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            known.append(f"{name} from its tree" if name == "tenure" else f"{name} not installed")
    return ", ".join(known)


def report(work: Work, sizes: Sizes) -> None:
    sides = work.sides
    if GIVEN.sides:
        sides = [side for side in sides if side in ("tenure", *GIVEN.sides.split(","))]
    print(f"\n{work.name}: {work.title}, {sizes.described(work)}")
    data = work.prepare(sizes)
    measured: dict[str, list[Seconds]] = pairs(work, sides, data, GIVEN.pairs)
    del data
    ours = measured["tenure"]
    for side in sides:
        theirs = measured[side]
        if not theirs:
            print(f"  {side:<16} not installed")
            continue
        wall = [b.wall / a.wall for a, b in zip(ours, theirs, strict=True)]
        cpu = [b.cpu / a.cpu for a, b in zip(ours, theirs, strict=True)]
        line = (
            f"  {side:<16} {median([s.wall for s in theirs]):9.4f} s wall "
            f"{median([s.cpu for s in theirs]):9.4f} s processor"
        )
        if side != "tenure":
            line += f"   theirs / ours {median(wall):8.2f} wall {median(cpu):8.2f} processor"
        if not GIVEN.no_memory:
            line += f"   {peak_of_own_process(work, side, sys.argv[1:])}"
        print(line, flush=True)


def main() -> None:
    if GIVEN.list:
        for work in WORKS.values():
            print(f"{work.name:<20} {work.title}; beside {', '.join(work.sides[1:])}")
        return
    sizes = Sizes(GIVEN.clients, GIVEN.rows, GIVEN.threads)
    chosen = [WORKS[name] for name in GIVEN.works] or list(WORKS.values())
    if GIVEN.peak_of:
        print(peak_of(chosen[0], GIVEN.peak_of, sizes))
        return
    print(f"{versions()}; {Path('/proc/loadavg').read_text().split()[0]} of load at the start")
    for work in chosen:
        report(work, sizes)


main()
