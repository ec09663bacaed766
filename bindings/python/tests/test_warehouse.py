"""Logs larger than memory, and logs in databases: the summary of one that is in memory."""

import csv
import glob
import io
import os
import pwd
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

import tenure as tn

COLUMNS = {"client": "client", "date": "date", "amount": "amount", "cost": "cost"}


@pytest.fixture(scope="module")
def log():
    """With returns of all sizes, days with several rows, zeros, and clients of returns alone."""
    rng = np.random.default_rng(11)
    n = 6000
    client = rng.integers(0, 900, n)
    amount = np.where(rng.random(n) < 0.2, -rng.integers(1, 9000, n), rng.integers(0, 9000, n))
    return pa.table(
        {
            "client": client,
            "date": pa.array(
                (np.datetime64("2023-01-01") + rng.integers(0, 300, n)).astype("datetime64[D]")
            ),
            "amount": np.where(client < 20, -1, amount) / 100,
            "cost": rng.integers(0, 5000, n) / 100,
        }
    )


def assert_same(found, expected):
    """Rows by client; all bits but those of the logarithms, of which a database rounds the sum."""
    rows = {int(row["client"]): row for row in found}
    assert sorted(rows) == expected["client"].tolist()
    for name in expected.columns:
        values = [rows[client][name] for client in expected["client"].tolist()]
        if name in ("first_day", "last_day"):
            assert [str(v)[:10] for v in values] == [str(v)[:10] for v in expected[name]]
        elif name == "log_interpurchase":
            np.testing.assert_allclose(
                np.array(values, float), expected[name], rtol=1e-12, atol=1e-12
            )
        else:
            np.testing.assert_array_equal(np.array(values, float), expected[name], err_msg=name)


PERIODS = [
    {},
    {"unit": "day", "observed_until": "2023-09-30"},
    {"calibration_end": "2023-06-30"},
    {"calibration_end": "2023-06-30", "observed_until": "2023-09-30"},
]


def summary_of(log, periods, **columns):
    return tn.Portfolio.from_table(log, **columns).summarise(**periods).to_table()


def rows_of(cursor):
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("periods", PERIODS)
def test_duckdb_gives_the_summary(log, periods):
    with duckdb.connect() as connection:
        connection.register("orders", log)
        query = tn.summary_sql("duckdb", "orders", amount="amount", cost="cost", **periods)
        found = rows_of(connection.execute(query))
    assert_same(found, summary_of(log, periods, **COLUMNS))


@pytest.mark.parametrize("periods", PERIODS)
def test_sqlite_gives_the_summary(log, periods):
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("SELECT ln(2.0)")
    except sqlite3.OperationalError:
        pytest.skip("this SQLite was built without mathematical functions")
    connection.execute("CREATE TABLE orders (client INTEGER, date TEXT, amount REAL, cost REAL)")
    rows = [(*row.values(),) for row in log.to_pylist()]
    rows = [(client, day.isoformat(), *money) for client, day, *money in rows]
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", rows)
    query = tn.summary_sql("sqlite", "orders", amount="amount", cost="cost", **periods)
    found = rows_of(connection.execute(query))
    assert_same(found, summary_of(log, periods, **COLUMNS))


def server_answers(dialect: str, folder: Path, setup: str, queries: list[str]) -> list[list[dict]]:
    """Rows of each query, after the statements of `setup`, from a server as an ordinary process.

    Skips the test, saying what is missing, where a server or its client is not installed.
    """
    run = {"postgresql": _postgresql, "mysql": _mysql}[dialect]
    return run(folder, setup, queries)


def _program(*names: str) -> str:
    folders = [*glob.glob("/usr/lib/postgresql/*/bin"), "/usr/sbin", "/usr/local/sbin"]
    path = os.pathsep.join([os.environ.get("PATH", ""), *folders])
    for name in names:
        if found := shutil.which(name, path=path):
            return found
    pytest.skip(f"{names[0]} is not installed")


def _other_user(folder: Path) -> dict:
    """Servers do not run as root: as nobody, who then owns the folder."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    shutil.chown(folder, nobody.pw_uid, nobody.pw_gid)
    for parent in folder.parents:  # pytest's folders are closed to other users
        if parent.stat().st_uid == 0 and parent.name.startswith("pytest-"):
            parent.chmod(0o711)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _check(command: list[str], **options) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, **options)
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


def _wait_for(command: list[str], server: subprocess.Popen) -> None:
    for _ in range(300):
        if subprocess.run(command, capture_output=True).returncode == 0:
            return
        assert server.poll() is None, "the server ended at once"
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def _stop(server: subprocess.Popen) -> None:
    server.terminate()
    server.wait(timeout=60)


def _postgresql(folder: Path, setup: str, queries: list[str]) -> list[list[dict]]:
    initdb, postgres, psql = _program("initdb"), _program("postgres"), _program("psql")
    other = _other_user(folder)
    data = folder / "data"
    _check([initdb, "-D", str(data), "-U", "test", "-A", "trust", "--no-sync"], cwd="/", **other)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", **other}
    listen = ["-c", "listen_addresses=", "-k", str(folder), "-c", "fsync=off"]
    server = subprocess.Popen([postgres, "-D", str(data), *listen], **quiet)
    client = [psql, "-h", str(folder), "-U", "test", "-d", "postgres", "-X", "-q", "--csv"]
    client += ["-v", "ON_ERROR_STOP=1"]
    try:
        _wait_for([*client, "-c", "SELECT 1"], server)
        _check(client, input=setup)
        return [list(csv.DictReader(io.StringIO(_check(client, input=q + ";")))) for q in queries]
    finally:
        _stop(server)


def _mysql(folder: Path, setup: str, queries: list[str]) -> list[list[dict]]:
    install = _program("mariadb-install-db", "mysql_install_db")
    mysqld, mysql = _program("mariadbd", "mysqld"), _program("mariadb", "mysql")
    other = _other_user(folder)
    data, socket = folder / "data", folder / "socket"
    own = ["--no-defaults", f"--datadir={data}"]
    _check([install, *own, "--auth-root-authentication-method=normal"], cwd="/", **other)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", **other}
    listen = ["--skip-networking", f"--socket={socket}", f"--pid-file={folder / 'pid'}"]
    server = subprocess.Popen([mysqld, *own, *listen], **quiet)
    client = [mysql, "--no-defaults", f"--socket={socket}", "-u", "root", "--batch"]
    try:
        _wait_for([*client, "-e", "SELECT 1"], server)
        _check([*client, "-e", "CREATE DATABASE test_orders"])
        client.append("test_orders")
        _check(client, input=setup)
        results = []
        for query in queries:
            lines = io.StringIO(_check(client, input=query + ";"))
            results.append(list(csv.DictReader(lines, delimiter="\t")))
        return results
    finally:
        _stop(server)


@pytest.mark.parametrize("dialect", ["postgresql", "mysql"])
def test_a_server_gives_the_summary(log, dialect, tmp_path):
    columns = "client INTEGER, date DATE, amount NUMERIC(12, 2), cost NUMERIC(12, 2)"
    rows = ",".join(
        f"({r['client']},'{r['date']}',{r['amount']:.2f},{r['cost']:.2f})" for r in log.to_pylist()
    )
    queries = [
        tn.summary_sql(dialect, "orders", amount="amount", cost="cost", **periods)
        for periods in PERIODS
    ]
    setup = f"CREATE TABLE orders ({columns}); INSERT INTO orders VALUES {rows};"
    answers = server_answers(dialect, tmp_path, setup, queries)
    for found, periods in zip(answers, PERIODS, strict=True):
        assert_same(found, summary_of(log, periods, **COLUMNS))


def test_a_log_without_amounts(log):
    with duckdb.connect() as connection:
        connection.register("shop orders", log)
        found = rows_of(connection.execute(tn.summary_sql("duckdb", "shop orders")))
    assert_same(found, summary_of(log, {}, client="client", date="date"))


def test_guests_and_missing_values_are_left_out(log):
    with_gaps = log.to_pandas()
    with_gaps["client"] = with_gaps["client"].astype("Int64")
    with_gaps.loc[::50, "client"] = None
    with_gaps.loc[3::50, "amount"] = None
    with_gaps.loc[5::50, "date"] = None
    with duckdb.connect() as connection:
        connection.register("orders", with_gaps)
        query = tn.summary_sql("duckdb", "orders", amount="amount", cost="cost")
        found = rows_of(connection.execute(query))
    columns = {**COLUMNS, "invalid_rows": "drop"}
    assert_same(found, summary_of(with_gaps, {}, **columns))


def test_names_are_quoted_and_what_cannot_be_written_is_refused():
    odd = 'a"b`c]d'
    quoted = {"duckdb": '"a""b`c]d"', "mysql": '`a"b``c]d`', "tsql": '[a"b`c]]d]',
              "bigquery": '`a"b\\`c]d`'}  # fmt: skip
    for dialect, name in quoted.items():
        assert name in tn.summary_sql(dialect, "shop.orders", client=odd)
    assert 'FROM "shop"."orders"' in tn.summary_sql("snowflake", "shop.orders")
    with pytest.raises(tn.DataError, match="month"):
        tn.summary_sql("duckdb", "orders", unit="month")
    with pytest.raises(tn.DataError, match="dialect"):
        tn.summary_sql("cobol", "orders")
    with pytest.raises(tn.DataError, match="table"):
        tn.summary_sql("duckdb", "")
    with pytest.raises(tn.DataError, match="amount"):
        tn.summary_sql("duckdb", "orders", cost="cost")


def test_a_stream_of_batches_larger_than_its_memory(log, tmp_path):
    big = pa.concat_tables([log] * 10).combine_chunks()
    shuffled = big.take(np.random.default_rng(1).permutation(len(big)))
    expected = tn.Portfolio.from_table(shuffled, **COLUMNS)
    reader = pa.RecordBatchReader.from_batches(
        shuffled.schema, shuffled.to_batches(max_chunksize=3000)
    )
    stages = set()
    streamed = tn.summarise_stream(
        reader,
        **COLUMNS,
        spill=tmp_path / "rows",
        memory=2**20,
        calibration_end="2023-06-30",
        progress=lambda fraction, stage: stages.add(stage),
    )
    summary = expected.summarise(calibration_end="2023-06-30")
    assert streamed.summary.columns == summary.columns
    for name in summary.columns:
        np.testing.assert_array_equal(streamed.summary[name], summary[name])
    assert repr(streamed.report) == repr(expected.report)
    assert "reading" in stages
    assert not list(tmp_path.iterdir())
    with pytest.raises(TypeError, match="pickle its table"):
        streamed.summary.__reduce__()


def test_a_spill_file_is_never_written_over(log, tmp_path):
    mine = tmp_path / "mine"
    mine.write_text("precious")
    big = pa.concat_tables([log] * 10)
    with pytest.raises(tn.Error, match="cannot create") as error:
        tn.summarise_stream(big, **COLUMNS, spill=mine, memory=2**20)
    assert error.value.status == "io_error"
    assert mine.read_text() == "precious"
    with pytest.raises(tn.DataError, match="memory_bytes"):
        tn.summarise_stream(log, **COLUMNS, spill=tmp_path / "x", memory=1)


@pytest.mark.parametrize("kind", ["pandas", "arrow", "dict", "summary"])
def test_scores_are_the_predictions(log, kind):
    summary = tn.Portfolio.from_table(log, **COLUMNS).summarise()
    model = tn.BGNBD.from_params(r=0.5, alpha=6.0, a=0.8, b=2.5)
    expected = model.predict(summary, 13, level=0.9)
    frame = summary.to_pandas()
    batch = {
        "pandas": frame,
        "arrow": pa.table(summary),
        "dict": frame.to_dict("list"),
        "summary": summary,
    }[kind]
    scores = tn.score(model.to_json(), batch, 13, level=0.9)
    assert scores.columns == expected.columns
    for name in expected.columns:
        np.testing.assert_array_equal(scores[name], expected[name])
