"""Published numbers on whole data sets, by their number in tests/golden/published.csv.

Sources: BTYD's walkthrough, CLVTools' and lifetimes' tests. CDNOW and the example transactions come
with the package lifetimes, which is never imported.
"""

import csv
import datetime

import numpy as np
import pytest

import tenure as tn

BINS = 8  # by frequency: 0, 1, ... 6, and 7 or more


def means_by_frequency(summary, values, bins=BINS):
    frequency = np.minimum(summary["frequency"].astype(int), bins - 1)
    return [values[frequency == x].mean() for x in range(bins)]


@pytest.fixture(scope="module")
def pareto_nbd(cdnow_39_weeks):
    return tn.ParetoNBD().fit(cdnow_39_weeks)


@pytest.fixture(scope="module")
def shop_log_of_2014(cdnow_file):
    with open(cdnow_file.with_name("example_transactions.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    log = {"client": [row["id"] for row in rows], "date": [row["date"][:10] for row in rows]}
    return tn.Portfolio.from_table(log, client="client", date="date")


def test_a21_holdout_purchases_by_frequency(cdnow_39_weeks):
    printed = [0.237, 0.697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359]
    actual = means_by_frequency(cdnow_39_weeks, cdnow_39_weeks["holdout_frequency"])
    assert actual == pytest.approx(printed, abs=5.1e-4)


def test_a22_purchases_expected_by_frequency_by_pareto_nbd(cdnow_39_weeks, pareto_nbd):
    printed = [0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403]
    expected = pareto_nbd.expected_purchases(cdnow_39_weeks, 39)
    assert means_by_frequency(cdnow_39_weeks, expected) == pytest.approx(printed, abs=1e-3)


def test_a32_mean_probabilities_of_counts_at_37_weeks(cdnow):
    printed = [
        0.616514, 0.168309, 0.080971, 0.046190, 0.028566, 0.018506,
        0.012351, 0.008415, 0.005822, 0.004074, 0.002877,
    ]  # fmt: skip
    summary = cdnow.summarise(calibration_end="1997-09-17")
    model = tn.ParetoNBD().fit(summary)
    ages, clients = np.unique(summary["age"], return_counts=True)
    counts = np.arange(len(printed))
    by_age = [model.pmf(counts, float(age)) for age in ages]
    # CLVTools' optimiser stopped a little before the maximum.
    assert np.average(by_age, axis=0, weights=clients) == pytest.approx(printed, abs=2e-5)


def test_a33_dert_example_of_btyd_is_finite_and_positive():
    # BTYD's documentation prints the parameters and no value.
    model = tn.ParetoNBD.from_params(r=0.5629966, alpha=12.5590370, s=0.4081095, beta=10.5148048)
    assert 0 < model.dert([[2, 30.43, 38.86]], np.expm1(0.0027), per="week")[0] < 100


def test_a34_mean_probability_to_be_alive(cdnow_39_weeks, pareto_nbd):
    assert pareto_nbd.log_likelihood_ == pytest.approx(-9594.9762, abs=5e-5)
    assert pareto_nbd.p_alive(cdnow_39_weeks).mean() == pytest.approx(0.4463, abs=5e-5)


def test_a49_purchases_expected_by_frequency_by_bg_nbd(cdnow_39_weeks):
    printed = [
        0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036,
    ]  # fmt: skip
    expected = tn.BGNBD().fit(cdnow_39_weeks).expected_purchases(cdnow_39_weeks, 39)
    # BTYD's optimiser stopped near the maximum.
    assert means_by_frequency(cdnow_39_weeks, expected) == pytest.approx(printed, rel=5e-5)


def test_a55_cumulative_repeat_purchases_of_the_first_days(cdnow, cdnow_log):
    def day(number):
        return datetime.datetime.strptime(str(number), "%Y%m%d").toordinal()

    summary = cdnow.summarise(calibration_end="1997-09-30", unit="day")
    model = tn.BGNBD(unit="day").fit(summary)
    bought = set(zip(cdnow_log["client"], map(day, cdnow_log["date"]), strict=True))
    first = {}
    for client, date in bought:
        first[client] = min(date, first.get(client, date))
    expected, actual = [], []
    for today in map(day, (19970111, 19970112, 19970113, 19970114)):
        # lifetimes counts a day as a whole: to its end.
        ages = np.array([today + 1 - date for date in first.values() if date <= today], float)
        expected.append(model.expected_purchases_new(ages).sum())
        actual.append(sum(first[client] < date <= today for client, date in bought))
    assert expected == pytest.approx([10.67, 12.67, 14.87, 17.24], abs=5.1e-3)
    assert actual == [11, 12, 15, 19]


def test_a64_nbd(cdnow_39_weeks):
    model = tn.NBD().fit(cdnow_39_weeks)
    assert model.params_ == pytest.approx({"r": 0.3848, "alpha": 12.072}, rel=1e-4)
    assert model.log_likelihood_ == pytest.approx(-9763.658, abs=5e-4)


def test_a158_a159_bg_nbd_of_a_shop_log_in_days(shop_log_of_2014):
    summary = shop_log_of_2014.summarise(observed_until="2014-12-31", unit="day")
    model = tn.BGNBD(unit="day").fit(summary)
    printed = {"r": 0.16, "alpha": 1.86, "a": 1.85, "b": 3.18}
    assert model.params_ == pytest.approx(printed, abs=5.1e-3)
    clients = [[0, 0, 298], [0, 0, 224], [6, 142, 292], [0, 0, 147], [2, 9, 183]]
    expected = [0.016053, 0.021171, 0.030461, 0.031686, 0.001607]
    assert model.expected_purchases(clients, 30) == pytest.approx(expected, abs=5.1e-7)


def test_a160_a161_holdout_of_a_shop_log_in_days(shop_log_of_2014):
    summary = shop_log_of_2014.summarise(
        observed_until="2014-12-31", calibration_end="2014-09-01", unit="day"
    )
    model = tn.BGNBD(unit="day").fit(summary)
    actual = [0.161, 0.233, 0.348, 0.544, 0.710, 0.704, 1.606]
    expected = [0.270, 0.294, 0.402, 0.422, 0.706, 0.809, 1.019]
    predicted = model.expected_purchases(summary, summary.holdout_length)
    of_summary = summary["holdout_frequency"]
    assert means_by_frequency(summary, of_summary)[:7] == pytest.approx(actual, abs=5.1e-4)
    assert means_by_frequency(summary, predicted)[:7] == pytest.approx(expected, abs=5.1e-4)
