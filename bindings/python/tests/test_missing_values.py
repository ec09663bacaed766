"""What is missing stays missing, and what does not fit is refused, in every kind of column."""

import decimal

import numpy as np
import pytest

import tenure as tn


def read(log, **options):
    roles = {name: name for name in log if name not in ("client", "date")}
    return tn.Portfolio.from_table(log, client="client", date="date", **roles, **options)


MISSING = [None, float("nan"), np.nan, np.float64("nan")]


@pytest.mark.parametrize("missing", MISSING)
def test_a_missing_client_in_a_list_of_texts_is_a_guest(small_log, missing):
    portfolio = read({**small_log, "client": ["ann", missing, "bob", "ann"]})
    assert portfolio.client_ids.tolist() == ["ann", "bob"]
    assert portfolio.report.dropped["guest"] == (1, 1)


def test_missing_values_of_pandas_in_a_list(small_log):
    pd = pytest.importorskip("pandas")
    portfolio = read({**small_log, "client": ["ann", pd.NA, pd.NaT, "ann"]})
    assert portfolio.report.dropped["guest"] == (2, 1)


@pytest.mark.parametrize("role", ["category", "channel", "order_id"])
@pytest.mark.parametrize("missing", MISSING)
def test_missing_labels(small_log, role, missing):
    table = read({**small_log, role: ["a", "b", missing, "c"]}).to_table()
    assert "nan" not in table[role].tolist()
    assert "None" not in table[role].tolist()


MASKED = {
    "client": np.ma.array([1, 2, 3, 1], mask=[0, 1, 0, 0]),
    "client as text": np.ma.array(["ann", "x", "bob", "ann"], mask=[0, 1, 0, 0]),
    "date": np.ma.array(
        np.array(["2024-01-01", "2024-02-01", "2024-01-15", "2024-02-01"], "datetime64[D]"),
        mask=[0, 1, 0, 0],
    ),
    "date as text": np.ma.array(["2024-01-01", "x", "2024-01-15", "2024-02-01"], mask=[0, 1, 0, 0]),
    "amount": np.ma.array([10.0, 1e9, 5.0, 2.5], mask=[0, 1, 0, 0]),
}


@pytest.mark.parametrize("kind", MASKED)
def test_what_a_mask_hides_is_missing(small_log, kind):
    column = kind.split()[0]
    portfolio = read({**small_log, column: MASKED[kind]}, invalid_rows="drop")
    reason = "guest" if column == "client" else "invalid"
    assert portfolio.report.dropped[reason] == (1, 1)


def test_a_mask_over_histories_is_refused():
    age = np.ma.array([1.0, 2.0], mask=[False, True])
    with pytest.raises(tn.DataError) as caught:
        tn.Summary.from_arrays(frequency=[0, 0], recency=[0, 0], age=age)
    assert (caught.value.argument, caught.value.row) == ("age", 1)


def test_nullable_integers_beyond_64_bits(small_log):
    pd = pytest.importorskip("pandas")
    ids = pd.array([1, None, 2**63 + 5, 4], "UInt64")
    with pytest.raises(tn.DataError, match="9223372036854775813 at row 2") as caught:
        read({**small_log, "client": ids})
    assert (caught.value.argument, caught.value.row) == ("client", 2)
    ids = pd.Series([1, None, 2**63 - 1, 4], dtype="UInt64")
    assert read({**small_log, "client": ids}).client_ids.tolist() == [1, 4, 2**63 - 1]


@pytest.mark.parametrize(
    ("ticks", "unit"),
    [(2**32 + 18000, "D"), (2**60, "h"), (2**62, "m"), (2**40, "Y"), (2**40, "M"), (2**40, "W"),
     (2**62, "25s")],
)  # fmt: skip
def test_times_that_would_wrap(small_log, ticks, unit):
    days = np.array([18000, ticks, 18000, 18000]).astype(f"datetime64[{unit}]")
    with pytest.raises(tn.DataError, match="at row 1 is outside the calendar") as caught:
        read({**small_log, "date": days})
    assert (caught.value.argument, caught.value.row) == ("date", 1)


BIG = 2**53 + 1


@pytest.mark.parametrize("kind", ["pyarrow", "polars"])
def test_arrow_columns_in_a_dict_keep_their_type(small_log, kind):
    module = pytest.importorskip(kind)
    column = module.array if kind == "pyarrow" else module.Series
    portfolio = read({**small_log, "client": column([BIG, None, BIG + 1, BIG])})
    assert portfolio.client_ids.tolist() == [BIG, BIG + 1]
    assert portfolio.report.dropped["guest"] == (1, 1)


def test_a_signalling_nan_is_missing(small_log):
    amounts = [decimal.Decimal(1), decimal.Decimal("sNaN"), decimal.Decimal(2), decimal.Decimal(3)]
    report = read({**small_log, "amount": amounts}, invalid_rows="drop").report
    assert report.dropped["invalid"] == (1, 1)


@pytest.mark.parametrize("ids", [[1, 2**70, 3, 4], [1, None, -(2**64), 4], [1, 2**64, None, 4]])
def test_integers_above_64_bits(small_log, ids):
    with pytest.raises(tn.DataError, match=r"client: .* is above the range of 64 bits"):
        read({**small_log, "client": ids})
