"""Saved models of any class."""

from __future__ import annotations

import os

from tenure import _core, models
from tenure.errors import DataError
from tenure.estimators import Estimator


def load_model(path: str | os.PathLike[str]) -> Estimator:
    """Return the fitted model that `save` wrote, whatever its class.

    Raises
    ------
    Error
        With status ``"io_error"``, ``"corrupt_data"`` (saying what is wrong and where) or
        ``"unsupported_version"`` (written by a newer tenure).

    Examples
    --------
    >>> import tempfile, tenure as tn
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tn.NBD.from_params(r=0.5, alpha=10).save(f"{folder}/model.json")
    ...     tn.load_model(f"{folder}/model.json")
    NBD(r=0.5, alpha=10, by the week)
    """
    native = _core.FittedModel.load(os.fspath(path))
    return class_named(native.info.name)._of(native)


def class_named(name: str) -> type[Estimator]:
    """Return the class of a model in the core's table of models."""
    for cls in vars(models).values():
        if isinstance(cls, type) and vars(cls).get("model") == name:
            return cls
    raise DataError(f"model: no class is called {name!r} in the table of models", argument="model")
