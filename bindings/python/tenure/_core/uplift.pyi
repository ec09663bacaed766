from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import Table

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]
_Flags = NDArray[np.uint8]

@final
class UpliftCurves:
    @property
    def curve(self) -> Table: ...
    @property
    def qini_area(self) -> float: ...
    @property
    def uplift_area(self) -> float: ...
    @property
    def qini_random(self) -> float: ...
    @property
    def uplift_random(self) -> float: ...
    @property
    def qini_perfect(self) -> float: ...
    @property
    def uplift_perfect(self) -> float: ...
    @property
    def qini_coefficient(self) -> float | None: ...
    @property
    def uplift_coefficient(self) -> float | None: ...
    @property
    def average_effect(self) -> float: ...
    @property
    def estimates(self) -> Table: ...

def uplift_curves(
    outcome: _Flags, treated: _Flags, score: _Floats, level: float
) -> UpliftCurves: ...

@final
class EffectInterval:
    @property
    def effect(self) -> float: ...
    @property
    def lower(self) -> float: ...
    @property
    def upper(self) -> float: ...

def uplift_at(
    outcome: _Flags, treated: _Flags, score: _Floats, share: float, level: float
) -> tuple[EffectInterval | None, EffectInterval]: ...
def policy_value(
    treated: _Flags,
    profit: _Floats,
    decision: _Flags,
    propensity: _Floats,
    expected_treated: _Floats | None,
    expected_control: _Floats | None,
    level: float,
) -> Table: ...

@final
class UpliftModel:
    @property
    def coefficients(self) -> Table: ...
    @property
    def clients(self) -> Table: ...
    @property
    def converged(self) -> bool: ...
    @property
    def status(self) -> str: ...

def uplift_model(
    features: _Floats,
    columns: int,
    treated: _Flags,
    outcome: _Flags,
    *,
    score_features: _Floats | None,
    method: str,
    ridge: float,
) -> UpliftModel: ...

@final
class ResponseEstimate:
    @property
    def parameters(self) -> Table: ...
    @property
    def doses(self) -> Table: ...
    @property
    def log_likelihood(self) -> float: ...
    @property
    def converged(self) -> bool: ...
    @property
    def status(self) -> str: ...

def estimate_response(dose: _Floats, stayed: _Flags, level: float) -> ResponseEstimate: ...
def sample_size(
    control_rate: float,
    treated_rate: float,
    power: float,
    level: float,
    treated_per_control: float,
) -> tuple[float, int, int]: ...
def segmentation_profit(
    potential: _Floats, speed: _Floats, segments: _Integers, segment_cost: float
) -> Table: ...
