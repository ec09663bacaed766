"""k-means beside scikit-learn's: from the same centres to the end of Lloyd's algorithm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from sides import Sizes, Work

import tenure as tn

COLUMNS, CLUSTERS = 4, 8
STEPS = 1000


def clouds(sizes: Sizes) -> tuple[Any, Any, int]:
    """As many clouds as clusters, which overlap: the algorithm takes tens of steps."""
    random = np.random.default_rng(4)
    centres = random.uniform(0, 6, (CLUSTERS, COLUMNS))
    of = random.integers(CLUSTERS, size=sizes.clients)
    values = centres[of] + random.normal(size=(sizes.clients, COLUMNS))
    return values, values[:: sizes.clients // CLUSTERS][:CLUSTERS].copy(), sizes.threads


def by_tenure() -> Callable[[Any], Any]:
    def run(data: Any) -> Any:
        values, start, threads = data
        result = tn.k_means(
            values, clusters=CLUSTERS, initial_centres=start, max_iterations=STEPS, threads=threads
        )
        return result.objective

    return run


def by_scikit_learn() -> Callable[[Any], Any]:
    from sklearn.cluster import KMeans

    def run(data: Any) -> Any:
        values, start, _ = data
        return KMeans(CLUSTERS, init=start, n_init=1, tol=0, max_iter=STEPS).fit(values).inertia_

    return run


WORKS = [
    Work("k-means", f"k-means, {COLUMNS} columns, {CLUSTERS} clusters", clouds,
         {"tenure": by_tenure, "scikit-learn": by_scikit_learn},
         lambda ours, theirs: abs(ours - theirs) <= 1e-9 * ours, False),
]  # fmt: skip
