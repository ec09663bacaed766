"""Segments: RFM and FRAT scores, and named segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from numpy.typing import ArrayLike

from tenure import _core
from tenure._histories import numbers
from tenure.summary import Summary, native_of
from tenure.table import Table

Scoring = Literal["quantile", "rank", "nested", "fixed"]
Ties = Literal["position", "averaged"]
SegmentPreset = Literal["usual", "french", "french_short"]


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


Rules = Sequence[SegmentRule] | SegmentPreset


def segment_preset(preset: SegmentPreset = "usual") -> list[SegmentRule]:
    """Return a set of rules for scores 1 to 5, which covers every combination of them.

    Parameters
    ----------
    preset : {"usual", "french", "french_short"}
        The eleven English names that are taught everywhere; ten French ones; five of them.

    Examples
    --------
    >>> import tenure as tn
    >>> tn.segment_preset()[0]
    SegmentRule(name='Champions', r=(4, 5), f=(4, 5), m=(4, 5))
    >>> [rule.name for rule in tn.segment_preset("french")][-1]
    'Inactif'
    """
    return [
        SegmentRule(rule.name, rule.r, rule.f, rule.m) for rule in _core.segments.preset(preset)
    ]


@dataclass(frozen=True)
class ScoreWeights:
    """Weights of the scores in a weighted score, none negative.

    Attributes
    ----------
    r, f, m, t : float
        Of recency, frequency, monetary value and type.
    """

    r: float = 0.0
    f: float = 0.0
    m: float = 0.0
    t: float = 0.0


@dataclass(frozen=True)
class RfmResult:
    """Scores and segments.

    Attributes
    ----------
    clients : Table
        ``client``, ``recency_days`` (days since the last purchase), ``purchases``, ``monetary``,
        ``r``, ``f``, ``m``, with types ``type``, ``type_index`` and ``t``, with weights ``score``
        (the weighted mean of the scores), ``segment``.
    segments : Table
        One row a segment: clients, shares, spend, median recency.
    cuts : Table
        Bounds of every score.
    overlaps : Table
        Clients whom the boxes of two rules contain; the first rule takes them.
    coverage : Table
        ``rule``, ``cells`` (combinations of scores in its box), ``cells_taken`` (those that no
        earlier rule takes), ``clients``: a rule that takes no cell can never name anybody.
    uncovered : Table
        ``r``, ``f``, ``m``, ``clients``: combinations of scores that no rule takes.
    types : Table
        ``type``, ``clients``, ``responses``, ``rate``, ``shrunk_rate``, ``index``.
    """

    clients: Table
    segments: Table
    cuts: Table
    overlaps: Table
    coverage: Table
    uncovered: Table
    types: Table

    def __repr__(self) -> str:
        return repr(self.segments)

    def _repr_html_(self) -> str:
        return self.segments._repr_html_()


def rfm(
    summary: Summary,
    *,
    scoring: Scoring = "quantile",
    bins: int = 5,
    ties: Ties = "position",
    recency_cuts: Sequence[float] = (),
    frequency_cuts: Sequence[float] = (),
    monetary_cuts: Sequence[float] = (),
    monetary: Literal["total", "mean"] = "total",
    rules: Rules | None = None,
    weights: ScoreWeights | None = None,
    types: Sequence[str | None] | None = None,
    responses: ArrayLike | None = None,
    type_prior: float = 10.0,
) -> RfmResult:
    """Score clients by recency, frequency, monetary value and type, and name the segments.

    Scores do not change when the currency does, nor by any other increasing change of scale.

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
    ties : {"position", "averaged"}
        Of ``"rank"`` and ``"nested"``: equal values by client order, or all at their mean rank.
    recency_cuts, frequency_cuts, monetary_cuts : sequence of float
        For ``"fixed"``: ascending upper bounds of all bins but the last. Recency in days since the
        last purchase.
    monetary : {"total", "mean"}
        Spend of all purchases, or of the mean one.
    rules : sequence of SegmentRule or {"usual", "french", "french_short"}, optional
        The first match wins; a word is a `segment_preset`. By default ``"usual"`` for five bins,
        else none.
    weights : ScoreWeights, optional
        Adds ``score``, the weighted mean of the scores.
    types : sequence of str, optional
        FRAT: what each client buys, such as a category or a channel. A type has no order: its score
        ``t`` is how well its clients respond, beside all clients.
    responses : array-like of shape (n,), optional
        What each client gave when asked: 1 or 0, or an amount. By default whether he bought in the
        holdout of the summary.
    type_prior : float
        Clients at the overall rate that are added to each type, which holds small types near it.

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
    arguments = native_arguments(
        scoring=scoring,
        bins=bins,
        ties=ties,
        cuts=(recency_cuts, frequency_cuts, monetary_cuts),
        monetary=monetary,
        rules=rules,
        weights=weights or ScoreWeights(),
        type_prior=type_prior,
    )
    native = _core.segments.rfm(
        native_of(summary),
        arguments,
        types,
        None if responses is None else numbers(responses, "responses"),
    )
    return RfmResult(
        Table(native.clients),
        Table(native.segments),
        Table(native.cuts),
        Table(native.overlaps),
        Table(native.coverage),
        Table(native.uncovered),
        Table(native.types),
    )


def native_arguments(
    *,
    scoring: Scoring,
    bins: int,
    ties: Ties,
    cuts: tuple[Sequence[float], Sequence[float], Sequence[float]],
    monetary: Literal["total", "mean"],
    rules: Rules | None,
    weights: ScoreWeights,
    type_prior: float,
) -> _core.segments.RfmArguments:
    """Return the options of scoring as the core takes them."""
    if isinstance(rules, str):
        rules = segment_preset(rules)
    native_rules = (
        None
        if rules is None
        else [_core.segments.SegmentRule(s.name, s.r, s.f, s.m) for s in rules]
    )
    return _core.segments.RfmArguments(
        scoring=scoring,
        ties=ties,
        bins=bins,
        recency_cuts=list(cuts[0]),
        frequency_cuts=list(cuts[1]),
        monetary_cuts=list(cuts[2]),
        monetary_is_mean=monetary == "mean",
        rules=native_rules,
        weights=(weights.r, weights.f, weights.m, weights.t),
        type_prior=type_prior,
    )
