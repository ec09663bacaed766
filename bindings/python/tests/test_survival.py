"""Survival curves, causes, tests between groups."""

import numpy as np
import pytest

import tenure as tn

# METHODS 8.2: twelve clients, whose numbers R's survival package has computed.
TIME = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]
EVENT = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0]
CAUSE = [1, 2, 0, 1, 1, 0, 2, 0, 1, 2, 0, 0]
GROUP = list("aaababbabbbb")


def test_kaplan_meier_of_methods_8_2():
    curves = tn.kaplan_meier(TIME, EVENT)
    assert curves.curve["survival"][6] == pytest.approx(0.2880658436)
    assert curves.groups["median"][0] == 6
    assert curves.groups["restricted_mean"][0] == pytest.approx(5.3991769547)
    assert "group" not in curves.curve
    by_flag = tn.kaplan_meier(TIME, np.array(EVENT, dtype=bool))
    assert by_flag.curve == curves.curve


def test_groups_are_curves_of_their_own():
    both = tn.kaplan_meier(TIME, EVENT, group=GROUP)
    is_b = np.array(GROUP) == "b"
    alone = tn.kaplan_meier(np.array(TIME)[is_b], np.array(EVENT)[is_b])
    assert np.array_equal(
        both.curve["survival"][both.curve["group"] == "b"], alone.curve["survival"]
    )
    assert both.groups["group"].tolist() == ["a", "b"]


def test_contracts_that_follow_each_other_are_one_relation():
    log = {"client": ["ann"], "date": ["2024-06-30"]}
    builder = tn.RecordBuilder(tn.Portfolio.from_table(log, client="client", date="date"))
    builder.add_contracts(
        {
            "client": ["ann", "ann", "bob", "bob", "cid"],
            "start": ["2023-01-01", "2024-01-01", "2023-01-01", "2023-07-05", "2024-07-01"],
            "end": ["2024-01-01", None, "2023-07-01", "2024-05-05", None],
        },
        client="client", start="start", end="end",
    )  # fmt: skip
    lives = tn.contract_lives(builder.build(), unit="month")
    assert lives["client"].tolist() == ["ann", "bob", "bob"]
    assert lives["duration"] == pytest.approx([17 + 29 / 30, 6, 10])
    assert lives["ended"].tolist() == [False, True, True]
    kind = tn.contract_lives(builder.build(), unit="month", grace=7)
    assert kind["client"].tolist() == ["ann", "bob"]
    assert kind["duration"][1] == pytest.approx(16 + 4 / 30, abs=0.01)


def test_one_cause_among_several_is_refused_with_the_reason():
    with pytest.raises(tn.Error, match="overstate") as caught:
        tn.kaplan_meier(TIME, CAUSE, cause=1)
    assert caught.value.status == "not_supported"
    shares = tn.competing_risks(TIME, CAUSE)
    at_7 = shares["time"] == 7
    assert shares["incidence"][at_7] == pytest.approx([0.37654320988, 0.33539094650])
    assert shares["survival"][at_7] == pytest.approx([0.2880658436] * 2)


def test_log_rank_of_methods_8_2():
    test = tn.log_rank(TIME, EVENT, GROUP)
    assert test.statistic == pytest.approx(1.68179378)
    assert test.p_value == pytest.approx(0.1947, rel=1e-3)
    assert test.groups["observed"].sum() == 7


def test_against_lifelines():
    lifelines = pytest.importorskip("lifelines")
    statistics = pytest.importorskip("lifelines.statistics")
    data = pytest.importorskip("lifelines.datasets").load_waltons()
    curves = tn.kaplan_meier(data["T"], data["E"], group=data["group"])
    for name in ("miR-137", "control"):
        part = data[data["group"] == name]
        theirs = lifelines.KaplanMeierFitter().fit(part["T"], part["E"])
        ours = curves.curve["group"] == name
        expected = theirs.survival_function_at_times(curves.curve["time"][ours]).to_numpy()
        assert np.allclose(curves.curve["survival"][ours], expected, rtol=1e-12)
    test = tn.log_rank(data["T"], data["E"], data["group"])
    theirs = statistics.multivariate_logrank_test(data["T"], data["group"], data["E"])
    assert test.statistic == pytest.approx(theirs.test_statistic, rel=1e-10)


def test_left_truncation_against_lifelines():
    lifelines = pytest.importorskip("lifelines")
    rng = np.random.default_rng(7)
    entry = rng.integers(0, 5, 200).astype(float)
    duration = entry + rng.integers(1, 20, 200)
    event = rng.random(200) < 0.6
    ours = tn.kaplan_meier(duration, event, entry=entry).curve
    theirs = lifelines.KaplanMeierFitter().fit(duration, event, entry=entry)
    expected = theirs.survival_function_at_times(ours["time"]).to_numpy()
    assert np.allclose(ours["survival"], expected, rtol=1e-10)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: tn.kaplan_meier([1, -2], [1, 0]), "duration"),
        (lambda: tn.kaplan_meier([1, 2], [1]), "cause"),
        (lambda: tn.kaplan_meier([1, 2], [1, 0.5]), "event"),
        (lambda: tn.kaplan_meier([1, 2], [1, 0], entry=[1, 0]), "entry"),
        (lambda: tn.kaplan_meier([1, 2], [1, 0], weight=[1, 0]), "weight"),
        (lambda: tn.kaplan_meier([1, 2], [1, 0], cause=0), "cause"),
        (lambda: tn.kaplan_meier([1, 2], [1, 0], level=2), "level"),
        (lambda: tn.log_rank([1, 2], [1, 0], ["a", "a"]), "group"),
        (lambda: tn.competing_risks([1, 2], [1, -1]), "event"),
    ],
)
def test_bad_arguments_are_named(call, argument):
    with pytest.raises(tn.DataError) as caught:
        call()
    assert caught.value.argument == argument
