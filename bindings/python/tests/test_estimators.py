"""scikit-learn's rules, kinds of X, errors."""

import copy
import inspect
import pickle

import numpy as np
import pytest

import tenure as tn
from tenure import _core
from tenure.estimators import Estimator

X = np.array([[2, 30.43, 38.86, 22.35], [0, 0, 38.86, 0], [5, 20, 30, 10.0], [1, 3, 12, 8.0]])
MODELS = [tn.ParetoNBD, tn.BGNBD, tn.MBGNBD, tn.NBD, tn.GammaGamma]
PURCHASES = MODELS[:4]


@pytest.fixture(params=MODELS, ids=lambda cls: cls.model)
def model(request) -> Estimator:
    names = request.param.parameter_names()
    return request.param.from_params(**{name: 2.0 + i for i, name in enumerate(names)})


def test_every_model_of_the_core_has_its_class():
    assert {cls.model for cls in MODELS} <= {info.name for info in _core.models()}


def test_constructors_store_and_nothing_else():
    for cls in MODELS:
        keywords = {name: object() for name in inspect.signature(cls).parameters}
        made = cls(**keywords)
        assert vars(made) == keywords
        assert made.get_params() == keywords


def test_set_params():
    model = tn.BGNBD()
    assert model.set_params(unit="month") is model
    assert model.get_params()["unit"] == "month"
    with pytest.raises(ValueError, match="no such parameter"):
        model.set_params(penalizer=1)


def test_fit_returns_self_and_learned_names_end_in_underscore(cdnow_39_weeks):
    model = tn.BGNBD()
    assert model.fit(cdnow_39_weeks) is model
    learned = set(vars(model)) - set(model.get_params())
    assert all(name.endswith("_") or name.startswith("_") for name in learned)


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))]
)
def test_copies_and_pickles_predict_the_same(model, again):
    other = again(model)
    assert other.params_ == model.params_
    assert other.result_.summary() == model.result_.summary()
    histories = X[:, [0, 3]] if isinstance(model, tn.GammaGamma) else X
    assert np.array_equal(other.log_likelihood(histories), model.log_likelihood(histories))


def test_clone_of_scikit_learn():
    base = pytest.importorskip("sklearn.base")
    cloned = base.clone(tn.ParetoNBD.from_params(r=1, alpha=2, s=3, beta=4, unit="day"))
    assert cloned.unit == "day"
    assert not hasattr(cloned, "params_")


def test_every_kind_of_x_gives_the_same(model):
    names = ["frequency", "recency", "age", "mean_spend"]
    columns = dict(zip(names, X.T, strict=True))
    summary = tn.Summary.from_arrays(**columns)
    kinds = [X, X.tolist(), columns, summary, summary.to_table()]
    kinds += [pytest.importorskip(name).DataFrame(columns) for name in ("pandas", "polars")]
    kinds += [pytest.importorskip("pyarrow").table(columns)]
    expected = model.log_likelihood(X)
    for kind in kinds:
        assert np.array_equal(model.log_likelihood(kind), expected)


def test_weights_stand_for_clients():
    fitted = tn.BGNBD().fit(np.repeat(X[:, :3], 50, axis=0))
    weighted = tn.BGNBD().fit(X[:, :3], weight=[50] * 4)
    assert weighted.log_likelihood_ == pytest.approx(fitted.log_likelihood_)


def test_start_by_name_or_in_order(cdnow_39_weeks):
    named = {"r": 0.5, "alpha": 10, "s": 0.5, "beta": 10}
    by_name = tn.ParetoNBD(start=named).fit(cdnow_39_weeks)
    in_order = tn.ParetoNBD(start=list(named.values())).fit(cdnow_39_weeks)
    assert by_name.params_ == in_order.params_


def test_not_fitted():
    with pytest.raises(tn.DataError, match="ParetoNBD has no parameters yet"):
        tn.ParetoNBD().p_alive(X)
    assert not hasattr(tn.ParetoNBD(), "params_")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ([[1, 2]], r"shape \(n, 3\)"),
        ([1, 2, 3], r"shape \(n, 3\)"),
        ("x", "expected numbers"),
        ({"frequency": [1], "recency": [1]}, "age: no such column"),
        ([[1, 5, 2]], "recency 5"),
        ([[1.5, 1, 2]], "frequency 1.5"),
        ([[1, 1, np.nan]], "age"),
    ],
)
def test_bad_x_says_what_is_wrong(bad, message):
    model = tn.ParetoNBD.from_params(r=1, alpha=1, s=1, beta=1)
    with pytest.raises(tn.DataError, match=message):
        model.p_alive(bad)


def test_bad_parameters():
    with pytest.raises(tn.DataError, match="expected r, alpha, s, beta, got r"):
        tn.ParetoNBD.from_params(r=1)
    with pytest.raises(ValueError, match="alpha"):
        tn.ParetoNBD.from_params(r=1, alpha=-1, s=1, beta=1)


def test_a_fit_that_cannot_be_used_warns():
    model = tn.ParetoNBD()
    with pytest.warns(tn.ConvergenceWarning):
        model.fit([[0, 0, 10], [0, 0, 10]])
    assert not model.convergence_.usable
    assert "NOT USABLE" in model.result_.summary()


def test_predict_is_the_single_quantities_side_by_side(cdnow_39_weeks):
    model = tn.MBGNBD.from_params(r=0.525, alpha=6.183, a=0.891, b=1.614)
    table = model.predict(cdnow_39_weeks, horizon=39)
    assert np.array_equal(table["client"], cdnow_39_weeks.client_ids)
    assert np.array_equal(table["p_alive"], model.p_alive(cdnow_39_weeks))
    assert np.array_equal(table["expected_purchases"], model.expected_purchases(cdnow_39_weeks, 39))
    assert np.array_equal(table["p_active"], model.p_active(cdnow_39_weeks, 39))
    assert np.array_equal(table["holdout_frequency"], cdnow_39_weeks["holdout_frequency"])


@pytest.mark.parametrize("cls", PURCHASES)
def test_shapes_follow_the_argument(cls):
    names = cls.parameter_names()
    model = cls.from_params(**dict.fromkeys(names, 1.5))
    assert np.ndim(model.pmf(3, 10)) == 0
    assert model.pmf([[0, 1], [2, 3]], 10).shape == (2, 2)
    assert model.pmf(np.arange(2000), 10).sum() == pytest.approx(1, abs=1e-3)
    assert np.ndim(model.expected_purchases_new(5)) == 0
    assert model.expected_purchases_new([1, 2]).shape == (2,)
    with pytest.raises(tn.DataError, match="whole"):
        model.pmf(1.5, 10)


def test_simulation_is_the_same_for_the_same_seed():
    model = tn.ParetoNBD.from_params(r=0.55, alpha=10.6, s=0.6, beta=11.7)
    first, again = (model.simulate(np.full(100, 52.0), seed=1) for _ in range(2))
    assert first == again
    assert first != model.simulate(np.full(100, 52.0), seed=2)
    assert first["time"].max() <= 52
