"""What estimators accept as X, as histories for the core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._columns import column, column_names
from tenure.errors import DataError


def native_histories(
    frequency: ArrayLike,
    recency: ArrayLike,
    age: ArrayLike,
    mean_spend: ArrayLike | None = None,
    weight: ArrayLike | None = None,
    log_interpurchase: ArrayLike | None = None,
) -> _core.Histories:
    """Check shapes and types; the core checks the values."""
    given = {
        "frequency": frequency, "recency": recency, "age": age,
        "mean_spend": mean_spend, "weight": weight, "log_interpurchase": log_interpurchase,
    }  # fmt: skip
    arrays = {name: numbers(v, name) for name, v in given.items() if v is not None}
    lengths = {name: len(values) for name, values in arrays.items()}
    if len(set(lengths.values())) > 1:
        raise DataError(f"columns of different lengths: {lengths}")
    return _core.Histories(**arrays)


def numbers(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """Values as a contiguous array of floats of one dimension."""
    try:
        array = np.ascontiguousarray(_as_floats(values))
    except (TypeError, ValueError, OverflowError) as error:
        message = f"{name}: expected numbers ({error})"
        raise DataError(message, "invalid_data", name) from None
    if array.ndim != 1:
        message = f"{name}: expected 1 dimension, got {array.ndim}"
        raise DataError(message, argument=name)
    return array


def _as_floats(values: Any) -> NDArray[np.float64]:
    """Values as floats; what a mask hides is NaN, which the core refuses by row."""
    if isinstance(values, np.ma.MaskedArray):
        return np.asarray(np.ma.filled(values.astype(np.float64), np.nan))
    return np.asarray(values, dtype=np.float64)


def histories_of(
    X: Any,  # noqa: N803
    names: tuple[str, ...],
    weight: ArrayLike | None,
    optional: tuple[str, ...] = (),
) -> _core.Histories:
    """Histories of X that has no time unit of its own.

    `names` are the columns the model reads, `optional` those it reads of a table that has them.
    X is a table with these columns, or an array of shape (n, 3) of frequency, recency and age,
    (n, 4) with mean spend, or (n, len(names)).
    """
    if isinstance(X, Mapping) or hasattr(X, "columns") or hasattr(X, "column_names"):
        found = column_names(X)
        others = ("recency", "age", *optional)
        wanted = [*names, *(n for n in others if n in found and n not in names)]
        columns = {name: column(X, name) for name in wanted}
    else:
        columns = _from_array(X, names)
    # A spend model does not look at times.
    for time in ("recency", "age"):
        columns.setdefault(time, np.zeros(len(columns["frequency"])))
    return native_histories(**columns, weight=weight)


def _from_array(X: Any, names: tuple[str, ...]) -> dict[str, Any]:  # noqa: N803
    orders = {3: ("frequency", "recency", "age"), 4: ("frequency", "recency", "age", "mean_spend")}
    orders[len(names)] = names
    try:
        array = _as_floats(X)
    except (TypeError, ValueError, OverflowError) as error:
        raise DataError(f"X: expected numbers ({error})", "invalid_data", "X") from None
    if array.ndim != 2 or not set(names) <= set(orders.get(array.shape[1], ())):
        raise DataError(
            f"X: expected a Summary, a table with the columns {', '.join(names)}, or an array of "
            f"shape (n, {len(names)}) in that order, got an array of shape {array.shape}",
            argument="X",
        )
    return dict(zip(orders[array.shape[1]], array.T, strict=True))
