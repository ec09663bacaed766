"""Purchase logs in CSV files, read with pyarrow and without: the same columns, the same errors."""

import sys

import pytest

import tenure as tn
from tenure.analysis.csv_log import CsvForm, read_csv

LOG = """\
client;day;sales
007;03/01/2024;12,50
007;10/02/2024;+10
008;05/01/2024;
"""


@pytest.fixture(params=["pyarrow", "csv"])
def read(request, monkeypatch, tmp_path):
    if request.param == "pyarrow":
        pytest.importorskip("pyarrow")
    else:
        monkeypatch.setitem(sys.modules, "pyarrow", None)

    def read(text, texts, numbers, form=CsvForm()):  # noqa: B008
        path = tmp_path / "log.csv"
        path.write_bytes(text.encode(form.encoding))
        table = read_csv(str(path), texts, numbers, form, lambda *_: None)
        return table if isinstance(table, dict) else table.to_pydict()

    return read


def test_semicolons_decimal_commas_and_days_first(read):
    columns = read(LOG, ["client", "day"], ["sales"], CsvForm(decimal=","))
    assert list(columns["sales"])[:2] == [12.5, 10]
    assert columns["sales"][2] is None or columns["sales"][2] != columns["sales"][2]
    assert list(columns["client"]) == ["007", "007", "008"]


def test_other_encodings(read):
    columns = read("client,amount\nZoë,1\n", ["client"], ["amount"], CsvForm(encoding="utf-16"))
    assert list(columns["client"]) == ["Zoë"]


@pytest.mark.parametrize(
    ("decimal", "number"),
    [(",", "1.234"), (",", "1.234,5"), (".", "1,234"), (".", "nan"), (".", "inf"), (".", "0x1F")]
    + [(decimal, number) for decimal in ",." for number in ("1_000", "1 000", "-", "five")],
)
def test_a_number_is_written_in_one_way(read, decimal, number):
    text = f"client;amount\n1;5\n1;{number}\n"
    with pytest.raises(tn.DataError, match=f"amount: '{number}' at row 1 is no number") as caught:
        read(text, ["client"], ["amount"], CsvForm(decimal=decimal))
    assert (caught.value.argument, caught.value.row) == ("amount", 1)


@pytest.mark.parametrize(
    ("number", "value"), [("5.", 5), (".5", 0.5), ("-1e3", -1000), (" 7 ", 7), ("+0", 0)]
)
def test_numbers(read, number, value):
    assert list(read(f"client,amount\n1,{number}\n", ["client"], ["amount"])["amount"]) == [value]


@pytest.mark.parametrize(("row", "fields"), [("2", 1), ("2,5,", 3), ("2,1,234", 3)])
def test_rows_with_other_fields_than_the_header(read, row, fields):
    text = f"client,amount\n1,5\n\n{row}\n"
    with pytest.raises(tn.DataError, match=f"row 1 has {fields} fields, the header line 2"):
        read(text, ["client"], ["amount"])


def test_an_empty_file(read):
    with pytest.raises(tn.DataError, match="the file is empty"):
        read("", ["client"], ["amount"])


def test_a_header_alone_is_a_log_without_rows(read):
    columns = read("client,amount\n", ["client"], ["amount"])
    assert {name: len(values) for name, values in columns.items()} == {"client": 0, "amount": 0}


def test_both_readers_read_the_same(cdnow_csv, monkeypatch):
    pytest.importorskip("pyarrow")
    arguments = (cdnow_csv, ["masterid", "date"], ["sales"], CsvForm(), lambda *_: None)
    arrow = read_csv(*arguments).to_pydict()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    plain = read_csv(*arguments)
    assert {name: list(values) for name, values in plain.items()} == arrow
