"""Purchase logs in CSV files: pyarrow reads them if it is installed, else the standard library.

Both give the same columns: ids, days and labels as texts, so that the id 007 stays one, and
amounts as floats.
"""

from __future__ import annotations

import csv
import difflib
import io
import itertools
import operator
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tenure._progress import Callback
from tenure.analysis.csv_numbers import arrow_floats, floats
from tenure.errors import DataError

#: Rows read between two reports of progress.
CHUNK = 100_000


@dataclass(frozen=True)
class CsvForm:
    """How a CSV file is written; no delimiter: the likeliest of the first line."""

    delimiter: str | None = None
    decimal: str = "."
    encoding: str = "utf-8-sig"


def read_csv(
    path: str,
    texts: list[str],
    numbers: list[str],
    form: CsvForm,
    progress: Callback,
) -> Any:
    """Return the named columns of a file, as a pyarrow table or a dict of lists and arrays.

    Raises
    ------
    DataError
        For a column that is not there, and with its row for a number that is none or a row with
        other fields than the header line.
    """
    header, delimiter = _first_line(path, form)
    for name in (*texts, *numbers):
        if name not in header:
            raise DataError(f"{name}: {_not_there(name, header)}", argument=name)
    table = _with_pyarrow(path, texts, numbers, delimiter, form)
    if table is None:
        table = _with_csv(path, texts, numbers, delimiter, form, progress)
    return table


def _first_line(path: str, form: CsvForm) -> tuple[list[str], str]:
    with open(path, newline="", encoding=form.encoding) as file:
        line = file.readline()
    if not line:
        raise DataError(f"{path}: the file is empty", "invalid_data")
    delimiter = form.delimiter or max(",;\t|", key=line.count)
    return next(csv.reader([line], delimiter=delimiter), []), delimiter


def _not_there(name: str, header: list[str]) -> str:
    close = difflib.get_close_matches(name, header, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"no such column; the file has {', '.join(header)}{hint}"


def _with_pyarrow(
    path: str, texts: list[str], numbers: list[str], delimiter: str, form: CsvForm
) -> Any:
    """Return None where pyarrow is not installed, or stumbles: the other reader says where."""
    try:
        import pyarrow as pa
        import pyarrow.csv as pa_csv
    except ImportError:
        return None
    if form.encoding != CsvForm.encoding:
        return None
    try:
        table = pa_csv.read_csv(
            path,
            parse_options=pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                include_columns=list(dict.fromkeys((*texts, *numbers))),
                column_types=dict.fromkeys((*texts, *numbers), pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
        for name in dict.fromkeys(numbers):
            place = table.column_names.index(name)
            table = table.set_column(place, name, arrow_floats(table[name], form.decimal))
    except (pa.ArrowInvalid, DataError):
        return None
    return table


def _with_csv(
    path: str,
    texts: list[str],
    numbers: list[str],
    delimiter: str,
    form: CsvForm,
    progress: Callback,
) -> dict[str, Any]:
    names = list(dict.fromkeys((*texts, *numbers)))
    columns: dict[str, list[str]] = {name: [] for name in names}
    size = max(os.path.getsize(path), 1)
    with open(path, "rb") as raw:
        file = io.TextIOWrapper(raw, encoding=form.encoding, newline="")
        reader = csv.reader(file, delimiter=delimiter)
        header = next(reader)
        places = [header.index(name) for name in names]
        for rows in _chunks(reader, places, len(header)):
            for name, values in zip(names, zip(*rows, strict=True), strict=True):
                columns[name].extend(values)
            progress(min(raw.tell() / size, 1.0), "reading the file")
    return {
        name: floats(values, name, form.decimal) if name in numbers else _or_none(values)
        for name, values in columns.items()
    }


def _chunks(
    reader: Iterator[list[str]], places: list[int], width: int
) -> Iterator[list[tuple[str, ...]]]:
    pick = operator.itemgetter(*places)
    rows = (row for row in reader if row)  # a blank line is no row
    first = 0
    while chunk := list(itertools.islice(rows, CHUNK)):
        for i, fields in enumerate(chunk, start=first):
            if len(fields) != width:
                message = f"row {i} has {len(fields)} fields, the header line {width}"
                raise DataError(message, "invalid_data", row=i)
        yield [pick(fields) for fields in chunk]
        first += len(chunk)


def _or_none(values: list[str]) -> list[str | None]:
    return [value or None for value in values]
