"""Scores, FRAT, coverage, break-even of cells, viability: values by hand and laws of scores."""

import numpy as np
import pytest

import tenure as tn

DAYS = [5, 10, 12, 20, 33, 40, 55, 60, 80, 100]
PURCHASES = [9, 3, 7, 2, 8, 1, 4, 6, 2, 1]


@pytest.fixture(scope="module")
def ten():
    """Ten clients of METHODS 4, by days since the last purchase and purchases."""
    repeats = np.array(PURCHASES) - 1.0
    recency = np.where(repeats > 0, 200.0, 0.0)
    return tn.Summary.from_arrays(
        frequency=repeats,
        recency=recency,
        age=recency + DAYS,
        mean_spend=np.arange(10.0, 101, 10),
        unit="day",
    )


@pytest.fixture(scope="module")
def base(cdnow):
    return cdnow.summarise()


def test_ten_clients_by_rank_and_nested(ten):
    rank = tn.rfm(ten, scoring="rank").clients
    assert rank["r"].tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert rank["f"].tolist() == [5, 3, 4, 2, 5, 1, 3, 4, 2, 1]
    two = tn.rfm(ten, scoring="rank", bins=2).clients
    assert two["f"].tolist() == [2, 1, 2, 1, 2, 1, 2, 2, 1, 1]
    nested = tn.rfm(ten, scoring="nested", bins=2).clients
    assert nested["f"].tolist() == [2, 1, 1, 1, 2, 1, 2, 2, 1, 1]


def test_quintile_cuts_of_ten_clients(ten):
    cuts = tn.rfm(ten).cuts.to_pandas()
    recency = cuts[cuts["measure"] == "recency"]["to"].dropna().to_numpy()
    assert sorted(recency) == pytest.approx([11.6, 27.8, 46, 64])


@pytest.mark.parametrize("scoring", ["quantile", "rank", "nested"])
@pytest.mark.parametrize("unit", [0.1, 0.001, 655.957])
def test_scores_do_not_change_with_the_currency(cdnow_log, cdnow, scoring, unit):
    # The R package rfm moves 48 of its 995 clients for a tenth of the unit, 994 for a thousandth.
    other = tn.Portfolio.from_table(
        {**cdnow_log, "amount": np.round(np.asarray(cdnow_log["amount"]) * 100) * 1000 * unit},
        client="client",
        date="date",
        amount="amount",
        decimals=6,
    )
    scores = tn.rfm(cdnow.summarise(), scoring=scoring, ties="averaged").clients
    assert np.array_equal(
        tn.rfm(other.summarise(), scoring=scoring, ties="averaged").clients["m"], scores["m"]
    )


def test_averaged_ties_give_equal_clients_equal_scores(base):
    scores = tn.rfm(base, scoring="rank", ties="averaged").clients
    by_purchases: dict[int, set[int]] = {}
    for purchases, f in zip(scores["purchases"], scores["f"], strict=True):
        by_purchases.setdefault(purchases, set()).add(f)
    assert all(len(each) == 1 for each in by_purchases.values())
    by_position = tn.rfm(base, scoring="rank").clients["f"]
    assert len(set(by_position[scores["purchases"] == 1])) > 1


def test_weighted_score_and_types(ten):
    types = ["book"] * 4 + ["disc"] * 5 + ["film"]
    result = tn.rfm(
        ten,
        weights=tn.ScoreWeights(r=1, t=3),
        types=types,
        responses=[1, 1, 1, 0, 1, 0, 0, 0, 0, 0],
        type_prior=5,
    )
    assert result.types["type"].tolist() == ["book", "disc", "film"]
    assert result.types["index"] == pytest.approx([5 / 9 / 0.4, 0.3 / 0.4, 1 / 3 / 0.4])
    expected = (result.clients["r"] + 3 * result.clients["t"]) / 4
    assert result.clients["score"] == pytest.approx(expected)


def test_the_holdout_is_the_response_if_none_is_given(cdnow):
    summary = cdnow.summarise(calibration_end="1997-09-30")
    types = ["even" if client % 2 == 0 else "odd" for client in summary["client"]]
    result = tn.rfm(summary, types=types)
    assert result.types["responses"].sum() == (summary["holdout_frequency"] > 0).sum()


def test_presets_cover_all_scores(base):
    for preset, names in (("usual", 11), ("french", 10), ("french_short", 5)):
        result = tn.rfm(base, rules=preset)
        assert len({rule.name for rule in tn.segment_preset(preset)}) == names
        assert len(result.uncovered) == 0
        assert (result.coverage["cells_taken"] > 0).all()
        assert result.coverage["clients"].sum() == len(base)
    assert "Très bon client" in tn.rfm(base, rules="french").clients["segment"].tolist()


def test_rules_that_can_name_nobody_are_reported(base):
    rules = [tn.SegmentRule("recent", r=(4, 5)), tn.SegmentRule("champions", (5, 5), (5, 5))]
    result = tn.rfm(base, rules=rules)
    assert result.coverage["cells_taken"].tolist() == [50, 0]
    assert len(result.uncovered) == 75
    assert result.uncovered["clients"].sum() == result.segments["clients"][-1]


def test_break_even_of_five_cells():
    cells = tn.cell_response(
        [1000, 1500, 3000, 4000, 6000], [80, 75, 81, 80, 48], contact_cost=1, margin=40
    )
    assert cells.break_even_rate == 0.025
    assert cells.cells["profit"] == pytest.approx([2200, 1500, 240, -800, -4080])
    assert cells.selective_profit == pytest.approx(3940)
    assert cells.mail_all_profit == pytest.approx(-940)
    held = tn.cell_response([100, 2], [5, 2], contact_cost=1, margin=40, clients=[10, 10], prior=50)
    assert held.cells["shrunk_rate"][1] < 0.2


def test_marginal_revenue_is_isotonic():
    rng = np.random.default_rng(3)
    scores = rng.integers(0, 20, 5000)
    revenues = np.where(rng.random(5000) < 0.01 * scores, 12.0, 0.0)
    depth = tn.marginal_revenue(scores, revenues, contact_cost=1)
    assert (np.diff(depth.steps["expected_revenue"]) < 0).all()
    assert depth.least_score == pytest.approx(8.5, abs=2.5)
    assert depth.selective_profit > depth.mail_all_profit
    by_cutoff = [(revenues[scores >= cut] - 1).sum() for cut in range(20)]
    assert depth.selective_profit == pytest.approx(max(by_cutoff))


def test_viability_and_profiles(base):
    segments = tn.rfm(base).clients["segment"]
    flags = np.arange(len(base)) % 4 != 0
    spend = base["spend"]
    report = tn.segment_report(
        base,
        segments,
        contactable=flags,
        actions={"nothing": np.zeros(len(base)), "letter": spend * 0.02 - 1},
    )
    table = report.segments.to_pandas().set_index("segment")
    assert table["clients"].sum() == len(base)
    assert table["revenue_share"].sum() == pytest.approx(1)
    assert table["revenue"].is_monotonic_decreasing
    for name, row in table.iterrows():
        mine = segments == name
        assert row["reach"] == pytest.approx(flags[mine].mean())
        letter = (spend[mine] * 0.02 - 1).sum()
        assert row["best_action"] == ("letter" if letter > 0 else "nothing")
        assert (row["why"] == "") == row["is_viable"]
    assert set(report.features["feature"]) == {"recency", "frequency", "monetary"}
    assert (report.features["between_share"] > 0.3).all()
    assert "Champions: " in repr(report)
    assert "of the revenue" in report.profiles["profile"][0]


def test_nonsense_is_refused(ten):
    with pytest.raises(tn.DataError, match="weights"):
        tn.rfm(ten, weights=tn.ScoreWeights(r=-1))
    with pytest.raises(tn.DataError, match="holdout"):
        tn.rfm(ten, types=["a"] * 10)
    with pytest.raises(tn.DataError, match="ties"):
        tn.rfm(ten, ties="random")  # type: ignore[arg-type]
    with pytest.raises(tn.DataError, match="preset"):
        tn.segment_preset("german")  # type: ignore[arg-type]
    with pytest.raises(tn.DataError, match="margin"):
        tn.cell_response([1], [1], contact_cost=1, margin=0)
    with pytest.raises(tn.DataError, match="segments"):
        tn.segment_report(ten, ["a"])
    with pytest.raises(tn.DataError, match="one number a client"):
        tn.segment_report(ten, ["a"] * 10, actions={"x": [1.0]})
