"""Labels of the groups over which predictions are summed."""

import datetime as dt

import numpy as np
import pytest

import tenure as tn

X = np.array([[0, 0, 30], [2, 20, 30], [5, 28, 30], [1, 3, 30], [0, 0, 30], [1, 25, 30]])
MODEL = tn.NBD().fit(X)
NAT = np.datetime64("NaT")


def sums(groups, histories=X):
    return tn.prediction_intervals(MODEL, histories, 10, groups=groups)


LABELS = {
    "integers": ([7, 3, 3, 10, 7, 3], [3, 7, 10]),
    "texts": (["b", "a", "a", "c", "b", "a"], ["a", "b", "c"]),
    "texts and None": (["10", "9", None, "9", "10", None], ["10", "9"]),
    "texts that numpy would cut": (["a", "a\0", "a", "a", "a", "a"], ["a", "a\0"]),
    "booleans": (np.array([True, False, True, True, False, True]), [False, True]),
    "floats": ([2.5, 10.0, 2.5, np.nan, 10.0, 2.5], [2.5, 10.0]),
    "whole and other numbers": (np.array([2, 2.5, 2, 10, 10, 2], object), [2.0, 2.5, 10.0]),
    "masked": (np.ma.array([1, 2, 3, 1, 2, 3], mask=[0, 0, 1, 0, 0, 1]), [1, 2]),
    "dates": ([dt.date(2024, 2, d) for d in (3, 1, 3, 1, 1, 2)], ["2024-02-01", "2024-02-02"]),
    "days": (np.array(["2024-02-01"] * 5 + [NAT], "M8[ns]"), ["2024-02-01"]),
    "nobody": ([None] * 6, []),
}


@pytest.mark.parametrize("kind", LABELS)
def test_groups_keep_their_labels_in_ascending_order(kind):
    given, expected = LABELS[kind]
    table = sums(given)
    found = table["group"]
    if found.dtype.kind == "M":
        assert found.astype(str).tolist()[: len(expected)] == expected
    else:
        assert found.tolist() == expected
        assert [type(label) for label in found.tolist()] == [type(label) for label in expected]
    each = tn.prediction_intervals(MODEL, X, 10)["estimate"]
    cells = [np.ma.is_masked(c) or c is None or c != c for c in given]
    assert table["estimate"].sum() == pytest.approx(each[~np.array(cells, bool)].sum())


@pytest.mark.parametrize(
    "dtype", ["string", "Int64", "boolean", "category", "object", "datetime64[ns]"]
)
def test_missing_labels_of_pandas_are_in_no_group(dtype):
    pd = pytest.importorskip("pandas")
    values = {"string": ["a", "b"], "Int64": [1, 2], "boolean": [False, True]}
    days = [pd.Timestamp("2024-01-01"), pd.Timestamp("2024-02-01")]
    first, second = days if dtype.startswith("date") else values.get(dtype, ["a", "b"])
    column = pd.Series([first, None, second, first, None, first], dtype=dtype)
    table = sums(column)
    assert table["clients"].tolist() == [3, 1]
    if not dtype.startswith("date"):
        assert table["group"].tolist() == [first, second]
    assert sums(column.array)["group"].tolist() == table["group"].tolist()


@pytest.mark.parametrize(
    ("labels", "message", "row"),
    [
        (np.array([1, "1", 1, 1, 1, 1], object), "'1' at row 1 is of type text, those before", 1),
        ([None, True, 2.5, 1.5, 1.5, 1.5], "2.5 at row 2 is of type float64, those before", 2),
        ([("a",), "a", "a", "a", "a", "a"], "neither a number, a text nor a date", 0),
        ([dt.datetime(2024, 1, 1, 12)] * 6, "convert such labels to texts", 0),
        ([1, 2], "expected 6 labels", None),
        ("none", "labels, one a client, or 'all'", None),
    ],
)
def test_labels_that_are_refused(labels, message, row):
    with pytest.raises(tn.DataError, match=message) as caught:
        sums(labels)
    assert (caught.value.argument, caught.value.row) == ("groups", row)


def test_groups_of_nobody_are_an_empty_table():
    nobody = np.zeros((0, 3))
    for groups in ("all", [], np.array([], object)):
        table = sums(groups, nobody)
        assert len(table) == 0
        assert table.columns == sums("all").columns
    assert tn.prediction_intervals(MODEL, nobody, 10).columns[0] == "client"


def test_sums_over_groups_say_how_many_opted_out(small_log):
    portfolio = tn.Portfolio.from_table(small_log, client="client", date="date")
    flagged = tn.privacy.with_flags(portfolio, ["bob"], no_profiling=True)
    summary = flagged.summarise()
    assert sums("all", summary).excluded_clients == 1
