from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import Table

_Floats = NDArray[np.float64]

@final
class MarkovValueResult:
    @property
    def states(self) -> Table: ...
    @property
    def error_bound(self) -> float: ...
    @property
    def basis(self) -> str: ...

@final
class MarkovPolicyResult:
    @property
    def states(self) -> Table: ...
    @property
    def iterations(self) -> int: ...
    @property
    def error_bound(self) -> float: ...

def value(
    matrix: _Floats,
    rewards: _Floats,
    *,
    horizon: int | None,
    discount_rate: float,
    per: str,
    period: str,
    period_length: float,
    timing: str,
) -> MarkovValueResult: ...
def policy(
    matrix: _Floats,
    rewards: _Floats,
    stop_values: _Floats | None,
    *,
    discount_rate: float,
    per: str,
    period: str,
    period_length: float,
    timing: str,
) -> MarkovPolicyResult: ...
