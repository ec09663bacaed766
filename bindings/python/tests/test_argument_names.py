"""Errors name the argument that the caller gave, by the name it has in Python."""

import datetime as dt

import numpy as np
import pytest

import tenure as tn

A = np.array([[2, 30.0, 38], [0, 0, 38], [5, 20, 30], [1, 3, 12], [0, 0, 20], [3, 10, 25]])
LOG = {"client": ["a", "b", "a"], "date": ["2024-01-01", "2024-01-05", "2024-02-01"]}
PARETO = tn.ParetoNBD.from_params(r=0.55, alpha=10.6, s=0.6, beta=11.7)
SPEND = tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)
SUMMARY = tn.Summary.from_arrays(
    frequency=[2, 0], recency=[30.0, 0], age=[38.0, 38], mean_spend=[10.0, 0]
)


def portfolio():
    return tn.Portfolio.from_table(LOG, client="client", date="date")


@pytest.mark.parametrize(
    ("call", "argument", "row", "text"),
    [
        (lambda: PARETO.dert(A, 0), "discount_rate", None, "not 0"),
        (lambda: PARETO.dert(A, 0.1, per="fortnight"), "per", None, "got 'fortnight'"),
        (lambda: PARETO.dert(A, "a"), "discount_rate", None, "expected a number, got 'a'"),
        (lambda: PARETO.purchase_quantile(A, 2, 10), "q", None, "^q is 2"),
        (lambda: PARETO.purchase_quantile_new([0.5, 2], 10), "q", None, "^q is 2"),
        (lambda: PARETO.expected_purchases_new([1, -1]), "t", 1, "^t must be .* not -1"),
        (lambda: PARETO.expected_purchases_new("a"), "t", None, "expected numbers, got 'a'"),
        (lambda: PARETO.pmf(1, t=3, after=5), "t", None, "^t: .* from `after`, got 3"),
        (lambda: PARETO.simulate([1, -1], seed=1), "ages", 1, "^ages must be .* not -1"),
        (lambda: SPEND.simulate(["a"], seed=1), "counts", None, "whole numbers"),
        (lambda: tn.clv(PARETO, SPEND, SUMMARY, margin=[1, 2]), "margin", 1, "not 2"),
        (lambda: tn.clv(PARETO, SPEND, SUMMARY, margin=[1]), "margin", None, "2 clients"),
        (lambda: tn.clv(SPEND, PARETO, SUMMARY), "model", None, "^model: Gamma-Gamma is not"),
        (lambda: tn.compare(["gamma_gamma"], SUMMARY), "models", None, "model of spend"),
        (lambda: tn.compare(["foo"], SUMMARY), "models", None, "no model is called 'foo'"),
        (
            lambda: portfolio().summarise(calibration_end="foo"),
            "calibration_end",
            None,
            "^calibration_end: 'foo' is not a date",
        ),
        (
            lambda: tn.backtest(portfolio(), ["nbd"], 4, origins="2024-01-05"),
            "origins",
            None,
            "list of dates, got '2024-01-05'",
        ),
        (
            lambda: tn.backtest(portfolio(), ["nbd"], 4, origins=["2"]),
            "origins",
            None,
            "^origins: '2' is not a date",
        ),
        (lambda: tn.NBD(start=[1, 2, 3]).fit(A), "start", None, "2 parameters, not 3"),
        (lambda: tn.NBD(start="ab").fit(A), "start", None, "expected numbers"),
        (lambda: tn.NBD.from_params(r="a", alpha=1), "r", None, "expected a number, got 'a'"),
        (
            lambda: tn.NBD().fit({"frequency": [1, 2], "recency": [1.0, 2], "age": [3.0]}),
            "age",
            None,
            "different lengths",
        ),
        (
            lambda: tn.Portfolio.from_table(
                {**LOG, "date": ["2024-01-01"]}, client="client", date="date"
            ),
            "date",
            None,
            "different lengths",
        ),
        (lambda: PARETO.expected_purchases(A, "a"), "horizon", None, "number, got 'a'$"),
        (lambda: PARETO.expected_purchases(A, None), "horizon", None, "number, got None$"),
        (
            lambda: PARETO.expected_purchases(A, dt.timedelta(3)),
            "horizon",
            None,
            "number, got a value of the class timedelta$",
        ),
        (lambda: tn.NBD(threads=1.5).fit(A), "threads", None, "whole number, got 1.5$"),
        (lambda: tn.NBD(max_iterations=1.5).fit(A), "max_iterations", None, "got 1.5$"),
        (lambda: PARETO.simulate([1], seed=1.5), "seed", None, "got 1.5$"),
        (lambda: PARETO.simulate([1], seed=None), "seed", None, "got None$"),
        (
            lambda: PARETO.simulate([1], seed=np.random.default_rng(1)),
            "seed",
            None,
            "got a value of the class Generator$",
        ),
        (lambda: SUMMARY.to_table()[0], "name", None, "name of a column, got 0"),
        (lambda: tn.NBD().fit(A, progress=3), "progress", None, "a callable, True or None, got 3"),
    ],
)
def test_errors_name_what_was_given(call, argument, row, text):
    with pytest.raises(tn.DataError, match=text) as caught:
        call()
    assert (caught.value.argument, caught.value.row) == (argument, row)
    assert "\n" not in str(caught.value)


def test_other_histories_than_those_of_the_fit():
    model = tn.NBD().fit(A)
    for call in (
        lambda: tn.bootstrap(model, A[:3], replicates=2),
        lambda: tn.confidence_intervals(model, A[:3], method="profile"),
    ):
        with pytest.raises(tn.DataError, match="other histories") as caught:
            call()
        assert caught.value.argument == "X"


def test_instants_need_a_zone():
    pd = pytest.importorskip("pandas")
    log = {**LOG, "date": pd.DatetimeIndex(LOG["date"], tz="UTC")}
    with pytest.raises(tn.DataError, match="zone") as caught:
        tn.Portfolio.from_table(log, client="client", date="date")
    assert caught.value.argument == "zone"


def test_lazy_frames_are_to_be_collected():
    lazy = pytest.importorskip("polars").LazyFrame({"frequency": [1], "recency": [1.0], "age": [2]})
    with pytest.raises(tn.DataError, match=r"collect\(\)") as caught:
        PARETO.p_alive(lazy)
    assert caught.value.argument == "X"


def test_one_client_as_a_dict_of_numbers():
    assert PARETO.p_alive({"frequency": 2, "recency": 30.0, "age": 38}) == PARETO.p_alive(A[:1])
    assert SPEND.expected_spend({"frequency": 2, "mean_spend": 10.0}).shape == (1,)


@pytest.mark.parametrize("progress", [True, False])
def test_progress_may_be_a_bar(progress, capsys):
    quiet = tn.NBD().fit(A)
    assert tn.NBD().fit(A, progress=progress).result_ == quiet.result_
    assert tn.bootstrap(quiet, A, replicates=5, progress=progress).failed >= 0
    assert capsys.readouterr().err == ""  # a bar shows after two seconds


def test_cells_for_models_of_contracts():
    cells = tn.Cells.of(A, kind="contracts")
    assert cells.kind == "purchases"  # the same histories
    assert len(cells) == len(A)
