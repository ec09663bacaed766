"""Segments: RFM scores and named segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tenure import _core
from tenure.summary import Summary
from tenure.table import Table

Scoring = Literal["quantile", "rank", "nested", "fixed"]


@dataclass(frozen=True)
class SegmentRule:
    """A named segment: the clients whose scores lie in the box, bounds included.

    Attributes
    ----------
    name : str
        Of the segment.
    r, f, m : (int, int)
        From and to, of the recency, frequency and monetary scores.
    """

    name: str
    r: tuple[int, int] = (1, 5)
    f: tuple[int, int] = (1, 5)
    m: tuple[int, int] = (1, 5)


def usual_segments() -> list[SegmentRule]:
    """Return the eleven usual names for scores 1 to 5; they cover every combination."""
    return [SegmentRule(rule.name, rule.r, rule.f, rule.m) for rule in _core.usual_segments()]


@dataclass(frozen=True)
class RfmResult:
    """Scores and segments.

    Attributes
    ----------
    clients : Table
        ``client``, ``recency_days`` (days since the last purchase), ``purchases``, ``monetary``,
        ``r``, ``f``, ``m``, ``segment``.
    segments : Table
        One row a segment: clients, shares, spend, median recency.
    cuts : Table
        Bounds of every score.
    overlaps : Table
        Clients whom the boxes of two rules contain; the first rule takes them.
    """

    clients: Table
    segments: Table
    cuts: Table
    overlaps: Table

    def __repr__(self) -> str:
        return repr(self.segments)

    def _repr_html_(self) -> str:
        return self.segments._repr_html_()


def rfm(
    summary: Summary,
    *,
    scoring: Scoring = "quantile",
    bins: int = 5,
    recency_cuts: Sequence[float] = (),
    frequency_cuts: Sequence[float] = (),
    monetary_cuts: Sequence[float] = (),
    monetary: Literal["total", "mean"] = "total",
    rules: Sequence[SegmentRule] | None = None,
) -> RfmResult:
    """Score clients by recency, frequency and monetary value, and name the segments.

    Scores do not change when the currency does.

    Parameters
    ----------
    summary : Summary
        The clients.
    scoring : {"quantile", "rank", "nested", "fixed"}
        Cut at quantiles, so that equal values get equal scores; equally many clients a score; R,
        then F within R, then M within both; or at the given cuts, which keeps scores comparable
        over time.
    bins : int
        Scores go from 1 (worst) to `bins` (best).
    recency_cuts, frequency_cuts, monetary_cuts : sequence of float
        For ``"fixed"``: ascending upper bounds of all bins but the last. Recency in days since the
        last purchase.
    monetary : {"total", "mean"}
        Spend of all purchases, or of the mean one.
    rules : sequence of SegmentRule, optional
        The first match wins. By default `usual_segments` for five bins, else none.

    Returns
    -------
    RfmResult

    Examples
    --------
    >>> import tenure as tn
    >>> shop = tn.simulate_shop(clients=200)
    >>> portfolio = tn.Portfolio.from_table(
    ...     shop.log, client="client", date="date", amount="amount"
    ... )
    >>> result = tn.rfm(portfolio.summarise())
    >>> int(result.segments["clients"].sum()) == len(portfolio)
    True
    """
    native_rules = (
        None if rules is None else [_core.SegmentRule(s.name, s.r, s.f, s.m) for s in rules]
    )
    native = _core.rfm(
        summary._native,
        scoring=scoring,
        bins=bins,
        recency_cuts=list(recency_cuts),
        frequency_cuts=list(frequency_cuts),
        monetary_cuts=list(monetary_cuts),
        monetary_is_mean=monetary == "mean",
        rules=native_rules,
    )
    return RfmResult(
        Table(native.clients), Table(native.segments), Table(native.cuts), Table(native.overlaps)
    )
