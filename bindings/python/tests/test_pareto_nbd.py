"""Pareto/NBD on CDNOW. Sources: CLVTools' tests, BTYD's walkthrough, lifetimes' tests."""

import numpy as np
import pytest

import tenure as tn

CLIENT_1516 = [[26, 216 / 7, 31]]


@pytest.fixture(scope="module")
def fitted(cdnow_39_weeks):
    return tn.ParetoNBD().fit(cdnow_39_weeks)


@pytest.fixture(scope="module")
def btyd():
    """The walk-through's fit, as far as it prints it: it stopped near the maximum."""
    return tn.ParetoNBD.from_params(r=0.55340, alpha=10.58020, s=0.60606, beta=11.65622)


def test_a11_a12_parameters_close_to_clvtools(fitted):
    clvtools = {"r": 0.55315, "alpha": 10.57633, "s": 0.60625, "beta": 11.67150}
    # CLVTools stops early: its log-likelihood is the same to all printed digits.
    assert fitted.params_ == pytest.approx(clvtools, rel=5e-4)
    assert fitted.log_likelihood_ == pytest.approx(-9594.976, abs=5e-4)
    assert fitted.convergence_.usable
    assert fitted.convergence_.reason == "gradient"


def test_a13_standard_errors_close_to_clvtools(fitted):
    clvtools = {"r": 0.0476264, "alpha": 0.8427222, "s": 0.1872594, "beta": 6.2105448}
    assert fitted.standard_errors_ == pytest.approx(clvtools, rel=5e-4)
    assert np.sqrt(np.diag(fitted.covariance_)) == pytest.approx(
        list(fitted.standard_errors_.values())
    )


def test_a14_parameters_close_to_fader_hardie_lee_2005(fitted):
    paper = {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}
    assert fitted.params_ == pytest.approx(paper, abs=5e-4)
    assert fitted.log_likelihood_ == pytest.approx(-9595.0, abs=0.05)


def test_a15_log_likelihood_at_btyd_parameters(btyd, cdnow_39_weeks):
    total = btyd.log_likelihood(cdnow_39_weeks).sum()
    assert total == pytest.approx(-9594.976, abs=5e-4)


def test_expectation_of_a_new_client_in_btyd_walkthrough(fitted):
    assert fitted.expected_purchases_new(52) == pytest.approx(1.473434, abs=5e-7)


def test_client_1516_in_btyd_walkthrough(fitted, btyd):
    for model in (fitted, btyd):
        assert model.expected_purchases(CLIENT_1516, 52)[0] == pytest.approx(25.45647, rel=1e-4)
        assert model.p_alive(CLIENT_1516)[0] == pytest.approx(0.997874, abs=1e-6)


def test_increasing_frequency_paradox_in_btyd_walkthrough(btyd):
    clients = [[x, 20, 39] for x in (10, 15, 20, 25)]
    printed = [0.7062289, 0.1442396, 0.02250658, 0.00309267]
    assert btyd.expected_purchases(clients, 52) == pytest.approx(printed, rel=5e-4)


def test_expectations_of_new_clients_in_lifetimes_tests():
    model = tn.ParetoNBD.from_params(r=0.55, alpha=10.56, s=0.61, beta=11.64)
    printed = [
        0, 0.05077821, 0.09916088, 0.14542507, 0.18979930,
        0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211,
    ]  # fmt: skip
    assert model.expected_purchases_new(np.arange(10)) == pytest.approx(printed, abs=5e-9)


def test_discounted_purchases_in_methods_of_fader_hardie_lee():
    # Closed form and quadrature agree on these digits; delta = 0.0027 a week.
    model = tn.ParetoNBD.from_params(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    clients = [[0, 0, 77.86], [7, 35, 77.86], [29, 76, 77.86]]
    dert = model.dert(clients, np.expm1(0.0027), per="week")
    assert dert == pytest.approx([0.181515897021, 0.892655022628, 58.6015182681], rel=1e-9)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_same_bits_for_every_thread_count(cdnow_39_weeks, fitted, threads):
    again = tn.ParetoNBD(threads=threads).fit(cdnow_39_weeks)
    assert again.params_ == fitted.params_
    assert np.array_equal(again.p_alive(cdnow_39_weeks), fitted.p_alive(cdnow_39_weeks))


def test_a_subset_is_predicted_as_it_is_in_the_whole(cdnow_39_weeks, fitted):
    columns = ("frequency", "recency", "age")
    few = {name: cdnow_39_weeks[name][100:110] for name in columns}
    whole = fitted.expected_purchases(cdnow_39_weeks, 39)
    assert np.array_equal(fitted.expected_purchases(few, 39), whole[100:110])


def test_holdout_errors_beside_naive_benchmarks(cdnow_39_weeks, fitted):
    errors = tn.holdout_errors(fitted, cdnow_39_weeks)
    assert errors["method"].tolist() == ["model", "past_rate", "mean_rate"]
    assert errors["actual"].tolist() == [1882] * 3
    assert errors["predicted"][0] == pytest.approx(1665.5, abs=0.05)
    assert errors["mae"][0] == pytest.approx(0.7545, abs=5e-5)
    assert errors["predicted"][1] == pytest.approx(2930.10, abs=0.005)
    assert errors["mae"][1] == pytest.approx(1.0237, abs=5e-5)
