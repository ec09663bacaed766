"""Client value, levers, retention value, equity and the panel: METHODS' numbers, and a shop."""

import datetime as dt

import numpy as np
import pytest

import tenure as tn

PROFITS = [120, 80, 60, 30, 10, 5, 0, -10, -25, -70]


@pytest.fixture(scope="module")
def model():
    return tn.ParetoNBD.from_params(r=0.553, alpha=10.578, s=0.606, beta=11.669)


@pytest.fixture(scope="module")
def spend():
    return tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)


@pytest.mark.parametrize(
    ("timing", "value"),
    [
        ("just_acquired", 366.6667),
        ("about_to_renew", 293.3333),
        ("in_arrears", 333.3333),
        ("first_excluded", 266.6667),
        ("mid_period", 349.6029),
        ("continuous", 314.0174),
    ],
)
def test_every_convention_by_its_name(timing, value):
    result = tn.retention_clv(100, 0.8, timing=timing)
    assert float(result) == pytest.approx(value, abs=5e-5)
    assert result.timings["timing"].tolist().index(timing) >= 0
    assert result.timings["total"][result.timings["timing"].tolist().index(timing)] == result.total


def test_no_convention_is_a_default():
    with pytest.raises(TypeError, match="timing"):
        tn.retention_clv(100, 0.8)
    with pytest.raises(tn.DataError, match="timing: expected one of 'just_acquired'"):
        tn.retention_clv(100, 0.8, timing="now")


def test_retention_options():
    value = tn.retention_clv(100, 0.8, timing="just_acquired", solvency=0.95)
    assert value.total == pytest.approx(323.5294, abs=5e-5)
    assert tn.retention_clv(100, 0.8, timing="first_excluded", growth=0.03).total == pytest.approx(
        289.8551, abs=5e-5
    )
    paid = tn.retention_clv(
        25, 0.95, timing="just_acquired", period="month", acquisition_cost=120
    ).clients
    assert paid["payback_periods"].tolist() == [6]
    assert paid["value_to_cost"][0] == pytest.approx(3.6222, abs=5e-5)
    segments = tn.retention_clv([100, 100], [0.6, 0.9], timing="just_acquired")
    assert "75 % for all" in segments.warning
    assert "too low" in repr(segments)
    with pytest.raises(tn.DataError, match="retention"):
        tn.retention_clv([1, 2, 3], [0.5, 0.6], timing="just_acquired")
    assert tn.retention_clv([], 0.8, timing="just_acquired").total == 0


def test_perils_of_an_aggregate_rate():
    model = tn.ShiftedBetaGeometric.from_params(alpha=3.8, beta=15.2, unit="year")
    base = tn.check_aggregate_retention(
        model,
        [1, 2, 3, 4, 5],
        [10000, 8000, 6480, 5307, 4391],
        margin=100,
        retention=24178 / 29787,
    )
    assert base.value == pytest.approx(12_054_291.9, abs=0.05)
    assert base.one_rate_value == pytest.approx(10_584_804.5, abs=0.05)
    assert "12.19 % too low" in base.warning


def test_cash_flows_and_plans():
    flows = tn.cash_flows([0, 1, 2, 3, 4], [-120, 80, 90, 100, 110])
    assert flows.present_value == pytest.approx(177.370398, abs=5e-7)
    assert tn.cash_flows([0], [-1]).payback_time is None
    half_years = tn.plan_cash_flows(
        125, cycles=8, retention=0.8, promotion=25, cycle=0.5, discount_rate=0.2
    )
    assert half_years.present_value == pytest.approx(354.6884, abs=5e-5)
    with pytest.raises(tn.DataError, match="chance") as error:
        tn.cash_flows([0, 1], [1, 1], [1, 2])
    assert error.value.row == 1


def test_value_of_a_client_by_hand():
    result = tn.client_value(1200, 700, contacts=36, serving=84, acquisition=120)
    assert result.value == 260
    assert result.roi == pytest.approx(260 / 156)
    assert result.incremental_roi is None
    assert result.account["line"].tolist()[-1] == "value"
    lost = tn.client_value([10, 20], [5, 30], contacts=[0, 1], without=2)
    assert lost.loss_making == 1
    assert np.isnan(lost.clients["roi"][0])
    with pytest.raises(tn.DataError, match="portfolio"):
        tn.client_value([1], contacts={"a": 1})


def test_value_of_a_portfolio_and_its_whale(shop_portfolio):
    ids = shop_portfolio.summarise().client_ids
    value = tn.client_value(shop_portfolio, acquisition=20.0, contacts={ids[0]: 500.0})
    table = value.clients
    assert len(table) == 1500
    assert table["contacts"][table["client"].tolist().index(ids[0])] == 500
    assert table["value"].sum() == pytest.approx(value.value)
    assert value.value == pytest.approx(
        table["revenue"].sum() - table["cost_of_goods"].sum() - 1500 * 20 - 500
    )
    one_year = tn.client_value(
        shop_portfolio, first_day="2023-01-01", last_day=dt.date(2023, 12, 31)
    )
    assert 0 < one_year.revenue < value.revenue
    whale = tn.whale_curve(table["value"])
    assert whale.peak > whale.total == pytest.approx(value.value)
    with pytest.raises(tn.DataError, match="no client"):
        tn.client_value(shop_portfolio, contacts={"nobody": 1.0})
    with pytest.raises(tn.DataError, match="acquisition"):
        tn.client_value(shop_portfolio, acquisition=[1, 2])


def test_time_driven_cost_by_hand():
    cost = tn.time_driven_cost(
        {"order": [12, 0], "call": [5, 1], "return": 2},
        {"order": 15, "call": 8, "return": 20},
        cost_per_minute=0.8,
    )
    assert cost.columns == ["order", "call", "return", "minutes", "cost"]
    assert cost["cost"] == pytest.approx([208, 38.4])
    with pytest.raises(tn.DataError, match="minutes"):
        tn.time_driven_cost({"order": [1]}, {"call": 1}, cost_per_minute=1)


def test_whale_curve_by_hand():
    whale = tn.whale_curve(PROFITS)
    assert whale.clients["cumulative"].tolist() == [
        120, 200, 260, 290, 300, 305, 305, 295, 270, 200,
    ]  # fmt: skip
    assert whale.peak_share == pytest.approx(1.525)
    assert whale.area == pytest.approx(1.2225)
    assert whale.stobachoff == pytest.approx(0.591002, abs=5e-7)
    assert tn.whale_curve([1, -3]).stobachoff is None


def test_return_on_an_effort():
    rng = np.random.default_rng(1)
    result = tn.incremental_return(
        rng.normal(12, 3, 2000), rng.normal(10, 3, 2000), cost=2000, level=0.9
    )
    assert result.lower < 2 < result.upper
    assert result.roi == pytest.approx((result.lift * 2000 - 2000) / 2000)


def test_trends_of_one_and_of_many():
    assert tn.trends([100, 108, 115, 130, 140])["log_slope"][0] == pytest.approx(
        0.0858348, abs=5e-8
    )
    table = tn.trends(np.array([[1, 2, 4], [0, 1, 2]]))
    assert table["growth"][0] == pytest.approx(1)
    assert np.isnan(table["growth"][1])
    with pytest.raises(tn.DataError, match="dimensions"):
        tn.trends(np.zeros((2, 2, 2)))


def test_equity_with_what_moves_it():
    existing = tn.retention_clv(100_000, 0.8, timing="about_to_renew")
    new = tn.retention_clv(100, 0.8, timing="just_acquired")
    equity = tn.customer_equity(existing, new, [200] * 10, 120)
    assert equity.total == pytest.approx(596_465.31, abs=0.005)
    assert not np.isnan(equity.elasticities["elasticity"]).any()
    plain = tn.customer_equity(existing.total, new.total, [200] * 10, [120.0] * 10)
    assert plain.total == equity.total
    assert np.isnan(plain.elasticities["elasticity"]).sum() == 2


def test_levers_by_hand():
    result = tn.levers(4, 50, 3, cost={"basket": 12}, margin=0.4)
    assert result.levers["revenue"] == pytest.approx([660, 660, 660, 798.6])
    assert result.levers["share"][:3] == pytest.approx([1 / 3] * 3)
    assert result.levers["gain_to_cost"][1] == pytest.approx(2)
    spends = [120, 80, 200, 150, 300, 90, 400, 250]
    room = tn.levers(np.ones(8), spends, np.ones(8)).clients
    assert room["frontier"] == pytest.approx([330] * 8)
    assert room["headroom"] == pytest.approx([210, 250, 130, 180, 30, 240, 0, 80])
    with pytest.raises(tn.DataError, match="no lever 'price'"):
        tn.levers(1, 1, 1, change={"price": 1})
    with pytest.raises(tn.DataError, match="duration"):
        tn.levers(1, 1)


def test_levers_of_a_shop_by_segment(shop_portfolio, model):
    summary = shop_portfolio.summarise()
    segments = tn.rfm(summary).clients["segment"]
    result = tn.levers(summary, p_alive=model.p_alive(summary), segments=segments)
    assert result.revenue == pytest.approx(summary["spend"].sum())
    assert set(result.clients["lever"]) <= {"frequency", "basket", "duration", "win_back"}
    assert result.segments["clients"].sum() == len(summary)
    assert sorted(set(segments)) == sorted(result.segments["segment"])


def test_alive_and_solvent(shop_portfolio, model, spend):
    summary = shop_portfolio.summarise()
    result = tn.solvent_revenue(model, spend, summary, solvency=0.95)
    faster = (1.1 / 0.95) - 1
    assert result.solvent_revenue == pytest.approx(
        tn.clv(model, spend, summary, discount_rate=faster).total
    )
    each = tn.solvent_revenue(model, spend, summary, solvency=np.full(len(summary), 0.95))
    assert each.solvent_revenue == pytest.approx(result.solvent_revenue)


def test_panel_of_a_shop(shop_portfolio, model, spend):
    last = shop_portfolio.observed_until
    ids = shop_portfolio.summarise().client_ids
    contacts = {"client": [ids[0], ids[0]], "date": [last, dt.date(2000, 1, 1)], "cost": [7, 5]}
    panel = tn.client_panel(
        shop_portfolio,
        model,
        spend,
        ["2022-12-31", last],
        acquisition_cost=15.0,
        contacts=contacts,
        solvency=dict.fromkeys(ids, 0.9),
        max_saved=0.3,
        half_cost=20,
    )
    table = panel.clients
    latest = table["date"] == np.datetime64(last)
    assert latest.sum() == len(ids) == panel.dates["clients"][1]
    assert table["retention_spent"][latest].sum() == 7
    assert np.nansum(table["expected_revenue"][latest]) == pytest.approx(
        panel.dates["expected_revenue"][1]
    )
    assert np.nanmax(table["retention_optimum"] - table["retention_ceiling"]) <= 0
    paid_back = ~np.isnat(table["payback_day"])
    assert (table["acquisition_left"][paid_back] == 0).all()
    now = tn.client_panel(shop_portfolio, model, spend)
    assert len(now.clients) == len(ids)
    with pytest.raises(tn.DataError, match="no client"):
        tn.client_panel(
            shop_portfolio, model, spend, contacts={"client": ["x"], "date": [last], "cost": [1]}
        )
    with pytest.raises(tn.DataError, match="does not come after"):
        tn.client_panel(shop_portfolio, model, spend, [last, "2022-12-31"])
