"""A portfolio built piece by piece is the one read at once."""

import datetime as dt

import pytest

import tenure as tn

ROLES = {"client": "client", "date": "date", "amount": "amount"}


def pushed(log, rows, **policies):
    builder = tn.PortfolioBuilder(**policies)
    for row in rows:
        builder.push(**{name: values[row] for name, values in log.items()})
    return builder


def test_rows_and_merged_builders_equal_one_import(small_log):
    expected = tn.Portfolio.from_table(small_log, **ROLES)
    rows = pushed(small_log, range(4))
    assert rows.rows_read == 4
    halves = pushed(small_log, [3, 1])
    halves.merge(pushed(small_log, [0, 2]))
    for builder in (rows, halves):
        portfolio = builder.build()
        assert portfolio.to_table() == expected.to_table()
        assert portfolio.report.kept == expected.report.kept
        assert builder.rows_read == 0


def test_tables_and_rows_together(small_log):
    builder = tn.PortfolioBuilder(invalid_rows="drop")
    builder.push(client="ann", date=dt.date(2024, 3, 1), amount=1.0)
    log = {**small_log, "date": ["01/01/2024", "x", "15/01/2024", "01/02/2024"]}
    builder.push_table(log, **ROLES, date_format="%d/%m/%Y")
    portfolio = builder.build(threads=1)
    assert (len(portfolio), portfolio.purchases) == (2, 4)
    assert portfolio.report.dropped["invalid"] == (1, 2)


def test_a_bad_row_leaves_the_builder_as_it_was(small_log):
    builder = pushed(small_log, [0], returns="reject")
    with pytest.raises(tn.DataError):
        builder.push(client="ann", date="2024-02-30", amount=1.0)
    with pytest.raises(tn.DataError):
        builder.push(client="ann", date="2024-02-28", amount=-1.0)
    with pytest.raises(tn.DataError, match="row 1"):
        builder.push(client=1.5, date="2024-02-28", amount=1.0)
    assert builder.rows_read == 1


def test_builders_that_cannot_be_merged():
    builder = tn.PortfolioBuilder()
    with pytest.raises(tn.DataError):
        builder.merge(builder)
    with pytest.raises(tn.DataError):
        builder.merge(tn.PortfolioBuilder(returns="drop"))
