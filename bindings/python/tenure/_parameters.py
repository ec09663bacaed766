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

    def __sklearn_tags__(self) -> Any:
        """What scikit-learn (1.6 and newer) asks of every estimator."""
        from sklearn.utils import Tags, TargetTags

        return Tags(estimator_type=None, target_tags=TargetTags(required=False))

    def __repr__(self) -> str:
        defaults = self._keywords()
        changed = [
            f"{name}={value!r}"
            for name, value in self.get_params().items()
            if repr(value) != repr(defaults[name])
        ]
        return f"{type(self).__name__}({', '.join(changed)})"

    @classmethod
    def _keywords(cls) -> dict[str, Any]:
        """Names and defaults; ``*args`` and ``**kwargs`` of a subclass have neither."""
        many = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
        given = inspect.signature(cls).parameters.values()
        return {each.name: each.default for each in given if each.kind not in many}
