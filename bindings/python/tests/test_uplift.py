"""Uplift: oracles of curves, policies, test sizes; models and responses found back."""

import numpy as np
import pytest

import tenure as tn

OUTCOME = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0]
TREATED = [1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1]
SCORE = [0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.4, 0.3, 0.3, 0.2, 0.1, 0.1, 0, -0.1, -0.2, -0.3]


def test_curves_of_the_reference():
    curves = tn.uplift_curves(OUTCOME, TREATED, SCORE)
    assert curves.qini_area == pytest.approx(26.166667, abs=5e-7)
    assert curves.uplift_area == pytest.approx(47.466667, abs=5e-7)
    assert curves.qini_random == pytest.approx(8)
    assert curves.qini_coefficient == pytest.approx(0.4176245211, abs=5e-11)
    assert curves.uplift_coefficient == pytest.approx(0.4610500611, abs=5e-11)
    at = tn.uplift_at(OUTCOME, TREATED, SCORE, 0.25)
    assert at.effect == pytest.approx(0.5)
    assert at.lower < 0 < at.upper
    assert tn.uplift_at(OUTCOME, TREATED, SCORE, 0.5, by_group=True).effect == pytest.approx(0.75)
    assert curves.estimates["value"][0] == curves.qini_area
    assert curves.estimates["lower"][2] < curves.qini_coefficient < curves.estimates["upper"][2]


def test_the_order_of_rows_does_not_matter():
    reference = tn.uplift_curves(OUTCOME, TREATED, SCORE)
    order = np.random.default_rng(1).permutation(16)
    moved = tn.uplift_curves(
        np.array(OUTCOME)[order], np.array(TREATED)[order], np.array(SCORE)[order]
    )
    assert moved.qini_area == reference.qini_area
    assert moved.curve == reference.curve


def test_value_of_a_policy():
    values = tn.policy_value(
        [1, 1, 0, 0, 1, 0, 1, 0, 1, 0],
        [40, -5, 10, 0, 25, 20, -5, 30, 60, 0],
        [1, 0, 1, 0, 1, 1, 0, 0, 1, 1],
        expected=([30, 5, 15, 5, 20, 25, 0, 20, 50, 10], [10, 5, 8, 4, 10, 18, 2, 25, 20, 6]),
    )
    assert values["value"] == pytest.approx([31, 31, 23.8])
    assert values["standard_error"][[0, 2]] == pytest.approx([13.860415, 7.345142], abs=5e-7)


@pytest.mark.parametrize("method", ["two_models", "transformed_outcome"])
def test_models_rank_by_uplift(method):
    random = np.random.default_rng(2)
    x = random.normal(size=(20_000, 2))
    treated = random.random(20_000) < 0.5
    chance = 1 / (1 + np.exp(0.5 - 0.8 * treated * x[:, 0] - 0.4 * x[:, 1]))
    model = tn.uplift_model(x, treated, random.random(20_000) < chance, method=method)
    assert model.converged
    assert np.corrcoef(model.clients["uplift"], x[:, 0])[0, 1] > 0.9


def test_response_to_doses():
    random = np.random.default_rng(3)
    dose = np.tile([0, 20, 40, 60, 100, 150], 10_000)
    stays = 1 - 0.4 * (1 - 0.6 * (1 - np.exp(-0.03 * dose)))
    estimate = tn.estimate_response(dose, random.random(len(dose)) < stays)
    assert estimate.converged
    table = estimate.parameters
    assert np.all((table["lower"] < table["estimate"]) & (table["estimate"] < table["upper"]))
    assert table["estimate"][:3] == pytest.approx([0.6, 0.6, 0.03], rel=0.15)


def test_errors():
    with pytest.raises(tn.DataError, match="treated"):
        tn.uplift_curves([1, 0], [1, 1], [1, 2])
    with pytest.raises(tn.DataError, match="shape"):
        tn.uplift_model([1, 2], [1, 0], [1, 0])
    with pytest.raises(tn.DataError, match="three different doses"):
        tn.estimate_response([0, 1], [0, 1])
