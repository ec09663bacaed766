from collections.abc import Sequence
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from . import Table
from .record import Record

_Floats = NDArray[np.float64]

@final
class Lives:
    def __init__(
        self,
        duration: _Floats,
        cause: NDArray[np.int32],
        entry: _Floats | None,
        weight: _Floats | None,
        group: Sequence[str | None] | None,
    ) -> None: ...

def contract_lives(record: Record, unit: str, grace: int) -> Table: ...
def kaplan_meier(
    lives: Lives, level: float, horizon: float | None, cause: int
) -> tuple[Table, Table]: ...
def competing_risks(lives: Lives, level: float) -> Table: ...

@final
class LogRank:
    @property
    def groups(self) -> Table: ...
    @property
    def statistic(self) -> float: ...
    @property
    def degrees_of_freedom(self) -> int: ...
    @property
    def p_value(self) -> float | None: ...

def log_rank(lives: Lives, rho: float, cause: int) -> LogRank: ...

@final
class SurvivalModel:
    def predict(
        self, features: _Floats, clients: int, times: _Floats, elapsed: _Floats | None
    ) -> tuple[Table, Table]: ...
    def __getstate__(self) -> tuple[Any, ...]: ...
    def __setstate__(self, arg0: tuple[Any, ...], /) -> None: ...

@final
class SurvivalRegression:
    @property
    def coefficients(self) -> Table: ...
    @property
    def baseline(self) -> Table: ...
    @property
    def model(self) -> SurvivalModel | None: ...
    @property
    def log_likelihood(self) -> float: ...
    @property
    def log_likelihood_null(self) -> float: ...
    @property
    def likelihood_ratio(self) -> float: ...
    @property
    def degrees_of_freedom(self) -> int: ...
    @property
    def p_value(self) -> float | None: ...
    @property
    def concordance(self) -> float | None: ...
    @property
    def iterations(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def message(self) -> str: ...

@final
class Options:
    def __init__(
        self,
        *,
        law: str,
        ties: str,
        periods: str,
        ridge: float,
        level: float,
        is_robust: bool,
        cause: int,
    ) -> None: ...

def regression(
    lives: Lives,
    features: _Floats,
    names: Sequence[str],
    client: NDArray[np.int64] | None,
    options: Options,
) -> SurvivalRegression: ...
