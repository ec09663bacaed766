"""Rates of attrition, the client bridge, stock and flow, cohorts."""

import numpy as np
import pytest

import tenure as tn


def test_bridge_of_methods_8_1():
    rates = tn.attrition_rates(500, 60, contraction=25, expansion=45, gained=80, periods=12)
    by_name = dict(zip(rates["rate"], rates["value"], strict=True))
    assert by_name["retention"] == pytest.approx(0.83)
    assert by_name["net_retention"] == pytest.approx(0.92)
    assert np.isnan(rates["over_periods"][1])  # a central rate is not compounded


def test_stock_and_flow_of_methods_8_1():
    base = tn.stock_flow(1000, loss_rate=0.06, conversion=0.08, cost_per_prospect=3)
    assert base.prospects == pytest.approx(750)
    assert base.prospecting_cost == pytest.approx(2250)
    assert tn.stock_flow(10, loss_rate=0).steady is None
    assert tn.convert_rate(0.2, 1 / 12).hazard == pytest.approx(0.0185953, rel=1e-5)


def test_arrays_and_a_portfolio_have_the_same_bridge():
    log = {
        "client": ["ann", "ann", "bob", "cid"],
        "date": ["2024-01-10", "2024-02-10", "2024-01-31", "2024-02-29"],
        "amount": [100.0, 120.0, 50.0, 40.0],
    }
    portfolio = tn.Portfolio.from_table(log, client="client", date="date", amount="amount")
    bridge = tn.client_bridge(
        portfolio, opening_from="2024-01-01", closing_from="2024-02-01", closing_until="2024-02-29"
    )
    again = tn.client_bridge([100, 50, 0], [120, 0, 40])
    assert bridge.steps == again.steps
    assert bridge.rates == again.rates
    assert bridge.moves["client"].tolist() == ["ann", "bob", "cid"]
    assert bridge.moves["move"].tolist() == ["expansion", "lost", "new"]


def test_a_triangle_of_the_made_up_shop_adds_up():
    shop = tn.simulate_shop(clients=300)
    made = tn.cohort_triangle(shop.record().portfolio, unit="quarter")
    assert made.triangle["clients"].sum() <= 300
    assert np.all(made.cells["retention"][made.cells["age"] == 0] == 1)
    pooled = made.cells["active"][made.cells["age"] == 1].sum()
    assert made.ages["active"][1] == pooled


def test_cohorts_of_contracts():
    log = {"client": ["ann"], "date": ["2024-04-30"]}
    builder = tn.RecordBuilder(tn.Portfolio.from_table(log, client="client", date="date"))
    builder.add_contracts(
        {
            "client": ["ann", "bob", "cid", "cid"],
            "start": ["2024-01-15", "2024-01-01", "2024-02-10", "2024-04-01"],
            "end": [None, "2024-03-01", "2024-02-20", None],
        },
        client="client", start="start", end="end",
    )  # fmt: skip
    made = tn.cohort_triangle(builder.build())
    january = made.cells["cohort"] == np.datetime64("2024-01-01")
    assert made.cells["active"][january].tolist() == [2, 2, 1, 1]
    assert made.cells["active"][~january].tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: tn.attrition_rates(10, 11), "lost"),
        (lambda: tn.convert_rate(1, 12), "rate"),
        (lambda: tn.client_bridge([1, 2]), "closing"),
        (lambda: tn.client_bridge([1, 2], [1]), "closing"),
        (lambda: tn.client_bridge([1], [1], closing_from="2024-01-01"), "closing_from"),
        (lambda: tn.stock_flow(0, loss_rate=0.1), "clients"),
        (lambda: tn.cohort_triangle([1, 2]), "period"),
        (lambda: tn.cohort_triangle([1, 2], [0.5, 1]), "period"),
        (lambda: tn.cohort_triangle([[1, 2]], [1]), "client"),
    ],
)
def test_bad_arguments_are_named(call, argument):
    with pytest.raises(tn.DataError) as caught:
        call()
    assert caught.value.argument == argument
