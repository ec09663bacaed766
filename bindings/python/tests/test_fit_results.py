"""Results of fits: equality, copies, and what a model that was not fitted does not have."""

import pickle

import numpy as np
import pytest

import tenure as tn

X = [[0, 0, 30], [2, 20, 30], [5, 28, 30], [1, 3, 30], [0, 0, 30], [1, 25, 30]]


@pytest.fixture
def fitted():
    return tn.NBD().fit(X)


def test_results_are_equal_if_all_they_hold_is(fitted):
    again = tn.NBD.from_json(fitted.to_json()).result_
    assert again == fitted.result_
    assert hash(again) == hash(fitted.result_)
    assert {again, fitted.result_, pickle.loads(pickle.dumps(again))} == {again}
    assert tn.NBD().fit(X[:5]).result_ != fitted.result_
    assert fitted.result_ != "NBD"


def test_results_without_standard_errors_are_equal_too():
    given = tn.NBD.from_params(r=1, alpha=10)
    assert np.isnan(given.result_.covariance).all()
    assert given.result_ == tn.NBD.from_params(r=1, alpha=10).result_


def test_what_is_changed_by_mistake_changes_nothing(fitted):
    before = repr(fitted)
    fitted.params_["r"] = 99
    assert repr(fitted) == before
    assert fitted.params_["r"] != 99
    with pytest.raises(ValueError, match="read-only"):
        fitted.result_.parameters[0] = 99
    with pytest.raises(ValueError, match="read-only"):
        fitted.covariance_[0, 0] = 99


def test_a_model_that_was_not_fitted_has_no_likelihood():
    given = tn.NBD.from_params(r=1, alpha=1)
    result = given.result_
    assert given.log_likelihood_ is None
    assert (result.log_likelihood, result.aic, result.bic) == (None, None, None)
    assert tn.NBD.from_json(given.to_json()).log_likelihood_ is None


@pytest.mark.filterwarnings("ignore::tenure.ConvergenceWarning")
def test_a_fit_to_nobody_has_no_likelihood():
    empty = tn.NBD().fit(np.empty((0, 3)))
    result = empty.result_
    assert (result.log_likelihood, result.aic, result.bic) == (None, None, None)
    assert "log-likelihood" not in result.summary()
    assert tn.NBD.from_json(empty.to_json()).result_ == result


@pytest.mark.parametrize(
    "ask", [tn.confidence_intervals, lambda model: tn.prediction_intervals(model, X, 10)]
)
def test_a_model_that_was_not_fitted_has_no_intervals(ask):
    with pytest.raises(tn.DataError, match="has given parameters, not fitted ones") as caught:
        ask(tn.NBD.from_params(r=1, alpha=1))
    assert caught.value.argument == "model"


def test_a_saved_model_is_fitted_again_with_its_priors():
    priors = {"r": (1.0, 0.5), "alpha": (10.0, 2.0)}
    fitted = tn.NBD(priors=priors, unit="day").fit(X)
    again = tn.NBD.from_json(fitted.to_json())
    assert again.get_params()["priors"] == priors
    assert again.fit(X).result_ == fitted.result_
    assert tn.NBD.from_json(tn.NBD().fit(X).to_json()).priors is None


def test_a_saved_model_keeps_a_given_regularity():
    table = dict(zip(("frequency", "recency", "age"), np.array(X, float).T, strict=True))
    table["log_interpurchase"] = [0.0, 4.0, 8.0, 1.0, 0.0, 3.0]
    given = tn.BGCNBD.from_params(k=2, r=0.359, alpha=1.129, a=0.523, b=2.786)
    assert tn.BGCNBD.from_json(given.to_json()).k == 2
    with pytest.raises(tn.DataError, match="k: expected 1 to 12 or None"):
        tn.BGCNBD(k=np.array([2])).fit(table)


class Renamed(tn.NBD):
    """A subclass with a keyword that has no default."""

    def __init__(self, *, owner, unit="week", start=None, max_iterations=200, priors=None):
        super().__init__(unit=unit, start=start, max_iterations=max_iterations, priors=priors)
        self.owner = owner


class Open(tn.NBD):
    """A subclass that takes any keyword."""

    def __init__(self, *, unit="week", **others):
        super().__init__(unit=unit, **others)


def test_subclasses_show_what_was_given():
    assert repr(Renamed(owner="ann")) == "Renamed(owner='ann')"
    assert Open(threads=2).get_params() == {"unit": "week"}
    assert repr(Open(unit="day")) == "Open(unit='day')"
    assert repr(tn.NBD(start=np.array([1.0, 2.0]))) == "NBD(start=array([1., 2.]))"
    assert repr(tn.CoxRegression(ridge=0.5)) == "CoxRegression(ridge=0.5)"
