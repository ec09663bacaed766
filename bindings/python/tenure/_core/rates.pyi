from typing import final

import numpy as np
from numpy.typing import NDArray

from . import Portfolio, Table
from .record import Record

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]

def attrition_rates(
    start: float,
    lost: float,
    contraction: float,
    expansion: float,
    gained: float,
    periods: float,
) -> Table: ...
def convert_rate(rate: float, periods: float) -> tuple[float, float]: ...

@final
class ClientBridge:
    @property
    def steps(self) -> Table: ...
    @property
    def rates(self) -> Table: ...
    @property
    def moves(self) -> Table: ...

def client_bridge(
    opening: _Floats, closing: _Floats, level: float, periods: float, tolerance: float
) -> ClientBridge: ...
def portfolio_bridge(
    portfolio: Portfolio,
    opening_from: int,
    closing_from: int,
    closing_until: int,
    level: float,
    periods: float,
    tolerance: float,
    threads: int,
) -> ClientBridge: ...

@final
class StockFlow:
    @property
    def path(self) -> Table: ...
    @property
    def hold(self) -> float: ...
    @property
    def prospects(self) -> float: ...
    @property
    def prospecting_cost(self) -> float: ...
    @property
    def steady(self) -> float | None: ...
    @property
    def half_life(self) -> float | None: ...

def stock_flow(
    clients: float,
    loss_rate: float,
    acquired: float,
    periods: int,
    conversion: float,
    cost_per_prospect: float,
) -> StockFlow: ...

@final
class CohortTriangle:
    @property
    def cells(self) -> Table: ...
    @property
    def triangle(self) -> Table: ...
    @property
    def ages(self) -> Table: ...

def cohort_triangle(
    client: _Integers,
    period: _Integers,
    revenue: _Floats | None,
    last_period: int,
    level: float,
) -> CohortTriangle: ...
def portfolio_triangle(portfolio: Portfolio, unit: str, level: float) -> CohortTriangle: ...
def contract_triangle(record: Record, unit: str, level: float) -> CohortTriangle: ...
