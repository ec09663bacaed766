from collections.abc import Sequence
from typing import final

import numpy as np
from numpy.typing import NDArray

from tenure._core import Summary, Table

@final
class SegmentRule:
    def __init__(
        self, name: str, r: tuple[int, int], f: tuple[int, int], m: tuple[int, int]
    ) -> None: ...
    @property
    def name(self) -> str: ...
    @property
    def r(self) -> tuple[int, int]: ...
    @property
    def f(self) -> tuple[int, int]: ...
    @property
    def m(self) -> tuple[int, int]: ...

def preset(preset: str) -> list[SegmentRule]: ...

@final
class RfmArguments:
    def __init__(
        self,
        *,
        scoring: str,
        ties: str,
        bins: int,
        recency_cuts: Sequence[float],
        frequency_cuts: Sequence[float],
        monetary_cuts: Sequence[float],
        monetary_is_mean: bool,
        rules: Sequence[SegmentRule] | None,
        weights: tuple[float, float, float, float],
        type_prior: float,
    ) -> None: ...

@final
class RfmResult:
    @property
    def clients(self) -> Table: ...
    @property
    def segments(self) -> Table: ...
    @property
    def cuts(self) -> Table: ...
    @property
    def overlaps(self) -> Table: ...
    @property
    def coverage(self) -> Table: ...
    @property
    def uncovered(self) -> Table: ...
    @property
    def types(self) -> Table: ...

def rfm(
    summary: Summary,
    arguments: RfmArguments,
    types: Sequence[str | None] | None,
    responses: NDArray[np.float64] | None,
) -> RfmResult: ...

@final
class SegmentReport:
    @property
    def segments(self) -> Table: ...
    @property
    def profiles(self) -> Table: ...
    @property
    def features(self) -> Table: ...

def report(
    summary: Summary,
    segments: Sequence[str],
    *,
    max_error: float,
    min_clients: int,
    min_revenue_share: float,
    min_separation: float,
    min_reach: float,
    segment_cost: float,
    contactable: NDArray[np.uint8] | None,
    action_values: NDArray[np.float64] | None,
    actions: Sequence[str],
) -> SegmentReport: ...
