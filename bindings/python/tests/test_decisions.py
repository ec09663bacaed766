"""Value, segments, cycles, attrition, budgets: the numbers of METHODS and the made-up shop."""

import numpy as np
import pytest

import tenure as tn


@pytest.fixture(scope="module")
def summary(shop_portfolio):
    return shop_portfolio.summarise()


@pytest.fixture(scope="module")
def model(summary):
    return tn.ParetoNBD().fit(summary)


@pytest.fixture(scope="module")
def spend(summary):
    return tn.GammaGamma().fit(summary)


def test_parameters_of_the_shop_are_found_within_three_standard_errors(model, shop):
    for name, estimate in model.params_.items():
        error = model.standard_errors_[name]
        assert abs(estimate - shop.options[name]) < 3 * error, name


def test_p_alive_of_the_shop_is_calibrated(model, summary, shop):
    alive = dict(zip(shop.truth["client"], shop.truth["is_client"], strict=True))
    is_client = np.array([alive[client] for client in summary.client_ids])
    p = model.p_alive(summary)
    assert p.sum() == pytest.approx(is_client.sum(), abs=3 * np.sqrt((p * (1 - p)).sum()))
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        bin_ = (p >= low) & (p < low + 0.2 if low < 0.8 else p <= 1)
        spread = np.sqrt((p[bin_] * (1 - p[bin_])).sum())
        assert abs(p[bin_].sum() - is_client[bin_].sum()) < 4 * spread + 1, low


def test_value_of_the_shop_is_near_the_truth(model, spend, summary, shop):
    years, rate = 3, 0.1
    value = tn.clv(model, spend, summary, horizon=52 * years, margin="observed")
    truth = dict(zip(shop.truth["client"], range(len(shop.truth)), strict=True))
    rows = np.array([truth[client] for client in summary.client_ids])
    # A client who is one leaves at rate mu, Gamma(s + ., beta + T) given his life so far; over all
    # clients the survivors' mean is that of the model with the true parameters.
    true = tn.ParetoNBD.from_params(**{n: shop.options[n] for n in ("r", "alpha", "s", "beta")})
    purchases = true.dert(summary, rate, horizon=52 * years)
    expected = (purchases * shop.truth["mean_spend"][rows]).sum() * shop.options["margin"]
    assert value.total == pytest.approx(expected, rel=0.1)


def test_clv_is_purchases_times_spend_times_margin(model, spend, summary):
    value = tn.clv(model, spend, summary, discount_rate=0.15, margin=0.3)
    product = model.dert(summary, 0.15) * spend.expected_spend(summary) * 0.3
    assert value.clients["clv"] == pytest.approx(product, rel=1e-9)
    assert value.total == pytest.approx(product.sum())
    assert "15 % a year" in value.basis
    assert value.basis in repr(value)


def test_clv_margins(model, spend, summary):
    each = tn.clv(model, spend, summary, margin=np.full(len(summary), 0.3))
    assert each.total == pytest.approx(tn.clv(model, spend, summary, margin=0.3).total)
    observed = tn.clv(model, spend, summary, margin="observed")
    assert observed.clients["margin"][0] == pytest.approx(tn.observed_margin(summary))
    with pytest.raises(tn.DataError, match="margin"):
        tn.clv(model, spend, summary, margin="guessed")
    with pytest.raises(tn.DataError, match="margin"):
        tn.clv(model, spend, summary, margin=1.5)


def test_clv_timing(model, spend, summary):
    totals = [
        tn.clv(model, spend, summary, horizon=52, timing=timing).total
        for timing in ("period_start", "period_middle", "period_end")
    ]
    assert totals == sorted(totals, reverse=True)
    with pytest.raises(tn.DataError, match="horizon"):
        tn.clv(model, spend, summary, timing="period_end")
    with pytest.raises(tn.DataError, match="timing: expected one of 'at_purchase'"):
        tn.clv(model, spend, summary, timing="later")


def test_scores_do_not_change_with_the_currency(small_log):
    def scores(factor):
        log = {**small_log, "amount": [factor * amount for amount in small_log["amount"]]}
        portfolio = tn.Portfolio.from_table(log, client="client", date="date", amount="amount")
        return tn.rfm(portfolio.summarise()).clients["m"].tolist()

    assert scores(1) == scores(100)


def test_own_segments(summary):
    rules = [tn.SegmentRule("best", r=(5, 5), f=(4, 5)), tn.SegmentRule("recent", r=(4, 5))]
    result = tn.rfm(summary, rules=rules)
    assert result.segments["segment"].tolist() == ["best", "recent", "Others"]
    assert result.segments["clients"].sum() == len(summary)
    usual = tn.segment_preset()
    assert len(usual) == 11
    assert tn.rfm(summary, rules=usual).clients == tn.rfm(summary).clients


def test_fixed_cuts(summary):
    fixed = tn.rfm(
        summary,
        scoring="fixed",
        recency_cuts=[30, 90, 180, 365],
        frequency_cuts=[1, 2, 4, 8],
        monetary_cuts=[50, 100, 200, 400],
    )
    clients = fixed.clients
    assert (clients["r"][clients["recency_days"] <= 30] == 5).all()
    assert (clients["f"][clients["purchases"] == 1] == 1).all()


def test_attrition_adds_up(model, summary):
    result = tn.attrition(model, summary, horizon=52)
    assert result.clients_observed == len(summary)
    assert result.expected_alive + result.expected_lost == pytest.approx(len(summary))
    assert result.clients["p_leaving"].sum() == pytest.approx(result.expected_leaving)
    assert 0 < result.attrition_rate < 1
    with pytest.raises(tn.DataError, match="horizon"):
        tn.attrition(model, summary, horizon=0)


def test_cycles_know_who_is_overdue(model, summary):
    result = tn.cycles(model, summary, alarm_level=0.9)
    overdue = result.clients["overdue_probability"] > 0.9
    assert np.array_equal(overdue, result.clients["is_overdue"])
    assert "overdue" in repr(result)


def test_budget_oracle():
    # p = .4, V = 1000, S = .5, k = .02
    budget = tn.retention_budget([0.4], [1000], max_saved=0.5, speed=0.02)
    names = ("ceiling", "optimum", "net", "break_even")
    expected = [200, 69.314718, 80.685282, 196.034520]
    assert [float(budget[name][0]) for name in names] == pytest.approx(expected, abs=5e-7)
    half = tn.retention_budget([0.4], [1000], max_saved=0.5, half_cost=np.log(2) / 0.02)
    assert half["optimum"] == pytest.approx(budget["optimum"])
    for keywords in ({}, {"speed": 1, "half_cost": 1}):
        with pytest.raises(tn.DataError, match="half_cost"):
            tn.retention_budget([0.4], [1000], max_saved=0.5, **keywords)


def test_shop_options():
    assert tn.simulate_shop(clients=50).log == tn.simulate_shop(clients=50).log
    with pytest.raises(tn.DataError, match="no such option; there are alpha"):
        tn.simulate_shop(size=3)
