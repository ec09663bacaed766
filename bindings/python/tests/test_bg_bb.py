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


def test_half_an_opportunity_is_refused_by_row(fitted):
    with pytest.raises(tn.DataError, match=r"age 6.5 in row 1"):
        fitted.p_alive([[0, 0, 6], [0, 0, 6.5]])
