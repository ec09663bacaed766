"""The type of progress callbacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tenure.errors import DataError

#: Called with the fraction done, in [0, 1], and the name of the stage; ends the work by raising.
Callback = Callable[[float, str], object]
#: A callback; or True: a bar, by tqdm if it is installed.
Progress = Callback | bool


def callback(progress: Any) -> Callback | None:
    """Return what the core calls, of what was given as `progress`."""
    if progress is True:
        from tenure._progress_bar import ProgressBar

        return ProgressBar()
    if progress is None or progress is False:
        return None
    if not callable(progress):
        message = f"progress: expected a callable, True or None, got {progress!r}"
        raise DataError(message, argument="progress")
    return progress  # type: ignore[no-any-return]
