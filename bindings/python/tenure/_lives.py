"""Lives as far as they were observed, for the core."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure._core import lifetimes
from tenure._histories import numbers
from tenure.errors import DataError


def native_lives(
    duration: ArrayLike,
    event: ArrayLike,
    entry: ArrayLike | None,
    weight: ArrayLike | None,
    group: Sequence[str] | None = None,
) -> lifetimes.Lives:
    """Check shapes and types; the core checks the values."""
    return lifetimes.Lives(
        numbers(duration, "duration"),
        _causes(event),
        None if entry is None else numbers(entry, "entry"),
        None if weight is None else numbers(weight, "weight"),
        None if group is None else list(group),
    )


def _causes(event: ArrayLike) -> NDArray[np.int32]:
    """0 where a life was not seen to end, else its cause; True is 1."""
    values = numbers(event, "event")
    good = (values >= 0) & (values < 2**31) & (values == np.floor(values))
    if not good.all():
        row = int(np.argmin(good))
        message = f"event: expected True, False or a cause 0, 1, 2, ..., got {values[row]}"
        raise DataError(message, argument="event", row=row)
    return values.astype(np.int32)
