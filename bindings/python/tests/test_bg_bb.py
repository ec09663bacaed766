"""BG/BB on the donations of Fader, Hardie & Shang (2010), table 2."""

import numpy as np
import pytest

import tenure as tn

# Repeat donations, year of the last one, donors; six years.
CELLS = np.array([
    [6, 6, 1203], [5, 6, 728], [4, 6, 512], [3, 6, 357], [2, 6, 234], [1, 6, 129],
    [5, 5, 335], [4, 5, 284], [3, 5, 225], [2, 5, 173], [1, 5, 119], [4, 4, 240],
    [3, 4, 181], [2, 4, 155], [1, 4, 78], [3, 3, 322], [2, 3, 255], [1, 3, 129],
    [2, 2, 613], [1, 2, 277], [1, 1, 1091], [0, 0, 3464],
])  # fmt: skip
# Their donations in the five years after, in all; all donations of each of the eleven years.
HOLDOUT = np.array([
    4252, 2227, 1393, 817, 442, 190, 582, 542, 373, 244, 136,
    201, 170, 114, 44, 148, 118, 78, 244, 103, 238, 604,
])  # fmt: skip
YEARLY = np.array([5652, 4674, 4019, 3552, 3555, 3163, 3110, 2938, 2703, 2573, 1936])


def holdout_means(column):
    donors = CELLS[:, 2]
    return [
        HOLDOUT[CELLS[:, column] == n].sum() / donors[CELLS[:, column] == n].sum() for n in range(7)
    ]


@pytest.fixture(scope="module")
def fitted():
    histories = np.column_stack([CELLS[:, :2], np.full(len(CELLS), 6)])
    return tn.BGBB(unit="year").fit(histories, weight=CELLS[:, 2])


def test_parameters_close_to_fader_hardie_shang_2010(fitted):
    expected = {"alpha": 1.204, "beta": 0.750, "gamma": 0.657, "delta": 2.783}
    assert fitted.params_ == pytest.approx(expected, abs=6e-4)
    assert fitted.log_likelihood_ == pytest.approx(-33225.58, abs=0.005)


def test_donations_of_one_donor_in_btyd_walkthrough(fitted):
    assert fitted.expected_purchases([[4, 5, 6]], 10)[0] == pytest.approx(3.627858, abs=2e-4)


def test_a111_a114_holdout_donations_by_frequency_and_recency():
    by_frequency = [0.1743649, 0.4328031, 0.8125874, 1.389862, 2.061776, 2.642521, 3.534497]
    by_recency = [0.1743649, 0.2181485, 0.3898876, 0.4872521, 0.8088685, 1.652289, 2.946886]
    assert holdout_means(0) == pytest.approx(by_frequency, rel=4e-7)
    assert holdout_means(1) == pytest.approx(by_recency, rel=4e-7)


def test_a117_a119_donations_a_year_and_in_all(fitted):
    in_all = [5652, 10326, 14345, 17897, 21452, 24615, 27725, 30663, 33366, 35939, 37875]
    assert np.cumsum(YEARLY).tolist() == in_all
    calibration = CELLS[:, 2] @ CELLS[:, 0]
    assert YEARLY[:6].sum() == calibration
    assert YEARLY[6:].sum() == HOLDOUT.sum()
    expected = CELLS[:, 2].sum() * fitted.expected_purchases_new(np.arange(1, 12))
    assert expected == pytest.approx(in_all, rel=0.025)


def test_half_an_opportunity_is_refused_by_row(fitted):
    with pytest.raises(tn.DataError, match=r"age 6.5 in row 1"):
        fitted.p_alive([[0, 0, 6], [0, 0, 6.5]])
