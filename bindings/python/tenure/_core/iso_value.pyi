from collections.abc import Callable, Sequence
from typing import final

from tenure._core import FittedModel, Table

@final
class IsoValueResult:
    @property
    def grid(self) -> Table: ...
    @property
    def contours(self) -> Table: ...

def iso_value(
    purchases: FittedModel,
    spend: FittedModel | None,
    *,
    age: float,
    max_frequency: int,
    recency_steps: int,
    mean_spend: float | None,
    horizon: float | None,
    discount_rate: float,
    per: str,
    margin: float,
    levels: Sequence[float],
    threads: int,
    progress: Callable[[float, str], object] | bool | None,
) -> IsoValueResult: ...
