from collections.abc import Sequence
from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import (
    FittedModel,
    Portfolio,
    ResponseCurve,
    Summary,
    Table,
    _Floats,
    _Integers,
    _Progress,
)

@final
class RetentionClvResult:
    @property
    def clients(self) -> Table: ...
    @property
    def timings(self) -> Table: ...
    @property
    def total(self) -> float: ...
    @property
    def one_rate_total(self) -> float | None: ...
    @property
    def retention_elasticity(self) -> float: ...
    @property
    def discount_elasticity(self) -> float: ...
    @property
    def basis(self) -> str: ...
    @property
    def warning(self) -> str: ...

def retention_clv(
    margin: _Floats,
    retention: _Floats,
    *,
    timing: str,
    discount_rate: float,
    per: str,
    period: str,
    horizon: float | None,
    growth: float,
    solvency: float,
    polarization: float,
    acquisition_cost: _Floats | None,
) -> RetentionClvResult: ...

@final
class AggregateRetention:
    @property
    def cohorts(self) -> Table: ...
    @property
    def retention(self) -> float: ...
    @property
    def one_rate_value(self) -> float: ...
    @property
    def value(self) -> float: ...
    @property
    def shortfall(self) -> float: ...
    @property
    def warning(self) -> str: ...

def check_aggregate_retention(
    model: FittedModel,
    contracts: _Floats,
    clients: _Floats,
    *,
    margin: float,
    discount_rate: float,
    per: str,
    retention: float | None,
) -> AggregateRetention: ...

@final
class CashFlowResult:
    @property
    def flows(self) -> Table: ...
    @property
    def present_value(self) -> float: ...
    @property
    def undiscounted(self) -> float: ...
    @property
    def payback_time(self) -> float | None: ...

def cash_flows(
    time: _Floats,
    amount: _Floats,
    chance: _Floats | None,
    *,
    discount_rate: float,
    per: str,
    unit: str,
) -> CashFlowResult: ...
def plan_cash_flows(
    *,
    margin: float,
    acceleration: float,
    turning: float,
    rise: float,
    retention: float,
    promotion: float,
    cycle: float,
    cycles: int,
    continuous: bool,
    discount_rate: float,
    per: str,
    unit: str,
) -> CashFlowResult: ...

@final
class ClientValueResult:
    @property
    def clients(self) -> Table: ...
    @property
    def account(self) -> Table: ...
    @property
    def revenue(self) -> float: ...
    @property
    def charges(self) -> float: ...
    @property
    def value(self) -> float: ...
    @property
    def roi(self) -> float | None: ...
    @property
    def incremental_roi(self) -> float | None: ...
    @property
    def loss_making(self) -> int: ...

def client_value(
    revenue: _Floats,
    cost_of_goods: _Floats | None,
    *,
    contacts: _Floats | None,
    serving: _Floats | None,
    acquisition: _Floats | None,
    without: _Floats | None,
) -> ClientValueResult: ...
def portfolio_client_value(
    portfolio: Portfolio,
    *,
    contacts: _Floats | None,
    serving: _Floats | None,
    acquisition: _Floats | None,
    without: _Floats | None,
    first_day: int | None,
    last_day: int | None,
    threads: int = 0,
    progress: _Progress = None,
) -> ClientValueResult: ...
def time_driven_cost(
    names: Sequence[str],
    minutes: Sequence[float],
    counts: Sequence[_Floats],
    cost_per_minute: float,
) -> Table: ...

@final
class IncrementalReturn:
    @property
    def lift(self) -> float: ...
    @property
    def lower(self) -> float: ...
    @property
    def upper(self) -> float: ...
    @property
    def gain(self) -> float: ...
    @property
    def roi(self) -> float: ...
    @property
    def roi_lower(self) -> float: ...
    @property
    def roi_upper(self) -> float: ...

def incremental_return(
    treated: _Floats, control: _Floats, cost: float, level: float
) -> IncrementalReturn: ...

@final
class WhaleCurve:
    @property
    def clients(self) -> Table: ...
    @property
    def curve(self) -> Table: ...
    @property
    def total(self) -> float: ...
    @property
    def peak(self) -> float: ...
    @property
    def profitable(self) -> int: ...
    @property
    def loss_making(self) -> int: ...
    @property
    def peak_share(self) -> float | None: ...
    @property
    def area(self) -> float | None: ...
    @property
    def stobachoff(self) -> float | None: ...

def whale_curve(values: _Floats) -> WhaleCurve: ...
def trends(values: _Floats, periods: int, lag: int, level: float) -> Table: ...

@final
class EquityValue:
    def __init__(
        self,
        value: float,
        retention_elasticity: float | None,
        discount_elasticity: float | None,
    ) -> None: ...

@final
class EquityResult:
    @property
    def cohorts(self) -> Table: ...
    @property
    def elasticities(self) -> Table: ...
    @property
    def existing(self) -> float: ...
    @property
    def future(self) -> float: ...
    @property
    def total(self) -> float: ...

def customer_equity(
    existing: EquityValue,
    new_client: EquityValue,
    acquired: _Floats,
    acquisition_cost: _Floats,
    *,
    discount_rate: float,
    per: str,
    period: str,
    timing: str,
) -> EquityResult: ...

@final
class LeverOptions:
    def __init__(
        self,
        *,
        frequency: tuple[float, float],
        basket: tuple[float, float],
        duration: tuple[float, float],
        margin: float,
        discount_rate: float,
        per: str,
        unit: str,
        frontier: float,
        small_headroom: float,
        likely_alive: float,
    ) -> None: ...

@final
class LeverResult:
    @property
    def levers(self) -> Table: ...
    @property
    def clients(self) -> Table: ...
    @property
    def segments(self) -> Table: ...
    @property
    def revenue(self) -> float: ...

def levers(
    frequency: _Floats,
    basket: _Floats,
    duration: _Floats,
    p_alive: _Floats | None,
    segments: Sequence[str | None] | None,
    options: LeverOptions,
) -> LeverResult: ...
def summary_levers(
    summary: Summary,
    p_alive: _Floats | None,
    segments: Sequence[str | None] | None,
    options: LeverOptions,
) -> LeverResult: ...

@final
class SolventRevenueResult:
    @property
    def clients(self) -> Table: ...
    @property
    def revenue(self) -> float: ...
    @property
    def solvent_revenue(self) -> float: ...
    @property
    def not_valued(self) -> int: ...

def solvent_revenue(
    purchases: FittedModel,
    spend: FittedModel,
    summary: Summary,
    *,
    solvency: float,
    solvencies: _Floats | None,
    period: str,
    horizon: float | None,
    discount_rate: float,
    per: str,
    threads: int = 0,
    progress: _Progress = None,
) -> SolventRevenueResult: ...

@final
class PanelResult:
    @property
    def clients(self) -> Table: ...
    @property
    def dates(self) -> Table: ...

def client_panel(
    portfolio: Portfolio,
    purchases: FittedModel,
    spend: FittedModel,
    dates: Sequence[int],
    *,
    acquisition: _Floats | None,
    contact_client: _Integers,
    contact_day: NDArray[np.int32],
    contact_cost: _Floats,
    period: str,
    periods: int,
    lag: int,
    level: float,
    horizon: float | None,
    discount_rate: float,
    per: str,
    solvency: float,
    solvencies: _Floats | None,
    margin: float | None,
    response: ResponseCurve | None,
    risk_horizon: float | None,
    threads: int = 0,
    progress: _Progress = None,
) -> PanelResult: ...
