"""The whole loop on a made-up shop: analyse, warn, decide, act, control.

Its truth is known, so that what a policy really earns can be computed: spending the same budget by
our allocation, by risk, by value, at random, and by an oracle that knows every client's true rates.

    python closed_loop.py              one shop, step by step
    python closed_loop.py --seeds 20   profit and regret of each policy over twenty shops
"""

import argparse
from dataclasses import dataclass

import numpy as np

import tenure as tn

WEEKS = 52.0
DISCOUNT = 0.1
MARGIN = 0.4
#: What efforts can do, as a past campaign has shown: they save at most this share of leavers,
MAX_SAVED = 0.3
#: and half of that share by an effort of this cost.
HALF_COST = 20.0
SPEED = np.log(2) / HALF_COST
#: Share of the clients whom we would spend on that is left alone, drawn at random: the proof.
HOLDOUT = 0.25


@dataclass
class Truth:
    """What no shop knows of the clients it analyses, in their order."""

    is_client: np.ndarray
    purchase_rate: np.ndarray
    leaving_rate: np.ndarray
    mean_spend: np.ndarray

    def potential(self) -> np.ndarray:
        """Expected worth of saving all those who would leave within the year.

        Whoever is saved when he would leave stays for another lifetime of the same law.
        """
        force = np.log1p(DISCOUNT) / WEEKS
        rates = self.leaving_rate + force
        discounted_loss = self.leaving_rate / rates * -np.expm1(-rates * WEEKS)
        worth = MARGIN * self.purchase_rate * self.mean_spend / rates
        return self.is_client * discounted_loss * worth * MAX_SAVED


@dataclass
class Analysed:
    """What the shop can know."""

    portfolio: tn.Portfolio
    summary: tn.Summary
    p_alive: np.ndarray
    risk: np.ndarray
    at_stake: np.ndarray
    value: np.ndarray
    predicted: np.ndarray
    expected_spend: np.ndarray

    @property
    def potential(self) -> np.ndarray:
        """Expected worth of saving all those who would leave: what is given to the allocation."""
        return self.risk * self.at_stake * MAX_SAVED


def analyse(shop: tn.Shop) -> tuple[Analysed, Truth]:
    """Fit the models to the log, and line the truth up with the clients who may be profiled."""
    portfolio = shop.record().portfolio
    summary = portfolio.summarise(unit="week")
    model, spend = tn.ParetoNBD().fit(summary), tn.GammaGamma().fit(summary)
    clv = tn.clv(model, spend, summary, discount_rate=DISCOUNT, margin=MARGIN).clients
    attrition = tn.attrition(model, summary, horizon=WEEKS).clients
    analysed = Analysed(
        portfolio,
        summary,
        attrition["p_alive"],
        attrition["p_leaving"],
        np.nan_to_num(clv["clv_if_alive"]),
        np.nan_to_num(clv["clv"]),
        model.expected_purchases(summary, WEEKS),
        np.nan_to_num(clv["expected_spend"]),
    )
    row_of = {client: row for row, client in enumerate(shop.truth["client"])}
    rows = np.array([row_of[client] for client in summary.client_ids])
    names = ("is_client", "purchase_rate", "leaving_rate", "mean_spend")
    return analysed, Truth(*(shop.truth[name][rows] for name in names))


def plans(analysed: Analysed, truth: Truth, seed: int) -> dict[str, np.ndarray]:
    """Spend one budget, half of what would be worth spending, by each policy."""
    wanted = tn.allocate_spending(analysed.potential, speed=SPEED).clients["spend"].sum()
    budget = float(wanted / 2)

    def best(potential: np.ndarray) -> np.ndarray:
        return tn.allocate_spending(potential, speed=SPEED, budget=budget).clients["spend"]

    def first(score: np.ndarray) -> np.ndarray:
        spend = np.zeros(len(score))
        spend[np.argsort(-score, kind="stable")[: int(budget // HALF_COST)]] = HALF_COST
        return spend

    return {
        "tenure's allocation": best(analysed.potential),
        "the greatest risk first": first(analysed.risk),
        "the least likely alive first": first(1 - analysed.p_alive),
        "the greatest value first": first(analysed.value),
        "at random": first(np.random.default_rng(seed).random(len(analysed.value))),
        "an oracle": best(truth.potential()),
    }


def true_profit(spend: np.ndarray, truth: Truth) -> float:
    """Expected profit of a plan, by the truth."""
    return float((truth.potential() * -np.expm1(-SPEED * spend) - spend).sum())


@dataclass
class Year:
    """What happened to each client in the year after."""

    left: np.ndarray
    purchases: np.ndarray
    revenue: np.ndarray


def live_a_year(spend: np.ndarray, truth: Truth, seed: int) -> Year:
    """Simulate the response: an effort saves who would leave with the probability it has."""
    draw = np.random.default_rng(seed)
    n = len(spend)
    lifetime = draw.exponential(1 / truth.leaving_rate)
    saved = draw.random(n) < MAX_SAVED * -np.expm1(-SPEED * spend)
    left = truth.is_client & (lifetime < WEEKS) & ~saved
    weeks = np.where(truth.is_client, np.where(left, lifetime, WEEKS), 0.0)
    purchases = draw.poisson(truth.purchase_rate * weeks)
    return Year(left, purchases, purchases * truth.mean_spend)


def control(analysed: Analysed, truth: Truth, spend: np.ndarray, seed: int) -> None:
    """Say whether the money worked, and which lever slipped against the plan."""
    on_plan = np.flatnonzero(spend > 0)
    held = np.random.default_rng(seed).permutation(on_plan)[: int(HOLDOUT * len(on_plan))]
    acted = spend.copy()
    acted[held] = 0
    treated = np.setdiff1d(on_plan, held)
    year = live_a_year(acted, truth, seed)
    effect = tn.holdout_effect(
        treated=len(treated),
        treated_events=int(year.left[treated].sum()),
        control=len(held),
        control_events=int(year.left[held].sum()),
        value=float(analysed.at_stake[on_plan].mean()),
        cost=float(acted.sum()),
        level=0.9,
    )
    print(
        f"Control: {len(held)} of the {len(on_plan)} clients on the plan were left alone, at random"
    )
    print(
        f"  {effect.control_rate:.1%} of them left, {effect.treated_rate:.1%} of the others: an "
        f"effect of {effect.effect:.1%} ({effect.lower:.1%} to {effect.upper:.1%})"
    )
    if effect.lower < 0 < effect.upper:
        rate = float(analysed.risk[on_plan].mean())
        needed = tn.sample_size(rate, rate * (1 - MAX_SAVED / 2), power=0.8, level=0.9)
        print(f"  which proves nothing yet: {needed.control:,} clients a group would be needed")

    bands = np.array(["C", "B", "A"])[np.digitize(analysed.value, [20.0, 400.0])]
    report = tn.control_report(
        revenue_by_band(bands, analysed.predicted, analysed.predicted * analysed.expected_spend),
        revenue_by_band(bands, year.purchases, year.revenue),
    )
    print(report)


def revenue_by_band(
    bands: np.ndarray, purchases: np.ndarray, revenue: np.ndarray
) -> dict[str, list]:
    """Clients, purchases a client and revenue a purchase, by band of expected value."""
    columns: dict[str, list] = {"segment": [], "clients": [], "frequency": [], "basket": []}
    for name in np.unique(bands):
        there = bands == name
        bought = float(purchases[there].sum())
        columns["segment"].append(str(name))
        columns["clients"].append(float(there.sum()))
        columns["frequency"].append(bought / float(there.sum()))
        columns["basket"].append(float(revenue[there].sum()) / bought)
    return columns


def one_shop(seed: int, clients: int) -> None:
    """Go through the loop once, and print each step."""
    shop = tn.simulate_shop(seed=seed, clients=clients)
    analysed, truth = analyse(shop)
    print(f"Analyse: {analysed.portfolio!r}")
    leaving = analysed.risk.sum()
    print(f"  worth {analysed.value.sum():,.0f}; {leaving:.0f} clients will leave within a year")

    stakes = dict(
        zip(analysed.summary.client_ids.tolist(), analysed.at_stake.tolist(), strict=True)
    )
    found = tn.alerts(analysed.portfolio, record=shop.record(), values=stakes)
    print(f"Warn: {len(found.alerts)} clients to look after; the first ones:")
    for i in range(min(3, len(found.alerts))):
        print(f"  {found.alerts['client'][i]}: {found.alerts['reasons'][i]}")

    print("Decide: the same budget by each policy, and what it really earns")
    print_policies([seed], clients)
    spend = plans(analysed, truth, seed)["tenure's allocation"]
    control(analysed, truth, spend, seed)


def profits(seeds: list[int], clients: int) -> dict[str, np.ndarray]:
    """True expected profit of each policy in each shop."""
    found: dict[str, list[float]] = {}
    for seed in seeds:
        analysed, truth = analyse(tn.simulate_shop(seed=seed, clients=clients))
        for name, spend in plans(analysed, truth, seed).items():
            found.setdefault(name, []).append(true_profit(spend, truth))
    return {name: np.array(values) for name, values in found.items()}


def print_policies(seeds: list[int], clients: int) -> None:
    """Print mean profit and regret, best first."""
    found = profits(seeds, clients)
    best = found["an oracle"]
    print(f"  {'policy':<30}{'profit':>12}{'regret':>12}{'first after the oracle':>25}")
    others = np.array([values for name, values in found.items() if name != "an oracle"]).max(axis=0)
    for name, values in sorted(found.items(), key=lambda item: -item[1].mean()):
        wins = "" if name == "an oracle" else f"{int((values >= others).sum())} of {len(seeds)}"
        print(f"  {name:<30}{values.mean():>12,.2f}{(best - values).mean():>12,.2f}{wins:>25}")


def main() -> None:
    """Run one shop, or compare the policies over many."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=1, help="shops")
    parser.add_argument("--clients", type=int, default=1500, help="of each shop")
    options = parser.parse_args()
    if options.seeds == 1:
        one_shop(1, options.clients)
    else:
        print(f"Profit of one budget in {options.seeds} shops of {options.clients:,} clients")
        print_policies(list(range(1, options.seeds + 1)), options.clients)


if __name__ == "__main__":
    main()
