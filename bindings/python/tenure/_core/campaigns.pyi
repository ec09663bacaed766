from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import ResponseCurve, Table
from tenure._core.allocation import Certificate

_Floats = NDArray[np.float64]
_Flags = NDArray[np.uint8]

def profit_lift(
    risk_untreated: _Floats, risk_treated: _Floats, value: _Floats, cost: _Floats
) -> Table: ...
def retention_targets(
    risk: _Floats, value: _Floats, accept: float, contact: float, incentive: float
) -> Table: ...
def campaign_profit(
    *,
    clients: float,
    targeted_share: float,
    loss_rate: float,
    lift: float,
    value: float,
    fixed_cost: float,
    accept: float,
    contact: float,
    incentive: float,
) -> float: ...

@final
class ChurnProfit:
    @property
    def maximum_profit(self) -> float: ...
    @property
    def target_share(self) -> float: ...
    @property
    def score_threshold(self) -> float: ...
    @property
    def expected_maximum_profit(self) -> float: ...
    @property
    def expected_target_share(self) -> float: ...

def churn_profit(
    score: _Floats,
    churned: _Flags,
    *,
    value: float,
    incentive: float,
    contact: float,
    accept_alpha: float,
    accept_beta: float,
) -> ChurnProfit: ...

@final
class AcquisitionPlan:
    @property
    def acquisition_spend(self) -> float: ...
    @property
    def retention_spend(self) -> float: ...
    @property
    def acquisition_rate(self) -> float: ...
    @property
    def retention_rate(self) -> float: ...
    @property
    def client_value(self) -> float: ...
    @property
    def customer_equity(self) -> float: ...
    @property
    def shadow_price(self) -> float: ...
    @property
    def marginal_acquisition_cost(self) -> float: ...
    @property
    def marginal_retention_cost(self) -> float: ...
    @property
    def average_acquisition_cost(self) -> float: ...
    @property
    def average_retention_cost(self) -> float: ...
    @property
    def average_ratio(self) -> float: ...
    @property
    def certificate(self) -> Certificate: ...
    @property
    def reading(self) -> str: ...

def balance_acquisition(
    margin: float,
    discount_rate: float,
    acquisition: ResponseCurve,
    retention: ResponseCurve,
    budget: float,
) -> AcquisitionPlan: ...
def second_lifetime_value(margin: float, retention: float, discount_rate: float) -> float: ...

@final
class WinBackPlan:
    @property
    def rows(self) -> Table: ...
    @property
    def constraints(self) -> Table: ...
    @property
    def certificate(self) -> Certificate: ...

def win_back(
    probability: _Floats,
    second_value: _Floats,
    incentive: _Floats,
    contact: _Floats,
    clients: _Floats | None,
    decay: _Floats | None,
    budget: float,
) -> WinBackPlan: ...

@final
class ComplaintReport:
    @property
    def causes(self) -> Table: ...
    @property
    def lost(self) -> float: ...
    @property
    def lost_silent(self) -> float: ...
    @property
    def gain(self) -> float: ...
    @property
    def spent(self) -> float: ...
    @property
    def profit(self) -> float: ...
    @property
    def roi(self) -> float | None: ...
    @property
    def voice_gain(self) -> float | None: ...

def complaint_profit(
    clients: _Floats,
    voiced: _Floats,
    stay_handled: _Floats,
    stay_ignored: _Floats,
    stay_silent: _Floats,
    value: _Floats,
    cost: _Floats,
    handled: _Floats | None,
    voiced_to: _Floats | None,
    fixed_cost: float,
) -> ComplaintReport: ...
