"""A progress bar that only appears on work that takes long."""

from __future__ import annotations

import sys
import time
from typing import Any, TextIO

#: Seconds of silence before a bar appears.
PATIENCE = 2.0
WIDTH = 40


class ProgressBar:
    """Progress callback: tqdm's bar if tqdm is installed, else a plain one, on stderr.

    Parameters
    ----------
    patience : float
        Seconds a stage may take without a bar.
    """

    def __init__(self, patience: float = PATIENCE, file: TextIO | None = None) -> None:
        self._patience = patience
        self._file = sys.stderr if file is None else file
        self._stage = ""
        self._started = 0.0
        self._bar: Any = None

    def __call__(self, fraction: float, stage: str) -> None:
        """Show how far a stage is."""
        if stage != self._stage:
            self.close()
            self._stage, self._started = stage, time.monotonic()
        if self._bar is None:
            if time.monotonic() - self._started < self._patience or fraction >= 1:
                return
            self._bar = _make_bar(stage, self._file)
        self._bar.update(fraction - self._bar.n)
        if fraction >= 1:
            self.close()

    def close(self) -> None:
        """End the bar, if there is one."""
        if self._bar is not None:
            self._bar.close()
        self._bar, self._stage = None, ""

    def __del__(self) -> None:
        self.close()


class PlainBar:
    """The part of tqdm's interface that is used here."""

    def __init__(self, stage: str, file: TextIO) -> None:
        self.n = 0.0
        self._stage = stage
        self._file = file

    def update(self, step: float) -> None:
        """Draw the bar anew if it grew by a character."""
        before, self.n = int(self.n * WIDTH), self.n + step
        if (done := int(self.n * WIDTH)) != before:
            bar = "#" * done + "." * (WIDTH - done)
            print(f"\r{self._stage} [{bar}] {self.n:4.0%}", end="", file=self._file, flush=True)

    def close(self) -> None:
        """End the line."""
        print(file=self._file)


def _make_bar(stage: str, file: TextIO) -> Any:
    try:
        from tqdm import tqdm
    except ImportError:
        return PlainBar(stage, file)
    form = "{desc} {percentage:3.0f}%|{bar}| {elapsed}<{remaining}"
    return tqdm(total=1.0, desc=stage, file=file, bar_format=form)
