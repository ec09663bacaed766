"""Bands of values, and whether segments are worth having."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from tenure import _core
from tenure._features import Scaling, Transforms, matrix, native_features
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class BandResult:
    """Bands of one number.

    Attributes
    ----------
    clients : Table
        ``band`` (0: the least values): parallel to the values.
    bands : Table
        ``band``, ``from``, ``to``, ``clients``, ``mean``, ``within``.
    numbers : Table
        ``bands``, ``within``, ``loss``, ``cost``, ``total``, ``chosen``: each number tried.
    chosen : int
        The number of bands of least loss plus cost.
    is_least : bool
        Whether no number of bands at all has a lower total.
    """

    clients: Table
    bands: Table
    numbers: Table
    chosen: int
    is_least: bool

    def __repr__(self) -> str:
        return repr(self.bands)

    def _repr_html_(self) -> str:
        return self.bands._repr_html_()


def value_bands(
    values: ArrayLike,
    *,
    max_bands: int = 50,
    loss: float = 1.0,
    cost_per_band: float = 0.0,
    threads: int = 0,
    progress: Progress | None = None,
) -> BandResult:
    """Cut one number into the bands that lose least, exactly, and as many as pay.

    Parameters
    ----------
    values : array-like
        One finite number a client: value, price, probability to leave.
    max_bands : int
        Numbers of bands are tried up to this, or until a band does not save its cost.
    loss : float
        Money lost by treating a client as the mean of his band: this times the squared difference.
    cost_per_band : float
        Money a band costs to look after.

    Returns
    -------
    BandResult

    References
    ----------
    H. Wang & M. Song (2011), Ckmeans.1d.dp: optimal k-means clustering in one dimension.

    Examples
    --------
    >>> import tenure as tn
    >>> values = [10, 12, 14, 30, 32, 35, 80, 85, 200, 210, 500]
    >>> result = tn.value_bands(values, loss=0.1, cost_per_band=50)
    >>> result.chosen, result.is_least
    (5, True)
    >>> result.numbers["total"].round(2)
    array([21915.36,  5218.76,   766.35,   270.33,   258.32,   303.32])
    """
    clients, bands, tried, chosen, is_least = _core.clusters.value_bands(
        numbers(values, "values"),
        max_bands=max_bands,
        loss=loss,
        cost_per_band=cost_per_band,
        threads=threads,
        progress=progress,
    )
    return BandResult(Table(clients), Table(bands), Table(tried), chosen, is_least)


@dataclass(frozen=True)
class ViabilityResult:
    """Whether segments are worth having.

    Attributes
    ----------
    segments : Table
        ``segment``, ``clients``, ``share``, ``revenue``, ``reach``, ``separation``,
        ``best_action``, ``profit`` (of it), ``common_profit`` (of the one best action for all),
        ``gain`` (over it, less the cost of the segment), ``is_substantial``, ``is_reachable``,
        ``is_separate``, ``is_distinct``, ``is_viable``, ``reason`` (of not being viable).
    common_profit, segmented_profit, one_to_one_profit : float
        Of the best action for all, for each segment and for each client.
    cost : float
        Of all segments.
    net_gain : float
        ``segmented_profit - common_profit - cost``.
    """

    segments: Table
    common_profit: float
    segmented_profit: float
    one_to_one_profit: float
    cost: float
    net_gain: float

    def __repr__(self) -> str:
        return repr(self.segments)

    def _repr_html_(self) -> str:
        return self.segments._repr_html_()


def segment_viability(
    segment: ArrayLike,
    *,
    revenue: ArrayLike | None = None,
    reachable: ArrayLike | None = None,
    action_profits: Mapping[str, ArrayLike] | ArrayLike | None = None,
    features: Any = None,
    transforms: Transforms = None,
    scaling: Scaling = "none",
    min_clients: float = 1,
    min_revenue: float = 0,
    min_reach: float = 0,
    min_separation: float = 0,
    cost_per_segment: float = 0,
) -> ViabilityResult:
    """Say which segments are worth having: large, within reach, apart, and treated differently.

    Parameters
    ----------
    segment : array-like of int
        Of every client, numbered from 0.
    revenue : array-like, optional
        Of every client.
    reachable : array-like of bool, optional
        Who may be contacted; by default all.
    action_profits : mapping of action to profit of every client, or array (clients, actions)
        To do nothing, at no profit, is always possible.
    features, transforms, scaling
        As of `k_means`, for the separation.
    min_clients, min_revenue, min_reach, min_separation : float
        What a segment must reach; the reach is a share of clients, the separation the distance to
        the nearest other centre over the sum of both radii.
    cost_per_segment : float
        Of looking after a segment.

    Returns
    -------
    ViabilityResult

    Examples
    --------
    >>> import tenure as tn
    >>> profits = {"mail": [4, 6, 1, 2], "call": [1, 2, 9, 8]}
    >>> result = tn.segment_viability([0, 0, 1, 1], action_profits=profits, cost_per_segment=2)
    >>> result.segments["best_action"].tolist(), result.net_gain
    (['mail', 'call'], 3.0)
    """
    names: list[str] = []
    profits = None
    if isinstance(action_profits, Mapping):
        names = [str(name) for name in action_profits]
        profits = np.column_stack([numbers(v, "action_profits") for v in action_profits.values()])
    elif action_profits is not None:
        profits = matrix(action_profits, "action_profits")
    segments, totals = _core.clusters.segment_viability(
        _whole(segment, "segment"),
        revenue=None if revenue is None else numbers(revenue, "revenue"),
        reachable=None if reachable is None else np.asarray(reachable, dtype=np.uint8),
        action_profits=profits,
        action_names=names,
        features=None if features is None else native_features(features, transforms, scaling),
        min_clients=min_clients,
        min_revenue=min_revenue,
        min_reach=min_reach,
        min_separation=min_separation,
        cost_per_segment=cost_per_segment,
    )
    return ViabilityResult(Table(segments), **totals)


def _whole(values: ArrayLike, name: str) -> Any:
    """Values as whole numbers; others are refused."""
    floats = numbers(values, name)
    whole = floats.astype(np.int64)
    if not np.array_equal(whole, floats):
        raise DataError(f"{name}: expected whole numbers", "invalid_data", name)
    return whole
