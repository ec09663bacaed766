"""Amounts that are integers of the currency's minor unit."""

import numpy as np
import pytest

import tenure as tn

ROLES = {"client": "client", "date": "date", "amount": "amount", "cost": "cost"}
LOG = {
    "client": [1, 1, 2],
    "date": ["2024-01-01", "2024-02-01", "2024-01-15"],
    "amount": [1000, 2050, 5],
    "cost": [500, 1000, 2],
}
UNITS = {**LOG, "amount": [10.0, 20.5, 0.05], "cost": [5.0, 10.0, 0.02]}


@pytest.mark.parametrize("kind", ["lists", "numpy", "polars"])
def test_minor_units_are_cents(kind):
    expected = tn.Portfolio.from_table(UNITS, **ROLES)
    log = LOG
    if kind == "numpy":
        log = {name: np.array(values) for name, values in LOG.items()}
    if kind == "polars":
        log = pytest.importorskip("polars").DataFrame(LOG)
    read = tn.Portfolio.from_table(log, **ROLES, amount_unit="minor")
    assert read.to_table() == expected.to_table()
    builder = tn.PortfolioBuilder()
    builder.push_table(log, **ROLES, amount_unit="minor")
    assert builder.build().to_table() == expected.to_table()
    assert read.append(log).to_table() == expected.append(UNITS).to_table()


def test_what_minor_units_are_not():
    with pytest.raises(tn.DataError, match="amount"):
        tn.Portfolio.from_table(UNITS, **ROLES, amount_unit="minor")
    with pytest.raises(tn.DataError, match="amount_unit: expected"):
        tn.Portfolio.from_table(LOG, **ROLES, amount_unit="cents")
