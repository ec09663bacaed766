from collections.abc import Callable
from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import FittedModel, Portfolio, Table
from tenure._core.record import Record

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]
_Progress = Callable[[float, str], object] | bool | None

def rate_drop(
    events_before: _Floats,
    time_before: _Floats,
    events_now: _Floats,
    time_now: _Floats,
    *,
    level: float,
    prior_shape: float,
    prior_rate: float,
) -> Table: ...
def trend_test(values: _Floats, lengths: _Integers) -> Table: ...
def adjusted_p_values(p_values: _Floats, method: str) -> _Floats: ...
def partial_defection(
    portfolio: Portfolio,
    *,
    date: int | None,
    recent: int,
    before: int,
    threads: int,
    progress: _Progress,
) -> Table: ...

@final
class CusumPlan:
    def __init__(
        self,
        *,
        kind: str,
        rate: float,
        slowdown: float,
        regularity: float,
        reference: float | None,
        threshold: float | None,
        false_alarms: float,
        periods_per_year: float,
        change_probability: float,
    ) -> None: ...

def design_cusum(plan: CusumPlan) -> tuple[float, float, float, float, float, float]: ...
def cusum_trace(values: _Floats, plan: CusumPlan) -> Table: ...
def alerts(
    portfolio: Portfolio,
    *,
    date: int | None,
    purchases: FittedModel | None,
    record: Record | None,
    false_alarms: float,
    slowdown: float,
    regularity: float,
    recent: int,
    before: int,
    baskets: int,
    false_discovery: float,
    method: str,
    nature: str,
    contact_days: int,
    level: float,
    values: _Floats | None,
    threads: int,
    progress: _Progress,
) -> tuple[Table, Table, Table, Table, int, int, float]: ...

@final
class AlertMonitor:
    def __init__(
        self,
        portfolio: Portfolio,
        *,
        date: int | None,
        purchases: FittedModel | None,
        false_alarms: float,
        overdue_alarms: float,
        slowdown: float,
        regularity: float,
        threads: int,
        progress: _Progress,
    ) -> None: ...
    @staticmethod
    def load(path: str) -> AlertMonitor: ...
    def save(self, path: str) -> None: ...
    def update(self, purchases: Portfolio, date: int) -> Table: ...
    def charts(self) -> Table: ...
    @property
    def date(self) -> int: ...
    @property
    def clients(self) -> int: ...
    @property
    def excluded_clients(self) -> int: ...
