"""Ids of clients, as the core takes them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tenure._layouts import is_missing, to_array
from tenure.errors import DataError


def client_ids(client: ArrayLike) -> Any:
    """Integers as an array, or texts as a list; each once."""
    ids = to_array(client, "client")
    if ids.ndim != 1:
        message = f"client: expected 1 dimension, got {ids.ndim}"
        raise DataError(message, argument="client")
    cells = ids.tolist()
    rows: dict[Any, int] = {}
    for row, cell in enumerate(cells):
        if is_missing(cell):
            raise DataError(f"client: no id at row {row}", "invalid_data", "client", row)
        if (first := rows.setdefault(cell, row)) != row:
            message = f"client: {cell!r} at row {row} is also at row {first}"
            raise DataError(message, "invalid_data", "client", row)
    if ids.dtype.kind not in "iu":
        return cells
    if cells and max(cells) > np.iinfo(np.int64).max:
        message = f"client: {max(cells)} is above the range of 64 bits"
        raise DataError(message, "invalid_data", "client", rows[max(cells)])
    return ids.astype(np.int64)
