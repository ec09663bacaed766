"""Clusters: groups of clients who are alike in what is measured of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from tenure import _core
from tenure._features import Scaling, Transforms, matrix, native_features
from tenure.errors import DataError
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class KMeansResult:
    """Clusters of clients.

    Attributes
    ----------
    clients : Table
        ``cluster`` (0: the one with most clients) and ``distance`` to its centre on the compared
        scale: parallel to the features.
    clusters : Table
        ``cluster``, ``clients``, ``share``, ``within`` (sum of squared distances), ``radius``.
    centres : Table
        ``cluster``, ``feature``, ``centre`` (in the feature's unit), ``compared``.
    features : Table
        ``feature``, ``transform``, ``scaling``, ``centre``, ``scale``: how clients were compared.
    objective, total : float
        Sum of squared distances to the centres, and to the one centre of all.
    calinski_harabasz : float
        Between over within, by degrees of freedom.
    iterations : int
        Of the best start.
    converged : bool
        No client would change his cluster, or within the tolerance.
    distances : int
        That were computed by the best start.
    """

    clients: Table
    clusters: Table
    centres: Table
    features: Table
    objective: float
    total: float
    calinski_harabasz: float
    iterations: int
    converged: bool
    distances: int

    def __repr__(self) -> str:
        explained = 1 - self.objective / self.total if self.total > 0 else 0.0
        return f"{len(self.clusters)} clusters explain {explained:.1%}\n{self.clusters!r}"

    def _repr_html_(self) -> str:
        return self.clusters._repr_html_()


def k_means(
    features: Any,
    *,
    clusters: int = 5,
    transforms: Transforms = None,
    scaling: Scaling = "none",
    restarts: int = 10,
    max_iterations: int = 300,
    tolerance: float = 0.0,
    batch_size: int = 0,
    seed: int = 1,
    initial_centres: ArrayLike | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> KMeansResult:
    """Group clients who are alike: k-means++ with restarts, exactly Lloyd's clusters.

    Distances that cannot change a client's cluster are not computed (Hamerly's bounds). The
    result is the same for every number of threads.

    Parameters
    ----------
    features : table-like or array of shape (clients, columns)
        Finite numbers.
    clusters : int
        How many.
    transforms : {"none", "log1p"}, sequence or mapping by column name, optional
        ``"log1p"``, ln(1 + x), for what grows by factors: purchases, spend, days of silence.
    scaling : {"none", "standard", "robust"}
        After the transforms: by mean and standard deviation, or median and interquartile range.
        Without it the measure with the largest numbers decides alone.
    restarts : int
        The best of so many starts is taken.
    max_iterations : int
        Of a start; with `batch_size`, how many batches there are.
    tolerance : float
        Stop when the centres' squared moves add up to at most this times the mean variance; 0:
        when no client changes his cluster.
    batch_size : int
        Above 0, centres are learnt from this many clients drawn at each iteration (Sculley 2010):
        for millions of clients.
    seed : int
        Of all random numbers.
    initial_centres : array of shape (clusters, columns), optional
        In the units of the features: one start from these.
    threads : int
        0: as many as the machine has cores.
    progress : callable or True, optional
        Told of (fraction, stage); ends the work by raising.

    Returns
    -------
    KMeansResult

    References
    ----------
    D. Arthur & S. Vassilvitskii (2007), k-means++. G. Hamerly (2010), Making k-means even faster.

    Examples
    --------
    >>> import tenure as tn
    >>> clients = {"purchases": [1, 2, 1, 2, 30, 28], "spend": [20, 35, 15, 30, 900, 950]}
    >>> result = tn.k_means(clients, clusters=2, transforms="log1p", scaling="robust")
    >>> result.clients["cluster"]
    array([0, 0, 0, 0, 1, 1])
    """
    *tables, totals = _core.clusters.k_means(
        native_features(features, transforms, scaling),
        clusters=clusters,
        restarts=restarts,
        max_iterations=max_iterations,
        tolerance=tolerance,
        batch_size=batch_size,
        seed=seed,
        initial_centres=(
            None if initial_centres is None else matrix(initial_centres, "initial_centres")
        ),
        threads=threads,
        progress=progress,
    )
    clients, profile, centres, compared = map(Table, tables)
    return KMeansResult(clients, profile, centres, compared, **totals)


def adjusted_rand_index(groups: ArrayLike, other_groups: ArrayLike) -> float:
    """Say how far two groupings of the same clients agree beyond chance.

    Parameters
    ----------
    groups, other_groups : array-like
        The group of every client, by whatever label.

    Returns
    -------
    float
        1 if they are the same, 0 on average by chance.

    Examples
    --------
    >>> import tenure as tn
    >>> round(tn.adjusted_rand_index("aaabbbccc", [1, 1, 2, 2, 2, 2, 3, 3, 1]), 6)
    0.357143
    """
    return _core.clusters.adjusted_rand_index(
        _group_numbers(groups, "groups"), _group_numbers(other_groups, "other_groups")
    )


def _group_numbers(groups: ArrayLike, name: str) -> Any:
    array = np.asarray(list(groups) if isinstance(groups, str) else groups)
    if array.ndim != 1:
        raise DataError(f"{name}: expected 1 dimension, got {array.ndim}", argument=name)
    return np.unique(array, return_inverse=True)[1].astype(np.int64)


def cluster_numbers(
    features: Any,
    *,
    least: int = 2,
    most: int = 10,
    transforms: Transforms = None,
    scaling: Scaling = "none",
    references: int = 10,
    resamples: int = 20,
    silhouette_clients: int = 2000,
    action_profits: ArrayLike | None = None,
    cost_per_cluster: float = 0.0,
    restarts: int = 10,
    max_iterations: int = 300,
    batch_size: int = 0,
    seed: int = 1,
    threads: int = 0,
    progress: Progress | None = None,
) -> Table:
    """Measure how well each number of clusters fits, by five rules.

    Parameters
    ----------
    features, transforms, scaling, restarts, max_iterations, batch_size, seed, threads, progress
        As of `k_means`.
    least, most : int
        Numbers of clusters.
    references : int
        Data sets without clusters, for the gap statistic; 0: no gap.
    resamples : int
        Bootstrap samples of clients, for the stability; 0: no stability.
    silhouette_clients : int
        Clients on whom silhouettes are measured, evenly spread.
    action_profits : array of shape (clients, actions), optional
        Profit of each action for each client.
    cost_per_cluster : float
        Of looking after a cluster, whatever its size.

    Returns
    -------
    Table
        ``clusters``, ``objective``, ``silhouette``, ``calinski_harabasz``, ``gap``, ``gap_error``,
        ``stability`` (mean Jaccard index; below .6 a cluster is not to be trusted),
        ``least_stability`` (of the worst cluster), ``adjusted_rand``, ``net_profit``, and
        ``by_silhouette``, ``by_calinski_harabasz``, ``by_gap``, ``by_stability``, ``by_profit``:
        true in the row each rule chooses.

    References
    ----------
    P. Rousseeuw (1987); T. Calinski & J. Harabasz (1974); R. Tibshirani et al. (2001);
    C. Hennig (2007).

    Examples
    --------
    >>> import tenure as tn
    >>> values = [1, 2, 3, 21, 22, 23, 41, 42, 43]
    >>> table = tn.cluster_numbers(values, most=4, references=0, resamples=0)
    >>> int(table["clusters"][table["by_silhouette"]][0])
    3
    """
    profits = None if action_profits is None else matrix(action_profits, "action_profits")
    return Table(
        _core.clusters.cluster_numbers(
            native_features(features, transforms, scaling),
            least=least,
            most=most,
            references=references,
            resamples=resamples,
            silhouette_clients=silhouette_clients,
            action_profits=profits,
            cost_per_cluster=cost_per_cluster,
            restarts=restarts,
            max_iterations=max_iterations,
            batch_size=batch_size,
            seed=seed,
            threads=threads,
            progress=progress,
        )
    )
