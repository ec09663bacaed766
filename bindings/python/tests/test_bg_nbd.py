"""BG/NBD and MBG/NBD on CDNOW. Sources: CLVTools, BTYD's walkthrough, lifetimes, btyd, pymc."""

import numpy as np
import pytest

import tenure as tn

CLIENT_1516 = [[26, 216 / 7, 31]]


@pytest.fixture(scope="module")
def fitted(cdnow_39_weeks):
    return tn.BGNBD().fit(cdnow_39_weeks)


@pytest.fixture(scope="module")
def btyd():
    return tn.BGNBD.from_params(r=0.2425982, alpha=4.4136842, a=0.7929899, b=2.4261667)


@pytest.fixture(scope="module")
def hardie():
    return tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)


def test_a35_a36_parameters_close_to_clvtools(fitted):
    clvtools = {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881}
    assert fitted.params_ == pytest.approx(clvtools, rel=2e-5)
    assert fitted.log_likelihood_ == pytest.approx(-9582.429, abs=5e-4)


def test_a37_parameters_close_to_btyd_walkthrough(fitted, btyd, cdnow_39_weeks):
    assert fitted.params_ == pytest.approx(btyd.params_, rel=2e-4)
    total = btyd.log_likelihood(cdnow_39_weeks).sum()
    assert total == pytest.approx(-9582.429, abs=5e-4)


def test_a38_parameters_close_to_fader_hardie_lee_2005(fitted, hardie):
    assert fitted.params_ == pytest.approx(hardie.params_, abs=5e-4)
    assert fitted.log_likelihood_ == pytest.approx(-9582.4, abs=0.05)


def test_a39_standard_errors_close_to_lifetimes_quickstart(fitted):
    # lifetimes fits a summary with times rounded to two decimals.
    lifetimes = {"r": 0.012557, "alpha": 0.378221, "a": 0.185719, "b": 0.705345}
    assert fitted.standard_errors_ == pytest.approx(lifetimes, rel=2e-4)


def test_expectation_of_a_new_client_in_btyd_walkthrough(btyd):
    assert btyd.expected_purchases_new(52) == pytest.approx(1.444004, abs=1e-6)


def test_client_1516_in_btyd_walkthrough(btyd):
    # The walk-through prints its parameters to seven digits, which bounds what can be matched.
    assert btyd.expected_purchases(CLIENT_1516, 52)[0] == pytest.approx(25.75659, rel=1e-5)
    assert btyd.p_alive(CLIENT_1516)[0] == pytest.approx(0.9688523, abs=1e-6)


def test_increasing_frequency_paradox_in_btyd_walkthrough(btyd):
    clients = [[x, 20, 39] for x in (10, 15, 20, 25)]
    printed = [0.3474606, 0.04283391, 0.004158973, 0.0003583685]
    assert btyd.expected_purchases(clients, 52) == pytest.approx(printed, rel=1e-5)


def test_one_client_in_hardie_excel(hardie):
    assert hardie.expected_purchases([[2, 30.43, 38.86]], 39)[0] == pytest.approx(1.226, abs=5e-4)


def test_expectations_of_new_clients_in_hardie_excel(fitted):
    times = [0.1429, 1, 3, 31.8571, 32, 78]
    printed = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]
    # lifetimes tests to three decimals: at 78 weeks the printed fourth is not reached.
    assert fitted.expected_purchases_new(times) == pytest.approx(printed, abs=5e-4)


def test_probabilities_of_new_clients_in_lifetimes_tests(hardie):
    assert hardie.pmf(10, 2) == pytest.approx(1.07869e-07, rel=5e-6)
    assert hardie.pmf(0, 39) == pytest.approx(0.5737864, abs=5e-8)


def test_nobody_leaves_before_his_second_purchase(hardie):
    assert hardie.p_alive([[0, 0, 1e5]])[0] == 1


def test_discounted_purchases_by_quadrature_of_a_formula_no_peer_has(hardie):
    dert = hardie.dert([[0, 0, 38.86], [2, 30.43, 38.86]], np.expm1(0.0027), per="week")
    assert dert == pytest.approx([1.01570193112, 5.15637982615], rel=1e-9)


@pytest.fixture(scope="module")
def fitted_mbg(cdnow_39_weeks):
    return tn.MBGNBD().fit(cdnow_39_weeks)


class TestMBG:
    def test_a58_parameters_close_to_lifetimes_after_btydplus(self, fitted_mbg):
        printed = {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}
        assert fitted_mbg.params_ == pytest.approx(printed, abs=5e-4)

    def test_a62_parameters_close_to_a_second_optimiser(self, fitted_mbg):
        scipy = {"r": 0.5248, "alpha": 6.1831, "a": 0.8914, "b": 1.6140}
        assert fitted_mbg.params_ == pytest.approx(scipy, abs=1e-4)
        assert fitted_mbg.log_likelihood_ == pytest.approx(-9582.136, abs=5e-4)

    def test_log_likelihood_of_one_client_in_btyd_tests(self):
        model = tn.MBGNBD.from_params(r=0.53, alpha=6.18, a=0.89, b=1.614)
        value = model.log_likelihood([[200, 38, 40]])[0]
        assert value == pytest.approx(91.808242, rel=1e-4)

    def test_log_likelihoods_of_two_clients_in_pymc_tests(self):
        model = tn.MBGNBD.from_params(r=0.25, alpha=4, a=0.8, b=2.5)
        values = model.log_likelihood([[200, 38, 40], [0, 0, 40]])
        assert values == pytest.approx([100.7869, -0.41792826], rel=1e-6)

    def test_probability_of_ten_repeats_in_btyd_tests(self):
        model = tn.MBGNBD.from_params(r=0.525, alpha=6.183, a=0.891, b=1.614)
        assert model.pmf(10, 2) == pytest.approx(2.247434e-08, rel=0.1)
