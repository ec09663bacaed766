"""Data that several tests share."""

import csv
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

import tenure as tn


@pytest.fixture(scope="session")
def cdnow_file() -> Path:
    """The 1/10 sample of CDNOW as the package lifetimes carries it; nothing of it is imported."""
    package = find_spec("lifetimes")
    if package is None or package.origin is None:
        pytest.skip(
            "the CDNOW data come with the package lifetimes: pip install --no-deps lifetimes"
        )
    return Path(package.origin).parent / "datasets" / "CDNOW_sample.txt"


@pytest.fixture(scope="session")
def cdnow_log(cdnow_file) -> dict[str, list]:
    """Id in the sample, day, CDs and amount of every line."""
    rows = [line.split() for line in cdnow_file.read_text().splitlines()]
    return {
        "client": [int(row[1]) for row in rows],
        "date": [int(row[2]) for row in rows],
        "cds": [float(row[3]) for row in rows],
        "amount": [float(row[4]) for row in rows],
    }


@pytest.fixture(scope="session")
def cdnow_csv(cdnow_file, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("cdnow") / "cdnow.csv"
    lines = [",".join(line.split()) for line in cdnow_file.read_text().splitlines()]
    path.write_text("\n".join(["masterid,sampleid,date,cds,sales", *lines]) + "\n")
    return str(path)


@pytest.fixture(scope="session")
def cdnow(cdnow_log) -> tn.Portfolio:
    return tn.Portfolio.from_table(cdnow_log, client="client", date="date", amount="amount")


@pytest.fixture(scope="session")
def cdnow_39_weeks(cdnow) -> tn.Summary:
    return cdnow.summarise(observed_until="1998-06-30", calibration_end="1997-09-30")


@pytest.fixture(scope="session")
def grocery() -> tn.Portfolio:
    """The online grocer of BTYDplus, an R package: its file is not ours to carry."""
    path = Path(os.environ.get("TENURE_DATA_DIR", ""), "grocery.csv")
    if not path.exists():
        pytest.skip("grocery.csv (cust,date) of BTYDplus is not in the folder TENURE_DATA_DIR")
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    log = {"client": [int(row["cust"]) for row in rows], "date": [row["date"] for row in rows]}
    return tn.Portfolio.from_table(log, client="client", date="date")


@pytest.fixture(scope="session")
def grocery_52_weeks(grocery) -> tn.Summary:
    """2006 for calibration, 2007 as holdout, by the week."""
    return grocery.summarise(observed_until="2007-12-30", calibration_end="2006-12-31")


@pytest.fixture(scope="session")
def shop() -> tn.Shop:
    return tn.simulate_shop()


@pytest.fixture(scope="session")
def shop_portfolio(shop) -> tn.Portfolio:
    return tn.Portfolio.from_table(
        shop.log,
        client="client",
        date="date",
        amount="amount",
        cost="cost",
        order_id="order_id",
        observed_until=shop.options["observed_until"],
    )


@pytest.fixture
def small_log() -> dict[str, list]:
    return {
        "client": ["ann", "ann", "bob", "ann"],
        "date": ["2024-01-01", "2024-02-01", "2024-01-15", "2024-02-01"],
        "amount": [10.0, 20.0, 5.0, 2.5],
    }
