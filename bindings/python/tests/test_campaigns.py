"""Campaigns: oracles of targeting, acquisition against retention, win-back, response shapes."""

import math

import numpy as np
import pytest

import tenure as tn


def test_futility_of_ranking_by_risk():
    plan = tn.profit_lift([0.8, 0.5, 0.2, 0.3], [0.78, 0.3, 0.15, 0.35], [300, 300, 1000, 500], 20)
    assert plan["profit_lift"] == pytest.approx([-14, 40, 30, -45])
    assert plan["risk_rank"][0] == 1
    assert plan["rank"].tolist() == [3, 1, 2, 4]
    assert plan["target"].tolist() == [False, True, True, False]


def test_thresholds_by_value():
    targets = tn.retention_targets(
        [0.5] * 4, [50, 100, 500, 1000], accept=0.3, contact=1, incentive=10
    )
    assert targets["threshold"] == pytest.approx([0.5, 0.297297, 0.070064, 0.035831], abs=5e-7)


def test_emp_of_the_reference():
    score = [.95, .90, .85, .80, .75, .70, .60, .55, .50, .45,
             .40, .35, .30, .25, .20, .15, .12, .10, .05, .02]  # fmt: skip
    churned = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    profit = tn.churn_profit(score, churned)
    assert profit.maximum_profit == pytest.approx(11.85, abs=1e-12)
    assert profit.expected_maximum_profit == pytest.approx(12.210871042761, abs=1e-11)
    assert profit.expected_target_share == pytest.approx(0.594914608725, abs=1e-11)


def test_acquisition_within_a_budget():
    plan = tn.balance_acquisition(
        margin=50,
        discount_rate=0.15,
        acquisition=(0.4, math.log(2) / 10),
        retention=(0.7, 0.1252762968),
        budget=8,
    )
    assert plan.acquisition_spend == pytest.approx(6.090561, abs=5e-6)
    assert plan.retention_spend == pytest.approx(13.861646, abs=2e-5)
    assert plan.customer_equity == pytest.approx(4.394826, abs=1e-6)
    assert plan.certificate.gap < 1e-9
    assert "the budget binds" in plan.reading


def test_win_back_of_segments():
    plan = tn.win_back(
        [0.15, 0.08, 0.04],
        [400, 900, 150],
        incentive=[50, 80, 20],
        contact=[6, 10, 4],
        clients=[500, 300, 800],
        decay=0.1,
        budget=8000,
    )
    assert plan.rows["profit"] == pytest.approx([23250, 16680, 960])
    assert plan.certificate.spent <= 8000
    assert plan.rows["attempts"].tolist() == [500, 76, 0]


def test_handling_complaints():
    shares = {"stay_handled": 0.7, "stay_ignored": 0.3, "stay_silent": 0.4}
    report = tn.complaint_profit(
        [1000], voiced=0.3, value=300, cost=15, voiced_to=[0.5], fixed_cost=4500, **shares
    )
    assert report.gain == pytest.approx(31500)
    assert report.voice_gain == pytest.approx(15000)
    assert report.roi == pytest.approx(3)
    assert report.causes["largest_cost"] == pytest.approx([120])
    assert report.lost_silent > report.lost / 2
    free = tn.complaint_profit([10, 20], voiced=1, value=300, cost=0, **shares)
    assert free.roi is None
    assert free.voice_gain is None
    with pytest.raises(tn.DataError, match="voiced"):
        tn.complaint_profit([1], voiced=1.5, value=300, cost=15, **shares)


def test_shapes_of_the_response():
    s_shaped = tn.retention_budget([0.4], [1000], max_saved=0.5, speed=0.1, inflection=60)
    assert s_shaped["optimum"][0] > 60
    spend = np.linspace(0.01, 400, 40_000)
    points = (spend, 0.5 * -np.expm1(-0.02 * spend))
    table = tn.retention_budget([0.4], [1000], points=points)
    assert table["net"][0] == pytest.approx(80.685282, abs=1e-4)
    with pytest.raises(tn.DataError, match="points"):
        tn.retention_budget([0.4], [1000], max_saved=0.5, points=points)
    with pytest.raises(tn.DataError, match="max_saved"):
        tn.retention_budget([0.4], [1000], speed=1)


def test_flags_are_0_or_1():
    with pytest.raises(tn.DataError, match=r"churned: expected 0 or 1, got 2\.0 in row 1"):
        tn.churn_profit([0.1, 0.2], [0, 2])
