"""Migration, Markov-chain value, policies and iso-value curves, with the numbers of METHODS."""

import datetime as dt

import numpy as np
import pytest

import tenure as tn

NAMES = ["good", "fair", "gone"]
TWO_PERIODS = [
    [[60, 30, 10], [20, 50, 30], [5, 15, 80]],
    [[50, 35, 15], [15, 50, 35], [5, 10, 85]],
]
# Pfeifer & Carraway (2000): bought 1 to 4 periods ago, or lost.
MAIL_ORDER = [
    [0.30, 0.7, 0.0, 0.00, 0.00],
    [0.20, 0.0, 0.8, 0.00, 0.00],
    [0.15, 0.0, 0.0, 0.85, 0.00],
    [0.05, 0.0, 0.0, 0.00, 0.95],
    [0.00, 0.0, 0.0, 0.00, 1.00],
]
REWARDS = [36, -4, -4, -4, 0]


def test_two_periods_pooled():
    moves = tn.migration_of_counts(TWO_PERIODS, NAMES, lost="gone")
    pooled = [[0.55, 0.325, 0.125], [0.175, 0.5, 0.325], [0.05, 0.125, 0.825]]
    assert moves.matrix == pytest.approx(np.array(pooled))
    assert moves.g2 == pytest.approx(4.562163, abs=5e-7)
    assert moves.degrees_of_freedom == 6
    assert moves.p_value == pytest.approx(0.601062, abs=5e-7)
    assert moves.chain["stationary"] == pytest.approx([0.163043, 0.252174, 0.584783], abs=5e-7)
    inside = np.array(pooled)[:2, :2]
    expected = np.linalg.solve(np.eye(2) - inside, np.ones(2))
    assert moves.chain["time_to_loss"][:2] == pytest.approx(expected)


def test_states_by_name_are_counted():
    moves = tn.migration(
        [["a", "a", "b", None], ["a", "b", "b", "a"], ["c", "b", None, "a"]], order=["a", "b", "c"]
    )
    assert moves.transitions["count"].tolist() == [2, 1, 1, 0, 2, 0, 0, 0, 0]
    assert moves.periods["moves"].tolist() == [3, 3]
    assert np.isnan(moves.matrix[2]).all()
    assert tn.migration([["a"], ["b"]], prior=1).matrix == pytest.approx(
        np.array([[1 / 3, 2 / 3], [1 / 2, 1 / 2]])
    )


def test_segments_of_a_log_followed_over_time(cdnow):
    cuts = {
        "recency_cuts": [30, 60, 120, 240],
        "frequency_cuts": [1, 2, 4, 8],
        "monetary_cuts": [20, 50, 100, 200],
    }
    dates = [dt.date(1997, 9, 30), "1998-01-31", "1998-05-31"]
    moves = tn.segment_migration(cdnow, dates, **cuts, lost="Lost", prior=0.5)
    assert moves.states[0] == "Champions"
    assert "Others" not in moves.states
    assert moves.matrix.sum(axis=1) == pytest.approx(np.ones(11))
    assert moves.p_value is not None
    # The same by hand: scores on each day, and states by name.
    names = []
    for day in dates:
        summary = cdnow.summarise(observed_until=day, unit="day")
        names.append(tn.rfm(summary, scoring="fixed", **cuts).clients["segment"])
    again = tn.migration(names, order=moves.states, prior=0.5, lost="Lost")
    assert np.array_equal(again.transitions["count"], moves.transitions["count"])
    assert moves.chain["time_to_loss"][moves.states.index("Lost")] == 0
    assert 0 < moves.chain["time_to_loss"][0] < np.inf


def test_value_by_state():
    result = tn.markov_value(MAIL_ORDER, REWARDS, discount_rate=0.2)
    published = [52.31960944, 5.55378356, 1.25077299, -1.82001627, 0]
    assert result.states["value"] == pytest.approx(published, abs=5e-9)
    assert result.error_bound < 1e-12
    assert "for ever" in result.basis
    series = np.zeros(5)
    power = np.eye(5)
    for _ in range(5):
        series += power @ np.array(REWARDS)
        power = power @ np.array(MAIL_ORDER) / 1.2
    finite = tn.markov_value(MAIL_ORDER, REWARDS, discount_rate=0.2, horizon=4)
    assert finite.states["value"] == pytest.approx(series)


def test_where_to_stop():
    policy = tn.markov_policy(MAIL_ORDER, REWARDS, discount_rate=0.2)
    values = np.zeros(5)
    for _ in range(3000):
        values = np.maximum(np.array(REWARDS) + np.array(MAIL_ORDER) @ values / 1.2, 0)
    assert policy.states["value"] == pytest.approx(values, abs=1e-10)
    assert policy.states["is_continued"].tolist() == [True, True, True, False, True]
    assert policy.error_bound < 1e-12
    paid = tn.markov_policy(MAIL_ORDER, REWARDS, [60, 0, 0, 0, 0], discount_rate=0.2)
    assert not paid.states["is_continued"][0]


def test_iso_value_curves():
    model = tn.ParetoNBD.from_params(r=0.5533, alpha=10.578, s=0.6062, beta=11.669)
    curves = tn.iso_value(model, age=78, max_frequency=14, discount_rate=0.15)
    assert len(curves.grid) == 14 * 80
    assert (np.diff(np.unique(curves.contours["level"])) > 0).all()
    spend = tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)
    money = tn.iso_value(model, spend, age=78, max_frequency=14, discount_rate=0.15, margin=0.3)
    ratio = money.grid["value"] / curves.grid["value"]
    assert ratio == pytest.approx(np.full(len(ratio), 0.3 * spend.population_spend()))
    assert "level" in repr(money)


def test_nonsense_is_refused(cdnow):
    with pytest.raises(tn.DataError, match="no state is called"):
        tn.migration_of_counts(TWO_PERIODS, NAMES, lost="dead")
    with pytest.raises(tn.DataError, match="shape"):
        tn.migration_of_counts([[1, 2]], NAMES)
    with pytest.raises(tn.DataError, match="no state"):
        tn.migration([["a"], ["b"]], order=["a"])
    with pytest.raises(tn.DataError, match="two dates"):
        tn.migration([["a"]])
    with pytest.raises(tn.DataError, match="ascend"):
        tn.segment_migration(
            cdnow,
            ["1998-01-31", "1997-01-31"],
            recency_cuts=[1, 2, 3, 4],
            frequency_cuts=[1, 2, 3, 4],
            monetary_cuts=[1, 2, 3, 4],
        )
    with pytest.raises(tn.DataError, match="sum to 1"):
        tn.markov_value([[0.5, 0.4], [0, 1]], [1, 1])
    with pytest.raises(tn.DataError, match="square"):
        tn.markov_value([[0.5, 0.5]], [1, 1])
    with pytest.raises(tn.DataError, match="age"):
        tn.iso_value(tn.BGNBD.from_params(r=1, alpha=1, a=1, b=3), age=0)
