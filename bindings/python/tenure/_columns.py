"""Columns of any kind of table, as the Arrow C stream that the core reads.

Whatever exports such a stream goes to the core as it is. The rest (a pandas frame, with or
without pyarrow, a dict of arrays or lists) is laid out column by column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tenure import _core
from tenure._dates import DateTexts, starts_with_time
from tenure._layouts import Array, flag_layout, is_pandas, layout, whole_layout
from tenure.errors import DataError


def column_names(table: Any) -> list[str]:
    """Names of the columns of a mapping or frame."""
    return [str(label) for label in _labels(table)]


def column(table: Any, name: str) -> Any:
    """A column by name, as whatever the table holds it in."""
    labels = _labels(table)
    found = [label for label in labels if str(label) == name]
    if not found:
        known = ", ".join(str(label) for label in labels)
        raise DataError(f"{name}: no such column; there are {known}", argument=name)
    if len(found) > 1:
        raise DataError(f"{name}: {len(found)} columns have this name", argument=name)
    return table[found[0]]


def check_collected(table: Any, argument: str) -> None:
    """Refuse a frame that is not computed yet."""
    if type(table).__name__ == "LazyFrame":
        message = f"{argument}: a lazy frame has no rows yet: collect() it"
        raise DataError(message, argument=argument)


def check_table(table: Any) -> None:
    """Refuse what is no table."""
    check_collected(table, "table")
    frame = hasattr(table, "columns") or hasattr(table, "column_names")
    if not (isinstance(table, Mapping) or frame or hasattr(table, "__arrow_c_stream__")):
        raise DataError(
            "table: expected a table: something with __arrow_c_stream__ (polars, pyarrow, duckdb), "
            f"a pandas frame or a dict of arrays, got {type(table).__name__}",
            argument="table",
        )


def to_stream(
    table: Any,
    names: Iterable[str],
    ids: Collection[str] = (),
    dates: Mapping[str, DateTexts] | None = None,
    flags: Collection[str] = (),
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
    dates : mapping of str to DateTexts, optional
        Of columns that hold dates, how texts in them are read.
    flags : collection of str
        Of these, the ones that say yes or no.
    """
    check_table(table)
    dates = dates or {}
    if _is_arrow(table) and not any(_needs_parsing(table, n, texts) for n, texts in dates.items()):
        return table.__arrow_c_stream__()
    if hasattr(table, "fetchnumpy"):
        message = "date_format: parse the dates of a duckdb relation in SQL, with strptime"
        raise DataError(message, argument="date_format")
    columns: list[tuple[str, str, list[Array | None]]] = []
    rows: dict[str, int] = {}
    for name in dict.fromkeys(names):
        values = column(table, name)
        laid_out = dates[name].layout(values, name) if name in dates else None
        laid_out = flag_layout(values, name) if name in flags else laid_out
        form, buffers = laid_out or layout(values, name)
        if form == "g" and name in ids:
            form, buffers = whole_layout(buffers[1], name)
        columns.append((name, form, buffers))
        rows[name] = len(values)
    if len(set(rows.values())) > 1:
        first = next(iter(rows.values()))
        wrong = next(name for name, length in rows.items() if length != first)
        raise DataError(f"columns of different lengths: {rows}", argument=wrong)
    return _core.numpy_stream(next(iter(rows.values()), 0), columns)


def _labels(table: Any) -> list[Any]:
    """Columns as the table itself names them, which need not be by texts."""
    if isinstance(table, Mapping):
        return list(table)
    names = getattr(table, "column_names", None)  # pyarrow
    return list(table.columns if names is None else names)


def _is_arrow(table: Any) -> bool:
    return not is_pandas(table) and hasattr(table, "__arrow_c_stream__")


def _needs_parsing(table: Any, name: str, texts: DateTexts) -> bool:
    """Whether an Arrow table's dates are texts that the core does not read."""
    if texts.form is not None:
        return True
    # A stream's columns cannot be looked at before it is read.
    random_access = hasattr(table, "__getitem__") and not hasattr(table, "fetchnumpy")
    return random_access and name in column_names(table) and starts_with_time(column(table, name))
