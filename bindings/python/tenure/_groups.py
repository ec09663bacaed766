"""Labels of groups of clients, and tables about the groups."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._days import day_number
from tenure._layouts import is_missing, to_array
from tenure.errors import DataError
from tenure.table import Table

#: Types of labels, and of the column that they become; the first that fits.
KINDS = (
    ((bool, np.bool_), "boolean"),
    ((int, np.integer), "int64"),
    ((float, np.floating), "float64"),
    ((str,), "text"),
    ((dt.date,), "day"),
)


class Groups:
    """The groups of clients: of each its label, in ascending order, and of each client his."""

    def __init__(self, groups: ArrayLike | Literal["all"], clients: int) -> None:
        if isinstance(groups, str) and groups != "all":
            message = f"groups: labels, one a client, or 'all', got {groups!r}"
            raise DataError(message, argument="groups")
        cells = ["all"] * clients if isinstance(groups, str) else _cells(groups, clients)
        self._kind = _kind_of(cells)
        self._labels = sorted({cell for cell in cells if cell is not None})
        places = {label: place for place, label in enumerate(self._labels)}
        #: The number of each client's group, -1 for none.
        self.codes = np.array([-1 if c is None else places[c] for c in cells], np.int64)

    def labelled(self, native: _core.Table) -> Table:
        """The core's table of groups by number, with their labels in place of the numbers."""
        labels: Any = self._labels
        if self._kind == "day":
            labels = np.array([day_number(day, "groups") for day in labels], np.int32)
        elif self._kind != "text":
            labels = np.array(labels)
        columns = [(n, native.type(n), native.values(n), native.validity(n)) for n in native.names]
        counts: list[tuple[str, str, NDArray[Any], None]] = []
        if not self.codes.size:  # the core's table is of clients then
            counts = [("clients", "float64", np.empty(0), None)]
            counts += [("not_valued", "int64", np.empty(0, np.int64), None)]
        return Table(
            _core.Table.from_columns(
                [("group", self._kind, labels, None), *counts, *columns[1:]],
                native.excluded_clients,
            )
        )


def _cells(groups: ArrayLike, clients: int) -> list[Any]:
    """The label of each client, None for none; a moment at midnight is a date."""
    array = to_array(groups, "groups")
    if array.shape != (clients,):
        message = f"groups: expected {clients} labels, got an array of shape {array.shape}"
        raise DataError(message, argument="groups")
    if array.dtype.kind == "M":
        array = array.astype("datetime64[us]")
    return [_label(cell) for cell in array.astype(object)]


def _label(cell: Any) -> Any:
    if is_missing(cell):
        return None
    is_day = isinstance(cell, dt.datetime) and cell.tzinfo is None and cell.time() == dt.time()
    return cell.date() if is_day else cell


def _kind_of(cells: list[Any]) -> str:
    """Type of the column of labels, which must all be of one, whole numbers among others apart."""
    found: dict[str, int] = {}
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        kind = next((kind for types, kind in KINDS if isinstance(cell, types)), None)
        if kind is None or isinstance(cell, dt.datetime):
            message = (
                f"groups: {cell!r} at row {row} is neither a number, a text nor a date; convert "
                "such labels to texts"
            )
            raise DataError(message, "invalid_data", "groups", row)
        found.setdefault(kind, row)
    if found.keys() == {"int64", "float64"}:
        return "float64"
    if len(found) > 1:
        (first, _), (other, row), *_ = found.items()
        message = f"groups: {cells[row]!r} at row {row} is of type {other}, those before of {first}"
        raise DataError(message, "invalid_data", "groups", row)
    return next(iter(found), "text")
