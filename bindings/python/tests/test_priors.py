"""Log-normal priors of parameters, and the summary that tells of them."""

import pickle

import numpy as np
import pytest

import tenure as tn


def test_priors_pull_and_the_log_likelihood_stays_that_of_the_data(cdnow_39_weeks):
    free = tn.ParetoNBD().fit(cdnow_39_weeks)
    held = tn.ParetoNBD(priors={"s": (1.0, 0.01)}).fit(cdnow_39_weeks)
    assert held.params_["s"] == pytest.approx(1.0, rel=0.01)
    assert held.log_likelihood_ < free.log_likelihood_
    assert held.log_likelihood_ == pytest.approx(held.log_likelihood(cdnow_39_weeks).sum())
    assert held.result_.aic == 8 - 2 * held.log_likelihood_
    assert held.result_.penalty == pytest.approx(0.5 * (np.log(held.params_["s"]) / 0.01) ** 2)
    assert free.result_.penalty == 0
    assert held.result_.data_fingerprint == free.result_.data_fingerprint != 0


def test_summary_tells_of_priors_and_survives_pickle(cdnow_39_weeks):
    model = tn.BGNBD(priors={"a": (1.0, 2.0)}).fit(cdnow_39_weeks)
    text = model.result_.summary()
    assert text.startswith("BG/NBD, mode of the posterior\nclients 2,357 in ")
    assert "prior of a: median 1, standard deviation of the logarithm 2" in text
    assert pickle.loads(pickle.dumps(model)).result_.summary() == text


@pytest.mark.parametrize(
    ("priors", "message"),
    [
        ({"q": (1, 1)}, "no parameter"),
        ({"r": (0, 1)}, "centre"),
        ({"r": 1}, "pairs"),
        ({"r": ("x", 1)}, "pairs"),
    ],
)
def test_bad_priors(priors, message):
    with pytest.raises(tn.DataError, match=message):
        tn.ParetoNBD(priors=priors).fit([[1, 2, 3]])
