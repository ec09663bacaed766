"""Who deserves attention first, and what the list says of it."""

import numpy as np
import pytest

import tenure as tn
from tenure.analysis.analysis import NotUsable, Plan, _half_cost, analyse
from tenure.analysis.attention import attention_list
from tenure.analysis.report import report

PURCHASES = tn.ParetoNBD.from_params(r=0.5534, alpha=10.5802, s=0.6061, beta=11.6562)
SPEND = tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)
#: Steady, long gone, and bought once.
SUMMARY = tn.Summary.from_arrays(
    frequency=[9, 9, 0], recency=[38, 10, 0], age=[39, 39, 39], mean_spend=[50, 500, 0]
)


def found(value, max_saved=0.3, half_cost=5.0):
    cycles = tn.cycles(PURCHASES, SUMMARY)
    leaving = tn.attrition(PURCHASES, SUMMARY, horizon=52)
    return attention_list(value, cycles, leaving, "week", max_saved, half_cost)


@pytest.fixture(scope="module")
def value():
    return tn.clv(PURCHASES, SPEND, SUMMARY)


@pytest.fixture(scope="module")
def analysed(shop_portfolio):
    return analyse(shop_portfolio, Plan())


def test_the_risk_is_that_of_leaving_from_now_on(value):
    attention = found(value)
    leaving = tn.attrition(PURCHASES, SUMMARY, horizon=52).clients["p_leaving"]
    budget = tn.retention_budget(
        leaving, value.clients["clv_if_alive"], max_saved=0.3, half_cost=5.0
    )
    assert attention.table["expected_gain"].tolist() == budget["net"].tolist()
    assert attention.table["worth_spending"].tolist() == budget["optimum"].tolist()


def test_nobody_spends_on_who_is_gone(value):
    attention = found(value)
    assert value.clients["clv_if_alive"][1] > value.clients["clv_if_alive"][0]
    assert attention.table["worth_spending"][1] == 0
    assert attention.first[0] == 0
    assert "worth spending nothing at these assumptions" in attention.table["reason"][1]


def test_where_no_effort_pays_the_expected_loss_ranks(value):
    attention = found(value, half_cost=1e6)
    leaving = tn.attrition(PURCHASES, SUMMARY, horizon=52).clients["p_leaving"]
    loss = leaving * value.clients["clv_if_alive"]
    assert attention.worth_it == 0
    assert attention.first.tolist() == np.argsort(-loss).tolist()


def test_a_client_without_a_value_is_left_out_and_counted(value):
    stake = value.clients["clv_if_alive"].copy()
    stake[0] = np.nan
    gap = tn.ClvResult({**value.clients.to_dict(), "clv_if_alive": stake}, 0.0, 1, "")
    attention = found(gap)
    assert attention.not_ranked == 1
    assert 0 not in attention.first
    for name in ("worth_spending", "expected_gain", "break_even", "attention_rank"):
        assert np.isnan(attention.table[name][0])
    assert attention.table["reason"][0] is None


def test_the_report_names_horizon_and_assumptions(analysed):
    text = "\n".join(report(analysed, "a shop"))
    assert "Risk: a client now, and none in 52" in text
    assert f"{analysed.attention.worth_it:,} clients are worth spending on" in text
    clients = analysed.clients
    first = analysed.attention.first[0]
    assert f"{clients['p_leaving'][first]:.1%} risk of losing" in text
    assert clients["attention_rank"][first] == 1


def test_the_report_says_that_no_effort_pays(shop_portfolio):
    text = "\n".join(report(analyse(shop_portfolio, Plan(half_cost=1e6)), "a shop"))
    assert "no client is worth spending on" in text
    assert text.count("worth spending nothing at these assumptions") == 20


def test_every_client_shown_has_a_reason(shop_portfolio):
    # Nobody ever leaves: all net gains and all losses are 0.
    analysis = analyse(shop_portfolio, Plan(model="nbd"))
    reasons = analysis.clients["reason"]
    shown = set(analysis.attention.first.tolist())
    assert {i for i, reason in enumerate(reasons) if reason is not None} == shown


def test_the_default_half_cost_is_of_the_clients_with_an_expected_spend():
    value = tn.ClvResult({"expected_spend": np.array([10.0, np.nan, 20.0])}, 0.0, 1, "")
    assert _half_cost(Plan(), 0.5, value) == 7.5
    nobody = tn.ClvResult({"expected_spend": np.array([np.nan])}, 0.0, 1, "")
    with pytest.raises(NotUsable, match="half_cost"):
        _half_cost(Plan(), 0.5, nobody)


@pytest.mark.parametrize("plan", [Plan(half_cost=0.0), Plan(horizon=0.0)])
def test_a_zero_is_no_default(shop_portfolio, plan):
    with pytest.raises(tn.DataError, match=r"half_cost|horizon"):
        analyse(shop_portfolio, plan)
