from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import Table

_Floats = NDArray[np.float64]

@final
class CellResponseResult:
    @property
    def cells(self) -> Table: ...
    @property
    def overall_rate(self) -> float: ...
    @property
    def break_even_rate(self) -> float: ...
    @property
    def selective_profit(self) -> float: ...
    @property
    def mail_all_profit(self) -> float: ...
    @property
    def clients_selected(self) -> float: ...

def cell_response(
    contacted: _Floats,
    responses: _Floats,
    clients: _Floats | None,
    contact_cost: float,
    margin: float,
    prior: float,
) -> CellResponseResult: ...

@final
class MarginalRevenueResult:
    @property
    def steps(self) -> Table: ...
    @property
    def least_score(self) -> float | None: ...
    @property
    def clients_selected(self) -> int: ...
    @property
    def selective_profit(self) -> float: ...
    @property
    def mail_all_profit(self) -> float: ...

def marginal_revenue(
    scores: _Floats, revenues: _Floats, contact_cost: float
) -> MarginalRevenueResult: ...
