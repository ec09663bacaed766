"""Gaussian mixtures: clusters of any shape, with a probability of each client to belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tenure import _core
from tenure._features import Scaling, Transforms, native_features
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress

#: What the covariances of components share, by mclust's letters: volume, shape and orientation are
#: Equal, Variable or of the Identity matrix.
CovarianceFamily = Literal[
    "EII", "VII", "EEI", "VEI", "EVI", "VVI", "EEE", "EEV", "VEV", "EVV", "VVV"
]


@dataclass(frozen=True)
class MixtureResult:
    """Gaussian mixtures, and the one chosen by BIC.

    Attributes
    ----------
    models : Table
        ``family``, ``components``, ``log_likelihood``, ``parameters``, ``bic`` (2 log-likelihood -
        parameters ln(clients), as in mclust: larger is better), ``iterations``, ``status``
        ("converged", "not converged", "singular"), ``chosen``.
    clients : Table
        ``component`` (0: the largest share), ``probability``, ``uncertainty``.
    components : Table
        ``component``, ``share``, ``clients``, ``volume``.
    means : Table
        ``component``, ``feature``, ``mean`` (in the feature's unit), ``compared``, ``sd``.
    covariances : Table
        ``component``, ``feature``, ``other_feature``, ``covariance`` on the compared scale.
    features : Table
        How clients were compared.
    family : str
        Of the chosen model.
    number : int
        Of its components.
    log_likelihood, bic : float
        Of the chosen model.
    """

    models: Table
    clients: Table
    components: Table
    means: Table
    covariances: Table
    features: Table
    family: str
    number: int
    log_likelihood: float
    bic: float

    def __repr__(self) -> str:
        return f"{self.family} with {self.number} components, BIC {self.bic:,.2f}"


def mixture(
    features: Any,
    *,
    least: int = 1,
    most: int = 9,
    families: Sequence[CovarianceFamily] | None = None,
    transforms: Transforms = None,
    scaling: Scaling = "none",
    starts: int = 5,
    max_iterations: int = 1000,
    tolerance: float = 1e-9,
    seed: int = 1,
    threads: int = 0,
    progress: Progress | None = None,
) -> MixtureResult:
    """Fit Gaussian mixtures of each family and size, and choose by BIC.

    Parameters
    ----------
    features, transforms, scaling, seed, threads, progress
        As of `k_means`.
    least, most : int
        Numbers of components.
    families : sequence of str, optional
        By default all eleven, from ``"EII"``, spheres of one size, to ``"VVV"``.
    starts : int
        From clusters of k-means and from drawn clients; the best is kept.
    max_iterations : int
        Of a start.
    tolerance : float
        Relative rise of the log-likelihood at which a start ends.

    Returns
    -------
    MixtureResult

    References
    ----------
    J. D. Banfield & A. E. Raftery (1993); G. Celeux & G. Govaert (1995).

    Examples
    --------
    >>> import tenure as tn
    >>> values = [1.0, 1.2, 0.9, 1.1, 1.05, 0.95, 9.0, 9.3, 8.8, 9.1, 8.9, 9.2]
    >>> result = tn.mixture(values, most=3, families=["EII"])
    >>> result.number
    2
    >>> result.means["mean"].round(2)
    array([1.03, 9.05])
    """
    *tables, chosen = _core.clusters.mixture(
        native_features(features, transforms, scaling),
        least=least,
        most=most,
        families=list(families or ()),
        starts=starts,
        max_iterations=max_iterations,
        tolerance=tolerance,
        seed=seed,
        threads=threads,
        progress=progress,
    )
    models, clients, components, means, covariances, compared = map(Table, tables)
    return MixtureResult(models, clients, components, means, covariances, compared, **chosen)
