"""Holdouts that were counted elsewhere."""

import pickle

import numpy as np
import pytest

import tenure as tn

COLUMNS = ["frequency", "recency", "age", "mean_spend"]
HOLDOUT = ["holdout_frequency", "holdout_spend"]
ONE = {"frequency": [1], "recency": [2], "age": [3], "holdout_frequency": [2]}


@pytest.fixture(scope="module")
def given(cdnow_39_weeks) -> tn.Summary:
    columns = {name: cdnow_39_weeks[name] for name in (*COLUMNS, *HOLDOUT)}
    return tn.Summary.from_arrays(**columns, client=cdnow_39_weeks.client_ids, holdout_length=39)


def test_a_given_holdout_is_compared_as_that_of_a_log(given, cdnow_39_weeks):
    expected = tn.compare(["pareto_nbd", "bg_nbd"], cdnow_39_weeks)
    found = tn.compare(["pareto_nbd", "bg_nbd"], given)
    assert cdnow_39_weeks.holdout_length == given.holdout_length == 39
    for name in ("predicted", "actual", "mae", "rmse", "top_decile_share", "log_score"):
        assert np.array_equal(found.models[name], expected.models[name], equal_nan=True)
    assert found.calibration == expected.calibration
    model = tn.BGNBD().fit(given)
    assert tn.holdout_errors(model, given) == tn.holdout_errors(model, cdnow_39_weeks)
    assert model.predict(given, 39) == model.predict(cdnow_39_weeks, 39)


def test_a_given_holdout_stays_with_copies(given):
    assert given.has_holdout
    assert "holdout of 39 weeks" in repr(given)
    again = pickle.loads(pickle.dumps(given))
    assert again.to_table() == given.to_table()
    assert again.holdout_length == 39


def test_without_spend():
    summary = tn.Summary.from_arrays(**ONE, holdout_length=5)
    assert summary["holdout_frequency"].tolist() == [2]
    assert "holdout_spend" not in summary.columns


@pytest.mark.parametrize(
    ("changed", "message", "argument", "row"),
    [
        ({"holdout_length": 0}, "not a finite number above 0", "holdout_length", None),
        ({"holdout_length": np.inf}, "not a finite number above 0", "holdout_length", None),
        ({"holdout_length": None}, "a holdout needs it", "holdout_frequency", None),
        ({"holdout_frequency": None}, "a holdout needs it", "holdout_frequency", None),
        ({"holdout_frequency": [1, 2]}, "has 2 rows, the summary 1", "holdout_frequency", None),
        ({"holdout_frequency": [0.5]}, "0.5 in row 0", "holdout_frequency", 0),
        ({"holdout_frequency": [True]}, "expected numbers, got bool", "holdout_frequency", None),
        ({"holdout_spend": [-1.0]}, "-1 in row 0", "holdout_spend", 0),
        ({"holdout_spend": [9.0], "holdout_frequency": [0]}, "is not 0", "holdout_spend", 0),
    ],
)
def test_holdouts_that_are_refused(changed, message, argument, row):
    with pytest.raises(tn.DataError, match=message) as caught:
        tn.Summary.from_arrays(**{**ONE, "holdout_length": 5, **changed})
    assert (caught.value.argument, caught.value.row) == (argument, row)
