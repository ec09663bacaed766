"""Gamma-Gamma on CDNOW. Sources: Fader & Hardie 2013, CLVTools' tests, lifetimes' Quickstart."""

import numpy as np
import pytest

import tenure as tn


@pytest.fixture(scope="module")
def fitted(cdnow_39_weeks):
    return tn.GammaGamma().fit(cdnow_39_weeks)


@pytest.fixture(scope="module")
def paper():
    return tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)


def test_a70_parameters_close_to_fader_hardie_2013(fitted):
    assert fitted.params_ == pytest.approx({"p": 6.25, "q": 3.74, "v": 15.44}, abs=0.01)
    assert fitted.result_.clients == 946


def test_a71_log_likelihood_close_to_clvtools(fitted):
    assert fitted.log_likelihood_ == pytest.approx(-4055.9177, abs=0.01)


def test_first_clients_in_lifetimes_quickstart(cdnow_39_weeks, fitted):
    # lifetimes' table has the clients in the order of the sample.
    printed = [
        24.658619, 18.911489, 35.170981, 35.170981, 35.170981,
        71.462843, 18.911489, 35.170981, 27.282408, 35.170981,
    ]  # fmt: skip
    assert fitted.expected_spend(cdnow_39_weeks)[:10] == pytest.approx(printed, rel=1e-3)


def test_a73_mean_over_all_clients_in_lifetimes_quickstart(cdnow_39_weeks, fitted):
    repeaters = cdnow_39_weeks["frequency"] > 0
    expected = fitted.expected_spend(cdnow_39_weeks).mean()
    actual = cdnow_39_weeks["mean_spend"][repeaters].mean()
    assert expected == pytest.approx(35.2529588256, rel=1e-4)
    # Its table has spend rounded otherwise than to cents.
    assert actual == pytest.approx(35.078551797, rel=1e-4)


def test_a74_correlation_of_frequency_and_spend_in_lifetimes_quickstart(cdnow_39_weeks):
    repeaters = cdnow_39_weeks["frequency"] > 0
    pair = cdnow_39_weeks["frequency"][repeaters], cdnow_39_weeks["mean_spend"][repeaters]
    assert np.corrcoef(*pair)[0, 1] == pytest.approx(0.113884, abs=1e-4)


def test_one_client_of_btyd_tests_whose_printed_number_overflowed(paper):
    # btyd prints 862.9432: there 50 * 38 is an 8-bit integer, 1900 wraps to 108.
    density = paper.log_likelihood([[50, 38]])[0]
    wrapped = density + (6.25 * 50 + 3.74) * np.log((1900 + 15.44) / (108 + 15.44))
    assert wrapped == pytest.approx(862.9432, abs=5e-4)


def test_population_mean_and_one_client_at_the_paper_parameters(paper):
    assert paper.population_spend() == pytest.approx(35.218978, abs=5e-7)
    assert paper.expected_spend([[2, 22.35]])[0] == pytest.approx(24.663714, abs=5e-7)


def test_a_mean_that_does_not_exist_is_infinite_not_negative():
    # lifetimes and BTYD say -300 (lifetimes issues 146, 362, 370).
    model = tn.GammaGamma.from_params(p=6, q=0.4, v=30)
    assert model.population_spend() == np.inf
    assert model.expected_spend([[0, 0], [1, 20]]) == pytest.approx([np.inf, 55.5555555], rel=1e-7)


def test_a_negative_mean_spend_is_refused_everywhere():
    model = tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)
    table = {"frequency": [1, 2], "recency": [3, 4], "age": [9, 9], "mean_spend": [5.0, -50.0]}
    for call in (
        model.fit,
        model.expected_spend,
        lambda table: model.predict(table, 1),
        lambda table: tn.Cells.of(table, "spend"),
        lambda table: tn.Summary.from_arrays(**table),
    ):
        with pytest.raises(tn.DataError, match="mean_spend -50 in row 1") as caught:
            call(table)
        assert (caught.value.argument, caught.value.row) == ("mean_spend", 1)


def test_clients_who_spent_nothing_are_said_to_be_left_out(cdnow_39_weeks):
    frame = {name: cdnow_39_weeks[name].copy() for name in ("frequency", "mean_spend")}
    model = tn.GammaGamma().fit(frame)
    assert "left out" not in model.result_.summary()
    buyers = np.flatnonzero(frame["frequency"] > 0)
    frame["mean_spend"][buyers[:7]] = 0
    fewer = tn.GammaGamma().fit(frame)
    assert fewer.result_.clients == model.result_.clients - 7
    said = "Clients left out because their repeat purchases came to nothing: 7."
    assert said in fewer.convergence_.message
    assert said in fewer.result_.summary()
