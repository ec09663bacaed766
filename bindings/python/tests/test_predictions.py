"""Windows, counts, quantiles, lifetimes and rates, from Python."""

import numpy as np
import pytest

import tenure as tn

X = np.array([[2, 30.43, 38.86], [0, 0, 38.86], [26, 30, 31]])
PARETO = tn.ParetoNBD.from_params(r=0.55328, alpha=10.5777, s=0.60624, beta=11.6687)
CONTINUOUS = [
    PARETO,
    tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426),
    tn.MBGNBD.from_params(r=0.525, alpha=6.183, a=0.891, b=1.614),
    tn.NBD.from_params(r=0.385, alpha=12.072),
    tn.GGompertzNBD.from_params(r=0.553, alpha=10.58, b=0.0002, s=0.603, beta=0.0026),
]


@pytest.fixture(params=CONTINUOUS, ids=lambda model: model.model)
def model(request):
    return request.param


def test_counts_of_a_window_add_up(model):
    pmf = model.conditional_pmf(X, np.arange(400), horizon=30, after=10)
    assert pmf.shape == (3, 400)
    assert pmf.sum(axis=1) == pytest.approx(1, abs=1e-9)
    expected = model.expected_purchases(X, horizon=30, after=10)
    assert pmf @ np.arange(400) == pytest.approx(expected, rel=1e-8)
    assert pmf[:, 0] == pytest.approx(model.p_silent(X, 30, after=10))
    assert model.p_active(X, 30, after=10) == pytest.approx(1 - pmf[:, 0])
    whole = model.expected_purchases(X, 10) + expected
    assert model.expected_purchases(X, 30) == pytest.approx(whole)
    discounted = model.dert(X, 0.1, horizon=10) + model.dert(X, 0.1, horizon=30, after=10)
    assert model.dert(X, 0.1, horizon=30) == pytest.approx(discounted)


def test_shape_of_the_counts(model):
    assert model.conditional_pmf(X, 3, 10).shape == (3,)
    assert model.conditional_pmf(X, [[0, 1], [2, 3]], 10).shape == (3, 2, 2)
    assert model.conditional_pmf(X, np.arange(0), 10).shape == (3, 0)
    with pytest.raises(tn.DataError, match="n: expected whole numbers"):
        model.conditional_pmf(X, [0.5], 10)


def test_quantiles_are_those_of_the_counts(model):
    below = model.conditional_pmf(X, np.arange(1000), 52).cumsum(axis=1)
    for q in (0.05, 0.5, 0.9, 0.99):
        quantile = model.purchase_quantile(X, q, 52)
        assert quantile.dtype.kind == "i"
        assert np.array_equal(quantile, (below < q).sum(axis=1))
    interval = model.purchase_interval(X, 52, level=0.8)
    assert np.array_equal(interval[:, 0], model.purchase_quantile(X, 0.5 * (1 - 0.8), 52))
    assert np.array_equal(interval[:, 1], model.purchase_quantile(X, 0.5 * (1 + 0.8), 52))


def test_a_new_client_in_an_interval_of_his_age(model):
    counts = np.arange(400)
    pmf = model.pmf(counts, 52, after=20)
    assert pmf.sum() == pytest.approx(1, abs=1e-9)
    expected = model.expected_purchases_new(52, after=20)
    assert pmf @ counts == pytest.approx(expected)
    assert model.expected_purchases_new(52) == pytest.approx(
        model.expected_purchases_new(20) + expected
    )
    assert model.purchase_quantile_new(0.9, 52, after=20) == (pmf.cumsum() < 0.9).sum()
    assert model.purchase_quantile_new([[0.5, 0.9]], 52).shape == (1, 2)


def test_lifetimes_with_and_without_a_mean():
    assert np.isinf(PARETO.expected_lifetime(X)).all()  # s <= 1
    within = PARETO.expected_lifetime(X, horizon=52)
    assert (within < 52).all()
    assert (within <= 52 * PARETO.p_alive(X)).all()
    steady = tn.ParetoNBD.from_params(r=1, alpha=10, s=3, beta=20)
    forever = steady.p_alive(X) * (20 + X[:, 2]) / 2
    assert steady.expected_lifetime(X) == pytest.approx(forever)


def test_posterior_rates_of_the_bg_bb_walkthrough():
    donors = tn.BGBB.from_params(alpha=1.204, beta=0.750, gamma=0.657, delta=2.783)
    new = np.zeros((1, 3))
    assert donors.expected_rate(new) == pytest.approx(0.6162, abs=5e-5)
    assert donors.expected_dropout(new) == pytest.approx(0.1909, abs=1e-4)


def test_posterior_rates_grow_with_purchases(model):
    rate = model.expected_rate([[1, 20, 30], [10, 20, 30]])
    assert rate[0] < rate[1]
    if isinstance(model, tn.NBD):
        with pytest.raises(tn.Error, match="NBD does not give expected_dropout"):
            model.expected_dropout(X)
    else:
        assert (model.expected_dropout(X) > 0).all()


def test_contracts_in_a_window():
    model = tn.ShiftedBetaGeometric.from_params(alpha=0.668, beta=3.806, unit="year")
    due = [[2, 2, 2]]
    assert model.p_active(due, 5, after=2) == pytest.approx(model.p_alive(due, 3))
    assert model.conditional_pmf(due, [0, 1, 2, 3], 5, after=2).sum() == pytest.approx(1)
    assert model.expected_lifetime(due, 3) == pytest.approx(model.expected_purchases(due, 3))
    assert np.isinf(model.expected_lifetime(due)).all()  # alpha <= 1
    assert model.expected_dropout([[2, 2, 2]]) == pytest.approx(0.668 / (0.668 + 3.806 + 2))


def test_intervals_in_the_table_of_predictions():
    summary = tn.Summary.from_arrays(frequency=X[:, 0], recency=X[:, 1], age=X[:, 2])
    table = PARETO.predict(summary, 52, level=0.9)
    interval = PARETO.purchase_interval(X, 52, level=0.9)
    assert np.array_equal(table["purchases_lower"], interval[:, 0])
    assert np.array_equal(table["purchases_upper"], interval[:, 1])
    assert np.array_equal(table["p_active"], PARETO.p_active(X, 52))
    with pytest.raises(tn.DataError, match="level"):
        PARETO.predict(summary, 52, level=90)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [({"horizon": -1}, "horizon"), ({"horizon": 5, "after": 6}, "horizon"),
     ({"horizon": np.inf}, "horizon"), ({"horizon": 5, "after": -1}, "after")],
)  # fmt: skip
def test_windows_that_are_none(arguments, named):
    with pytest.raises(tn.DataError, match=named) as caught:
        PARETO.p_active(X, **arguments)
    assert caught.value.argument == named


def test_a_fit_that_is_not_usable_predicts_nothing():
    data = [[0, 0, 10], [0, 0, 10]]
    with pytest.warns(tn.ConvergenceWarning):
        model = tn.ParetoNBD().fit(data)
    assert np.isfinite(model.log_likelihood(data)).all()
    with pytest.raises(tn.Error, match="not usable"):
        model.p_alive(data)
    with pytest.raises(tn.Error, match="not usable"):
        model.simulate([10.0], seed=1)
    taken = tn.ParetoNBD.from_params(**model.params_)
    assert np.isfinite(taken.p_alive(data)).all()
