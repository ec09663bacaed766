"""One work done by several sides in turn: seconds, and the memory that each adds at its peak."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MEGABYTE = 1e6
STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Sizes:
    """What is asked for on the command line."""

    clients: int
    rows: int
    threads: int

    def described(self, work: Work) -> str:
        rows = f"{self.rows:,} rows of " if work.reads_log else ""
        return f"{rows}{self.clients:,} clients, {self.threads} threads"


@dataclass(frozen=True)
class Work:
    """The same answer by several ways; `run` has a function of the data for each side.

    A side is built by calling its entry of `run`, which imports what it needs: one that is not
    installed raises ImportError there. All answers must agree by `agree(ours, theirs)`.
    """

    name: str
    title: str
    prepare: Callable[[Sizes], Any]
    run: dict[str, Callable[[], Callable[[Any], Any]]]
    agree: Callable[[Any, Any], bool] = field(default=lambda ours, theirs: True)
    reads_log: bool = True

    @property
    def sides(self) -> list[str]:
        return list(self.run)


@dataclass(frozen=True)
class Seconds:
    wall: float
    cpu: float


def timed(call: Callable[[Any], Any], data: Any) -> tuple[Seconds, Any]:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    answer = call(data)
    return Seconds(time.perf_counter() - wall, time.process_time() - cpu), answer


def pairs(work: Work, sides: Sequence[str], data: Any, count: int) -> dict[str, list[Seconds]]:
    """Run every side in turn, `count` times, after one turn that warms up.

    A single turn is not warmed up for: what is asked for once takes minutes.
    """
    calls = {}
    for side in sides:
        try:
            calls[side] = work.run[side]()
        except ImportError:
            continue
    measured: dict[str, list[Seconds]] = {side: [] for side in sides}
    ours: Any = None
    first = -1 if count > 1 else 0
    for turn in range(first, count):
        for side, call in calls.items():
            seconds, answer = timed(call, data)
            if turn >= 0:
                measured[side].append(seconds)
            if turn > first:
                continue
            if side == "tenure":
                ours = answer
            elif not work.agree(ours, answer):
                raise SystemExit(f"{work.name}: {side} and tenure do not agree")
    return measured


def status(key: str) -> float:
    """Bytes of a line of /proc/self/status."""
    for line in STATUS.read_text().splitlines():
        if line.startswith(key + ":"):
            return 1024.0 * int(line.split()[1])
    raise KeyError(key)


def peak_of(work: Work, side: str, sizes: Sizes) -> float:
    """Bytes that one run in this process adds at its peak."""
    call = work.run[side]()
    data = work.prepare(sizes)
    gc.collect()
    before = status("VmRSS")
    CLEAR.write_text("5")  # the peak so far is forgotten
    answer = call(data)
    del answer
    return status("VmHWM") - before


def peak_of_own_process(work: Work, side: str, given: list[str]) -> str:
    """The same in a process of its own, for people."""
    kept = [word for word in given if word not in ("--no-memory",)]
    options = kept[next((i for i, word in enumerate(kept) if word.startswith("-")), len(kept)) :]
    script = Path(__file__).with_name("peers.py")
    command = [sys.executable, str(script), work.name, *options, "--peak-of", side]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        return "memory not measured"
    return f"+{float(ended.stdout.split()[-1]) / MEGABYTE:.0f} MB"
