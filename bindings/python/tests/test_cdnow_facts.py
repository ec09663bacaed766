"""What the CDNOW data say before any model. Sources: BTYD's walkthrough, CLVTools' tests."""

import numpy as np
import pytest

WALKTHROUGH_BY_FREQUENCY = [1411, 439, 214, 100, 62, 38, 29]
CLVTOOLS_BY_FREQUENCY_37_WEEKS = [1432, 436, 208, 100, 60, 36, 27, 21, 5, 4]


def of_client(summary, client, column):
    return float(summary[column][np.flatnonzero(summary.client_ids == client)[0]])


def test_a1_rows_and_clients_are_those_of_btyd_and_clvtools(cdnow):
    assert cdnow.report.rows_read == 6919
    assert len(cdnow) == 2357


def test_a2_repeats_in_39_weeks_recomputed_from_cdnow_elog(cdnow_39_weeks):
    assert cdnow_39_weeks["frequency"].sum() == 2457


def test_a3_repeats_in_the_holdout_of_39_weeks(cdnow_39_weeks):
    assert cdnow_39_weeks["holdout_frequency"].sum() == 1882
    assert cdnow_39_weeks.holdout_length == 39


def test_a4_a6_clients_by_frequency_in_btyd_walkthrough(cdnow_39_weeks):
    counts = np.bincount(cdnow_39_weeks["frequency"].astype(int))
    assert counts[:7].tolist() == WALKTHROUGH_BY_FREQUENCY
    assert counts[7:].sum() == 64


def test_a5_a6_clients_by_frequency_in_clvtools_at_37_weeks(cdnow):
    summary = cdnow.summarise(calibration_end="1997-09-17")
    counts = np.bincount(summary["frequency"].astype(int))
    assert counts[:10].tolist() == CLVTOOLS_BY_FREQUENCY_37_WEEKS


def test_a7_a8_client_1516_in_btyd_walkthrough(cdnow_39_weeks):
    assert of_client(cdnow_39_weeks, 1516, "frequency") == 26
    assert of_client(cdnow_39_weeks, 1516, "recency") == pytest.approx(30.857, abs=5e-4)
    assert of_client(cdnow_39_weeks, 1516, "age") == 31
    assert of_client(cdnow_39_weeks, 1516, "holdout_frequency") == 15


def test_a9_holdout_purchases_in_clvtools_split_at_new_year(cdnow):
    summary = cdnow.summarise(calibration_end="1998-01-01")
    actual = [of_client(summary, client, "holdout_frequency") for client in (1, 1000, 1056)]
    assert actual == [0, 3, 3]


def test_a10_repeat_buyers_and_their_spend_in_lifetimes_documentation(cdnow_39_weeks):
    spend = cdnow_39_weeks["mean_spend"][cdnow_39_weeks["frequency"] > 0]
    assert spend.size == 946
    assert spend.mean() == pytest.approx(35.08, abs=0.005)
    assert [round(float(q)) for q in (spend.min(), np.median(spend), spend.max())] == [3, 27, 300]
    assert spend.std(ddof=1) == pytest.approx(30, abs=0.5)
