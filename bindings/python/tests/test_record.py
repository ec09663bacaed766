"""What is known of clients beside their purchases."""

import datetime as dt
import pickle

import numpy as np
import pytest

import tenure as tn

LOG = {
    "client": ["ann", "ann", "bob"],
    "date": ["2024-01-01", "2024-02-01", "2024-01-15"],
    "amount": [10.0, 20.0, 5.0],
}


@pytest.fixture
def builder():
    return tn.RecordBuilder(
        tn.Portfolio.from_table(LOG, client="client", date="date", amount="amount")
    )


def add_everything(builder):
    builder.add_clients(
        {
            "id": ["ann", "bob"],
            "since": ["2023-12-24", None],
            "price": [7.5, np.nan],
            "opted_out": [True, False],
            "region": ["north", None],
        },
        client="id", acquired="since", acquisition_cost="price", no_profiling="opted_out",
        attributes=["region"],
    )  # fmt: skip
    builder.add_contacts(
        {
            "client": ["eve", "ann"],
            "day": [dt.date(2024, 1, 20), dt.date(2024, 1, 5)],
            "nature": ["visit", "complaint"],
            "cost": [1.0, 2.5],
            "grade": [5, None],
        },
        client="client", day="day", nature="nature", cost="cost", satisfaction="grade",
    )  # fmt: skip
    builder.add_invoices(
        {"client": ["ann", "ann"], "on": ["01/02/2024", "02/02/2024"], "sum": [100, 50],
         "paid": ["03/02/2024", None]},
        client="client", issued="on", amount="sum", paid="paid", date_format="%d/%m/%Y",
    )  # fmt: skip
    builder.add_contracts(
        {"client": ["bob"], "from": ["2023-01-01"]}, client="client", start="from"
    )
    return builder.build()


def test_tables_are_joined_and_added_up(builder):
    record = add_everything(builder)
    assert repr(record) == (
        "Record: 3 clients, 2 of them with purchases; 2 clients; 2 contacts; 2 invoices; "
        "1 contracts"
    )
    assert record.client_ids.tolist() == ["ann", "bob", "eve"]
    table = record.client_table()
    assert table["revenue"].tolist() == [30.0, 5.0, 0.0]
    assert table["complaints"].tolist() == [1, 0, 0]
    assert table["contact_cost"].tolist() == [2.5, 0.0, 1.0]
    assert table["acquisition_cost"].tolist() == [7.5, 0.0, 0.0]
    assert table["invoiced"].tolist() == [150.0, 0.0, 0.0]
    assert table["paid"].tolist() == [100.0, 0.0, 0.0]
    assert table["contracts"].tolist() == [0, 1, 0]
    assert record["clients"]["region"].tolist() == ["north", None]
    assert record["contacts"]["satisfaction"].tolist()[1] == 5
    assert record["invoices"]["issued"][0] == np.datetime64("2024-02-01")
    assert "contacts" in record
    assert record.report("contacts").rows_read == 2


def test_what_clients_asked_for_reaches_the_portfolio(builder):
    portfolio = add_everything(builder).portfolio
    assert portfolio.excluded_clients == 1
    assert portfolio.summarise().client_ids.tolist() == ["bob"]


def test_pickle_save_and_erasure(builder, tmp_path):
    record = add_everything(builder)
    record.save(tmp_path / "r")
    for same in (pickle.loads(pickle.dumps(record)), tn.Record.load(tmp_path / "r")):
        assert same.client_table() == record.client_table()
        assert same["contacts"] == record["contacts"]
    rest = tn.privacy.erase(record, ["ann"])
    assert rest.client_ids.tolist() == ["bob", "eve"]
    assert len(rest["invoices"]) == 0
    due = tn.privacy.due_for_erasure(record, as_of="2028-01-01")
    assert due["client"].tolist() == ["ann", "eve"]  # bob's contract runs
    assert tn.privacy.erase_due(record, as_of="2028-01-01").client_ids.tolist() == ["bob"]


def test_any_table_goes_in(builder):
    rows = {"client": ["ann", "bob"], "day": ["2024-01-05", "2024-01-06"], "cost": [1.0, 2.0]}
    columns = {"client": "client", "day": "day", "cost": "cost"}
    builder.add_contacts(rows, **columns)
    expected = builder.build()["contacts"]
    for module in ("pandas", "polars"):
        frame = pytest.importorskip(module).DataFrame(rows)
        other = tn.RecordBuilder(builder.build().portfolio)
        other.add_contacts(frame, **columns)
        assert other.build()["contacts"] == expected
    polars = pytest.importorskip("polars")
    flags = polars.DataFrame({"client": ["ann", "bob"], "out": [None, True]})
    builder.add_clients(flags, client="client", no_profiling="out")
    assert builder.build().portfolio.excluded_clients == 1


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda b: b.push("contacts", client="ann"), "day"),
        (lambda b: b.push("contacts", client="ann", day="2024-01-05", mood="bad"), "mood"),
        (lambda b: b.add_clients({"id": ["ann"], "x": ["maybe"]}, client="id", erase="x"), "x"),
        (lambda b: b.add_invoices(LOG, client="client", issued="date", amount="sum"), "sum"),
        (lambda b: b.push("visits", client="ann"), "table"),
    ],
)
def test_bad_rows_are_named(builder, call, argument):
    with pytest.raises(tn.DataError) as caught:
        call(builder)
    assert caught.value.argument == argument
    assert builder.rows_read("contacts") == 0


def test_methods_take_contacts_and_costs_from_a_record():
    record = tn.simulate_shop(clients=200, seed=2).record()
    portfolio = record.portfolio
    contacts = record["contacts"]
    rows = np.isin(contacts["client"], portfolio.client_ids)
    given = {
        "client": contacts["client"][rows],
        "date": contacts["day"][rows],
        "cost": np.nan_to_num(contacts["cost"][rows]),
    }
    by_record = tn.relation_intensity(record)
    assert by_record == tn.relation_intensity(portfolio, given)
    assert "contacts" in by_record
    assert "contacts" not in tn.relation_intensity(portfolio)

    model = tn.ParetoNBD.from_params(r=0.9, alpha=6.6, s=0.5, beta=12)
    spend = tn.GammaGamma.from_params(p=6, q=4, v=15)
    costs = record.client_table()
    won = dict(zip(costs["client"].tolist(), costs["acquisition_cost"].tolist(), strict=True))
    won = {client: won[client] for client in portfolio.client_ids.tolist()}
    whole = tn.client_panel(record, model, spend)
    apart = tn.client_panel(portfolio, model, spend, acquisition_cost=won, contacts=given)
    assert whole.clients == apart.clients
    assert whole.clients != tn.client_panel(portfolio, model, spend).clients
