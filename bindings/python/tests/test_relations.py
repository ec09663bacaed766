"""Cycles in full, intensity, phases and offers, through Python."""

import numpy as np
import pytest

import tenure as tn


@pytest.fixture(scope="module")
def camping():
    log = {
        "client": [1, 1, 2, 2, 3, 3, 4],
        "date": ["2024-01-01", "2024-02-01"] * 3 + ["2024-01-01"],
        "item": ["tent", "stove", "tent", "stove", "tent", "lamp", "tent"],
        "amount": [200.0, 50, 200, 50, 200, 20, 200],
        "channel": ["web", "web", "web", "shop", "shop", "shop", "web"],
    }
    return tn.Portfolio.from_table(
        log,
        client="client",
        date="date",
        amount="amount",
        category="item",
        channel="channel",
        observed_until="2024-06-01",
    )


def test_regularity_of_grocery_elog_is_1_985367499(grocery):
    summary = grocery.summarise()
    model = tn.NBD.from_params(r=1, alpha=10)
    result = tn.cycles(model, summary)
    # The note's maximiser stopped 5e-8 from the root of the score, 1.98536744801.
    assert result.regularity == pytest.approx(1.985367499, rel=1e-7)
    assert result.regularity == pytest.approx(1.98536744801, rel=1e-10)
    assert result.clients_used == 779
    # Clients differ: those with ten intervals or more have 2.33 together.
    assert result.regularity_spread > 0.3


def test_cycles_have_intervals(shop_portfolio):
    summary = shop_portfolio.summarise()
    model = tn.NBD().fit(summary)
    result = tn.cycles(model, summary, level=0.8)
    table = result.clients
    some = summary["frequency"] > 0
    assert (table["cycle_from"] <= table["cycle"])[some].all()
    assert (table["cycle"] <= table["cycle_to"])[some & ~np.isnan(table["cycle_to"])].all()
    known = ~np.isnat(table["next_purchase_to"])
    assert (table["next_purchase_from"] <= table["next_purchase"])[known].all()
    assert (table["next_purchase"] <= table["next_purchase_to"])[known].all()
    # At random, but by whole days: a little above 1, and nobody much more regular than another.
    assert result.regularity == pytest.approx(1, abs=0.2)
    assert result.regularity_spread < 0.3
    base = tn.cycles(model, summary, own_regularity=False)
    assert base.regularity == result.regularity


def test_rhythm_clumpiness_and_seasons(camping, shop_portfolio):
    assert tn.rhythm([7, 7, 7], silence=14).p_longer < 1e-9
    table = tn.clumpiness(shop_portfolio, draws=199)
    share = table["is_clumpy"][~np.isnan(table["clumpiness"])].astype(float).mean()
    assert share < 0.5
    result = tn.seasonality(camping)
    assert result.months["purchases"].tolist() == [4, 3, *[0] * 10]
    assert result.clients["purchases"].tolist() == [2, 2, 2, 1]


def test_intensity_with_contacts(camping):
    contacts = {"client": [1, 1, 2], "date": ["2024-06-01", "2024-03-03", "2024-03-03"]}
    table = tn.relation_intensity(camping, contacts)
    assert table["contacts"] == pytest.approx([1.5, 0.5, 0, 0])
    assert table["space"] == pytest.approx([1, 2, 1, 1])
    assert table["dimensions"].tolist() == [6] * 4
    names = [n for n in table.columns if n.endswith("_percentile")]
    by_hand = np.exp(np.mean([np.log(table[n]) for n in names], axis=0))
    assert table["composite"] == pytest.approx(by_hand)
    with pytest.raises(tn.DataError, match="not in the portfolio"):
        tn.relation_intensity(camping, {"client": [9], "date": ["2024-01-01"]})


def test_phases_by_name():
    machine = tn.PhaseMachine(["visitor", "buyer"], [("visitor", "buyer")])
    entries = {
        "client": [1, 1, 2, 3, 3],
        "date": ["2024-01-01", "2024-01-11", "2024-01-01", "2024-01-05", "2024-01-06"],
        "phase": ["visitor", "buyer", "visitor", "buyer", "visitor"],
    }
    result = tn.phase_analysis(entries, observed_until="2024-03-01", machine=machine)
    row = result.conversions["from"].tolist().index("visitor")
    assert result.conversions["conversion"][row] == pytest.approx(1 / 3)
    assert result.unexpected["client"].tolist() == [3]
    with pytest.raises(tn.DataError, match="none of"):
        tn.phase_analysis({**entries, "phase": ["x"] * 5}, observed_until="2024-03-01")
    assert len(tn.usual_phases().phases) == 8
    assert tn.conversion(200, 1000).wilson_from == pytest.approx(0.176377, abs=5e-7)


def test_offers_and_what_is_just_bought(camping):
    result = tn.next_offers(camping)
    offered = dict(zip(result.offers["client"], result.offers["item"], strict=True))
    assert set(offered) == {1, 2, 3, 4}
    pairs = result.pairs
    row = list(zip(pairs["item"], pairs["other"], strict=True)).index(("stove", "tent"))
    assert pairs["confidence"][row] == 1
    assert np.isnan(pairs["conviction"][row])
    two = tn.next_offers(camping, just_bought_days=150, offers_a_client=3)
    assert "tent" in two.items["item"].tolist()
    assert tn.pair_metrics(1000, 200, 150, 60).jaccard == pytest.approx(0.2068966, abs=5e-8)
    with pytest.raises(tn.Error, match="categories"):
        tn.next_offers(
            tn.Portfolio.from_table(
                {"client": [1], "date": ["2024-01-01"]}, client="client", date="date"
            )
        )


def test_learning():
    table = tn.learned_rates([2, 10], [12, 52], shape=2, rate=10)
    assert table["mean"] == pytest.approx([0.181818, 0.193548], abs=5e-7)
    evpi = tn.value_of_information([0.3, 0.9], 60, 20)["evpi"]
    assert evpi == pytest.approx([12, 2])
