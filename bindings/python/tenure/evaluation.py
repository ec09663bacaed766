"""Models beside each other, and beside naive benchmarks, on what they have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tenure import _core
from tenure._days import DayLike, day_number, day_numbers
from tenure._renamed import renamed
from tenure.errors import DataError
from tenure.estimators import Estimator
from tenure.portfolio import Portfolio
from tenure.purchase_model import PurchaseModel
from tenure.summary import Summary, Unit, native_of
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress

#: A model by name ("pareto_nbd"), or an estimator, fitted or not.
ModelLike = str | Estimator
#: Several, or several by the names of their rows.
ModelsLike = Iterable[ModelLike] | Mapping[str, ModelLike]


@dataclass(frozen=True)
class Comparison:
    """Models beside each other.

    Attributes
    ----------
    models : Table
        A row a model, then the benchmarks ``"past_rate"`` (everyone goes on as he did) and
        ``"mean_rate"`` (everyone at the mean rate). ``method``; ``status``: ``"ok"``,
        ``"not_usable"`` (the fit found no parameters to predict with) or ``"failed"``, and
        ``message``: why; ``parameters``: how many; ``log_likelihood``, ``aic``, ``bic`` of the
        calibration period. Of the holdout: ``predicted`` and ``actual`` purchases, ``mae`` and
        ``rmse`` a client, ``bias``, ``wape`` (errors over actual), ``top_decile_share`` (of the
        purchases, those of the tenth predicted to buy most), ``log_score`` (mean log-probability
        of the purchases that were made; greater is better). NaN where a row has no value.
        Of a backtest also ``origin``, ``observed_until`` and ``clients``, in front.
    calibration : Table
        ``method``, ``decile`` (1: the tenth predicted to buy most), ``clients``, and ``predicted``
        and ``actual`` purchases a client; of a backtest ``origin`` in front.
    """

    models: Table
    calibration: Table

    def to_pandas(self) -> Any:
        """Return `models` as a pandas frame, indexed by method (and origin)."""
        keys = [name for name in ("origin", "method") if name in self.models]
        return self.models.to_pandas().set_index(keys)

    def __repr__(self) -> str:
        return repr(self.models)

    def _repr_html_(self) -> str:
        return self.models._repr_html_()


def compare(
    models: ModelsLike,
    summary: Summary,
    *,
    threads: int = 0,
    progress: Progress | None = None,
) -> Comparison:
    """Compare models by likelihood and, if the summary has a holdout, by their predictions.

    Parameters
    ----------
    models : iterable of str or estimator, or mapping of labels to them
        Fitted estimators are taken as they are; others, which stay as they were, and names are
        fitted to the calibration period of the summary with the estimator's keywords.
    summary : Summary
        With a holdout if it was made with ``calibration_end``.
    threads : int
        0: as many as the machine has cores.
    progress : callable or True, optional
        Called with a fraction in [0, 1] and the name of the model; True: a bar.

    Returns
    -------
    Comparison

    Examples
    --------
    >>> import tenure as tn
    >>> shop = tn.simulate_shop(clients=300)
    >>> portfolio = tn.Portfolio.from_table(shop.log, client="client", date="date")
    >>> summary = portfolio.summarise(calibration_end="2023-03-31")
    >>> result = tn.compare(["pareto_nbd", tn.BGNBD(), tn.NBD()], summary)
    >>> result.models["method"].tolist()
    ['pareto_nbd', 'bg_nbd', 'nbd', 'past_rate', 'mean_rate']
    >>> frame = result.to_pandas()
    >>> bool(frame.loc["pareto_nbd", "aic"] < frame.loc["nbd", "aic"])
    True
    """
    with renamed(model="models"):
        tables = _core.compare(_candidates(models), native_of(summary), threads, progress)
    return Comparison(*map(Table, tables))


def backtest(
    portfolio: Portfolio,
    models: ModelsLike,
    horizon: float,
    *,
    unit: Unit = "week",
    origins: Sequence[DayLike] | None = None,
    first: DayLike | None = None,
    every: float | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> Comparison:
    """Fit models to what was known on several days, and score them on what came after each.

    Parameters
    ----------
    portfolio : Portfolio
        The log.
    models : iterable of str or estimator, or mapping of labels to them
        Fitted anew at each origin, with the estimator's keywords; estimators stay as they were.
    horizon : float
        Units of holdout after each origin.
    unit : {"day", "week", "month", "quarter", "year"}
        In which `horizon`, `every` and the models count.
    origins : sequence of date or str, optional
        Ends of the calibration periods, instead of `first` and `every`.
    first : date or str, optional
        First origin; by default the middle of the log.
    every : float, optional
        Units between origins, which go on while the log covers the holdout; by default `horizon`.
    threads : int
        0: as many as the machine has cores.
    progress : callable or True, optional
        Called with a fraction in [0, 1] and the name of the model; True: a bar.

    Returns
    -------
    Comparison
        With a row an origin and method. A model that fails has rows that say so in ``status``.

    Examples
    --------
    >>> import tenure as tn
    >>> shop = tn.simulate_shop(clients=200)
    >>> portfolio = tn.Portfolio.from_table(shop.log, client="client", date="date")
    >>> result = tn.backtest(portfolio, ["nbd", "bg_nbd"], horizon=13, every=26)
    >>> sorted(set(result.models["method"]))
    ['bg_nbd', 'mean_rate', 'nbd', 'past_rate']
    """
    with renamed(model="models"):
        tables = _core.backtest(
            portfolio._native,
            _candidates(models, is_fit_again=True),
            horizon,
            unit,
            day_numbers(origins, "origins"),
            day_number(first, "first"),
            every,
            threads,
            progress,
        )
    return Comparison(*map(Table, tables))


def holdout_errors(
    model: PurchaseModel,
    summary: Summary,
    *,
    threads: int = 0,
    progress: Progress | None = None,
) -> Table:
    """Compare predictions with the holdout of a summary, beside naive benchmarks.

    Parameters
    ----------
    model : fitted purchase model
        Fitted to the calibration period, that is to this summary.
    summary : Summary
        Made with ``calibration_end``.

    Returns
    -------
    Table
        One row a method: ``"model"``, ``"past_rate"`` (everyone goes on as he did) and
        ``"mean_rate"`` (everyone at the mean rate). ``predicted`` and ``actual`` purchases, ``mae``
        and ``rmse`` a client, ``bias``, ``wape`` (errors over actual), ``top_decile_share`` (of the
        purchases, those of the tenth predicted to buy most).
    """
    return Table(_core.holdout_errors(model._native, native_of(summary), threads, progress))


def _candidates(models: ModelsLike, is_fit_again: bool = False) -> list[_core.Candidate]:
    if isinstance(models, str | Estimator):
        raise DataError("models: expected several, as a list or by label", argument="models")
    if isinstance(models, Mapping):
        labelled = [(str(label), model) for label, model in models.items()]
    else:
        labelled = [(model if isinstance(model, str) else "", model) for model in models]
    return [_candidate(label, model, is_fit_again) for label, model in labelled]


def _candidate(label: str, model: ModelLike, is_fit_again: bool) -> _core.Candidate:
    if isinstance(model, str):
        return _core.Candidate.to_fit(label, model, *Estimator()._fit_options())
    if not isinstance(model, Estimator):
        message = f"models: expected a name or an estimator, got {type(model).__name__}"
        raise DataError(message, argument="models")
    if model.__sklearn_is_fitted__() and not is_fit_again:
        return _core.Candidate.fitted(label or model.model, model._native)
    return _core.Candidate.to_fit(label or model.model, model.model, *model._fit_options())
