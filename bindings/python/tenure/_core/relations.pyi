from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tenure._core import Portfolio, Table

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]
_Days = NDArray[np.int32]
_Progress = Callable[[float, str], object] | bool | None
_Moves = Sequence[tuple[int, int]]

def relation_intensity(
    portfolio: Portfolio,
    *,
    contact_client: _Integers,
    contact_day: _Days,
    contact_weight: _Floats | None,
    half_life: float,
    weights: _Floats | None,
    value: _Floats | None,
    threads: int,
    progress: _Progress,
) -> Table: ...
def learned_rates(
    events: _Floats, exposure: _Floats, *, shape: float, rate: float, level: float
) -> Table: ...
def value_of_information(probability: _Floats, gain: _Floats, cost: _Floats) -> Table: ...
def usual_phases() -> tuple[list[str], list[tuple[int, int]]]: ...
def phase_analysis(
    phases: Sequence[str],
    moves: _Moves,
    *,
    client: _Integers,
    day: _Days,
    phase: _Days,
    observed_until: int,
    level: float,
    refuse_unexpected: bool,
) -> tuple[Table, Table, Table, Table]: ...
def conversion(
    successes: float, trials: float, *, level: float, a: float, b: float
) -> tuple[float, float, float, float, float, float]: ...
def pair_metrics(
    all: float, a: float, b: float, both: float
) -> tuple[float, float, float, float, float, float, float]: ...
def next_offers(
    portfolio: Portfolio,
    *,
    basket: str,
    prior: float,
    just_bought_days: int,
    exclude_owned: bool,
    offers_a_client: int,
    margins: _Floats | None,
    cost: float,
    active: _Floats | None,
    threads: int,
    progress: _Progress,
) -> tuple[Table, Table, Table, Table, int]: ...
