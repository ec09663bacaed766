"""Arrays of flags, labels and spread numbers as the core takes them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure._histories import numbers
from tenure.errors import DataError


def spread(values: float | ArrayLike, name: str, rows: int) -> NDArray[np.float64]:
    """One number for all, or one a row."""
    return np.full(rows, values, np.float64) if np.ndim(values) == 0 else numbers(values, name)


def flags(values: ArrayLike, name: str) -> NDArray[np.uint8]:
    """True and false, or 1 and 0, as bytes."""
    array = numbers(values, name)
    wrong = np.flatnonzero((array != 0) & (array != 1))
    if len(wrong):
        row = int(wrong[0])
        message = f"{name}: expected 0 or 1, got {array[row]} in row {row}"
        raise DataError(message, argument=name, row=row)
    return array.astype(np.uint8)


def positions(labels: ArrayLike, name: str) -> tuple[NDArray[np.int64], list[Any]]:
    """The place of each label among the different ones, in their order, and these."""
    array = np.asarray(labels)
    if array.ndim != 1:
        raise DataError(f"{name}: expected 1 dimension, got {array.ndim}", argument=name)
    column = array.tolist()
    place = {label: i for i, label in enumerate(dict.fromkeys(column))}
    return np.array([place[label] for label in column], dtype=np.int64), list(place)


def whole_numbers(values: ArrayLike, argument: str) -> NDArray[Any]:
    """Integers in whatever shape they come."""
    try:
        counts = np.asarray(values)
    except ValueError as error:  # rows of different lengths
        raise DataError(f"{argument}: {error}", argument=argument) from None
    if counts.dtype.kind not in "iu":
        message = f"{argument}: expected whole numbers, got {counts.dtype}"
        raise DataError(message, argument=argument)
    return counts
