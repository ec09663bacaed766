"""Allocation: oracles, agreement with HiGHS, labels, certificates."""

import numpy as np
import offers_by_highs
import pytest

import tenure as tn


def random_offers(seed, clients, offers):
    random = np.random.default_rng(seed)
    cost = random.uniform(1, 20, (clients, offers))
    gain = cost * random.uniform(0.5, 3.5, (clients, offers)) + random.uniform(0, 10, cost.shape)
    return gain, cost


def test_water_filling_oracle():
    plan = tn.allocate_spending([200, 100, 300, 20], speed=[0.02, 0.05, 0.01, 0.04], budget=100)
    assert plan.certificate.gain == pytest.approx(272.697461, abs=5e-7)
    assert plan.constraints["shadow_price"][0] + 1 == pytest.approx(1.9253090513, abs=5e-11)
    assert 0 <= plan.certificate.gap < 1e-9
    assert "no plan earns" in repr(plan)


# HiGHS proves the smaller ones; of the largest, which it takes long to prove, its bound alone is
# within 1e-6 of the plan.
@pytest.mark.parametrize(
    ("clients", "offers", "seed", "gap"),
    [(20, 3, 1, 1e-9), (200, 5, 2, 1e-9), (1_000, 4, 3, 1e-9), (10_000, 3, 4, 1e-4)],
)
def test_one_budget_agrees_with_highs(clients, offers, seed, gap):
    gain, cost = random_offers(seed, clients, offers)
    budget = 0.15 * cost.sum() / offers
    plan = tn.allocate_offers(gain, cost, budget=budget).certificate
    best = offers_by_highs.solve(gain, cost, budget, gap=gap)
    assert plan.gap <= 1e-12 * plan.gain
    assert plan.objective == pytest.approx(best.objective, rel=gap)
    assert plan.objective >= best.objective - 1e-9 * plan.gain
    assert plan.objective == pytest.approx(best.bound, rel=1e-6)
    assert plan.spent <= budget * (1 + 1e-12)


@pytest.mark.parametrize(("clients", "seed", "gap"), [(300, 11, 1e-7), (3_000, 12, 1e-4)])
def test_many_limits_agree_with_highs(clients, seed, gap):
    offers = 3
    gain, cost = random_offers(seed, clients, offers)
    segment = np.arange(clients) % 2
    budget, contacts = 2.0 * clients, 0.3 * clients
    floor, ceiling = 0.5 * clients, 1.2 * clients
    plan = tn.allocate_offers(
        gain,
        cost,
        budget=budget,
        contacts=contacts,
        channel=["mail", "shop", "shop"],
        channel_capacity={"mail": 0.1 * clients},
        segment=np.where(segment == 0, "new", "old"),
        segment_floor={"new": floor},
        segment_ceiling={"old": ceiling},
    )
    mail = np.zeros(gain.shape)
    mail[:, 0] = 1
    rows = [
        (np.ones(gain.shape), 0, contacts),
        (mail, 0, 0.1 * clients),
        (cost * (segment == 0)[:, None], floor, np.inf),
        (cost * (segment == 1)[:, None], 0, ceiling),
    ]
    best = offers_by_highs.solve(gain, cost, budget, rows, gap=gap)
    scale = plan.certificate.objective
    assert plan.certificate.bound >= best.objective - 1e-9 * scale
    assert plan.certificate.objective <= best.bound + 1e-9 * scale
    # However many the clients, the plan is an offer short of the bound at most.
    assert plan.certificate.gap <= gain.max()
    names = plan.constraints["constraint"].tolist()
    assert names == [
        "budget", "contacts", "channel mail", "segment new floor", "segment old ceiling",
    ]  # fmt: skip


def test_errors_name_what_is_wrong():
    with pytest.raises(tn.DataError, match="shape"):
        tn.allocate_offers([1, 2], [1, 2])
    with pytest.raises(tn.DataError, match="segment"):
        tn.allocate_offers([[1.0]], [1.0], segment_floor={"a": 1})
    with pytest.raises(tn.DataError, match="nothing has the label 'b'"):
        tn.allocate_offers([[1.0]], [1.0], segment=["a"], segment_floor={"b": 1})
    with pytest.raises(tn.DataError) as caught:
        tn.allocate_offers([[1.0, np.nan]], [1.0, 2.0])
    assert caught.value.argument == "gain"
    with pytest.raises(tn.DataError, match="speed"):
        tn.allocate_spending([1, 2], speed=[1, 0])
