"""Which values are numbers, and which only look like them to numpy."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from tenure._layouts import is_missing
from tenure.errors import DataError

#: What to do about values of the kinds of numpy's types that are no numbers.
ADVICE = {
    "m": 'divide them by the length of a unit, for weeks np.timedelta64(7, "D")',
    "M": "count the units from the first purchase, or summarise a Portfolio of the purchases",
    "c": "give the real part",
    "U": "convert them to numbers",
}
KINDS = {"S": "U", "T": "U"}


def check_numbers(values: Any, name: str) -> None:
    """Refuse durations, dates, complex numbers and texts, which numpy turns into floats.

    An array or a column that holds objects is looked at value by value.
    """
    _check(values, name, ADVICE)


def check_amounts(values: Any, name: str) -> None:
    """Refuse booleans too, where the numbers are counts, times or amounts."""
    _check(values, name, {**ADVICE, "b": "give counts, times or amounts"})


def _check(values: Any, name: str, advice: dict[str, str]) -> None:
    array = values if isinstance(values, np.ndarray) else np.asarray(values)
    if array.dtype.kind != "O":
        _check_kind(array.dtype.kind, str(array.dtype), name, advice)
        return
    for row, value in enumerate(array.flat):
        if not is_missing(value):
            _check_kind(_kind_of(value), type(value).__name__, name, advice, row)


def _kind_of(value: Any) -> str:
    if isinstance(value, dt.timedelta):
        return "m"
    if isinstance(value, dt.date):
        return "M"
    return "U" if isinstance(value, str | bytes) else np.asarray(value).dtype.kind


def _check_kind(
    kind: str, dtype: str, name: str, advice: dict[str, str], row: int | None = None
) -> None:
    instead = advice.get(KINDS.get(kind, kind))
    if instead is None:
        return
    where = "" if row is None else f" at row {row}"
    message = f"{name}: expected numbers, got {dtype}{where}: {instead}"
    raise DataError(message, "invalid_data", name, row)
