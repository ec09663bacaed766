"""Tables: the form in which every tabular result comes back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tenure import _core
from tenure.errors import DataError

#: Rows shown by `repr`.
SHOWN = 10


class Table:
    """Named columns of equal length, immutable.

    A table is read with ``table["column"]``, goes anywhere Arrow goes (polars, pyarrow, duckdb and
    pandas read it without a copy), and to pandas without pyarrow.

    Examples
    --------
    >>> import tenure as tn
    >>> table = tn.retention_budget([0.4, 0.1], [1000, 50], max_saved=0.5, speed=0.02)
    >>> table.columns[:3]
    ['risk', 'value', 'ceiling']
    >>> table["optimum"].round(2)
    array([69.31,  0.  ])
    >>> len(table)
    2
    """

    def __init__(self, native: _core.Table) -> None:
        self._native = native

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in order."""
        return self._native.names

    @property
    def excluded_clients(self) -> int:
        """Clients who opted out of profiling, and are therefore not in what this table tells."""
        return self._native.excluded_clients

    def __len__(self) -> int:
        return self._native.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return a column as a numpy array.

        Numbers without gaps are read-only views. Days are ``datetime64[D]`` and texts objects; a
        cell without a value is NaN, NaT or None.
        """
        if not isinstance(name, str):
            known = ", ".join(self.columns)
            message = f"name: expected the name of a column, got {name!r}; there are {known}"
            raise DataError(message, argument="name")
        values, valid = self._values(name), self._native.validity(name)
        kind = self._native.type(name)
        if valid is None or kind == "text":
            return values
        gaps = valid == 0
        if kind == "day":
            values[gaps] = np.datetime64("NaT")
            return values
        values = values.astype(object if kind == "boolean" else np.float64)
        values[gaps] = None if kind == "boolean" else np.nan
        return values

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Every column as a numpy array."""
        return {name: self[name] for name in self.columns}

    def to_pandas(self) -> Any:
        """Return a pandas frame; needs pandas, not pyarrow."""
        import pandas as pd

        # pandas has no unit of a day.
        return pd.DataFrame(
            {
                name: values.astype("datetime64[s]") if values.dtype.kind == "M" else values
                for name, values in self.to_dict().items()
            }
        )

    def to_polars(self) -> Any:
        """Return a polars frame."""
        import polars as pl

        return pl.DataFrame(self)

    def to_arrow(self) -> Any:
        """Return a pyarrow table."""
        import pyarrow as pa

        return pa.table(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Export an Arrow C stream; the schema asked for is not needed to read it."""
        return self._native.export_stream()

    def to_csv(self, path: str | os.PathLike[str]) -> None:
        """Write a CSV file; cells without a value are empty, days are YYYY-MM-DD."""
        import csv

        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(self.columns)
            writer.writerows(zip(*(self._cells(name) for name in self.columns), strict=True))

    def beside(self, *others: Table) -> Table:
        """Return the columns of tables of the same rows as one table.

        Of columns with the same name the first is taken.
        """
        columns: dict[str, tuple[str, str, Any, Any]] = {}
        for native in (table._native for table in (self, *others)):
            for name in native.names:
                column = (name, native.type(name), native.values(name), native.validity(name))
                columns.setdefault(name, column)
        return Table(_core.Table.from_columns(list(columns.values()), self.excluded_clients))

    def _with_texts(self, name: str, texts: Iterable[str | None]) -> Table:
        """Return the table with texts in place of the values of a column."""
        cells = list(texts)
        given = np.array([cell is not None for cell in cells], dtype=np.uint8)
        columns: list[tuple[str, str, Any, Any]] = [
            (each, "text", np.array([cell or "" for cell in cells], dtype=object), given)
            if each == name
            else (
                each,
                self._native.type(each),
                self._native.values(each),
                self._native.validity(each),
            )
            for each in self.columns
        ]
        return Table(_core.Table.from_columns(columns, self.excluded_clients))

    def _values(self, name: str) -> NDArray[Any]:
        """Return values in numpy's type for them; what stands for a gap is not marked."""
        values, kind = self._native.values(name), self._native.type(name)
        if kind == "day":
            return values.astype("datetime64[D]")
        return values.view(np.bool_) if kind == "boolean" else values

    def _cells(self, name: str, rows: int | None = None) -> list[Any]:
        """Return values as Python objects, None where there is none."""
        values: list[Any] = self._values(name)[:rows].tolist()
        valid = self._native.validity(name)
        if valid is None:
            return values
        return [
            cell if ok else None for cell, ok in zip(values, valid[:rows].tolist(), strict=True)
        ]

    def __reduce__(self) -> tuple[Any, ...]:
        native = self._native
        columns = [(n, native.type(n), native.values(n), native.validity(n)) for n in native.names]
        return _rebuilt, (columns, self.excluded_clients)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        are_alike = self.columns == other.columns
        are_alike = are_alike and self.excluded_clients == other.excluded_clients
        return are_alike and all(
            self._native.type(name) == other._native.type(name)
            and self._cells(name) == other._cells(name)
            for name in self.columns
        )

    __hash__ = None  # type: ignore[assignment]

    def _shown(self) -> list[list[str]]:
        """Header and first rows as texts."""
        columns = [[name, *map(as_text, self._cells(name, SHOWN))] for name in self.columns]
        return [list(row) for row in zip(*columns, strict=True)]

    def _omitted(self) -> list[str]:
        """What is not shown, and who is not told of."""
        notes = [f"... {len(self):,} rows"] if len(self) > SHOWN else []
        if self.excluded_clients:
            notes.append(f"without {self.excluded_clients:,} who opted out of profiling")
        return notes

    def __repr__(self) -> str:
        numeric = [self._native.type(name) in ("float64", "int64") for name in self.columns]
        return "\n".join([align(self._shown(), numeric), *self._omitted()])

    def _repr_html_(self) -> str:
        import html

        def row(cells: list[str], tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{html.escape(c)}</{tag}>" for c in cells) + "</tr>"

        header, *body = self._shown() or [[]]
        rows = "".join(row(cells, "td") for cells in body)
        note = "".join(f"<p>{note}</p>" for note in self._omitted())
        return f"<table><thead>{row(header, 'th')}</thead><tbody>{rows}</tbody></table>{note}"


def _rebuilt(columns: list[tuple[str, str, Any, Any]], excluded_clients: int) -> Table:
    return Table(_core.Table.from_columns(columns, excluded_clients))


def as_text(cell: object) -> str:
    """A cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.4f}" if abs(cell) < 1000 else f"{cell:,.1f}"
    return f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)


def align(rows: list[list[str]], right: list[bool]) -> str:
    """Rows of texts in columns; `right` says which are aligned to the right."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell.rjust(width) if is_right else cell.ljust(width)
            for cell, width, is_right in zip(row, widths, right, strict=True)
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
