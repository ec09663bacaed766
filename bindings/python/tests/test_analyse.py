"""The command, as a person runs it."""

import csv
import subprocess
import sys

import pytest

from tenure._progress_bar import PlainBar, ProgressBar
from tenure.analysis.arguments import parser
from tenure.analysis.command import _file, main

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


CDNOW = ("--client", "masterid", "--amount", "sales", "--calibration-end", "1997-09-30",
         "--observed-until", "1998-06-30")  # fmt: skip


def test_the_bundled_shop(run, tmp_path):
    code, out, err = run()
    assert (code, err) == (0, "")
    for part in ("rows read", "Check against the past", "Client value so far", "Concentration",
                 "28 clients opted out of profiling", "20,917 contacts", "Segments", "Attrition",
                 "Who is in each segment", "Champions: ", "Moves between segments",
                 "over 4 quarters", "Cycles", "buy in bursts", "Dec",
                 "Residual value",
                 "The 20 clients who deserve attention first", "Assumed:"):  # fmt: skip
        assert part in out
    with open(tmp_path / "clients.csv", newline="") as file:
        clients = list(csv.DictReader(file))
    assert len(clients) == 1472  # 28 opted out of profiling
    first = next(client for client in clients if client["attention_rank"] == "1")
    assert first["reason"]
    assert f" 1. {first['client']}: {first['reason']}" in out


def test_the_account_adds_up(run):
    _, out, _ = run()
    account = out.split("Client value so far")[1].split("\n\n")[0].splitlines()
    sums = {
        line[:13].strip(): float(line[13:].split()[0].replace(",", "")) for line in account[3:8]
    }
    value = sums.pop("value")
    assert abs(value - (2 * sums["revenue"] - sum(sums.values()))) < 0.05


def test_a_short_history_has_no_moves_and_no_season(run, tmp_path):
    days = [f"2024-{month:02}-{day:02}" for month in (1, 2, 3, 4) for day in range(1, 28)]
    rows = [f"{i % 30},{day},{10 + i % 7}" for i, day in enumerate(days)]
    path = tmp_path / "short.csv"
    path.write_text("client,date,amount\n" + "\n".join(rows) + "\n")
    code, out, err = run(str(path), "--model", "nbd", "--half-cost", "5")
    assert code == 0, err
    assert "Moves between segments" not in out
    assert "less than a year was observed" in out


def test_parquet_beside_csv(run, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    run()
    assert parquet.read_table(tmp_path / "clients.parquet").num_rows == 1472


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
        ("", [], "the file is empty"),
        ("client,date,amount\n1,2024-01-01T23:30:00Z,5\n", [], "give --zone"),
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


def test_too_little_data_has_its_own_exit_code(run, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("client,date,amount\na,2024-01-01,5\nb,2024-01-02,5\n")
    code, _, err = run(str(path))
    assert code == 3
    assert "Pareto/NBD" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--observed-until", "yesterday"], "YYYY-MM-DD"),
        (["--encoding", "klingon"], "no encoding 'klingon'"),
        (["--encoding", "base64"], "no encoding 'base64'"),
        (["--delimiter", ";;"], "expected one character"),
        (["--delimiter", ""], "expected one character"),
        (["--decimal", "'"], "invalid choice"),
        (["--day-starts-at", "dawn"], "expected HH:MM"),
    ],
)
def test_arguments_that_are_wrong(capsys, arguments, message):
    with pytest.raises(SystemExit) as caught:
        main(["analyse", *arguments])
    assert caught.value.code == 2
    assert message in capsys.readouterr().err.splitlines()[-1]


def test_a_half_cost_of_nothing_is_refused(run):
    code, out, err = run("--half-cost", "0")
    assert (code, out) == (1, "")
    assert "half_cost" in err


def test_rows_after_the_last_day_are_dropped_and_counted(run):
    code, out, _ = run("--observed-until", "2022-12-31")
    assert code == 0
    assert "dropped: after" in out
    assert "2021-01-01 to 2022-12-31" in out


def test_a_window_beyond_the_last_purchase(run, cdnow_csv):
    code, out, _ = run(cdnow_csv, "--client", "masterid", "--amount", "sales",
                       "--observed-until", "1998-12-31")  # fmt: skip
    assert code == 0
    assert "learned to 1998-12-31" in out


@pytest.mark.parametrize("with_pyarrow", [True, False])
@pytest.mark.parametrize(
    ("time", "arguments", "first_day"),
    [
        (" 23:30:00", [], "2024-03-01"),
        (" 23:30:00", ["--zone", "Europe/Berlin"], "2024-03-01"),
        ("T23:30:00Z", ["--zone", "Europe/Berlin"], "2024-03-02"),
        (" 00:30:00+02:00", ["--zone", "UTC"], "2024-02-29"),
        (" 03:00", ["--day-starts-at", "04:00"], "2024-02-29"),
        (" 04:00", ["--day-starts-at", "04:00"], "2024-03-01"),
        ("", ["--zone", "Europe/Berlin"], "2024-03-01"),
    ],
)
def test_times_of_purchase(tmp_path, monkeypatch, with_pyarrow, time, arguments, first_day):
    if not with_pyarrow:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "log.csv"
    path.write_text(f"client,date,amount\nann,2024-03-01{time},5\nann,2024-05-01{time},5\n")
    options = parser().parse_args(["analyse", str(path), *arguments])
    assert str(_file(options, ProgressBar()).first_day) == first_day


def test_a_reader_who_leaves_early_still_has_the_files(tmp_path):
    command = [sys.executable, "-m", "tenure", "analyse", "--output", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    assert (tmp_path / "clients.csv").exists()


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
