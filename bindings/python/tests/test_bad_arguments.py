"""Whatever is passed by mistake, the error is the library's own and names the argument."""

import pickle

import numpy as np
import pytest

import tenure as tn

ROLES = {"client": "client", "date": "date", "amount": "amount"}


@pytest.mark.parametrize(
    "table", [[1, 2, 3], np.zeros((2, 2)), np.zeros(2, [("client", int), ("date", int)]), "log"]
)
def test_what_is_no_table(table):
    with pytest.raises(tn.DataError, match="expected a table") as caught:
        tn.Portfolio.from_table(table, **ROLES)
    assert caught.value.argument == "table"


def test_a_lazy_frame_is_to_be_collected(small_log):
    lazy = pytest.importorskip("polars").LazyFrame(small_log)
    with pytest.raises(tn.DataError, match=r"collect\(\)"):
        tn.Portfolio.from_table(lazy, **ROLES)


def test_columns_of_pandas(small_log):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(small_log)
    twice = pd.concat([frame, frame["client"]], axis=1)
    with pytest.raises(tn.DataError, match="client: 2 columns have this name"):
        tn.Portfolio.from_table(twice, **ROLES)
    numbered = frame.set_axis([0, 1, 2], axis=1)
    assert len(tn.Portfolio.from_table(numbered, client="0", date="1", amount="2")) == 2
    with pytest.raises(tn.DataError, match="client: expected the name of a column, got 0"):
        tn.Portfolio.from_table(numbered, client=0, date="1")
    days = pd.DatetimeIndex(small_log["date"], tz="UTC")
    portfolio = tn.Portfolio.from_table({**small_log, "date": days}, **ROLES, zone="UTC")
    assert portfolio.purchases == 3


@pytest.mark.parametrize("values", [5, "abcd", [[1], [2, 3], [4], [5]], iter([1, 2, 3, 4])])
def test_what_is_no_column(small_log, values):
    with pytest.raises(tn.DataError, match="client"):
        tn.Portfolio.from_table({**small_log, "client": values}, **ROLES)


def test_roles_of_appended_columns(small_log):
    portfolio = tn.Portfolio.from_table(small_log, **ROLES)
    for columns in ({"client": "client"}, {**ROLES, "colour": "client"}):
        with pytest.raises(tn.DataError, match="columns: client, date and others"):
            portfolio.append(small_log, columns=columns)


def test_negative_threads_and_seeds(small_log):
    with pytest.raises(tn.DataError, match=r"threads: .* got -1"):
        tn.Portfolio.from_table(small_log, **ROLES, threads=-1)
    model = tn.ParetoNBD.from_params(r=1, alpha=1, s=1, beta=1)
    with pytest.raises(tn.DataError, match=r"seed: .* got -1"):
        model.simulate([1.0], seed=-1)
    with pytest.raises(tn.DataError, match="seed"):
        tn.simulate_shop(seed=-1)


def test_a_margin_of_any_kind_of_number():
    summary = tn.Summary.from_arrays(frequency=[2], recency=[30], age=[38], mean_spend=[22])
    purchases = tn.ParetoNBD.from_params(r=0.55, alpha=10.6, s=0.6, beta=11.7)
    spend = tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)
    expected = tn.clv(purchases, spend, summary, margin=0.25).total
    for margin in (np.float32(0.25), np.array(0.25), [0.25]):
        assert tn.clv(purchases, spend, summary, margin=margin).total == expected
    with pytest.raises(tn.DataError, match="margin"):
        tn.clv(purchases, spend, summary, margin=None)


HISTORIES = {"frequency": [2, 0], "recency": [30, 0], "age": [38, 38]}


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_a_mean_spend_that_is_no_amount(bad):
    with pytest.raises(tn.DataError) as caught:
        tn.Summary.from_arrays(**HISTORIES, mean_spend=[1.0, bad])
    assert (caught.value.argument, caught.value.row) == ("mean_spend", 1)


@pytest.mark.parametrize("ids", [[7, 7], ["a", "a"], ["a", None], ["a", float("nan")]])
def test_ids_that_come_twice_or_not_at_all(ids):
    with pytest.raises(tn.DataError) as caught:
        tn.Summary.from_arrays(**HISTORIES, client=ids)
    assert (caught.value.argument, caught.value.row) == ("client", 1)


@pytest.mark.parametrize("client", [None, [9, 3], ["b", "a"]])
@pytest.mark.parametrize("mean_spend", [None, [5.0, 0.0]])
def test_a_pickled_summary_does_not_see_later_changes(client, mean_spend):
    age = np.array([38.0, 39.0])
    summary = tn.Summary.from_arrays(
        **{**HISTORIES, "age": age}, mean_spend=mean_spend, client=client
    )
    before = summary.to_table()
    age[:] = 1000
    assert pickle.loads(pickle.dumps(summary)).to_table() == before
