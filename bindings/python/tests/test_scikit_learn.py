"""The models in scikit-learn's own hands."""

import numpy as np
import pytest

import tenure as tn

base = pytest.importorskip("sklearn.base")
from sklearn.exceptions import NotFittedError  # noqa: E402
from sklearn.model_selection import GridSearchCV, cross_val_score  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.utils.validation import check_is_fitted  # noqa: E402

NAMES = ("frequency", "recency", "age")


@pytest.fixture(scope="module")
def histories():
    """Of 300 clients of an NBD: an array of frequency, recency and age."""
    random = np.random.default_rng(7)
    age = random.uniform(20, 40, 300)
    frequency = random.poisson(random.gamma(0.8, 0.1, 300) * age)
    recency = np.where(frequency > 0, age * random.beta(frequency + 1, 1), 0.0)
    return np.column_stack([frequency, recency, age])


def test_tags_say_that_there_is_no_y():
    utils = pytest.importorskip("sklearn.utils", minversion=None)
    if not hasattr(utils, "get_tags"):
        pytest.skip("scikit-learn before 1.6 has no get_tags")
    for estimator in (tn.NBD(), tn.GammaGamma(), tn.CoxRegression()):
        tags = utils.get_tags(estimator)
        assert not tags.target_tags.required
        assert tags.requires_fit


def test_check_is_fitted(histories):
    with pytest.raises(NotFittedError):
        check_is_fitted(tn.NBD())
    check_is_fitted(tn.NBD().fit(histories))
    check_is_fitted(tn.NBD.from_params(r=1, alpha=1))


def test_score_is_the_mean_log_likelihood(histories):
    model = tn.NBD().fit(histories)
    assert model.score(histories) == pytest.approx(model.log_likelihood_ / len(histories))
    assert model.score(histories, None) == np.mean(model.log_likelihood(histories))
    with pytest.raises(tn.DataError, match="no client to score"):
        model.score(np.empty((0, 3)))


def test_cross_val_score(histories):
    scores = cross_val_score(tn.NBD(), histories, cv=3)
    folds = np.array_split(histories, 3)
    fitted = tn.NBD().fit(np.concatenate(folds[1:]))
    assert scores[0] == pytest.approx(fitted.score(folds[0]), rel=1e-9)

    def few_errors(model, X, y=None):  # noqa: N803
        return -np.mean(np.abs(model.expected_purchases(X, 10)))

    assert cross_val_score(tn.NBD(), histories, cv=3, scoring=few_errors).shape == (3,)


def test_grid_search_prefers_the_likely_prior(histories):
    far, near = {"r": (50.0, 0.01)}, {"r": (0.8, 0.5)}
    search = GridSearchCV(tn.NBD(), {"priors": [far, near]}, cv=3).fit(histories)
    assert search.best_params_ == {"priors": near}
    assert search.best_estimator_.get_params()["priors"] == near
    assert search.best_estimator_.p_alive(histories).shape == (300,)


def test_grid_search_over_frames(histories):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(histories, columns=list(NAMES))
    search = GridSearchCV(tn.NBD(), {"max_iterations": [100, 200]}, cv=2).fit(frame)
    assert np.isfinite(search.best_score_)
    assert search.best_estimator_.feature_names_in_.tolist() == list(NAMES)


def test_pipeline_and_its_picture(histories):
    pipeline = make_pipeline(tn.NBD())
    assert "NBD" in pipeline._repr_html_()
    table = pipeline.fit(histories).predict(histories, horizon=3)
    assert table == tn.NBD().fit(histories).predict(histories, horizon=3)
    assert pipeline.n_features_in_ == 3
    assert "NBD" in pipeline._repr_html_()


def test_features_seen_by_the_fit(histories):
    model = tn.NBD().fit(dict(zip(NAMES, histories.T, strict=True)))
    assert (model.n_features_in_, model.feature_names_in_.tolist()) == (3, list(NAMES))
    model.fit(histories)
    assert model.n_features_in_ == 3
    assert not hasattr(model, "feature_names_in_")
    summary = tn.Summary.from_arrays(**dict(zip(NAMES, histories.T, strict=True)))
    assert model.fit(summary).feature_names_in_.tolist() == list(NAMES)


def test_clone_of_a_fitted_model_is_not_fitted(histories):
    model = tn.NBD(priors={"r": (1.0, 2.0)}, threads=1).fit(histories)
    cloned = base.clone(model)
    assert cloned.get_params() == model.get_params()
    assert not hasattr(cloned, "params_")
    assert not hasattr(cloned, "standard_errors_")
