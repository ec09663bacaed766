"""What clients asked for, whose data are due to go, and which counts may be published."""

import copy
import pickle

import numpy as np
import pytest

import tenure as tn

LOG = {
    "client": ["ann", "ann", "bob", "eve", "eve"],
    "date": ["2024-01-01", "2024-02-01", "2020-01-15", "2024-01-20", "2024-03-01"],
    "amount": [10.0, 20.0, 5.0, 7.0, 8.0],
}
COLUMNS = {"client": "client", "date": "date", "amount": "amount"}


@pytest.fixture
def portfolio():
    return tn.Portfolio.from_table(LOG, **COLUMNS)


def test_an_excluded_client_is_counted_and_not_scored(portfolio):
    flagged = tn.privacy.with_flags(portfolio, ["eve"], no_profiling=True)
    assert len(flagged) == 3
    assert flagged.purchases == 5
    assert flagged.excluded_clients == 1
    summary = flagged.summarise()
    assert summary.client_ids.tolist() == ["ann", "bob"]
    assert summary.excluded_clients == 1
    assert "without 1 who opted out of profiling" in repr(summary)
    result = tn.rfm(summary, bins=2)
    assert result.clients.excluded_clients == result.segments.excluded_clients == 1
    assert "without 1 who opted out" in repr(result.clients)
    assert summary.excluded_clients == pickle.loads(pickle.dumps(summary)).excluded_clients


def test_a_table_keeps_the_count_wherever_it_goes(portfolio):
    table = tn.privacy.with_flags(portfolio, ["eve"], no_profiling=[True]).summarise().to_table()
    assert pickle.loads(pickle.dumps(table)).excluded_clients == 1
    assert copy.copy(table).excluded_clients == 1
    assert table.beside(table).excluded_clients == 1
    pyarrow = pytest.importorskip("pyarrow")
    assert pyarrow.table(table).schema.metadata == {b"tenure.excluded_clients": b"1"}
    assert pyarrow.table(portfolio.summarise().to_table()).schema.metadata is None


def test_flags_stay_through_append_save_and_pickle(portfolio, tmp_path):
    flagged = tn.privacy.with_flags(
        portfolio, ["zoe", "ann"], no_profiling=[True, False], no_contact=True
    )
    assert flagged.excluded_clients == 0
    more = {"client": ["zoe"], "date": ["2024-03-02"], "amount": [1.0]}
    grown = flagged.append(more, threads=1)
    assert grown.excluded_clients == 1
    grown.save(tmp_path / "p")
    assert tn.privacy.flags(tn.Portfolio.load(tmp_path / "p")) == tn.privacy.flags(grown)
    table = tn.privacy.flags(pickle.loads(pickle.dumps(grown)))
    assert table["client"].tolist() == ["ann", "zoe"]
    assert table["no_contact"].tolist() == [True, True]
    assert table["erase"].tolist() == [False, False]


def test_who_is_due_is_erased(portfolio):
    due = tn.privacy.due_for_erasure(portfolio)
    assert due["client"].tolist() == ["bob"]
    assert due["due_since"][0] == np.datetime64("2023-01-15")
    rest = tn.privacy.erase_due(portfolio)
    assert rest.client_ids.tolist() == ["ann", "eve"]
    assert rest.report.dropped["erased"] == (1, -1)
    assert "1" in repr(rest.report)
    assert tn.privacy.erase(rest, ["ann", "nobody"]).client_ids.tolist() == ["eve"]
    assert len(tn.privacy.due_for_erasure(portfolio, years=10)) == 0
    asked = tn.privacy.with_flags(portfolio, ["ann"], erase=True)
    assert tn.privacy.due_for_erasure(asked)["reason"].tolist() == ["asked", "inactive"]


def test_integer_ids_too():
    portfolio = tn.Portfolio.from_table(
        {"client": [3, 1, 2], "date": ["2024-01-01"] * 3}, client="client", date="date"
    )
    flagged = tn.privacy.with_flags(portfolio, [2, 1], no_profiling=[True, False])
    assert flagged.summarise().client_ids.tolist() == [1, 3]
    assert tn.privacy.erase(flagged, [3]).client_ids.tolist() == [1, 2]


def test_k_anonymity_of_a_two_way_table():
    counts = [[50, 3, 40], [30, 20, 60], [70, 80, 90]]
    result = tn.privacy.anonymous_cells(counts)
    assert result.hidden_cells == 4
    assert result.totals_publishable
    merged = tn.privacy.anonymous_cells([40, 3, 20], small_cells="merge")
    assert merged.cells["group"].tolist() == [0, 1, 1]
    assert merged.cells["clients"].tolist() == [40, 23, 23]


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda p: tn.privacy.with_flags(p, ["ann", "ann"]), "client"),
        (lambda p: tn.privacy.with_flags(p, [1]), "client"),
        (lambda p: tn.privacy.with_flags(p, ["ann"], erase=[True, False]), "erase"),
        (lambda p: tn.privacy.with_flags(p, ["ann"], erase="yes"), "erase"),
        (lambda p: tn.privacy.due_for_erasure(p, years=-1), "years"),
        (lambda p: tn.privacy.anonymous_cells([1.5]), "counts"),
        (lambda p: tn.privacy.anonymous_cells([1], small_cells="hide"), "small_cells"),
        (lambda p: tn.privacy.anonymous_cells([1], k=0), "k"),
    ],
)
def test_bad_arguments_are_named(portfolio, call, argument):
    with pytest.raises(tn.DataError) as caught:
        call(portfolio)
    assert caught.value.argument == argument


def test_an_unknown_policy_is_a_type_error():
    with pytest.raises(TypeError, match="same_dya"):
        tn.Portfolio.from_table(LOG, **COLUMNS, same_dya="merge")
    with pytest.raises(TypeError, match="threads"):
        tn.PortfolioBuilder(threads=1)
