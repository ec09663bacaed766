"""Clusters, mixtures, bands and viability, through Python."""

import numpy as np
import pytest

import tenure as tn

ELEVEN = [10, 12, 14, 30, 32, 35, 80, 85, 200, 210, 500]


@pytest.fixture(scope="module")
def clouds():
    """Three clouds of 100, 200 and 300 clients, far apart, and their numbers."""
    random = np.random.default_rng(1)
    kinds = np.repeat([0, 1, 2], [100, 200, 300])
    return np.array([[0, 0], [20, 0], [0, 20]])[kinds] + random.normal(size=(600, 2)), kinds


def test_clusters_come_back_by_size(clouds):
    values, kinds = clouds
    result = tn.k_means(values, clusters=3)
    assert result.clusters["clients"].tolist() == [300, 200, 100]
    assert tn.adjusted_rand_index(result.clients["cluster"], kinds) == 1
    assert result.converged
    centres = result.centres["centre"].reshape(3, 2)
    assert centres == pytest.approx(np.array([[0, 20], [20, 0], [0, 0]]), abs=0.3)
    by_hand = sum(((values[kinds == k] - values[kinds == k].mean(0)) ** 2).sum() for k in range(3))
    assert result.objective == pytest.approx(by_hand, rel=1e-12)
    assert "300" in repr(result)


def test_a_table_and_an_array_are_the_same_clients(clouds):
    values, _ = clouds
    frame = {"spend": values[:, 0] ** 2, "visits": values[:, 1] ** 2}
    one = tn.k_means(frame, clusters=4, transforms={"spend": "log1p"}, scaling="standard")
    other = tn.k_means(
        values**2, clusters=4, transforms=["log1p", "none"], scaling="standard", threads=1
    )
    assert one.objective == other.objective
    assert one.centres["feature"].tolist()[:2] == ["spend", "visits"]
    assert other.features["feature"].tolist() == ["x1", "x2"]
    assert one.features["transform"].tolist() == ["log1p", "none"]


def test_it_starts_where_it_is_told_to(clouds):
    values, kinds = clouds
    start = [[0.0, 0.0], [20.0, 0.0], [0.0, 20.0]]
    result = tn.k_means(values, clusters=3, initial_centres=start)
    assert result.iterations <= 3
    assert tn.adjusted_rand_index(result.clients["cluster"], kinds) == 1
    batches = tn.k_means(values, clusters=3, initial_centres=start, batch_size=50)
    assert batches.objective < 1.1 * result.objective


def test_three_is_the_number_by_every_rule(clouds):
    values, kinds = clouds
    profits = np.where(kinds[:, None] == np.arange(3), 5.0, -1.0)
    table = tn.cluster_numbers(
        values, most=5, resamples=5, action_profits=profits, cost_per_cluster=10
    )
    for rule in ("silhouette", "calinski_harabasz", "gap", "profit"):
        assert table["clusters"][table[f"by_{rule}"]].tolist() == [3], rule
    assert table["net_profit"][1] == 600 * 5 - 3 * 10
    assert "gap" not in tn.cluster_numbers(values, most=3, references=0, resamples=0)


def test_a_mixture_sees_what_spheres_do_not():
    random = np.random.default_rng(2)
    long = random.normal(size=(400, 2)) @ np.array([[6, 0], [0, 0.3]])
    values = np.concatenate([long, long + np.array([0, 4])])
    result = tn.mixture(values, most=3)
    assert result.number == 2
    assert result.family[2] != "V"
    kinds = np.repeat([0, 1], 400)
    assert tn.adjusted_rand_index(result.clients["component"], kinds) == 1
    assert tn.adjusted_rand_index(tn.k_means(values, clusters=2).clients["cluster"], kinds) < 0.2
    best = result.models["bic"].max()
    assert result.bic == best
    assert result.models["family"][result.models["chosen"]].tolist() == [result.family]
    assert len(result.covariances) == 8


def test_bands_are_exact_and_say_so():
    result = tn.value_bands(ELEVEN, max_bands=4)
    assert result.bands["from"].tolist() == [10, 80, 200, 500]
    assert result.numbers["within"][3] == pytest.approx(703.333333, abs=1e-6)
    assert not result.is_least
    assert tn.value_bands(ELEVEN, loss=0.1, cost_per_band=50).is_least


def test_a_segment_pays_or_does_not():
    profits = {"mail": [4, 6, 1, 2, -1, 50], "call": [1, 2, 9, 8, -3, 50]}
    result = tn.segment_viability(
        [0, 0, 1, 1, 2, 2],
        revenue=[100, 50, 30, 20, 5, 5],
        reachable=[True, True, True, True, True, False],
        action_profits=profits,
        features=[0, 2, 10, 12, 30, 30],
        min_revenue=20,
        cost_per_segment=2,
    )
    assert result.segments["best_action"].tolist() == ["mail", "call", "none"]
    assert result.segments["is_viable"].tolist() == [True, False, False]
    assert result.segments["reason"].tolist()[2] == "too little revenue"
    assert (result.common_profit, result.segmented_profit, result.net_gain) == (17, 27, 4)


def test_nonsense_is_refused(clouds):
    values, _ = clouds
    with pytest.raises(tn.DataError, match="clients differ"):
        tn.k_means([1, 1, 1], clusters=2)
    with pytest.raises(tn.DataError, match="finite") as error:
        tn.k_means([[1, 2], [3, np.nan]], clusters=1)
    assert error.value.row == 1
    with pytest.raises(tn.DataError, match="transforms"):
        tn.k_means({"a": [1, 2]}, clusters=1, transforms={"b": "log1p"})
    with pytest.raises(tn.DataError, match="scaling"):
        tn.k_means(values, scaling="best")
    with pytest.raises(tn.DataError, match="families"):
        tn.mixture(values, families=["XYZ"])
    with pytest.raises(tn.DataError, match="initial"):
        tn.k_means(values, clusters=3, initial_centres=[[1, 2]])
    with pytest.raises(tn.DataError, match="whole"):
        tn.segment_viability([0.5, 1])
    with pytest.raises(tn.DataError, match="lengths"):
        tn.k_means({"a": [1, 2], "b": [1]}, clusters=1)
