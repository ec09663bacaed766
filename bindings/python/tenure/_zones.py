"""Time zones as the steps of local time that the core needs."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import numpy as np
from numpy.typing import NDArray

from tenure.errors import DataError

YEARS = (1970, 2100)
#: No zone has changed its clock twice within a week and back.
STEP = 7 * 86400


def zone_steps(zone: str) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """UTC seconds from which on, and seconds by which, the local time of an IANA zone differs.

    Covers 1970 to 2100. `zoneinfo` does not publish its transitions, so they are found by
    looking at every week and halving those in which the offset changed.
    """
    try:
        rules = zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
        raise DataError(
            f"zone: no time zone {zone!r} here (where the system has no zones, install tzdata)",
            argument="zone",
        ) from error

    def offset(second: int) -> int:
        moment = dt.datetime.fromtimestamp(second, rules)
        return int((moment.utcoffset() or dt.timedelta()).total_seconds())

    first, last = (int(dt.datetime(y, 1, 1, tzinfo=dt.timezone.utc).timestamp()) for y in YEARS)
    seconds, offsets = [first], [offset(first)]
    for start in range(first, last, STEP):
        end = start + STEP
        if (after := offset(end)) == offsets[-1]:
            continue
        low, high = start, end
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if offset(middle) == after else (middle, high)
        seconds.append(high)
        offsets.append(after)
    return np.array(seconds, np.int64), np.array(offsets, np.int32)
