"""Summaries of purchases at times in a model's unit."""

import numpy as np
import pytest

import tenure as tn


@pytest.mark.parametrize(
    "model",
    [
        tn.ParetoNBD.from_params(r=0.553, alpha=10.58, s=0.606, beta=11.67, unit="month"),
        tn.MBGCNBD.from_params(k=2, r=1.329, alpha=2.813, a=0.425, b=0.790, unit="month"),
    ],
    ids=lambda model: model.model,
)
def test_a_fit_to_what_a_model_draws_finds_it_again(model):
    ages = np.full(20_000, 40.0)
    drawn = model.simulate(ages, seed=7)
    summary = tn.Summary.from_times(drawn["client"], drawn["time"], ages, unit=model.unit_)
    assert summary.unit == "month"
    assert np.array_equal(summary["frequency"], np.bincount(drawn["client"]) - 1)
    fitted = type(model)().fit(summary)
    for name, value in model.params_.items():
        assert abs(np.log(fitted.params_[name] / value)) < 0.3
    if model.result_.regularity:
        assert fitted.k_ == 2


@pytest.mark.parametrize(
    ("client", "time", "message", "row"),
    [
        ([0, 0], [0, 6], "time 6 in row 1 is before", 1),
        ([0, 2], [0, 0], "client 2 in row 1 is not the client before or the next", 1),
        ([0.0, 1.0], [0, 0], "client: expected whole numbers", None),
        ([0, 0], np.array([0, 1], "m8[D]"), "time: expected numbers, got timedelta64", None),
    ],
)
def test_purchases_that_are_refused(client, time, message, row):
    with pytest.raises(tn.DataError, match=message) as caught:
        tn.Summary.from_times(client, time, [5, 5])
    assert caught.value.row == row
