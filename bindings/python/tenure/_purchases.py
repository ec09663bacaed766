"""What every reader of a purchase log takes: policies, columns, and the table itself."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, TypedDict

from tenure import _core
from tenure._columns import to_stream
from tenure._dates import DateTexts
from tenure._days import DayLike, day_number
from tenure.errors import DataError

RowPolicy = Literal["keep", "drop", "reject"]
SameDay = Literal["merge", "order", "keep"]
AmountUnit = Literal["major", "minor"]


class Policies(TypedDict, total=False):
    """How a purchase log is read; `Portfolio.from_table` says what each means."""

    zone: str | None
    day_starts_at: dt.time | None
    same_day: SameDay | None
    returns: RowPolicy | None
    zero_amounts: RowPolicy | None
    guests: RowPolicy | None
    invalid_rows: RowPolicy | None
    after_observed: RowPolicy | None
    duplicates: RowPolicy | None
    observed_until: DayLike | None
    currency: str
    decimals: int


#: What a column of a purchase log can be; it has at least the first two.
ROLES = (
    "client", "date", "amount", "cost", "margin", "order_id", "category", "channel", "quantity",
)  # fmt: skip


def import_options(policies: Policies) -> _core.ImportOptions:
    """Return the options of an import, in the core's terms."""
    for name in policies:
        if name not in Policies.__annotations__:
            raise TypeError(f"unexpected keyword argument {name!r}")
    given: dict[str, Any] = dict(policies)
    zone, day_starts_at = given.pop("zone", None), given.pop("day_starts_at", None)
    seconds = offsets = None
    if zone is not None:
        from tenure._zones import zone_steps

        seconds, offsets = zone_steps(zone)
    minutes = 0 if day_starts_at is None else day_starts_at.hour * 60 + day_starts_at.minute
    return _core.ImportOptions(
        observed_until=day_number(given.pop("observed_until", None), "observed_until"),
        **given,
        zone_seconds=seconds,
        zone_offsets=offsets,
        day_starts_at=minutes,
    )


def named_columns(**columns: str | None) -> dict[str, str]:
    """Return the columns that were named, by role."""
    named = {role: name for role, name in columns.items() if name is not None}
    for role, name in named.items():
        if not isinstance(name, str):
            message = f"{role}: expected the name of a column, got {name!r}"
            raise DataError(message, argument=role)
    if not {"client", "date"} <= set(named) <= set(ROLES):
        message = f"columns: client, date and others of {', '.join(ROLES)}; got {', '.join(named)}"
        raise DataError(message, argument="columns")
    return named


def purchase_columns(
    columns: dict[str, str], amount_unit: AmountUnit = "major"
) -> _core.PurchaseColumns:
    """Return the columns in the core's terms."""
    if amount_unit not in ("major", "minor"):
        message = f"amount_unit: expected 'major' or 'minor', got {amount_unit!r}"
        raise DataError(message, argument="amount_unit")
    return _core.PurchaseColumns(**columns, minor_units=amount_unit == "minor")


def purchase_stream(
    table: Any, columns: dict[str, str], date_format: str | None, drop_invalid: bool
) -> object:
    """Return the Arrow C stream of a purchase log whose columns are named by role."""
    return to_stream(
        table,
        columns.values(),
        ids=[columns[role] for role in ("client", "order_id") if role in columns],
        dates={columns["date"]: DateTexts(date_format, drop_invalid)},
    )
