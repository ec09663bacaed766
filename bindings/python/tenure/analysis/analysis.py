"""The analysis itself: from a portfolio to models, values, segments and a client table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

import tenure as tn
from tenure import _core
from tenure._progress import Progress
from tenure.analysis.attention import Attention, attention_list
from tenure.analysis.segment_report import quarterly_moves
from tenure.estimators import Estimator
from tenure.purchase_model import PurchaseModel
from tenure.summary import Unit

MODELS: dict[str, type[PurchaseModel]] = {
    cls.model: cls for cls in (tn.ParetoNBD, tn.BGNBD, tn.MBGNBD, tn.NBD)
}

Fitted = TypeVar("Fitted", bound=Estimator)


class NotUsable(tn.Error):
    """A model that cannot be used, so that there is nothing more to say."""


@dataclass(frozen=True)
class Plan:
    """What is to be done.

    Attributes
    ----------
    model : str
        Of purchases.
    unit : str
        Time unit.
    observed_until, calibration_end : date, optional
        Last day of observation; last day of the calibration, for the check against the past.
    horizon : float, optional
        Units ahead for purchases, attrition and value; by default a year, and for ever for value.
    discount_rate : float
        Effective, per year.
    margin : float, optional
        Share of spend left after the cost of goods; by default what the log's costs show, or 1.
    max_saved, half_cost : float, float or None
        Response to retention efforts; by default the cost is the margin of a mean purchase.
    """

    model: str = "pareto_nbd"
    unit: Unit = "week"
    observed_until: dt.date | None = None
    calibration_end: dt.date | None = None
    horizon: float | None = None
    discount_rate: float = 0.1
    margin: float | None = None
    max_saved: float = 0.3
    half_cost: float | None = None

    @property
    def look_ahead(self) -> float:
        """Units ahead for purchases and attrition."""
        return _core.units_per_year(self.unit) if self.horizon is None else self.horizon


@dataclass(frozen=True)
class Check:
    """A fit to the calibration period against what came after."""

    summary: tn.Summary
    model: PurchaseModel
    errors: tn.Table


@dataclass(frozen=True)
class Analysis:
    """Everything that was found."""

    plan: Plan
    portfolio: tn.Portfolio
    summary: tn.Summary
    check: Check | None
    model: PurchaseModel
    spend: tn.GammaGamma
    margin: float
    margin_source: str
    value: tn.ClvResult
    segments: tn.RfmResult
    profiles: tn.SegmentReport
    moves: tn.Migration | None
    clumpiness: tn.Table
    seasonality: tn.SeasonalityResult
    cycles: tn.CycleResult
    attrition: tn.AttritionResult
    attention: Attention
    clients: tn.Table
    record: tn.Record | None = None


def analyse(
    portfolio: tn.Portfolio,
    plan: Plan,
    progress: Progress | None = None,
    record: tn.Record | None = None,
) -> Analysis:
    """Do the whole analysis. `record`: what is known beside the purchases, if anything is.

    Raises
    ------
    NotUsable
        If the data do not determine a model.
    """
    check = _check(portfolio, plan, progress)
    summary = portfolio.summarise(
        unit=plan.unit, observed_until=plan.observed_until, progress=progress
    )
    model = _usable(MODELS[plan.model]().fit(summary, progress=progress))
    spend = _usable(tn.GammaGamma().fit(summary, progress=progress))
    margin, margin_source = _margin(summary, plan)
    value = tn.clv(
        model,
        spend,
        summary,
        horizon=plan.horizon,
        discount_rate=plan.discount_rate,
        margin=margin,
        progress=progress,
    )
    segments = tn.rfm(summary)
    cycles = tn.cycles(model, summary, progress=progress)
    attrition = tn.attrition(model, summary, horizon=plan.look_ahead, progress=progress)
    attention = attention_list(
        value, cycles, attrition, plan.unit, plan.max_saved, _half_cost(plan, margin, value)
    )
    clients = summary.to_table().beside(
        model.predict(summary, plan.look_ahead, progress=progress),
        segments.clients,
        cycles.clients,
        attrition.clients,
        value.clients,
        attention.table,
    )
    return Analysis(
        plan, portfolio, summary, check, model, spend, margin, margin_source,
        value, segments, tn.segment_report(summary, segments.clients["segment"]),
        quarterly_moves(portfolio, plan.observed_until or portfolio.observed_until, segments),
        tn.clumpiness(portfolio, progress=progress), tn.seasonality(portfolio, progress=progress),
        cycles, attrition, attention, clients, record,
    )  # fmt: skip


def _check(portfolio: tn.Portfolio, plan: Plan, progress: Progress | None) -> Check | None:
    if plan.calibration_end is None:
        return None
    summary = portfolio.summarise(
        unit=plan.unit,
        observed_until=plan.observed_until,
        calibration_end=plan.calibration_end,
        progress=progress,
    )
    model = _usable(MODELS[plan.model]().fit(summary, progress=progress))
    return Check(summary, model, tn.holdout_errors(model, summary, progress=progress))


def _usable(model: Fitted) -> Fitted:
    if not model.convergence_.usable:
        raise NotUsable(f"{model.title}: {model.convergence_.message}", "invalid_data")
    return model


def _margin(summary: tn.Summary, plan: Plan) -> tuple[float, str]:
    if plan.margin is not None:
        return plan.margin, "as given"
    try:
        return tn.observed_margin(summary), "what the log's costs show"
    except tn.DataError:
        return 1.0, "nothing known of costs, so values are revenue: give --margin or --cost"


def _half_cost(plan: Plan, margin: float, value: tn.ClvResult) -> float:
    if plan.half_cost is not None:
        return plan.half_cost
    spend = value.clients["expected_spend"]
    known = spend[np.isfinite(spend)]
    if not len(known):
        raise NotUsable("half_cost: no client has an expected spend to take it from: give it")
    return margin * float(np.mean(known))
