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

import numpy as np

from tenure._progress import Progress
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
    progress: Progress,
) -> Any:
    """Return the named columns of a file, as a pyarrow table or a dict of lists and arrays.

    Raises
    ------
    DataError
        For a column that is not there, or a number that is none, with its row.
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
    types = {name: pa.string() for name in texts} | {name: pa.float64() for name in numbers}
    try:
        return pa_csv.read_csv(
            path,
            parse_options=pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                include_columns=list(types),
                column_types=types,
                null_values=[""],
                strings_can_be_null=True,
                decimal_point=form.decimal,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _with_csv(
    path: str,
    texts: list[str],
    numbers: list[str],
    delimiter: str,
    form: CsvForm,
    progress: Progress,
) -> dict[str, Any]:
    names = list(dict.fromkeys((*texts, *numbers)))
    columns: dict[str, list[str]] = {name: [] for name in names}
    size = max(os.path.getsize(path), 1)
    with open(path, "rb") as raw:
        file = io.TextIOWrapper(raw, encoding=form.encoding, newline="")
        reader = csv.reader(file, delimiter=delimiter)
        header = next(reader)
        for rows in _chunks(reader, [header.index(name) for name in names]):
            for name, values in zip(names, zip(*rows, strict=True), strict=True):
                columns[name].extend(values)
            progress(min(raw.tell() / size, 1.0), "reading the file")
    return {
        name: _floats(values, name, form.decimal) if name in numbers else _or_none(values)
        for name, values in columns.items()
    }


def _chunks(reader: Iterator[list[str]], places: list[int]) -> Iterator[list[tuple[str, ...]]]:
    pick = operator.itemgetter(*places)
    rows = (row for row in reader if row)  # a blank line is no row
    first = 0
    while chunk := list(itertools.islice(rows, CHUNK)):
        try:
            yield [pick(row) for row in chunk]
        except IndexError:
            short = next(i for i, row in enumerate(chunk) if len(row) <= max(places))
            message = f"row {first + short} has only {len(chunk[short])} fields"
            raise DataError(message, "invalid_data", row=first + short) from None
        first += len(chunk)


def _or_none(values: list[str]) -> list[str | None]:
    return [value or None for value in values]


def _floats(values: list[str], name: str, decimal: str) -> Any:
    if decimal != ".":
        values = [value.replace(decimal, ".") for value in values]
    try:
        return np.array([float(value) if value else np.nan for value in values])
    except ValueError:
        row = next(i for i, value in enumerate(values) if value and not _is_number(value))
        hint = " (for a decimal comma: --decimal ,)" if "," in values[row] else ""
        message = f"{name}: {values[row]!r} at row {row} is no number{hint}"
        raise DataError(message, "invalid_data", name, row) from None


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
