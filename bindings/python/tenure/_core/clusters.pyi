from collections.abc import Callable, Sequence
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from tenure._core import Table

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]
_Progress = Callable[[float, str], object] | bool | None

@final
class Features:
    def __init__(
        self, values: _Floats, names: Sequence[str], transforms: Sequence[str], scaling: str
    ) -> None: ...

def k_means(
    features: Features,
    *,
    clusters: int,
    restarts: int,
    max_iterations: int,
    tolerance: float,
    batch_size: int,
    seed: int,
    initial_centres: _Floats | None,
    threads: int,
    progress: _Progress,
) -> tuple[Table, Table, Table, Table, dict[str, Any]]: ...
def adjusted_rand_index(groups: _Integers, other_groups: _Integers) -> float: ...
def cluster_numbers(
    features: Features,
    *,
    least: int,
    most: int,
    references: int,
    resamples: int,
    silhouette_clients: int,
    action_profits: _Floats | None,
    cost_per_cluster: float,
    restarts: int,
    max_iterations: int,
    batch_size: int,
    seed: int,
    threads: int,
    progress: _Progress,
) -> Table: ...
def mixture(
    features: Features,
    *,
    least: int,
    most: int,
    families: Sequence[str],
    starts: int,
    max_iterations: int,
    tolerance: float,
    seed: int,
    threads: int,
    progress: _Progress,
) -> tuple[Table, Table, Table, Table, Table, Table, dict[str, Any]]: ...
def value_bands(
    values: _Floats,
    *,
    max_bands: int,
    loss: float,
    cost_per_band: float,
    threads: int,
    progress: _Progress,
) -> tuple[Table, Table, Table, int, bool]: ...
def segment_viability(
    segment: _Integers,
    *,
    revenue: _Floats | None,
    reachable: NDArray[np.uint8] | None,
    action_profits: _Floats | None,
    action_names: Sequence[str],
    features: Features | None,
    min_clients: float,
    min_revenue: float,
    min_reach: float,
    min_separation: float,
    cost_per_segment: float,
) -> tuple[Table, dict[str, float]]: ...
