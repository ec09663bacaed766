"""The closed loop of the examples: what a policy really earns where the truth is known."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

import tenure as tn

EXAMPLE = Path(__file__).parents[3] / "examples" / "python" / "closed_loop.py"


@pytest.fixture(scope="module")
def loop():
    spec = importlib.util.spec_from_file_location("closed_loop", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_allocation_is_first_after_the_oracle(loop):
    profits = loop.profits([1, 2, 3, 4], clients=1000)
    oracle, ours = profits.pop("an oracle"), profits.pop("tenure's allocation")
    assert (ours <= oracle).all()
    assert (ours > 0).all()
    for name, values in profits.items():
        assert (ours > values).all(), f"{name}: {values}, ours {ours}"


def test_every_policy_keeps_the_budget(loop):
    analysed, truth = loop.analyse(tn.simulate_shop(seed=5, clients=500))
    plans = loop.plans(analysed, truth, seed=5)
    # The oracle and we may find that less than the budget is worth spending.
    budget = plans["tenure's allocation"].sum()
    assert budget > loop.HALF_COST
    for name, spend in plans.items():
        assert spend.sum() <= budget * (1 + 1e-9), name


def test_the_simulated_year_follows_the_truth(loop):
    _, truth = loop.analyse(tn.simulate_shop(seed=6, clients=1500))
    alone, kept = (
        loop.live_a_year(np.full(len(truth.is_client), effort), truth, seed=6)
        for effort in (0.0, 1e9)
    )
    chance = truth.is_client * -np.expm1(-truth.leaving_rate * loop.WEEKS)
    sd = np.sqrt((chance * (1 - chance)).sum())
    assert abs(alone.left.sum() - chance.sum()) < 4 * sd
    saved = 1 - kept.left.sum() / alone.left.sum()
    assert abs(saved - loop.MAX_SAVED) < 4 * np.sqrt(0.21 / alone.left.sum())
