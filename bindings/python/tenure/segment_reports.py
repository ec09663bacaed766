"""Is a segment worth being one, and who is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.summary import Summary, native_of
from tenure.table import Table


@dataclass(frozen=True)
class SegmentReport:
    """Viability and profile of each segment, by falling revenue.

    Attributes
    ----------
    segments : Table
        ``segment``, ``clients``, ``share``, ``revenue``, ``revenue_share``, ``error`` (standard
        error of its mean spend / that mean), ``separation``, ``nearest``, ``reach``,
        ``best_action``, ``gain_apart`` (what its own best action and that of the nearest segment
        earn above the best one for both), ``is_measurable``, ``is_substantial``,
        ``is_differentiable``, ``is_accessible``, ``is_actionable``, ``is_viable``, ``why``.
    profiles : Table
        ``segment``, ``clients``, means, indices beside the base, and ``profile``: some sentences.
    features : Table
        ``feature``, ``between_share``: share of the variance of ranks between segments.
    """

    segments: Table
    profiles: Table
    features: Table

    def __repr__(self) -> str:
        names, texts = self.profiles["segment"], self.profiles["profile"]
        return "\n".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))

    def _repr_html_(self) -> str:
        return self.segments._repr_html_()


def segment_report(
    summary: Summary,
    segments: Sequence[str] | NDArray[Any],
    *,
    contactable: ArrayLike | None = None,
    actions: Mapping[str, ArrayLike] | None = None,
    max_error: float = 0.25,
    min_clients: int = 30,
    min_revenue_share: float = 0.0,
    min_separation: float = 0.5,
    min_reach: float = 0.5,
    segment_cost: float = 0.0,
) -> SegmentReport:
    """Check segments by Kotler's five conditions, and describe them.

    Parameters
    ----------
    summary : Summary
        The clients.
    segments : sequence of str of length n
        Each client's segment: of `rfm`, of clusters, of any other source.
    contactable : array-like of bool, optional
        Whether each client may be contacted.
    actions : mapping of str to array-like of shape (n,), optional
        Expected profit of each action for each client.
    max_error : float
        Measurable: standard error of its clients' mean spend / that mean.
    min_clients : int
        Substantial: as many clients ...
    min_revenue_share : float
        ... and this share of all spend.
    min_separation : float
        Differentiable: distance to the nearest other segment, between mean ranks of recency,
        frequency and monetary value, in standard deviations of the base.
    min_reach : float
        Accessible: share of its clients who may be contacted.
    segment_cost : float
        Actionable: treating it apart from the nearest segment earns more than this.

    Returns
    -------
    SegmentReport

    References
    ----------
    P. Kotler & K. L. Keller, Marketing Management.

    Examples
    --------
    >>> import tenure as tn
    >>> shop = tn.simulate_shop(clients=500)
    >>> portfolio = tn.Portfolio.from_table(
    ...     shop.log, client="client", date="date", amount="amount"
    ... )
    >>> summary = portfolio.summarise()
    >>> report = tn.segment_report(summary, tn.rfm(summary).clients["segment"])
    >>> int(report.segments["clients"].sum()) == len(summary)
    True
    """
    flags = None
    if contactable is not None:
        flags = np.ascontiguousarray(np.asarray(contactable, dtype=np.bool_)).view(np.uint8)
    values = None
    if actions:
        columns = [numbers(column, f"actions[{name!r}]") for name, column in actions.items()]
        if any(len(column) != len(summary) for column in columns):
            raise DataError("actions: expected one number a client", argument="actions")
        values = np.ascontiguousarray(np.column_stack(columns)).ravel()
    native = _core.segments.report(
        native_of(summary),
        list(segments),
        max_error=max_error,
        min_clients=min_clients,
        min_revenue_share=min_revenue_share,
        min_separation=min_separation,
        min_reach=min_reach,
        segment_cost=segment_cost,
        contactable=flags,
        action_values=values,
        actions=list(actions or ()),
    )
    return SegmentReport(Table(native.segments), Table(native.profiles), Table(native.features))
