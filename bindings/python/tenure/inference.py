"""How sure a fit is: intervals of parameters and predictions, tests between models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from numpy.typing import ArrayLike

from tenure import _core
from tenure._groups import Groups
from tenure._renamed import renamed
from tenure.errors import DataError
from tenure.estimators import Estimator, SpendModel, checked_seed
from tenure.purchase_model import PurchaseModel
from tenure.summary import Unit
from tenure.table import Table
from tenure.value import Timing, margins_of

if TYPE_CHECKING:
    from tenure._progress import Progress

Of = Literal["expected_purchases", "p_alive", "discounted_purchases", "expected_spend", "purchases"]
Method = Literal["delta", "sampling", "profile"]


def confidence_intervals(
    model: Estimator,
    X: Any = None,  # noqa: N803
    *,
    level: float = 0.95,
    method: Literal["wald", "profile"] = "wald",
    weight: ArrayLike | None = None,
    progress: Progress | None = None,
) -> Table:
    """Return confidence intervals of the parameters.

    Parameters
    ----------
    model : fitted model
        With priors, the intervals are of the posterior. One that was not fitted, or whose data do
        not determine its parameters, has no Wald intervals: `DataError`.
    X : Summary, table-like or array-like
        What the model was fitted to; Wald intervals do not need it.
    level : float
        Share of all such intervals that contain the truth.
    method : {"wald", "profile"}
        Wald: normal on the scale of logarithms, from the standard errors. Profile: all values for
        which the likelihood, highest over the other parameters, is high enough; better where the
        data say little, and open to the side where they rule nothing out.
    weight : array-like of shape (n,), optional
        As in `fit`.
    progress : callable or True, optional
        As in `fit`.

    Returns
    -------
    Table
        ``parameter``, ``estimate``, ``lower``, ``upper``; Wald: ``standard_error``; profile:
        ``lower_status`` and ``upper_status``, ``"ok"``, ``"unbounded"``, ``"not_found"`` or
        ``"higher_elsewhere"`` (another maximum is higher than that of the fit).

    Examples
    --------
    >>> import tenure as tn
    >>> X = [[0, 0, 30], [2, 20, 30], [5, 28, 30], [1, 3, 30], [0, 0, 30], [1, 25, 30]]
    >>> model = tn.NBD().fit(X)
    >>> tn.confidence_intervals(model, X, level=0.9, method="profile")["lower_status"]
    array(['ok', 'ok'], dtype=object)
    """
    if method == "wald":
        return Table(_core.wald_intervals(model._native, level))
    if method != "profile":
        message = f"method: expected 'wald' or 'profile', got {method!r}"
        raise DataError(message, argument="method")
    histories = fitted_histories(model, X, weight)
    return Table(_core.profile_intervals(model._native, histories, level, model.threads, progress))


@dataclass(frozen=True)
class LikelihoodRatioTest:
    """Whether the larger of two nested models fits better than chance alone would let it.

    Attributes
    ----------
    statistic : float
        Twice the difference of the log-likelihoods, at least 0.
    degrees_of_freedom : int
        Parameters that the larger model has more.
    p_value : float
        Probability of such a statistic if the smaller model is true.
    distribution : str
        Of the statistic in that case, in words.
    """

    statistic: float
    degrees_of_freedom: int
    p_value: float
    distribution: str


def likelihood_ratio_test(smaller: Estimator, larger: Estimator) -> LikelihoodRatioTest:
    """Test a model against a larger one of which it is a special case.

    Both fitted to the same data, without priors. Pairs: NBD in Pareto/NBD, BG/NBD and MBG/NBD;
    Pareto/NBD in GGompertz/NBD; shifted beta-geometric in beta-discrete-Weibull. A model at the
    edge of another one has no chi-square statistic: ``distribution`` says what it is compared with.

    References
    ----------
    S. G. Self & K.-Y. Liang (1987), Asymptotic Properties of Maximum Likelihood Estimators and
    Likelihood Ratio Tests Under Nonstandard Conditions, JASA 82.

    Examples
    --------
    >>> import tenure as tn
    >>> shop = tn.simulate_shop(clients=300)
    >>> log = tn.Portfolio.from_table(shop.log, client="client", date="date", amount="amount")
    >>> summary = log.summarise(unit="week")
    >>> test = tn.likelihood_ratio_test(tn.NBD().fit(summary), tn.ParetoNBD().fit(summary))
    >>> test.p_value < 0.01
    True
    """
    test = _core.likelihood_ratio_test(smaller._native, larger._native)
    return LikelihoodRatioTest(
        test.statistic, test.degrees_of_freedom, test.p_value, test.distribution
    )


def prediction_intervals(
    model: Estimator,
    X: Any,  # noqa: N803
    horizon: float | None = None,
    *,
    of: Of = "expected_purchases",
    level: float = 0.95,
    groups: ArrayLike | Literal["all"] | None = None,
    method: Method = "delta",
    draws: int = 1000,
    seed: int = 1,
    fitted_to: Any = None,
    discount_rate: float = 0.1,
    per: Unit = "year",
    progress: Progress | None = None,
) -> Table:
    """Return intervals of a prediction, of each client or of its sum over groups of clients.

    Parameters
    ----------
    model : fitted model
        Whose data determine its parameters.
    X : Summary, table-like or array-like
        The clients, as in `fit`.
    horizon : float, optional
        Units to look ahead; None: for ever, of discounted purchases alone, and now, of P(alive).
    of : str
        ``"expected_purchases"``, ``"p_alive"``, ``"discounted_purchases"`` (see `dert`),
        ``"expected_spend"``: how far the parameters leave the expectation open. ``"purchases"``:
        the number that will be made, with the chance of the purchases themselves.
    level : float
        Share of all such intervals that contain the truth.
    groups : array-like of shape (n,) or "all", optional
        The label of each client's group: whole or other numbers, texts, booleans or dates, all of
        one type; None, NaN, NaT or pandas' NA for none. ``"all"``: one sum over everybody.
    method : {"delta", "sampling", "profile"}
        ``"delta"``: by exact derivatives, normal on the logarithm of the quantity's size, of
        P(alive) on its logit, of a sum over values of either sign on its own scale.

        ``"sampling"``: from `draws` of the parameters, the same for the same `seed`.

        ``"profile"``: the least and the most that parameters give which the likelihood ratio test
        does not reject, as sure on either side as profile intervals of parameters. A history or a
        group takes about 10 log-likelihoods of `fitted_to` and 25 predictions of its own, all with
        derivatives, and several times that where the data say little. An end is absent that was not
        found, or that there is not.

        ``"purchases"`` are neither sampled nor profiled: their distribution is computed.
    fitted_to : Summary, table-like or array-like, optional
        What the model was fitted to: ``"profile"`` needs it. With it, ``"sampling"`` draws from the
        posterior of the parameters, flat on the scale of logarithms but for the fit's priors (and
        where it had none, a log-normal one about the estimate of which 95 % are within a factor of
        50), at three log-likelihoods a draw, 1500 at least; without, from the normal law near it,
        which is as good where the data say much. Refused with ``"delta"``, which does not look at
        it. A model that was saved and loaded needs it as well as any other.
    discount_rate, per : float, str
        Of discounted purchases, as in `dert`.
    progress : callable or True, optional
        As in `fit`.

    Returns
    -------
    Table
        ``client``, and ``weight`` if X has weights; or ``group``, ascending, ``clients`` (the sum
        of their weights) and ``not_valued`` (rows without a value); then
        ``estimate``, ``standard_error``, ``lower``, ``upper``.

    Examples
    --------
    >>> import tenure as tn
    >>> X = [[0, 0, 30], [2, 20, 30], [5, 28, 30], [1, 3, 30], [0, 0, 30], [1, 25, 30]]
    >>> model = tn.NBD().fit(X)
    >>> sums = tn.prediction_intervals(model, X, 10, groups=["a", "a", "b", "b", "b", None])
    >>> sums["group"], sums["clients"]
    (array(['a', 'b'], dtype=object), array([2., 3.]))
    """
    summary = model._summary(X)
    ask = partial(
        _core.prediction_intervals,
        model._native,
        summary._native,
        of=of,
        horizon=horizon,
        discount_rate=discount_rate,
        per=per,
    )
    data = None if fitted_to is None else model._summary(fitted_to)._native
    how = _How(level, method, draws, seed, data, model.threads, progress)
    return _of_groups(ask, groups, len(summary), how)


def clv_intervals(
    model: PurchaseModel,
    spend: SpendModel,
    summary: Any,
    *,
    horizon: float | None = None,
    discount_rate: float = 0.1,
    per: Unit = "year",
    timing: Timing = "at_purchase",
    period: Unit = "month",
    margin: float | ArrayLike | Literal["observed"] = 1.0,
    level: float = 0.95,
    groups: ArrayLike | Literal["all"] | None = None,
    method: Method = "delta",
    draws: int = 1000,
    seed: int = 1,
    fitted_to: Any = None,
    progress: Progress | None = None,
) -> Table:
    """Return intervals of the lifetime value of each client, or of its sum over groups.

    They carry the uncertainty of the parameters of both models, fitted apart. Value as in `clv`,
    groups, methods and columns as in `prediction_intervals`; `fitted_to` is what both models were
    fitted to.

    Examples
    --------
    >>> import tenure as tn
    >>> shop = tn.simulate_shop(clients=300)
    >>> log = tn.Portfolio.from_table(shop.log, client="client", date="date", amount="amount")
    >>> summary = log.summarise(unit="week")
    >>> models = tn.ParetoNBD().fit(summary), tn.GammaGamma().fit(summary)
    >>> total = tn.clv_intervals(*models, summary, horizon=52, groups="all")
    >>> bool(total["lower"][0] < tn.clv(*models, summary, horizon=52).total < total["upper"][0])
    True
    """
    clients = model._summary(summary, spend)
    share, shares = margins_of(margin, clients)
    ask = partial(
        _clv_intervals,
        model._native,
        spend._native,
        clients._native,
        horizon=horizon,
        discount_rate=discount_rate,
        per=per,
        timing=timing,
        period=period,
        margin=share,
        margins=shares,
    )
    data = None if fitted_to is None else model._summary(fitted_to, spend)._native
    how = _How(level, method, draws, seed, data, model.threads, progress)
    return _of_groups(ask, groups, len(clients), how)


def _clv_intervals(*models: Any, **options: Any) -> _core.Table:
    with renamed(purchases="model", margins="margin"):
        return _core.clv_intervals(*models, **options)


def fitted_histories(model: Estimator, X: Any, weight: ArrayLike | None) -> _core.Histories:  # noqa: N803
    """Return the histories that the model was fitted to, as the caller gives them again."""
    if X is None:
        raise DataError("X: this needs what the model was fitted to", argument="X")
    return model._histories(X, weight)


class _How(NamedTuple):
    """What all intervals of predictions take."""

    level: float
    method: Method
    draws: int
    seed: int
    fitted_to: _core.Summary | None
    threads: int
    progress: Progress | None


def _of_groups(
    ask: Callable[..., _core.Table],
    groups: ArrayLike | Literal["all"] | None,
    clients: int,
    how: _How,
) -> Table:
    options = how._replace(seed=checked_seed(how.seed))._asdict()
    if groups is None:
        return Table(ask(groups=None, **options))
    numbered = Groups(groups, clients)
    return numbered.labelled(ask(groups=numbered.codes, **options))
