"""The command, as a person runs it."""

import csv
import subprocess
import sys

import pytest

from tenure.analysis.command import main
from tenure.analysis.csv_log import CsvForm, read_csv
from tenure.analysis.progress import PlainBar, ProgressBar

LOG = """client;day;sales
007;03/01/2024;12,50
007;10/02/2024;10,00
008;05/01/2024;7,25
"""


@pytest.fixture
def run(capsys, tmp_path):
    def run(*arguments):
        code = main(["analyse", *arguments, "--output", str(tmp_path)])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def cdnow_csv(cdnow_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("cdnow") / "cdnow.csv"
    lines = [",".join(line.split()) for line in cdnow_file.read_text().splitlines()]
    path.write_text("\n".join(["masterid,sampleid,date,cds,sales", *lines]) + "\n")
    return str(path)


CDNOW = ("--client", "masterid", "--amount", "sales", "--calibration-end", "1997-09-30",
         "--observed-until", "1998-06-30")  # fmt: skip


def test_the_bundled_shop(run, tmp_path):
    code, out, err = run()
    assert (code, err) == (0, "")
    for part in ("rows read", "Check against the past", "Segments", "Attrition", "Residual value",
                 "The 20 clients who deserve attention first", "Assumed:"):  # fmt: skip
        assert part in out
    with open(tmp_path / "clients.csv", newline="") as file:
        clients = list(csv.DictReader(file))
    assert len(clients) == 1500
    first = next(client for client in clients if client["attention_rank"] == "1")
    assert first["reason"]
    assert f" 1. {first['client']}: {first['reason']}" in out


def test_parquet_beside_csv(run, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    run()
    assert parquet.read_table(tmp_path / "clients.parquet").num_rows == 1500


@pytest.mark.parametrize(
    ("model", "printed"),
    [
        ("pareto_nbd", ["-9,594.9762", "0.55328", "10.57768", "1,665.51", "1,882"]),
        ("bg_nbd", ["-9,582.4292", "0.24259", "4.41360", "1,653.41", "1,882"]),
        ("mbg_nbd", ["-9,582.13", "0.52484", "6.18309"]),
    ],
)
def test_cdnow_shows_the_published_parameters(run, cdnow_csv, model, printed):
    code, out, _ = run(cdnow_csv, *CDNOW, "--model", model)
    assert code == 0
    for number in printed:
        assert number in out


def test_both_readers_read_the_same(cdnow_csv, monkeypatch):
    pytest.importorskip("pyarrow")
    arguments = (cdnow_csv, ["masterid", "date"], ["sales"], CsvForm(), lambda *_: None)
    arrow = read_csv(*arguments).to_pydict()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    plain = read_csv(*arguments)
    assert {name: list(values) for name, values in plain.items()} == arrow


@pytest.mark.parametrize("with_pyarrow", [True, False])
def test_semicolons_decimal_commas_and_days_first(tmp_path, monkeypatch, with_pyarrow):
    if not with_pyarrow:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "log.csv"
    path.write_text("\ufeff" + LOG, encoding="utf-8")
    form = CsvForm(decimal=",")
    table = read_csv(str(path), ["client", "day"], ["sales"], form, lambda *_: None)
    columns = table if isinstance(table, dict) else table.to_pydict()
    assert list(columns["sales"]) == [12.5, 10, 7.25]
    assert columns["client"] == ["007", "007", "008"]


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        (
            LOG,
            ["--date", "day", "--amount", "sales"],
            "'12,50' at row 0 is no number (for a decimal",
        ),
        (LOG, ["--date", "day", "--amount", "sale"], "did you mean sales?"),
        (LOG, ["--date", "day", "--amount", "sales", "--decimal", ","], "give --date-format"),
        ("client,date,amount\n1,2024-01-01,5\n2\n", [], "row 1"),
        ("client,date,amount\n1,2024-01-01,x\n", [], "'x' at row 0"),
        ("client,date,amount\n1,2024-01-01,\n", [], "row 0"),
        ("", [], "no such column"),
    ],
)
def test_errors_are_one_clear_line(run, tmp_path, text, arguments, message):
    path = tmp_path / "log.csv"
    path.write_text(text)
    code, out, err = run(str(path), *arguments)
    assert code == 1
    assert message in err
    assert err.count("\n") == 1
    assert out == ""


def test_a_file_that_is_not_there(run):
    code, _, err = run("nowhere.csv")
    assert code == 1
    assert "nowhere.csv" in err


@pytest.mark.filterwarnings("ignore::tenure.ConvergenceWarning")
def test_too_little_data_has_its_own_exit_code(run, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("client,date,amount\na,2024-01-01,5\nb,2024-01-02,5\n")
    code, _, err = run(str(path))
    assert code == 3
    assert "Pareto/NBD" in err


def test_arguments_that_are_wrong(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["analyse", "--observed-until", "yesterday"])
    assert caught.value.code == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_as_a_module(tmp_path):
    command = [sys.executable, "-m", "tenure", "analyse", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "--discount-rate" in done.stdout


def test_a_bar_appears_only_on_long_work(capsys):
    quick, slow = ProgressBar(patience=60), ProgressBar(patience=0)
    for bar in (quick, slow):
        bar(0.0, "fit")
        bar(0.5, "fit")
        bar(1.0, "fit")
        bar.close()
        err = capsys.readouterr().err
        assert ("fit" in err) == (bar is slow)


def test_the_plain_bar(capsys):
    bar = PlainBar("reading", sys.stderr)
    bar.update(0.5)
    bar.close()
    assert "reading [####################....................]  50%" in capsys.readouterr().err
