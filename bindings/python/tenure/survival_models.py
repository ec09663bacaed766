"""What makes clients stay or leave: regressions of survival on features."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure._core import lifetimes
from tenure._features import named_matrix
from tenure._histories import numbers
from tenure._lives import native_lives
from tenure._parameters import KeywordParameters
from tenure.errors import ConvergenceWarning, DataError, Error
from tenure.table import Table

if TYPE_CHECKING:
    from typing_extensions import Self

Floats = NDArray[np.float64]


class _SurvivalEstimator(KeywordParameters):
    """What the regressions have in common."""

    ridge: float
    robust: bool
    cause: int | None
    level: float

    def fit(
        self,
        X: Any,  # noqa: N803
        duration: ArrayLike,
        event: ArrayLike,
        *,
        entry: ArrayLike | None = None,
        weight: ArrayLike | None = None,
        client: Sequence[Any] | None = None,
    ) -> Self:
        """Find the coefficients of maximum likelihood.

        Features that change with time: one row for each interval (entry, duration] in which they
        do not, with an event of 0 where the life goes on.

        Parameters
        ----------
        X : table-like of numbers, or array-like of shape (n, p)
            Features; a table gives the coefficients their names.
        duration : array-like of shape (n,)
            When each life ended or was last seen, from its start.
        event : array-like of bool or int, shape (n,)
            Whether it was seen to end; or why, 1, 2, ..., and 0 if it was still going on.
        entry : array-like of shape (n,), optional
            When observation of the row began: left truncation, or a new value of its features.
        weight : array-like of shape (n,), optional
            Lives that a row stands for.
        client : sequence of shape (n,), optional
            Whose rows these are; read by robust errors.

        Returns
        -------
        self
        """
        values, names = named_matrix(X, "X")
        result = lifetimes.regression(
            native_lives(duration, event, entry, weight),
            values.ravel(),
            names,
            None if client is None else np.unique(np.asarray(client), return_inverse=True)[1],
            self._options(),
        )
        self._model = result.model
        self.feature_names_in_ = np.asarray(names, dtype=object)
        self.coefficients_ = Table(result.coefficients)
        self.baseline_ = Table(result.baseline)
        self.status_ = result.status
        self.log_likelihood_ = result.log_likelihood
        self.log_likelihood_null_ = result.log_likelihood_null
        self.likelihood_ratio_ = result.likelihood_ratio
        self.degrees_of_freedom_ = result.degrees_of_freedom
        self.p_value_ = result.p_value
        self.concordance_ = result.concordance
        self.n_iter_ = result.iterations
        if result.model is None:
            message = f"{type(self).__name__}: {result.status}: {result.message}"
            warnings.warn(message, ConvergenceWarning, stacklevel=2)
        return self

    def predict_survival(
        self,
        X: Any,  # noqa: N803
        times: ArrayLike,
        elapsed: ArrayLike | None = None,
    ) -> Floats:
        """Return the probability to stay for so long from now, shape (n, len(times)).

        Parameters
        ----------
        X : table-like or array-like of shape (n, p)
            Features as of the fit.
        times : array-like
            From now, ascending.
        elapsed : array-like of shape (n,), optional
            For how long each has stayed already; by default they begin.

        Returns
        -------
        ndarray
            NaN later than the model knows.
        """
        values = self._features(X)
        ahead = np.atleast_1d(np.asarray(times, dtype=np.float64))
        table = self._predict(values, ahead, elapsed)[0]
        return np.asarray(table["survival"]).reshape(len(values), len(ahead))

    def predict_median(self, X: Any, elapsed: ArrayLike | None = None) -> Floats:  # noqa: N803
        """Return the time from now by which half of such clients have left, shape (n,).

        NaN if it is later than the model knows.

        Parameters
        ----------
        X : table-like or array-like of shape (n, p)
            Features as of the fit.
        elapsed : array-like of shape (n,), optional
            For how long each has stayed already.
        """
        clients = self._predict(self._features(X), np.empty(0), elapsed)[1]
        return np.asarray(clients["median"])

    def predict(self, X: Any) -> Floats:  # noqa: N803
        """Return the risk of each client, shape (n,): the higher, the sooner he leaves.

        The logarithm of his hazard, or of the speed of his time, against a client whose features
        are the means.

        Parameters
        ----------
        X : table-like or array-like of shape (n, p)
            Features as of the fit.
        """
        return np.asarray(self._predict(self._features(X), np.empty(0), None)[1]["risk"])

    def _options(self) -> lifetimes.Options:
        raise NotImplementedError

    def _cause(self) -> int:
        if self.cause is not None and self.cause < 1:
            raise DataError(f"cause: expected 1 or more, got {self.cause}", argument="cause")
        return self.cause or 0

    def _features(self, X: Any) -> Floats:  # noqa: N803
        if not hasattr(self, "status_"):
            raise DataError(f"this {type(self).__name__} is not fitted yet: call fit first")
        values, names = named_matrix(X, "X")
        if len(names) != len(self.feature_names_in_):
            message = f"X: expected {len(self.feature_names_in_)} columns, got {len(names)}"
            raise DataError(message, argument="X")
        return values

    def _predict(
        self, values: Floats, times: Floats, elapsed: ArrayLike | None
    ) -> tuple[Table, Table]:
        if self._model is None:
            raise Error(f"the regression did not converge: {self.status_}", "not_supported")
        by_time, clients = self._model.predict(
            values.ravel(),
            len(values),
            times,
            None if elapsed is None else numbers(elapsed, "elapsed"),
        )
        return Table(by_time), Table(clients)

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "status_")


class CoxRegression(_SurvivalEstimator):
    """Cox's model: features multiply the hazard, whose course in time is free.

    Parameters
    ----------
    ties : {"efron", "breslow"}
        How lives that end at the same time are counted.
    ridge : float
        Half of it times the squares of the coefficients, of features scaled to a standard
        deviation of 1, is taken off the log-likelihood.
    robust : bool
        Standard errors by the sandwich, over the rows of each client.
    cause : int, optional
        Whose hazard it is, the other causes censor. It predicts no survival if there are others.
    level : float
        Of the intervals.

    Attributes
    ----------
    coefficients_ : Table
        ``term``, ``coefficient``, ``standard_error``, ``z``, ``p_value``, ``lower``, ``upper``,
        ``ratio`` (of hazards).
    baseline_ : Table
        ``time``, ``cumulative_hazard``, ``survival`` of a client whose features are the means.
    status_ : str
        ``"converged"``, ``"no_events"``, ``"collinear"``, ``"separated"`` or
        ``"iteration_limit"``; no numbers unless converged.
    log_likelihood_, log_likelihood_null_, likelihood_ratio_ : float
        Of the partial likelihood; without the features; twice the difference.
    degrees_of_freedom_, p_value_
        Of the ratio.
    concordance_ : float or None
        Share of the pairs in which who is at the higher risk is seen to leave first.
    n_iter_ : int

    References
    ----------
    D. R. Cox (1972), Regression models and life-tables, JRSS B 34; B. Efron (1977), JASA 72.

    Examples
    --------
    >>> import tenure as tn
    >>> months = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]
    >>> left = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0]
    >>> contract = [0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1]
    >>> model = tn.CoxRegression().fit({"contract": contract}, months, left)
    >>> model.coefficients_["coefficient"].round(6)
    array([-1.04363])
    >>> model.predict_survival([[0], [1]], times=[3, 6]).round(3)
    array([[0.599, 0.216],
           [0.835, 0.583]])
    """

    def __init__(
        self,
        *,
        ties: Literal["efron", "breslow"] = "efron",
        ridge: float = 0.0,
        robust: bool = False,
        cause: int | None = None,
        level: float = 0.95,
    ) -> None:
        self.ties = ties
        self.ridge = ridge
        self.robust = robust
        self.cause = cause
        self.level = level

    def _options(self) -> lifetimes.Options:
        return lifetimes.Options(
            law="cox",
            ties=self.ties,
            periods="constant",
            ridge=self.ridge,
            level=self.level,
            is_robust=self.robust,
            cause=self._cause(),
        )


class SurvivalRegression(_SurvivalEstimator):
    """Regression under a law of time: accelerated failure times, or hazards of whole periods.

    Parameters
    ----------
    distribution : str
        Accelerated failure times, in which features stretch time: ``"exponential"``,
        ``"weibull"``, ``"log_normal"``, ``"log_logistic"``. The probability to leave in a period,
        having stayed until then: ``"logit"`` (log odds are linear), ``"cloglog"`` (Cox's model in
        grouped time); durations are then whole periods.
    periods : {"log", "linear", "constant", "each"}
        How the hazard of whole periods depends on the period; "each": a coefficient each.
    ridge, robust, cause, level
        As of `CoxRegression`.

    Attributes
    ----------
    coefficients_ : Table
        As of `CoxRegression`: the baseline's terms first, then the features, then "log_scale".
    baseline_, status_, log_likelihood_, log_likelihood_null_, likelihood_ratio_, \
degrees_of_freedom_, p_value_, concordance_, n_iter_
        As of `CoxRegression`.

    References
    ----------
    J. D. Kalbfleisch & R. L. Prentice (2002), The statistical analysis of failure time data;
    J. D. Singer & J. B. Willett (1993), It's about time, Journal of Educational Statistics 18.

    Examples
    --------
    >>> import tenure as tn
    >>> months = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]
    >>> left = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0]
    >>> contract = [0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1]
    >>> model = tn.SurvivalRegression(distribution="weibull")
    >>> model = model.fit({"contract": contract}, months, left)
    >>> dict(zip(model.coefficients_["term"], model.coefficients_["coefficient"].round(4).tolist()))
    {'intercept': 1.5061, 'contract': 0.5904, 'log_scale': -0.6755}
    """

    def __init__(
        self,
        *,
        distribution: Literal[
            "exponential", "weibull", "log_normal", "log_logistic", "logit", "cloglog"
        ] = "weibull",
        periods: Literal["log", "linear", "constant", "each"] = "log",
        ridge: float = 0.0,
        robust: bool = False,
        cause: int | None = None,
        level: float = 0.95,
    ) -> None:
        self.distribution = distribution
        self.periods = periods
        self.ridge = ridge
        self.robust = robust
        self.cause = cause
        self.level = level

    def _options(self) -> lifetimes.Options:
        distribution: str = self.distribution
        if distribution == "cox":
            raise DataError("distribution: CoxRegression is Cox's model", argument="distribution")
        return lifetimes.Options(
            law=distribution,
            ties="efron",
            periods=self.periods,
            ridge=self.ridge,
            level=self.level,
            is_robust=self.robust,
            cause=self._cause(),
        )
