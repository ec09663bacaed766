"""k-means of 1,000,000 x 4 with 8 clusters beside scikit-learn, from the same centres.  [PAIRS]

Both run to the end, when no client changes his cluster, on as many threads; the two are timed in
turn, and the medians compared. Needs scikit-learn.
"""

import statistics
import sys
import time

import numpy as np
from sklearn.cluster import KMeans

import tenure as tn

ROWS, COLUMNS, CLUSTERS = 1_000_000, 4, 8


def clients() -> np.ndarray:
    """Eight clouds that overlap: Lloyd's algorithm takes tens of steps."""
    random = np.random.default_rng(4)
    centres = random.uniform(0, 6, (CLUSTERS, COLUMNS))
    return centres[random.integers(CLUSTERS, size=ROWS)] + random.normal(size=(ROWS, COLUMNS))


def of_scikit_learn(values: np.ndarray, start: np.ndarray) -> tuple[float, int]:
    model = KMeans(CLUSTERS, init=start, n_init=1, tol=0, max_iter=1000).fit(values)
    return model.inertia_, model.n_iter_


def of_tenure(values: np.ndarray, start: np.ndarray) -> tuple[float, int]:
    result = tn.k_means(values, clusters=CLUSTERS, initial_centres=start, max_iterations=1000)
    return result.objective, result.iterations


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    values = clients()
    start = values[:: ROWS // CLUSTERS][:CLUSTERS].copy()
    methods = {"scikit-learn": of_scikit_learn, "tenure": of_tenure}
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in methods}
    for pair in range(pairs + 1):  # the first one warms up
        for name, method in methods.items():
            wall, cpu = time.perf_counter(), time.process_time()
            objective, iterations = method(values, start)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            if pair == 0:
                print(f"{name}: objective {objective:.6f} after {iterations} iterations")
            else:
                seconds[name].append((wall, cpu))
    for i, clock in enumerate(("wall", "CPU")):
        medians = {n: statistics.median(times[i] for times in seconds[n]) for n in methods}
        ratio = medians["tenure"] / medians["scikit-learn"]
        figures = ", ".join(f"{name} {median:.3f} s" for name, median in medians.items())
        print(f"{clock}: {figures}, ratio {ratio:.3f}")


main()
