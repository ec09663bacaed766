"""The layout of one column as Arrow buffers, whatever the values come in."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable
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

INT64 = np.iinfo(np.int64)
#: Largest number of each of numpy's units of time that fits the days (int32) or seconds (int64)
#: it is turned into.
LARGEST_TIME = {
    "Y": 2**31 // 366, "M": 2**31 // 31, "W": 2**31 // 7, "D": 2**31 - 1,
    "h": INT64.max // 3600, "m": INT64.max // 60,
}  # fmt: skip


def is_pandas(values: object) -> bool:
    """Whether this is a pandas frame or column; does not import pandas."""
    return type(values).__module__.partition(".")[0] == "pandas"


def layout(values: Any, name: str) -> Layout:
    """Arrow format and buffers of a column."""
    if is_pandas(values):
        return _pandas_layout(values, name)
    return _array_layout(to_array(values, name), name)


def to_array(values: Any, name: str) -> Array:
    """A column as an array in which no value has become a text that was none."""
    if isinstance(values, np.ma.MaskedArray):
        return _unmasked(values)
    if isinstance(values, np.ndarray):
        return values
    for to_list in ("to_pylist", "to_list"):  # Arrow's own: a gap does not make integers floats
        if hasattr(values, to_list):
            values = getattr(values, to_list)()
    if isinstance(values, str | bytes) or not hasattr(values, "__len__"):
        message = f"{name}: expected a column of values, got {type(values).__name__}"
        raise DataError(message, argument=name)
    if not hasattr(values, "__array__"):
        values = list(values)
        if any(isinstance(value, str) for value in values):
            return object_array(values)
    try:
        return np.asarray(values)
    except (TypeError, ValueError, OverflowError) as error:
        raise DataError(f"{name}: not a column of values ({error})", argument=name) from None


def object_array(values: list[Any]) -> Array:
    """An array of the values as they are."""
    array = np.empty(len(values), object)
    array[:] = values
    return array


def _unmasked(values: np.ma.MaskedArray[Any, Any]) -> Array:
    """What the mask hides as a missing value."""
    mask, data = np.ma.getmaskarray(values), np.asarray(values.data)
    if not mask.any():
        return data
    shown = data.copy() if data.dtype.kind == "M" else data.astype(object)
    shown[mask] = np.datetime64("NaT") if data.dtype.kind == "M" else None
    return shown


def _pandas_layout(values: Any, name: str) -> Layout:
    import pandas as pd  # there already: the values are its own

    series = pd.Series(values)
    dtype = series.dtype
    if getattr(dtype, "tz", None) is not None:
        instants = series.dt.tz_convert("UTC").dt.tz_localize(None)
        return time_layout(instants.to_numpy(), ":UTC", name)
    if isinstance(dtype, np.dtype) and dtype.kind != "O":
        return _array_layout(series.to_numpy(), name)
    missing = series.isna().to_numpy(dtype=bool)
    if dtype.kind in "iuf":  # nullable numbers
        wide = {"i": "int64", "u": "uint64", "f": "float64"}[dtype.kind]
        numbers = series.fillna(0).to_numpy(dtype=wide)
        return _number_layout(_signed(numbers, name) if dtype.kind == "u" else numbers, missing)
    cells = series.astype(object).to_numpy(dtype=object, copy=True)
    cells[missing] = None
    return _object_layout(cells, name)


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
        "M": lambda: time_layout(values, ":", name),
        "U": lambda: _text_layout(values.tolist(), name),
        "T": lambda: _object_layout(values.astype(object), name),
        "O": lambda: _object_layout(values, name),
    }
    if values.dtype.kind not in kinds:
        message = f"{name}: a column of type {values.dtype} is neither number, text nor date"
        raise DataError(message, argument=name)
    return kinds[values.dtype.kind]()


def _signed(values: Array, name: str) -> Array:
    if (large := np.flatnonzero(values > INT64.max)).size:
        raise _out_of_range(values, int(large[0]), name)
    return values.astype(np.int64)


def _out_of_range(values: Array, row: int, name: str) -> DataError:
    message = f"{name}: {values[row]} at row {row} is above the range of 64 bits"
    return DataError(message, "invalid_data", name, row)


def _number_layout(values: Array, missing: Array | None = None) -> Layout:
    """Numbers; floats that are all whole are still floats."""
    form = "g" if values.dtype.kind == "f" else "l"
    return form, [_bitmap(missing), np.ascontiguousarray(values)]


def whole_layout(values: Any, name: str) -> Layout:
    """Integers that came as floats; NaN is missing."""
    missing = np.isnan(values)
    whole = np.where(missing, 0, values)
    if (odd := np.flatnonzero((whole != np.rint(whole)) | (np.abs(whole) >= 2.0**53))).size:
        row = int(odd[0])
        message = f"{name}: {values[row]} at row {row} is no whole number"
        raise DataError(message, "invalid_data", name, row)
    return _number_layout(whole.astype(np.int64), missing)


def flag_layout(values: Any, name: str) -> Layout:
    """Answers of yes or no: booleans, or 0 and 1; a missing one is no."""
    cells = values.astype(object).tolist() if is_pandas(values) else to_array(values, name).tolist()
    answers = np.zeros(len(cells), np.int64)
    for row, cell in enumerate(cells):
        if is_missing(cell):
            continue
        if cell not in (0, 1):
            message = f"{name}: {cell!r} at row {row} is neither True nor False"
            raise DataError(message, "invalid_data", name, row)
        answers[row] = int(cell)
    return _number_layout(answers)


def time_layout(values: Array, zone: str, name: str) -> Layout:
    """Dates, or timestamps; `zone` is ":" for wall-clock time and ":UTC" for instants."""
    unit, step = np.datetime_data(values.dtype)
    missing = np.isnat(values)
    ticks = np.where(missing, 0, values.astype(np.int64))
    largest = LARGEST_TIME.get(unit, INT64.max) // step
    if (far := np.flatnonzero((ticks > largest) | (ticks < -largest))).size:
        row = int(far[0])
        message = f"{name}: {values[row]} at row {row} is outside the calendar"
        raise DataError(message, "invalid_data", name, row)
    if unit in ("Y", "M", "W", "D"):
        days = np.where(missing, np.datetime64(0, "D"), values.astype("datetime64[D]"))
        return "tdD", [_bitmap(missing), days.astype(np.int64).astype(np.int32)]
    forms = {"s": "s", "ms": "m", "us": "u", "ns": "n"}
    if unit not in forms:
        unit = "s" if unit in ("h", "m") else "ns"
    ticks = values.astype(f"datetime64[{unit}]").view(np.int64)
    return f"ts{forms[unit]}{zone}", [_bitmap(missing), np.where(missing, 0, ticks)]


def moments_layout(moments: list[dt.datetime | None], name: str) -> Layout:
    """Timestamps, all of wall-clock time or all instants."""
    zones = {moment.tzinfo is not None for moment in moments if moment is not None}
    if len(zones) > 1:
        first = next(m.tzinfo is not None for m in moments if m is not None)
        row = next(
            row
            for row, m in enumerate(moments)
            if m is not None and (m.tzinfo is not None) != first
        )
        message = f"{name}: {moments[row]} at row {row}: times with and without a zone are mixed"
        raise DataError(message, "invalid_data", name, row)
    instants = [None if moment is None else _in_utc(moment) for moment in moments]
    zone = ":UTC" if True in zones else ":"
    return time_layout(np.array(instants, "datetime64[us]"), zone, name)


def _text_layout(texts: list[Any], name: str) -> Layout:
    try:
        valid, offsets, data = _core.text_buffers(texts, name)
    except UnicodeEncodeError as error:
        raise DataError(f"{name}: {error}", "invalid_data", name) from None
    return "U", [_bitmap(valid == 0), offsets, data]


def _object_layout(objects: Array, name: str) -> Layout:
    """Objects of one kind, told by the first that is there; None and NaN are missing."""
    missing = np.fromiter((is_missing(v) for v in objects), bool, len(objects))
    present = objects.copy()
    present[missing] = None
    if missing.all():
        return NOTHING
    first = next(v for v in present if v is not None)
    if isinstance(first, str):
        return _text_layout(present.tolist(), name)
    kinds = {type(v) for v in present if v is not None}
    if all(issubclass(k, dt.datetime) for k in kinds):
        return moments_layout(present.tolist(), name)
    if all(issubclass(k, dt.date) and not issubclass(k, dt.datetime) for k in kinds):
        return time_layout(np.array(present.tolist(), "datetime64[D]"), ":", name)
    if all(issubclass(k, np.datetime64) for k in kinds):
        return time_layout(np.array(present.tolist(), "datetime64[us]"), ":", name)
    if all(issubclass(k, int | np.integer) and k is not bool for k in kinds):
        return _integer_layout(np.where(missing, 0, objects), missing, name)
    if all(issubclass(k, int | float | np.number | decimal.Decimal) for k in kinds):
        return _number_layout(np.where(missing, np.nan, objects).astype(np.float64))
    message = f"{name}: neither numbers, texts nor dates: {', '.join(k.__name__ for k in kinds)}"
    raise DataError(message, "invalid_data", name)


def _integer_layout(whole: Array, missing: Array, name: str) -> Layout:
    for row, value in enumerate(whole):
        if not INT64.min <= value <= INT64.max:
            raise _out_of_range(whole, row, name)
    return _number_layout(whole.astype(np.int64), missing)


def _in_utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(dt.timezone.utc).replace(tzinfo=None)


def is_missing(value: Any) -> bool:
    """Whether this is None, NaN, NaT or pandas' NA."""
    if value is None or isinstance(value, str):
        return value is None
    if isinstance(value, decimal.Decimal):  # a signalling NaN raises when it is compared
        return value.is_nan()
    if type(value).__name__ in ("NAType", "NaTType"):
        return True
    return np.isscalar(value) and bool(value != value)  # NaN differs from itself


def _bitmap(missing: Array | None) -> Array | None:
    if missing is None or not missing.any():
        return None
    return np.packbits(~missing.astype(bool), bitorder="little")
