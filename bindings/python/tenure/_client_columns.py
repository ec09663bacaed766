"""Columns of one number a client, however they are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure._histories import numbers
from tenure.errors import DataError

Floats = NDArray[np.float64]


def alike(**columns: ArrayLike | None) -> dict[str, Floats]:
    """Return the columns that are given as arrays of one length; a number stands for everybody."""
    given = {name: np.asanyarray(values) for name, values in columns.items() if values is not None}
    rows = max((len(values) for values in given.values() if values.ndim), default=1)
    return {
        name: numbers(values if values.ndim else np.full(rows, values), name)
        for name, values in given.items()
    }


def by_client(values: Any, ids: NDArray[Any], name: str) -> Floats | None:
    """One number a client, in the order of `ids`, of an array, a number for all or a mapping.

    A client whom the mapping does not name has 0; one it names and nobody knows is an error.
    """
    if values is None:
        return None
    if not isinstance(values, Mapping):
        return np.full(len(ids), float(values)) if np.ndim(values) == 0 else numbers(values, name)
    known = ids.tolist()
    unknown = next(iter(values.keys() - set(known)), None)
    if unknown is not None:
        raise DataError(f"{name}: there is no client {unknown!r}", argument=name)
    return numbers([values.get(client, 0.0) for client in known], name)
