"""Regressions of survival on features."""

import pickle
import warnings

import numpy as np
import pytest

import tenure as tn

# METHODS 8.2: twelve clients, whose numbers R's survival package has computed.
TIME = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]
EVENT = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0]
X = {"g": [0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1]}


def test_cox_of_methods_8_2():
    model = tn.CoxRegression().fit(X, TIME, EVENT)
    assert model.coefficients_["term"].tolist() == ["g"]
    assert model.coefficients_["coefficient"][0] == pytest.approx(-1.043630259)
    assert model.coefficients_["standard_error"][0] == pytest.approx(0.8368270963)
    assert model.log_likelihood_ == pytest.approx(-12.91130617)
    assert model.concordance_ == pytest.approx(0.670212766)


@pytest.mark.parametrize(
    ("distribution", "coefficients", "log_likelihood"),
    [
        ("weibull", [1.50608225, 0.5903895426, np.log(0.5088871977)], -19.40145555),
        ("log_normal", [1.123186285, 0.8408629904, np.log(0.6531151366)], -18.88175936),
        ("log_logistic", [1.12907286, 0.8072611475, np.log(0.3822127515)], -18.99901696),
        ("logit", [-2.0628592161, 0.8111117693, -1.1778496736], -19.91081804),
    ],
)
def test_laws_of_methods_8_2(distribution, coefficients, log_likelihood):
    model = tn.SurvivalRegression(distribution=distribution).fit(X, TIME, EVENT)
    assert model.coefficients_["coefficient"] == pytest.approx(coefficients, rel=1e-7)
    assert model.log_likelihood_ == pytest.approx(log_likelihood)
    assert model.predict_survival([[0], [1]], [0, 2, 4]).shape == (2, 3)


def test_rossi_against_lifelines():
    lifelines = pytest.importorskip("lifelines")
    data = pytest.importorskip("lifelines.datasets").load_rossi()
    features = data.drop(columns=["week", "arrest"])
    model = tn.CoxRegression().fit(features, data["week"], data["arrest"])
    theirs = lifelines.CoxPHFitter().fit(data, "week", "arrest")
    assert model.coefficients_["coefficient"] == pytest.approx(theirs.params_.to_numpy(), rel=1e-6)
    assert model.coefficients_["standard_error"] == pytest.approx(
        theirs.standard_errors_.to_numpy(), rel=1e-6
    )
    assert model.log_likelihood_ == pytest.approx(theirs.log_likelihood_, rel=1e-12)
    assert model.concordance_ == pytest.approx(theirs.concordance_index_, rel=1e-12)


def test_features_that_change_against_lifelines():
    lifelines = pytest.importorskip("lifelines")
    data = pytest.importorskip("lifelines.datasets").load_stanford_heart_transplants()
    data = data[data["stop"] > data["start"]]
    features = data[["age", "year", "surgery", "transplant"]]
    model = tn.CoxRegression().fit(
        features, data["stop"], data["event"], entry=data["start"], client=data["id"]
    )
    theirs = lifelines.CoxTimeVaryingFitter().fit(
        data, id_col="id", event_col="event", start_col="start", stop_col="stop"
    )
    assert model.coefficients_["coefficient"] == pytest.approx(theirs.params_.to_numpy(), rel=1e-5)
    assert model.log_likelihood_ == pytest.approx(theirs.log_likelihood_, rel=1e-10)
    assert model.coefficients_["standard_error"] == pytest.approx(
        theirs.standard_errors_.to_numpy(), rel=1e-5
    )


def test_what_cannot_be_fitted_warns_and_predicts_nothing():
    apart = np.array(X["g"]) == 0
    with pytest.warns(tn.ConvergenceWarning, match="separated"):
        model = tn.CoxRegression().fit(X, TIME, apart)
    assert model.status_ == "separated"
    assert np.isnan(model.coefficients_["coefficient"]).all()
    with pytest.raises(tn.Error) as caught:
        model.predict([[0]])
    assert caught.value.status == "not_supported"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tn.CoxRegression(ridge=0.1).fit(X, TIME, apart).status_ == "converged"


def test_scikit_learns_conventions():
    for cls in (tn.CoxRegression, tn.SurvivalRegression):
        model = cls(level=0.9)
        assert repr(model) == f"{cls.__name__}(level=0.9)"
        assert model.set_params(robust=True).get_params()["robust"] is True
        with pytest.raises(tn.DataError, match="call fit first"):
            model.predict([[0]])
        fitted = model.fit(X, TIME, EVENT)
        again = pickle.loads(pickle.dumps(fitted))
        assert np.array_equal(
            again.predict_survival([[1]], [2, 5]), fitted.predict_survival([[1]], [2, 5])
        )
        base = pytest.importorskip("sklearn.base")
        assert not hasattr(base.clone(fitted), "status_")


def test_who_has_stayed_already():
    model = tn.SurvivalRegression(distribution="exponential").fit(X, TIME, EVENT)
    assert model.predict_median([[1], [1]], elapsed=[0, 20]) == pytest.approx(
        model.predict_median([[1], [1]])
    )
    # The log hazard against a client whose features are the means.
    assert model.predict([[0]])[0] > 0 > model.predict([[1]])[0]


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: tn.CoxRegression().fit({"g": [1, np.nan]}, [1, 2], [1, 1]), "features"),
        (lambda: tn.CoxRegression().fit([[1], [2]], [1, 2, 3], [1, 1, 1]), "features"),
        (lambda: tn.CoxRegression(ties="exact").fit(X, TIME, EVENT), "ties"),
        (lambda: tn.CoxRegression(cause=0).fit(X, TIME, EVENT), "cause"),
        (lambda: tn.SurvivalRegression(distribution="cox").fit(X, TIME, EVENT), "distribution"),
        (lambda: tn.SurvivalRegression(distribution="gamma").fit(X, TIME, EVENT), "distribution"),
        (lambda: tn.CoxRegression().fit(X, TIME, EVENT).predict([[1, 2]]), "X"),
    ],
)
def test_bad_arguments_are_named(call, argument):
    with pytest.raises(tn.DataError) as caught:
        call()
    assert caught.value.argument == argument
