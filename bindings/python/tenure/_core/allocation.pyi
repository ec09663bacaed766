from collections.abc import Callable
from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import Table

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]
_Progress = Callable[[float, str], object] | bool | None

@final
class Certificate:
    @property
    def gain(self) -> float: ...
    @property
    def spent(self) -> float: ...
    @property
    def objective(self) -> float: ...
    @property
    def bound(self) -> float: ...
    @property
    def gap(self) -> float: ...

@final
class Allocation:
    @property
    def clients(self) -> Table: ...
    @property
    def constraints(self) -> Table: ...
    @property
    def certificate(self) -> Certificate: ...

def allocate_spending(
    potential: _Floats,
    speed: _Floats,
    budget: float,
    *,
    inflection: _Floats | None,
    sunk: bool,
    threads: int = 0,
    progress: _Progress = None,
) -> Allocation: ...
def allocate_offers(
    cost: _Floats,
    gain: _Floats,
    offers: int,
    *,
    budget: float,
    contacts: float,
    channel: _Integers | None,
    channel_capacity: _Floats | None,
    segment: _Integers | None,
    segment_floor: _Floats | None,
    segment_ceiling: _Floats | None,
    sunk: bool,
    threads: int = 0,
    progress: _Progress = None,
) -> Allocation: ...
