"""Days as people write them, as the numbers the core counts in, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from tenure import _core
from tenure._renamed import renamed
from tenure.errors import DataError

#: What is accepted as one day: a date, a datetime (its date), or "YYYY-MM-DD" or "YYYYMMDD".
DayLike = str | dt.date | np.datetime64

EPOCH = dt.date(1970, 1, 1)


def day_number(day: DayLike | None, argument: str) -> int | None:
    """Days since 1970-01-01, None for None."""
    if day is None:
        return None
    if isinstance(day, str):
        with renamed(day=argument):
            return _core.parse_day(day)
    if isinstance(day, np.datetime64):
        day = day.astype("datetime64[D]").item()
    if isinstance(day, dt.datetime):
        day = day.date()
    if not isinstance(day, dt.date):
        raise DataError(
            f"{argument}: expected a date or 'YYYY-MM-DD', got {day!r}", argument=argument
        )
    return (day - EPOCH).days


def day_numbers(days: Sequence[DayLike] | None, argument: str) -> list[int]:
    """Return days since 1970-01-01 of a list of days."""
    if isinstance(days, str | dt.date | np.datetime64):
        message = f"{argument}: expected a list of dates, got {days!r}"
        raise DataError(message, argument=argument)
    numbers = (day_number(day, argument) for day in ([] if days is None else days))
    return [number for number in numbers if number is not None]


def to_date(number: int) -> dt.date:
    """The date of a day number."""
    return EPOCH + dt.timedelta(days=number)
