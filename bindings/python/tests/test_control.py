"""Control: decompositions, limits, holdouts, calibration; segments by label."""

import numpy as np
import pandas as pd
import pytest

import tenure as tn

LEVERS = ["clients", "mix", "frequency", "basket", "duration", "new", "lost"]
PLAN = {"clients": [1000], "frequency": [4.0], "basket": [50]}
ACTUAL = {"clients": [950], "frequency": [4.4], "basket": [48]}


def test_decompositions_of_the_reference():
    lmdi = tn.control_report(PLAN, ACTUAL).segments
    found = [lmdi[name][0] for name in ("clients", "frequency", "basket")]
    assert found == pytest.approx([-10275.0640, 19092.5190, -8177.4550], abs=5e-5)
    shapley = tn.control_report(PLAN, ACTUAL, method="shapley").segments
    found = [shapley[name][0] for name in ("clients", "frequency", "basket")]
    assert found == pytest.approx([-10286.6667, 19113.3333, -8186.6667], abs=5e-5)


def test_segments_are_matched_by_label():
    plan = pd.DataFrame(
        {"segment": ["a", "b", "c"], "clients": [10, 20, 5], "frequency": [2, 3, 1], "basket": 10}
    )
    actual = pd.DataFrame(
        {"segment": ["b", "a", "d"], "clients": [20, 10, 4], "frequency": [2, 2, 1], "basket": 10}
    )
    report = tn.control_report(plan, actual)
    table = report.segments
    assert table["segment"].tolist() == ["a", "b", "c", "d"]
    assert sum(table[name] for name in LEVERS) == pytest.approx(table["change"])
    assert table["lost"].tolist() == [0, 0, -50, 0]
    assert table["new"].tolist() == [0, 0, 0, 40]
    assert report.findings["lever"][0] == "frequency"
    assert report.findings["segment"][0] == "b"
    assert "frequency in segment b, from 3 to 2" in report.summary


def test_a_randomised_holdout():
    effect = tn.holdout_effect(
        treated=5000, treated_events=850, control=1000, control_events=200, value=200, cost=15_000
    )
    assert effect.effect == pytest.approx(0.03)
    assert (effect.lower, effect.upper) == pytest.approx((0.004082, 0.057838), abs=5e-7)
    assert (effect.wald_lower, effect.wald_upper) == pytest.approx((0.003110, 0.056890), abs=1e-6)
    assert effect.roi == pytest.approx(1)


def test_limits_and_calibration():
    assert tn.control_limits([50], [29])["lower"].tolist() == [30]
    random = np.random.default_rng(1)
    p = random.random(20_000)
    fit = tn.calibration(p, random.random(20_000) < p)
    assert fit.brier == pytest.approx(1 / 6, abs=0.005)
    inside = (fit.bins["lower"] <= fit.bins["predicted"]) & (
        fit.bins["predicted"] <= fit.bins["upper"]
    )
    assert inside.sum() >= 8


def test_errors_name_what_is_wrong():
    with pytest.raises(tn.DataError, match="Shapley"):
        tn.control_report(PLAN, {**ACTUAL, "frequency": [0]})
    with pytest.raises(tn.DataError, match="basket"):
        tn.control_report({"clients": [1], "frequency": [1]}, ACTUAL)
    with pytest.raises(tn.DataError, match="twice"):
        tn.control_report(
            {"segment": ["a", "a"], "clients": [1, 1], "frequency": [1, 1], "basket": [1, 1]},
            ACTUAL,
        )
    with pytest.raises(tn.DataError, match="whole"):
        tn.control_limits([5], [2.5])
