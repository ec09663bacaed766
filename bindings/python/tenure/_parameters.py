"""Keywords of a constructor, as scikit-learn reads and writes them."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from tenure.errors import DataError

if TYPE_CHECKING:
    from typing_extensions import Self


class KeywordParameters:
    """For estimators whose constructor stores its keywords and nothing else."""

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the keywords of the constructor, as scikit-learn asks for them."""
        return {name: getattr(self, name) for name in self._keywords()}

    def set_params(self, **params: Any) -> Self:
        """Set keywords of the constructor."""
        for name, value in params.items():
            if name not in self._keywords():
                known = ", ".join(self._keywords())
                raise DataError(f"{name}: no such parameter; there are {known}", argument=name)
            setattr(self, name, value)
        return self

    @classmethod
    def _keywords(cls) -> list[str]:
        return [name for name in inspect.signature(cls).parameters if name != "self"]
