"""What all models have in common: scikit-learn's conventions around the core's fitted model."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._arrays import whole_numbers
from tenure._clients_given import has_unit, histories_in, summary_in
from tenure._histories import is_table, numbers
from tenure._numbers import in_one_line, one_number
from tenure._parameters import KeywordParameters
from tenure.errors import ConvergenceWarning, DataError
from tenure.results import FitResult
from tenure.summary import Summary, Unit
from tenure.table import Table

if TYPE_CHECKING:
    from typing_extensions import Self

    from tenure._progress import Progress

Floats = NDArray[np.float64]

_INFO = {info.name: info for info in _core.models()}


class Estimator(KeywordParameters):
    """Base of all models: parameters, fit, copies.

    Attributes
    ----------
    covariance_ : ndarray of shape (k, k)
        Of the parameters.
    log_likelihood_ : float or None
        At the parameters; None where nothing was fitted.
    convergence_ : Convergence
        Why the optimiser stopped.
    result_ : FitResult
        All of the above, with ``summary()``.
    unit_ : str
        Time unit of the parameters.
    n_features_in_ : int
        Columns of the X of `fit`; of a table or a summary, those that the model reads.
    feature_names_in_ : ndarray of str
        Names of the latter.
    """

    #: Name in the core's table of models.
    model: ClassVar[str]
    #: Columns of a history that the model reads.
    _reads: ClassVar[tuple[str, ...]] = ("frequency", "recency", "age")
    #: Columns that it reads where a table has them.
    _may_read: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        *,
        unit: Unit = "week",
        start: Mapping[str, float] | Sequence[float] | None = None,
        max_iterations: int = 200,
        priors: Mapping[str, tuple[float, float]] | None = None,
        threads: int = 0,
    ) -> None:
        self.unit = unit
        self.start = start
        self.max_iterations = max_iterations
        self.priors = priors
        self.threads = threads

    @classmethod
    def from_params(cls, *, unit: Unit = "week", **parameters: float) -> Self:
        """Return the model with given parameters.

        Parameters
        ----------
        unit : {"day", "week", "month", "quarter", "year"}
            Time unit of the parameters.
        **parameters : float
            All of the model's, each above 0.
        """
        values = cls._in_order(parameters, "parameters")
        return cls._of(_core.FittedModel.from_parameters(cls.model, values, unit))

    def to_json(self) -> str:
        """Return the fitted model, with all that its fit told, as a JSON text.

        A person can read it, and it comes back bit for bit. Of the keywords of the constructor it
        holds the unit, the priors and a given k: a refit after `from_json` begins with these.
        """
        return self._native.to_json()

    @classmethod
    def from_json(cls, json: str) -> Self:
        """Return the fitted model that `to_json` wrote.

        Raises
        ------
        Error
            With status ``"corrupt_data"``, saying what is wrong and where, for a text that is no
            saved model; ``"unsupported_version"`` for one that a newer tenure wrote.
        DataError
            For a saved model of another class; `load_model` takes any.
        """
        return cls._of(_core.FittedModel.from_json(json))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write `to_json` to a file, all or nothing.

        Examples
        --------
        >>> import tempfile, tenure as tn
        >>> model = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     model.save(f"{folder}/model.json")
        ...     tn.BGNBD.load(f"{folder}/model.json")
        BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426, by the week)
        """
        self._native.save(os.fspath(path))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Return the fitted model that `save` wrote; errors as in `from_json`."""
        return cls._of(_core.FittedModel.load(os.fspath(path)))

    @classmethod
    def _of(cls, native: _core.FittedModel) -> Self:
        if native.info.name != cls.model:
            message = f"the saved model is a {native.info.title}, not a {_INFO[cls.model].title}"
            raise DataError(message, argument="json")
        made = cls(unit=native.unit)
        made.priors = {name: (centre, sd) for name, centre, sd in native.result.priors} or None
        made._learn(native)
        return made

    def fit(
        self,
        X: Any,  # noqa: N803
        y: object = None,
        *,
        weight: ArrayLike | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """Find the parameters of maximum likelihood.

        Parameters
        ----------
        X : Summary, Cells, table-like or array-like
            A `Summary`; the `Cells` of one, or of its parts; a table with the columns the model
            reads; or an array of shape (n, 3) of frequency, recency and age (see the class). Only
            summaries and cells carry their time unit: else the estimator's is taken. Two more
            columns of a table are read wherever it has them: ``client``, the ids, and ``weight``,
            the clients a row stands for; and without ``age`` or ``mean_spend``, ``T`` and
            ``monetary_value`` for them, which is what other packages call these.
        y : None
            For scikit-learn's pipelines; not used.
        weight : array-like of shape (n,), optional
            Clients each row stands for, where X is an array or a table without that column.
        progress : callable or True, optional
            Called with a fraction in [0, 1] and the name of the stage; True: a bar.

        Returns
        -------
        self
            With a `ConvergenceWarning` if the result cannot be used.
        """
        run = (*self._fit_options(), self.threads, progress)
        histories = histories_in(X, None, self._reads, self._may_read, weight)
        unit = X.unit if has_unit(X) else self.unit
        self._learn(_core.FittedModel.fit_histories(self.model, histories, unit, *run))
        self._remember_features(X)
        if not self.convergence_.usable:
            warnings.warn(
                f"{self.title}: {self.convergence_.message}", ConvergenceWarning, stacklevel=2
            )
        return self

    def log_likelihood(self, X: Any) -> Floats:  # noqa: N803
        """Return the log-likelihood of each client of X, shape (n,)."""
        return self._native.log_likelihood(self._histories(X), threads=self.threads)

    def score(self, X: Any, y: object = None) -> float:  # noqa: N803
        """Return the mean log-likelihood of the clients of X, which is greater for better models.

        What ``cross_val_score`` and ``GridSearchCV`` of scikit-learn compare by. Comparable
        between models of the same X, not between units of time.

        Parameters
        ----------
        X : Summary, table-like or array-like
            As in `fit`; at least one client.
        y : None
            For scikit-learn; not used.

        Examples
        --------
        >>> import tenure as tn
        >>> model = tn.NBD.from_params(r=0.5, alpha=10)
        >>> round(model.score([[0, 0, 10], [1, 5, 10]]), 4)
        -2.191
        """
        each = self.log_likelihood(X)
        if not len(each):
            raise DataError("X: no client to score", argument="X")
        return float(each.mean())

    @property
    def title(self) -> str:
        """Name of the model as the literature writes it."""
        return _INFO[self.model].title

    @property
    def reference(self) -> str:
        """Where the model was published."""
        return _INFO[self.model].reference

    @classmethod
    def parameter_names(cls) -> list[str]:
        """Names of the parameters, in order."""
        return list(_INFO[cls.model].parameters)

    def _given_regularity(self) -> int:
        """The k of a fit; 0: chosen by likelihood, or the model has none."""
        return 0

    @classmethod
    def _in_order(cls, given: Mapping[str, float] | Sequence[float], argument: str) -> list[float]:
        names = cls.parameter_names()
        if isinstance(given, Mapping):
            if set(given) != set(names):
                message = f"{argument}: expected {', '.join(names)}, got {', '.join(given)}"
                raise DataError(message, argument=argument)
            return [one_number(given[name], name) for name in names]
        return numbers(given, argument).tolist()

    def _fit_options(self) -> tuple[list[float], int, list[tuple[str, float, float]], int]:
        start = [] if self.start is None else self._in_order(self.start, "start")
        return start, self.max_iterations, self._given_priors(), self._given_regularity()

    def _given_priors(self) -> list[tuple[str, float, float]]:
        try:
            return [(str(n), float(c), float(sd)) for n, (c, sd) in dict(self.priors or {}).items()]
        except (TypeError, ValueError):
            message = "priors: expected pairs of median and standard deviation by name"
            raise DataError(message, argument="priors") from None

    def _learn(self, native: _core.FittedModel) -> None:
        self._fitted = native
        self.unit_: Unit = native.unit
        self.result_ = FitResult.of(native)
        self.covariance_ = self.result_.covariance
        self.log_likelihood_ = self.result_.log_likelihood
        self.convergence_ = self.result_.convergence

    @property
    def params_(self) -> dict[str, float]:
        """Parameters, on their natural scale; a copy, changes to which change nothing else."""
        return self._by_name("params_", "parameters")

    @property
    def standard_errors_(self) -> dict[str, float]:
        """Of the parameters; NaN where the data do not determine them. A copy too."""
        return self._by_name("standard_errors_", "standard_errors")

    def _by_name(self, name: str, of_result: str) -> dict[str, float]:
        if not self.__sklearn_is_fitted__():
            raise AttributeError(f"{type(self).__name__} has no {name} yet: call fit first")
        values = getattr(self.result_, of_result).tolist()
        return dict(zip(self.parameter_names(), values, strict=True))

    def _remember_features(self, X: Any) -> None:  # noqa: N803
        """For scikit-learn, whose arrays have no names."""
        vars(self).pop("feature_names_in_", None)
        if has_unit(X) or is_table(X):
            self.feature_names_in_ = np.array(self._reads, dtype=object)
            self.n_features_in_ = len(self._reads)
        else:
            self.n_features_in_ = int(np.shape(X)[1])

    @property
    def _native(self) -> _core.FittedModel:
        if not self.__sklearn_is_fitted__():
            raise DataError(f"this {type(self).__name__} has no parameters yet: call fit first")
        return self._fitted

    def __sklearn_is_fitted__(self) -> bool:
        return "result_" in vars(self)

    def _histories(self, X: Any, weight: ArrayLike | None = None) -> _core.Histories:  # noqa: N803
        return histories_in(X, self._native.unit, self._reads, self._may_read, weight)

    def _summary(self, X: Any, *others: Estimator) -> Summary:  # noqa: N803
        """X with what this model and the others read."""
        reads = dict.fromkeys(name for model in (self, *others) for name in model._reads)
        return summary_in(X, self._native.unit, tuple(reads), ("log_interpurchase",))

    def predict(
        self,
        X: Any,  # noqa: N803
        horizon: float,
        *,
        level: float | None = None,
        progress: Progress | None = None,
    ) -> Table:
        """Return what is to be expected of every client.

        Parameters
        ----------
        X : Summary, table-like or array-like
            As in `fit`.
        horizon : float
            How far to look ahead, in units.
        level : float, optional
            Probability of an interval of the number of purchases, as `purchase_interval` gives it.
        progress : callable or True, optional
            As in `fit`.

        Returns
        -------
        Table
            ``client``, and ``weight`` if X has weights; of purchase models ``p_alive``,
            ``expected_purchases``, ``p_active`` (at least one purchase), and ``purchases_lower``,
            ``purchases_upper`` if there is a level; of spend models ``expected_spend``; and
            ``holdout_frequency`` if X has a holdout.
        """
        summary = self._summary(X)
        native = self._native.predict(summary._native, horizon, level, self.threads, progress)
        return Table(native)

    def __repr__(self) -> str:
        if self.__sklearn_is_fitted__():
            values: dict[str, Any] = self.params_
            if self.result_.regularity:
                values = {"k": self.result_.regularity, **values}
            shown = ", ".join(f"{name}={value:.6g}" for name, value in values.items())
            return f"{type(self).__name__}({shown}, by the {self.unit_})"
        return super().__repr__()


class SpendModel(Estimator):
    """How much a purchase is worth."""

    _reads = ("frequency", "mean_spend")

    def expected_spend(self, X: Any) -> Floats:  # noqa: N803
        """Return E[value of a purchase | history] of each client, shape (n,).

        Infinite where the expectation does not exist.
        """
        values, status = self._native.expected_spend(self._histories(X), self.threads)
        if status.size:
            values = np.where(status == 0, values, np.inf)
        return values

    def population_spend(self) -> float:
        """Return the mean value of a purchase over all clients, perhaps infinite."""
        mean = self._native.population_spend()
        return np.inf if mean is None else mean

    def simulate(self, counts: ArrayLike, seed: int) -> Floats:
        """Draw the values of counts[i] purchases of each of a number of new clients, in order."""
        each = whole_numbers(counts, "counts")
        return self._native.simulate_spend(each.ravel(), checked_seed(seed))


def checked_seed(seed: int) -> int:
    """Refuse a seed that the core cannot take."""
    if not isinstance(seed, int | np.integer) or not 0 <= seed < 2**64:
        message = f"seed: expected a whole number from 0 to 2^64 - 1, got {in_one_line(seed)}"
        raise DataError(message, argument="seed")
    return int(seed)
