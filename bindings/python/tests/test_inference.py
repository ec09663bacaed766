"""Intervals of parameters and predictions, tests between models, bootstrap."""

from functools import partial

import numpy as np
import pytest

import tenure as tn


@pytest.fixture(scope="module")
def pareto(cdnow_39_weeks):
    return tn.ParetoNBD().fit(cdnow_39_weeks)


@pytest.fixture(scope="module")
def nbd(cdnow_39_weeks):
    return tn.NBD().fit(cdnow_39_weeks)


def test_wald_intervals_are_those_of_the_standard_errors(pareto):
    table = tn.confidence_intervals(pareto, level=0.9)
    width = 1.6448536269514722 * pareto.standard_errors_["s"] / pareto.params_["s"]
    assert table["upper"][2] == pytest.approx(pareto.params_["s"] * np.exp(width))


def test_profile_intervals_of_cdnow_surround_the_estimates(pareto, cdnow_39_weeks):
    table = tn.confidence_intervals(pareto, cdnow_39_weeks, level=0.95, method="profile")
    assert list(table["lower_status"]) == ["ok"] * 4
    assert np.all(table["lower"] < table["estimate"])
    assert np.all(table["estimate"] < table["upper"])
    held = tn.ParetoNBD(priors={"s": (table["upper"][2], 1e-7)}).fit(cdnow_39_weeks)
    fall = pareto.log_likelihood_ - held.log_likelihood_
    assert fall == pytest.approx(3.841458820694124 / 2, abs=1e-5)


def test_profiles_need_the_data_of_the_fit(pareto, cdnow_39_weeks):
    with pytest.raises(tn.DataError, match="fitted to other histories"):
        tn.confidence_intervals(pareto, [[1, 2, 3]], method="profile")
    with pytest.raises(tn.DataError, match="X:"):
        tn.confidence_intervals(pareto, method="profile")
    with pytest.raises(tn.DataError, match="method"):
        tn.confidence_intervals(pareto, cdnow_39_weeks, method="score")


def test_dropout_in_cdnow_is_beyond_chance(nbd, pareto):
    test = tn.likelihood_ratio_test(nbd, pareto)
    assert test.statistic == pytest.approx(2 * (pareto.log_likelihood_ - nbd.log_likelihood_))
    assert test.degrees_of_freedom == 2
    assert test.p_value < 1e-10
    assert "upper bound" in test.distribution
    with pytest.raises(tn.DataError, match="special case"):
        tn.likelihood_ratio_test(pareto, nbd)


def test_holdout_of_cdnow_lies_within_the_interval_of_its_purchases(pareto, cdnow_39_weeks):
    actual = cdnow_39_weeks["holdout_frequency"].sum()
    total = tn.prediction_intervals(
        pareto, cdnow_39_weeks, 39, of="purchases", level=0.99, groups="all"
    )
    assert list(total["group"]) == ["all"]
    assert total["clients"][0] == 2357
    assert total["lower"][0] <= actual <= total["upper"][0]
    expected = tn.prediction_intervals(pareto, cdnow_39_weeks, 39, level=0.99, groups="all")
    assert expected["standard_error"][0] < total["standard_error"][0]


def test_groups_by_label(nbd, cdnow_39_weeks):
    repeats = cdnow_39_weeks["frequency"] > 0
    labels = np.where(repeats, "came back", "once").astype(object)
    labels[0] = None
    sums = tn.prediction_intervals(nbd, cdnow_39_weeks, 10, groups=labels)
    each = nbd.expected_purchases(cdnow_39_weeks, 10)
    assert list(sums["group"]) == ["came back", "once"]
    assert sums["estimate"][0] == pytest.approx(each[1:][repeats[1:]].sum())
    numbered = tn.prediction_intervals(nbd, cdnow_39_weeks, 10, groups=np.where(repeats, 7, 3))
    assert list(numbered["group"]) == [3, 7]
    with pytest.raises(tn.DataError, match="labels"):
        tn.prediction_intervals(nbd, cdnow_39_weeks, 10, groups=["a"])


def test_each_client_by_both_methods(pareto, cdnow_39_weeks):
    delta = tn.prediction_intervals(pareto, cdnow_39_weeks, 39, of="discounted_purchases")
    drawn = tn.prediction_intervals(
        pareto, cdnow_39_weeks, 39, of="discounted_purchases", method="sampling", draws=300
    )
    assert np.array_equal(delta["client"], cdnow_39_weeks.client_ids)
    assert np.array_equal(delta["estimate"], drawn["estimate"])
    ratio = drawn["standard_error"] / delta["standard_error"]
    assert np.median(ratio) == pytest.approx(1, abs=0.15)


def test_draws_of_the_posterior_need_what_the_model_was_fitted_to(nbd, cdnow_39_weeks):
    ask = partial(
        tn.prediction_intervals, nbd, cdnow_39_weeks, 39, groups="all", method="sampling", draws=200
    )
    drawn = ask(fitted_to=cdnow_39_weeks)
    assert np.array_equal(drawn["upper"], ask(fitted_to=cdnow_39_weeks)["upper"])
    assert drawn["standard_error"] == pytest.approx(ask()["standard_error"], rel=0.2)
    with pytest.raises(tn.Error, match="other histories") as error:
        ask(fitted_to=[[1, 2, 3]])
    assert error.value.argument == "fitted_to"


def test_profile_intervals_of_predictions_need_what_the_model_was_fitted_to(pareto, cdnow_39_weeks):
    few = [[0, 0, 39], [2, 20, 39], [12, 38, 39]]
    ask = partial(tn.prediction_intervals, pareto, few, 39, level=0.9, of="p_alive")
    profile = ask(method="profile", fitted_to=cdnow_39_weeks)
    delta = ask()
    assert np.array_equal(profile["estimate"], delta["estimate"])
    assert np.array_equal(profile["standard_error"], delta["standard_error"])
    for end in "lower", "upper":
        assert profile[end] == pytest.approx(delta[end], rel=0.2)
        assert not np.array_equal(profile[end], delta[end])
    total = ask(method="profile", fitted_to=cdnow_39_weeks, groups="all")
    assert profile["lower"].sum() < total["lower"][0] < total["estimate"][0] < total["upper"][0]
    with pytest.raises(tn.DataError, match="missing") as error:
        ask(method="profile")
    assert error.value.argument == "fitted_to"
    with pytest.raises(tn.DataError, match="delta method"):
        ask(fitted_to=cdnow_39_weeks)


def test_value_of_cdnow_with_its_interval(pareto, cdnow_39_weeks):
    spend = tn.GammaGamma().fit(cdnow_39_weeks)
    total = tn.clv_intervals(pareto, spend, cdnow_39_weeks, horizon=52, groups="all", level=0.9)
    value = tn.clv(pareto, spend, cdnow_39_weeks, horizon=52).total
    assert total["estimate"][0] == pytest.approx(value)
    assert total["lower"][0] < value < total["upper"][0]


def test_bootstrap_of_cdnow(nbd, cdnow_39_weeks):
    stages = []
    result = tn.bootstrap(
        nbd, cdnow_39_weeks, replicates=200, progress=lambda f, s: stages.append((f, s))
    )
    assert result.failed == 0
    assert stages[-1][1] == "bootstrap"
    again = tn.bootstrap(nbd, cdnow_39_weeks, replicates=200)
    assert again.replicates == result.replicates
    # CDNOW is not NBD, whose standard errors are therefore too small.
    ratio = result.intervals["standard_error"] / list(nbd.standard_errors_.values())
    assert np.all((ratio > 0.9) & (ratio < 2))
    assert "200 replicates" in repr(result)


def test_bootstrap_is_ended_by_its_progress(nbd, cdnow_39_weeks):
    def stop(fraction, stage):
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        tn.bootstrap(nbd, cdnow_39_weeks, progress=stop)
