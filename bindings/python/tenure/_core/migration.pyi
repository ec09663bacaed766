from collections.abc import Callable, Sequence
from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import Portfolio, Table
from tenure._core.segments import RfmArguments

@final
class Migration:
    @property
    def states(self) -> list[str]: ...
    @property
    def transitions(self) -> Table: ...
    @property
    def chain(self) -> Table: ...
    @property
    def periods(self) -> Table: ...
    @property
    def g2(self) -> float: ...
    @property
    def degrees_of_freedom(self) -> float: ...
    @property
    def p_value(self) -> float | None: ...

def of_counts(
    counts: NDArray[np.float64], periods: int, states: Sequence[str], prior: float, lost: str
) -> Migration: ...
def of_states(
    state_at: NDArray[np.int32], dates: int, states: Sequence[str], prior: float, lost: str
) -> Migration: ...
def of_portfolio(
    portfolio: Portfolio,
    dates: Sequence[int],
    arguments: RfmArguments,
    prior: float,
    lost: str,
    threads: int,
    progress: Callable[[float, str], object] | bool | None,
) -> Migration: ...
