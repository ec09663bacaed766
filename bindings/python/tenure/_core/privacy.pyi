from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from . import Portfolio, Table

_Asked = NDArray[np.uint8] | None

def with_flags(
    portfolio: Portfolio,
    clients: Any,
    no_profiling: _Asked = None,
    no_contact: _Asked = None,
    erase: _Asked = None,
) -> Portfolio: ...
def flag_table(portfolio: Portfolio) -> Table: ...
def erase(portfolio: Portfolio, clients: Any) -> Portfolio: ...
def due_for_erasure(portfolio: Portfolio, years: float, as_of: int | None = None) -> Table: ...
def erase_due(portfolio: Portfolio, years: float, as_of: int | None = None) -> Portfolio: ...

@final
class AnonymousCells:
    @property
    def cells(self) -> Table: ...
    @property
    def smallest(self) -> int: ...
    @property
    def hidden_cells(self) -> int: ...
    @property
    def hidden_clients(self) -> int: ...
    @property
    def totals_publishable(self) -> bool: ...

def anonymous_cells(
    counts: NDArray[np.int64], k: int, small_cells: str, columns: int
) -> AnonymousCells: ...
