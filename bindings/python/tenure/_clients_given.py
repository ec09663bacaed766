"""The clients that a model is asked about, in any of the forms that X takes."""

from __future__ import annotations

from typing import Any

from numpy.typing import ArrayLike

from tenure import _core
from tenure._histories import clients_of, histories_of
from tenure.errors import DataError
from tenure.partitions import Cells
from tenure.summary import Summary, Unit


def has_unit(X: Any) -> bool:  # noqa: N803
    """Whether X carries its time unit, and its weights."""
    return isinstance(X, Summary | Cells)


def histories_in(
    X: Any,  # noqa: N803
    unit: Unit | None,
    names: tuple[str, ...],
    optional: tuple[str, ...] = (),
    weight: ArrayLike | None = None,
) -> _core.Histories:
    """Histories of X, which is as in the `fit` of a model of this unit (None: of any)."""
    if not has_unit(X):
        return histories_of(X, names, weight, optional)
    if weight is not None:
        whose = "a summary has" if isinstance(X, Summary) else "cells have"
        raise DataError(f"weight: {whose} weights of its own", argument="weight")
    if unit is not None and X.unit != unit:
        message = f"X: counted by the {X.unit}, but the model by the {unit}"
        raise DataError(message, argument="X")
    native: _core.Summary | _core.partitions.Cells = X._native
    return native.histories()


def summary_in(
    X: Any,  # noqa: N803
    unit: Unit,
    names: tuple[str, ...],
    optional: tuple[str, ...] = (),
) -> Summary:
    """X as a summary, with the ids of a table's column ``client``."""
    if isinstance(X, Summary):
        return X
    if isinstance(X, Cells):
        histories_in(X, unit, names)
        X = X.to_table()  # noqa: N806
    histories = histories_of(X, names, None, optional)
    return Summary(_core.Summary.from_arrays(histories, unit, clients_of(X)))
