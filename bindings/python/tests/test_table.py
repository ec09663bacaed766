import numpy as np
import pytest

import tenure as tn


@pytest.fixture
def table(small_log):
    portfolio = tn.Portfolio.from_table(small_log, client="client", date="date", amount="amount")
    model = tn.ParetoNBD.from_params(r=1, alpha=5, s=1, beta=20)
    summary = portfolio.summarise()
    return summary.to_table().beside(tn.cycles(model, summary).clients)


def test_columns_have_numpy_types(table):
    assert len(table) == 2
    kinds = {name: table[name].dtype.kind for name in table.columns}
    assert kinds["client"] == "O"
    assert kinds["frequency"] == "f"
    assert kinds["first_day"] == "M"
    assert kinds["is_overdue"] == "b"
    assert "client" in table
    assert list(table) == table.columns


def test_views_are_read_only(table):
    with pytest.raises(ValueError, match="read-only"):
        table["frequency"][0] = 5


def test_a_column_that_is_not_there(table):
    with pytest.raises(tn.DataError, match="nothing"):
        table["nothing"]


def test_round_trips(table):
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    frame, lazy, arrow = table.to_pandas(), table.to_polars(), table.to_arrow()
    assert isinstance(frame, pandas.DataFrame)
    assert isinstance(lazy, polars.DataFrame)
    assert list(frame.columns) == lazy.columns == arrow.column_names == table.columns
    for name in ("client", "frequency", "is_overdue"):
        values = table[name].tolist()
        assert frame[name].tolist() == lazy[name].to_list() == arrow[name].to_pylist() == values
    assert lazy["first_day"].to_list() == arrow["first_day"].to_pylist()


def test_a_stream_nobody_reads_is_released(table):
    stream = table.__arrow_c_stream__()
    del stream


def test_absent_cells(shop):
    clients = shop.log["client"]
    assert any(client is None for client in clients)
    left = shop.truth["left_on"]
    assert np.isnat(left).sum() == shop.truth["is_client"].sum()


def test_repr_and_html(table):
    assert repr(table).splitlines()[0].split()[:3] == ["client", "frequency", "recency"]
    assert "<th>client</th>" in table._repr_html_()
    long = tn.retention_budget(np.full(100, 0.1), np.full(100, 50), max_saved=0.5, speed=0.02)
    assert "100 rows" in repr(long)


def test_csv(table, tmp_path):
    table.to_csv(tmp_path / "clients.csv")
    header, first, _ = (tmp_path / "clients.csv").read_text().splitlines()
    assert header.split(",") == table.columns
    assert first.startswith("ann,1.0,")
