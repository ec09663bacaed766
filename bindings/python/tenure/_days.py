"""Days as people write them, as the numbers the core counts in, and back."""

from __future__ import annotations

import datetime as dt

import numpy as np

from tenure import _core
from tenure.errors import DataError

#: What is accepted as one day: a date, a datetime (its date), or "YYYY-MM-DD" or "YYYYMMDD".
DayLike = str | dt.date | np.datetime64

EPOCH = dt.date(1970, 1, 1)


def day_number(day: DayLike | None, argument: str) -> int | None:
    """Days since 1970-01-01, None for None."""
    if day is None:
        return None
    if isinstance(day, str):
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


def to_date(number: int) -> dt.date:
    """The date of a day number."""
    return EPOCH + dt.timedelta(days=number)
