"""Histories of arrays and tables, for the core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._clients import client_ids
from tenure._columns import check_collected, column, column_names
from tenure._number_types import check_amounts, check_numbers
from tenure.errors import DataError

#: What other packages call our columns; read where ours is absent.
OTHER_NAMES = {"age": "T", "mean_spend": "monetary_value"}


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
    arrays = {name: amounts(v, name) for name, v in given.items() if v is not None}
    lengths = {name: len(values) for name, values in arrays.items()}
    if len(set(lengths.values())) > 1:
        wrong = next(name for name, rows in lengths.items() if rows != lengths["frequency"])
        raise DataError(f"columns of different lengths: {lengths}", argument=wrong)
    return _core.Histories(**arrays)


def numbers(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """Values as a contiguous array of floats of one dimension."""
    array = np.ascontiguousarray(_as_floats(values, name))
    if array.ndim != 1:
        message = f"{name}: expected 1 dimension, got {array.ndim}"
        raise DataError(message, argument=name)
    return array


def amounts(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """Numbers that are counts, times or amounts: booleans are none."""
    check_amounts(values, name)
    return numbers(values, name)


def _as_floats(values: Any, name: str) -> NDArray[np.float64]:
    """Values as floats; what a mask hides is NaN, which the core refuses by row."""
    try:
        check_numbers(values, name)
        if isinstance(values, np.ma.MaskedArray):
            return np.asarray(np.ma.filled(values.astype(np.float64), np.nan))
        return np.asarray(values, dtype=np.float64)
    except DataError:
        raise
    except (TypeError, ValueError, OverflowError) as error:
        message = f"{name}: expected numbers ({error})"
        raise DataError(message, "invalid_data", name) from None


def is_table(X: Any) -> bool:  # noqa: N803
    """Whether X has columns with names."""
    return isinstance(X, Mapping) or hasattr(X, "columns") or hasattr(X, "column_names")


def clients_of(X: Any) -> Any:  # noqa: N803
    """Ids of the clients as the core takes them, if X is a table that has them; else None."""
    return client_ids(column(X, "client")) if is_table(X) and "client" in column_names(X) else None


def histories_of(
    X: Any,  # noqa: N803
    names: tuple[str, ...],
    weight: ArrayLike | None,
    optional: tuple[str, ...] = (),
) -> _core.Histories:
    """Histories of X that has no time unit of its own.

    `names` are the columns the model reads, `optional` those it reads of a table that has them.
    X is a table with these columns, or an array of shape (n, 3) of frequency, recency and age,
    (n, 4) with mean spend, or (n, len(names)). A table may have its weights as a column.
    """
    check_collected(X, "X")
    columns = _from_table(X, names, optional) if is_table(X) else _from_array(X, names)
    # A spend model does not look at times.
    for time in ("recency", "age"):
        columns.setdefault(time, np.zeros(len(numbers(columns["frequency"], "frequency"))))
    if "weight" in columns and weight is not None:
        message = "weight: given twice, as an argument and as a column of X"
        raise DataError(message, argument="weight")
    return native_histories(**{"weight": weight, **columns})


def _from_table(X: Any, names: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, Any]:  # noqa: N803
    found = column_names(X)
    columns = {}
    for name in dict.fromkeys((*names, "recency", "age", "weight", *optional)):
        other = OTHER_NAMES.get(name, name)
        label = other if name not in found and other in found else name
        if label in found or name in names:
            columns[name] = column(X, label)
    return columns


def _from_array(X: Any, names: tuple[str, ...]) -> dict[str, Any]:  # noqa: N803
    orders = {3: ("frequency", "recency", "age"), 4: ("frequency", "recency", "age", "mean_spend")}
    orders[len(names)] = names
    check_amounts(X, "X")
    array = _as_floats(X, "X")
    if array.ndim != 2 or not set(names) <= set(orders.get(array.shape[1], ())):
        raise DataError(
            f"X: expected a Summary, a table with the columns {', '.join(names)}, or an array of "
            f"shape (n, {len(names)}) in that order, got an array of shape {array.shape}",
            argument="X",
        )
    return dict(zip(orders[array.shape[1]], array.T, strict=True))
