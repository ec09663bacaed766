"""Columns of any kind of table, and their layout as Arrow buffers.

Whatever exports an Arrow C stream goes to the core as it is. The rest (a pandas frame, with or
without pyarrow, a dict of arrays or lists) is laid out here, column by column.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tenure import _core
from tenure.errors import DataError

Array = NDArray[Any]
#: Arrow format, then validity bitmap and values, or offsets and bytes.
Layout = tuple[str, list[Array | None]]
#: Arrow's null type: a column without any value, whose type cannot be told.
NOTHING: Layout = ("n", [])


def is_pandas(table: object) -> bool:
    """Whether the table is a pandas frame; does not import pandas."""
    return type(table).__module__.partition(".")[0] == "pandas"


def column_names(table: Any) -> list[str]:
    """Names of the columns of a mapping or frame."""
    if isinstance(table, Mapping):
        return [str(name) for name in table]
    names = getattr(table, "column_names", None)  # pyarrow
    return [str(name) for name in (table.columns if names is None else names)]


def column(table: Any, name: str) -> Any:
    """A column by name, as whatever the table holds it in."""
    names = column_names(table)
    if name not in names:
        raise DataError(f"{name}: no such column; there are {', '.join(names)}", argument=name)
    return table[name]


def to_stream(
    table: Any,
    names: Iterable[str],
    ids: Collection[str] = (),
    date_formats: Mapping[str, str] | None = None,
) -> object:
    """Return the Arrow C stream of the named columns.

    Parameters
    ----------
    table : table-like
        What `Portfolio.from_table` takes.
    names : iterable of str
        Columns to take.
    ids : collection of str
        Of these, the ones that hold numbers of things: floats in them, which is what pandas makes
        of integers with gaps, are read as integers.
    date_formats : mapping of str to str, optional
        Of columns that hold dates as texts, their `datetime.strptime` format.
    """
    formats = date_formats or {}
    if not formats and not is_pandas(table) and hasattr(table, "__arrow_c_stream__"):
        return table.__arrow_c_stream__()
    if hasattr(table, "fetchnumpy"):
        message = "date_format: parse the dates of a duckdb relation in SQL, with strptime"
        raise DataError(message, argument="date_format")
    if not (isinstance(table, Mapping) or hasattr(table, "__getitem__")):
        raise DataError(
            "expected a table: something with __arrow_c_stream__ (polars, pyarrow, duckdb), a "
            f"pandas frame or a dict of arrays, got {type(table).__name__}",
            argument="table",
        )
    columns: list[tuple[str, str, list[Array | None]]] = []
    rows: dict[str, int] = {}
    for name in dict.fromkeys(names):
        values: Any = column(table, name)
        if name in formats:
            values = parse_dates(values, formats[name], name)
        rows[name] = len(values)
        form, buffers = layout(values, name)
        if form == "g" and name in ids:
            form, buffers = _whole_layout(buffers[1], name)
        columns.append((name, form, buffers))
    if len(set(rows.values())) > 1:
        raise DataError(f"columns of different lengths: {rows}")
    return _core.numpy_stream(next(iter(rows.values()), 0), columns)


def parse_dates(values: Iterable[Any], date_format: str, name: str) -> Array:
    """Days of texts in a `datetime.strptime` format; each distinct text is parsed once."""
    texts = values.to_pylist() if hasattr(values, "to_pylist") else list(values)
    days: dict[Any, np.datetime64] = {}
    for row, text in enumerate(texts):
        if text in days:
            continue
        if _is_missing(text):
            days[text] = np.datetime64("NaT", "D")
            continue
        try:
            parsed = dt.datetime.strptime(str(text), date_format)
        except ValueError:
            message = f"{name}: {text!r} at row {row} is not a date of the form {date_format}"
            raise DataError(message, "invalid_data", name, row) from None
        days[text] = np.datetime64(parsed.date(), "D")
    return np.array([days[text] for text in texts], "datetime64[D]")


def layout(values: Any, name: str) -> Layout:
    """Arrow format and buffers of a column."""
    if is_pandas(values):
        return _pandas_layout(values, name)
    return _array_layout(np.asarray(values), name)


def _pandas_layout(series: Any, name: str) -> Layout:
    dtype = series.dtype
    if getattr(dtype, "tz", None) is not None:
        instants = series.dt.tz_convert("UTC").dt.tz_localize(None)
        return _time_layout(instants.to_numpy(), ":UTC")
    if isinstance(dtype, np.dtype) and dtype.kind != "O":
        return _array_layout(series.to_numpy(), name)
    missing = series.isna().to_numpy(dtype=bool)
    if dtype.kind in "iuf":  # nullable numbers
        numbers = series.fillna(0).to_numpy(dtype="float64" if dtype.kind == "f" else "int64")
        return _number_layout(numbers, missing)
    objects = series.astype(object).to_numpy(dtype=object, copy=True)
    objects[missing] = None
    return _object_layout(objects, name)


def _array_layout(values: Array, name: str) -> Layout:
    if values.ndim != 1:
        message = f"{name}: expected 1 dimension, got {values.ndim}"
        raise DataError(message, argument=name)
    if not values.size:
        return NOTHING
    kinds: dict[str, Callable[[], Layout]] = {
        "i": lambda: _number_layout(values.astype(np.int64, copy=False)),
        "u": lambda: _number_layout(_signed(values, name)),
        "f": lambda: _number_layout(values.astype(np.float64, copy=False)),
        "M": lambda: _time_layout(values, ":"),
        "U": lambda: _text_layout(values.tolist(), name),
        "T": lambda: _object_layout(values.astype(object), name),
        "O": lambda: _object_layout(values, name),
    }
    if values.dtype.kind not in kinds:
        message = f"{name}: a column of type {values.dtype} is neither number, text nor date"
        raise DataError(message, argument=name)
    return kinds[values.dtype.kind]()


def _signed(values: Array, name: str) -> Array:
    if values.size and values.max() > np.iinfo(np.int64).max:
        raise DataError(f"{name}: {values.max()} is above the range of int64", argument=name)
    return values.astype(np.int64)


def _number_layout(values: Array, missing: Array | None = None) -> Layout:
    """Numbers; floats that are all whole are still floats."""
    form = "g" if values.dtype.kind == "f" else "l"
    return form, [_bitmap(missing), np.ascontiguousarray(values)]


def _whole_layout(values: Any, name: str) -> Layout:
    """Integers that came as floats; NaN is missing."""
    missing = np.isnan(values)
    whole = np.where(missing, 0, values)
    if (odd := np.flatnonzero((whole != np.rint(whole)) | (np.abs(whole) >= 2.0**53))).size:
        row = int(odd[0])
        message = f"{name}: {values[row]} at row {row} is no whole number"
        raise DataError(message, "invalid_data", name, row)
    return _number_layout(whole.astype(np.int64), missing)


def _time_layout(values: Array, zone: str) -> Layout:
    """Dates, or timestamps; `zone` is ":" for wall-clock time and ":UTC" for instants."""
    unit = np.datetime_data(values.dtype)[0]
    missing = np.isnat(values)
    if unit in ("Y", "M", "W", "D"):
        days = np.where(missing, np.datetime64(0, "D"), values.astype("datetime64[D]"))
        return "tdD", [_bitmap(missing), days.astype(np.int64).astype(np.int32)]
    forms = {"s": "s", "ms": "m", "us": "u", "ns": "n"}
    if unit not in forms:
        unit = "s" if unit in ("h", "m") else "ns"
    ticks = values.astype(f"datetime64[{unit}]").view(np.int64)
    return f"ts{forms[unit]}{zone}", [_bitmap(missing), np.where(missing, 0, ticks)]


def _text_layout(texts: list[Any], name: str) -> Layout:
    valid, offsets, data = _core.text_buffers(texts, name)
    return "U", [_bitmap(valid == 0), offsets, data]


def _object_layout(objects: Array, name: str) -> Layout:
    """Objects of one kind, told by the first that is there; None and NaN are missing."""
    missing = np.fromiter((_is_missing(v) for v in objects), bool, len(objects))
    present = objects.copy()
    present[missing] = None
    if missing.all():
        return NOTHING
    first = next(v for v in present if v is not None)
    if isinstance(first, str):
        return _text_layout(present.tolist(), name)
    kinds = {type(v) for v in present if v is not None}
    if isinstance(first, dt.datetime) and all(issubclass(k, dt.datetime) for k in kinds):
        zones = {v.tzinfo is not None for v in present if v is not None}
        if len(zones) == 1:
            moments = [None if v is None else _in_utc(v) for v in present]
            zone = ":UTC" if zones.pop() else ":"
            return _time_layout(np.array(moments, "datetime64[us]"), zone)
    elif all(issubclass(k, dt.date) and not issubclass(k, dt.datetime) for k in kinds):
        return _time_layout(np.array(present.tolist(), "datetime64[D]"), ":")
    elif all(issubclass(k, int | np.integer) and k is not bool for k in kinds):
        return _number_layout(np.where(missing, 0, objects).astype(np.int64), missing)
    elif all(issubclass(k, int | float | np.number | decimal.Decimal) for k in kinds):
        return _number_layout(np.where(missing, np.nan, objects).astype(np.float64))
    message = f"{name}: neither numbers, texts nor dates: {', '.join(k.__name__ for k in kinds)}"
    raise DataError(message, "invalid_data", name)


def _in_utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(dt.timezone.utc).replace(tzinfo=None)


def _is_missing(value: Any) -> bool:
    if isinstance(value, str):
        return False
    # NaN and NaT differ from themselves; pandas' NA refuses to say.
    return value is None or type(value).__name__ == "NAType" or bool(value != value)


def _bitmap(missing: Array | None) -> Array | None:
    if missing is None or not missing.any():
        return None
    return np.packbits(~missing.astype(bool), bitorder="little")
