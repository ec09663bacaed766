"""The type of progress callbacks."""

from __future__ import annotations

from collections.abc import Callable

#: Called with the fraction done, in [0, 1], and the name of the stage; ends the work by raising.
Progress = Callable[[float, str], object]
