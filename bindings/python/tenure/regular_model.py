"""Models of clients who buy at regular intervals: a whole number k beside the parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tenure import _core
from tenure._numbers import in_one_line
from tenure.errors import DataError
from tenure.purchase_model import PurchaseModel
from tenure.summary import Unit

if TYPE_CHECKING:
    from typing_extensions import Self

_MOST_REGULAR = {info.name: info.max_regularity for info in _core.models()}


class RegularModel(PurchaseModel):
    """Purchases at intervals that vary less than at random: Erlang(k) distributed.

    A purchase takes k phases of an exponential length each: k = 1 is pure chance, k = 12 nearly a
    timetable. Fits with k above 1 read ``log_interpurchase`` too: X is a `Summary` or a table.

    Attributes
    ----------
    k_ : int
        The regularity: given, or that of highest likelihood.
    """

    _may_read = ("log_interpurchase",)

    def __init__(
        self,
        *,
        k: int | None = None,
        unit: Unit = "week",
        start: Mapping[str, float] | Sequence[float] | None = None,
        max_iterations: int = 200,
        priors: Mapping[str, tuple[float, float]] | None = None,
        threads: int = 0,
    ) -> None:
        super().__init__(
            unit=unit, start=start, max_iterations=max_iterations, priors=priors, threads=threads
        )
        self.k = k

    @classmethod
    def from_params(  # type: ignore[override]
        cls, *, k: int, unit: Unit = "week", **parameters: float
    ) -> Self:
        """Return the model with given parameters.

        Parameters
        ----------
        k : int
            Regularity, 1 to 12.
        unit : {"day", "week", "month", "quarter", "year"}
            Time unit of the parameters.
        **parameters : float
            All of the model's, each above 0.
        """
        values = cls._in_order(parameters, "parameters")
        regularity = cls(k=k)._given_regularity()
        return cls._of(_core.FittedModel.from_parameters(cls.model, values, unit, regularity))

    def _given_regularity(self) -> int:
        if self.k is None:
            return 0
        most = _MOST_REGULAR[self.model]
        if not isinstance(self.k, int | np.integer) or not 1 <= self.k <= most:
            message = f"k: expected 1 to {most} or None, got {in_one_line(self.k)}"
            raise DataError(message, argument="k")
        return int(self.k)

    @classmethod
    def _of(cls, native: _core.FittedModel) -> Self:
        made = super()._of(native)
        made.k = None if native.result.regularity_chosen else native.result.regularity
        return made

    def _learn(self, native: _core.FittedModel) -> None:
        super()._learn(native)
        self.k_ = self.result_.regularity
