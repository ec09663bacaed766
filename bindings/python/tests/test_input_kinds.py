"""The same log in every kind of table gives the same portfolio."""

import datetime as dt
import decimal
import subprocess
import sys

import numpy as np
import pytest

import tenure as tn


@pytest.fixture(scope="module")
def log(cdnow_log):
    """Dates as ISO texts."""
    texts = [str(day) for day in cdnow_log["date"]]
    return {**cdnow_log, "date": [f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in texts]}


@pytest.fixture(scope="module")
def expected(log):
    return read(log)


def read(table, **options):
    return tn.Portfolio.from_table(
        table, client="client", date="date", amount="amount", **options
    ).to_table()


def as_pandas(log):
    return pytest.importorskip("pandas").DataFrame(log)


DICTS = {
    "lists": lambda log: log,
    "compact texts": lambda log: {**log, "date": [day.replace("-", "") for day in log["date"]]},
    "integers": lambda log: {**log, "date": [int(d.replace("-", "")) for d in log["date"]]},
    "numpy": lambda log: {name: np.array(values) for name, values in log.items()},
    "days": lambda log: {**log, "date": np.array(log["date"], "datetime64[D]")},
    "seconds": lambda log: {**log, "date": np.array(log["date"], "datetime64[s]")},
    "dates": lambda log: {**log, "date": [dt.date.fromisoformat(d) for d in log["date"]]},
    "datetimes": lambda log: {**log, "date": [dt.datetime.fromisoformat(d) for d in log["date"]]},
    "decimals": lambda log: {**log, "amount": [decimal.Decimal(str(a)) for a in log["amount"]]},
    "small integers": lambda log: {**log, "client": np.array(log["client"], np.uint16)},
    "float ids": lambda log: {**log, "client": np.array(log["client"], np.float64)},
}


@pytest.mark.parametrize("kind", DICTS)
def test_dicts(kind, log, expected):
    assert read(DICTS[kind](log)) == expected


PANDAS = {
    "texts": lambda frame: frame,
    "objects": lambda frame: frame.astype(object),
    "categories": lambda frame: frame.astype({"date": "category"}),
    "timestamps": lambda frame: frame.astype({"date": "datetime64[ns]"}),
    "timestamps in seconds": lambda frame: frame.astype({"date": "datetime64[s]"}),
    "nullable": lambda frame: frame.astype({"client": "Int64", "amount": "Float64"}),
}


@pytest.mark.parametrize("kind", PANDAS)
def test_pandas(kind, log, expected):
    assert read(PANDAS[kind](as_pandas(log))) == expected


def test_pandas_backed_by_pyarrow(log, expected):
    pytest.importorskip("pyarrow")
    assert read(as_pandas(log).convert_dtypes(dtype_backend="pyarrow")) == expected


def test_pandas_without_pyarrow():
    pytest.importorskip("pandas")
    code = """
import sys
sys.modules["pyarrow"] = None
import pandas as pd, tenure as tn
days = pd.to_datetime(["2024-01-01", "2024-02-01", None]).tz_localize("UTC")
frame = pd.DataFrame({"id": ["ann", "ann", None], "day": days, "sales": [1.5, 2, 3]})
p = tn.Portfolio.from_table(frame, client="id", date="day", amount="sales", zone="Europe/Paris")
print(p.to_table().to_pandas().shape, p.report.dropped)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("(2, ")
    assert "'guest': (1, 2)" in done.stdout


def test_polars(log, expected):
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(log)
    assert read(frame) == expected
    assert read(frame.with_columns(pl.col("date").str.to_date())) == expected
    assert read(frame.with_columns(pl.col("date").cast(pl.Categorical))) == expected
    assert read(frame.with_columns(pl.col("client").cast(pl.Int16))) == expected


def test_pyarrow(log, expected):
    pa = pytest.importorskip("pyarrow")
    table = pa.table(log)
    assert read(table) == expected
    assert read(table.set_column(1, "date", table["date"].dictionary_encode())) == expected
    many = pa.concat_tables([table[:1000], table[1000:1000], table[1000:]])
    assert read(many.to_reader(max_chunksize=77)) == expected


def test_duckdb(log, expected):
    pa = pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    table = pa.table(log)
    with duckdb.connect() as connection:
        relation = connection.from_arrow(table).project("client, date::DATE AS date, amount")
        assert read(relation) == expected


def test_own_tables(log, expected):
    again = tn.Portfolio.from_table(expected, client="client", date="day", amount="amount")
    assert again.to_table()["amount"].sum() == pytest.approx(expected["amount"].sum())


def test_text_ids_are_texts(small_log):
    assert read({**small_log, "client": ["007", "007", "7", "007"]})["client"].tolist() == [
        "007", "007", "007", "7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("date", ["2024-01-01"] * 3, "different lengths"),
        ("date", [True] * 4, "bool"),
        ("client", [1.5, 2, 3, 4], "1.5 at row 0 is no whole number"),
        ("client", np.ones((4, 1)), "expected 1 dimension"),
        ("amount", ["1", "2", "3", "4"], "amount"),
        ("date", [dt.date(2024, 1, 1), 5, 5, 5], "neither numbers, texts nor dates"),
        (
            "client",
            np.array([1, 2**63, 3, 4], np.uint64),
            "9223372036854775808 at row 1 is above the range",
        ),
    ],
)
def test_bad_columns_are_named(small_log, column, values, message):
    with pytest.raises(tn.DataError, match=message):
        read({**small_log, column: values})


def test_a_column_that_is_not_there_is_named(small_log):
    del small_log["amount"]
    with pytest.raises(ValueError, match="amount: no such column; there are client, date"):
        read(small_log)
    with pytest.raises(ValueError, match="expected a table"):
        read(5)
