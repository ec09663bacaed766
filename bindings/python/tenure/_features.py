"""Measures of clients, as arrays for the core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._columns import column, column_names
from tenure._histories import numbers
from tenure.errors import DataError

#: What is done with a measure before clients are compared by it.
Transform = Literal["none", "log1p"]
#: One transform for all columns, one a column, or some by the names of their columns.
Transforms = Transform | Sequence[Transform] | Mapping[str, Transform] | None
#: How measures are brought to one scale.
Scaling = Literal["none", "standard", "robust"]


def native_features(features: Any, transforms: Transforms, scaling: Scaling) -> Any:
    """Features of a table of numbers or an array of shape (clients, columns)."""
    values, names = named_matrix(features, "features")
    return _core.clusters.Features(values, names, _by_column(transforms, names), scaling)


def named_matrix(features: Any, name: str) -> tuple[NDArray[np.float64], list[str]]:
    """Values of shape (rows, columns), and what the columns are called: x1, x2, ... in an array."""
    if isinstance(features, Mapping) or hasattr(features, "columns"):
        names = column_names(features)
        columns = [numbers(column(features, each), each) for each in names]
        if len({len(values) for values in columns}) > 1:
            lengths = dict(zip(names, map(len, columns), strict=True))
            raise DataError(f"columns of different lengths: {lengths}", argument=name)
        return np.column_stack(columns) if columns else np.empty((0, 0)), names
    values = matrix(features, name)
    return values, [f"x{i + 1}" for i in range(values.shape[1])]


def matrix(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """Values as a contiguous array of floats of two dimensions; one becomes a column."""
    try:
        array = np.ascontiguousarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise DataError(f"{name}: expected numbers ({error})", "invalid_data", name) from None
    if array.ndim == 1:
        array = array[:, None]
    if array.ndim != 2:
        raise DataError(f"{name}: expected 2 dimensions, got {array.ndim}", argument=name)
    return array


def _by_column(transforms: Transforms, names: Sequence[str]) -> list[str]:
    if transforms is None:
        return []
    if isinstance(transforms, str):
        return [transforms] * len(names)
    if isinstance(transforms, Mapping):
        if unknown := set(transforms) - set(names):
            message = f"transforms: no such columns: {', '.join(sorted(unknown))}"
            raise DataError(message, argument="transforms")
        return [transforms.get(name, "none") for name in names]
    return list(transforms)
