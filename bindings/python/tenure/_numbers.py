"""Single numbers and arrays of any shape, or an error that names the argument."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure.errors import DataError


def one_number(value: Any, argument: str) -> float:
    """A number that is neither a text nor an array of several."""
    try:
        if not isinstance(value, str | bytes):
            return float(value)
    except (TypeError, ValueError, OverflowError):
        pass
    raise DataError(f"{argument}: expected a number, got {in_one_line(value)}", argument=argument)


def any_shape(values: ArrayLike, argument: str) -> NDArray[np.float64]:
    """Numbers in whatever shape they come."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        message = f"{argument}: expected numbers, got {in_one_line(values)}"
        raise DataError(message, argument=argument) from None


def in_one_line(value: Any) -> str:
    """A number or a short text as it is, of anything else its class."""
    is_short = value is None or isinstance(value, float | int | np.number)
    if is_short or (isinstance(value, str) and len(value) < 40):
        return repr(value)
    return f"a value of the class {type(value).__name__}"
