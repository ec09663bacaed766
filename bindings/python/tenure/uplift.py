"""Uplift: what a treatment changed, for whom, and what a rule of treating is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from tenure import _core
from tenure._arrays import flags, spread
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.table import Table


@dataclass(frozen=True)
class UpliftCurves:
    """Qini and uplift curves of a randomised test, and areas below them.

    Attributes
    ----------
    curve : Table
        ``clients``, ``treated``, ``control`` (so many first), ``qini``, ``uplift``.
    qini_area, uplift_area : float
        By the trapezoidal rule, over clients.
    qini_random, uplift_random : float
        Of a random order: triangles.
    qini_perfect, uplift_perfect : float
        Of the best order, of a treatment that may also do harm.
    qini_coefficient, uplift_coefficient : float or None
        (area - random) / (perfect - random), at most 1; None where the best order is no better.
    average_effect : float
        Of all clients.
    estimates : Table
        ``estimate`` ("qini_area", "qini_above_random", "qini_coefficient", the same of uplift,
        "average_effect"), ``value``, ``standard_error``, ``lower``, ``upper``: how far other
        clients, as many treated and as many not, would differ. By the infinitesimal jackknife, so
        good for hundreds of clients rather than dozens; absent where the clients do not vary, and
        of a coefficient of 1.
    """

    curve: Table
    qini_area: float
    uplift_area: float
    qini_random: float
    uplift_random: float
    qini_perfect: float
    uplift_perfect: float
    qini_coefficient: float | None
    uplift_coefficient: float | None
    average_effect: float
    estimates: Table


def uplift_curves(
    outcome: ArrayLike, treated: ArrayLike, score: ArrayLike, *, level: float = 0.95
) -> UpliftCurves:
    """Draw how the effect of a treatment adds up over clients by falling score.

    Clients of equal score come together, so that the order of rows does not matter.

    Parameters
    ----------
    outcome, treated : array-like of shape (n,)
        True for what was wanted, and for who was treated at random.
    score : array-like of shape (n,)
        Predicted uplift.
    level : float
        Of the intervals.

    References
    ----------
    N. J. Radcliffe (2007), Using control groups to target on predicted lift.
    B. Efron (1982), The jackknife, the bootstrap and other resampling plans.

    Examples
    --------
    >>> import tenure as tn
    >>> curves = tn.uplift_curves([1, 0, 1, 0], [1, 0, 0, 1], [4, 3, 2, 1])
    >>> curves.curve["qini"]
    array([0. , 1. , 1. , 0.5, 0. ])
    """
    native = _core.uplift.uplift_curves(
        flags(outcome, "outcome"), flags(treated, "treated"), numbers(score, "score"), level
    )
    values = {name: getattr(native, name) for name in UpliftCurves.__annotations__}
    tables = {"curve": Table(native.curve), "estimates": Table(native.estimates)}
    return UpliftCurves(**values | tables)


@dataclass(frozen=True)
class EffectInterval:
    """Effect of a treatment among some clients.

    Attributes
    ----------
    effect : float
        Share of the treated less that of the others.
    lower, upper : float
        Newcombe's interval, who the clients are taken as given.
    """

    effect: float
    lower: float
    upper: float


def uplift_at(
    outcome: ArrayLike,
    treated: ArrayLike,
    score: ArrayLike,
    share: float,
    *,
    by_group: bool = False,
    level: float = 0.95,
) -> EffectInterval | None:
    """Return the effect among the share of clients who score highest.

    Parameters
    ----------
    outcome, treated, score
        As in `uplift_curves`; a tie at the cut counts in part.
    share : float
        In (0, 1].
    by_group : bool
        Among the highest of the treated and of the control clients each, instead of the highest of
        all.
    level : float
        Of the interval.

    Returns
    -------
    EffectInterval or None
        None where all of them are of one kind.

    References
    ----------
    R. G. Newcombe (1998), Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17.

    Examples
    --------
    >>> import tenure as tn
    >>> tn.uplift_at([1, 0, 1, 0], [1, 0, 0, 1], [4, 3, 2, 1], 0.5).effect
    1.0
    """
    overall, grouped = _core.uplift.uplift_at(
        flags(outcome, "outcome"),
        flags(treated, "treated"),
        numbers(score, "score"),
        share,
        level,
    )
    at = grouped if by_group else overall
    return None if at is None else EffectInterval(at.effect, at.lower, at.upper)


def policy_value(
    treated: ArrayLike,
    profit: ArrayLike,
    decision: ArrayLike,
    *,
    propensity: float | ArrayLike = 0.5,
    expected: tuple[ArrayLike, ArrayLike] | None = None,
    level: float = 0.95,
) -> Table:
    """Value a rule of treating on a randomised test that did not follow it.

    Parameters
    ----------
    treated : array-like of shape (n,)
        True for who was treated, at random.
    profit : array-like of shape (n,)
        Of each client, after the cost of treating him.
    decision : array-like of shape (n,)
        True for whom the rule would treat.
    propensity : float or array-like of shape (n,)
        Probability with which each was treated.
    expected : (array-like, array-like), optional
        Predicted profit with and without treatment, for the doubly robust estimate.
    level : float
        Of the intervals.

    Returns
    -------
    Table
        ``estimator`` ("ipw", "snipw", "doubly_robust"), ``value`` (profit a client),
        ``standard_error``, ``lower``, ``upper``.

    References
    ----------
    G. J. Hitsch, S. Misra & W. W. Zhang (2024), Quantitative Marketing and Economics 22.

    Examples
    --------
    >>> import tenure as tn
    >>> values = tn.policy_value([1, 1, 0, 0], [40, -5, 10, 0], [1, 0, 1, 0])
    >>> float(values["value"][0])
    20.0
    """
    profits = numbers(profit, "profit")
    treatment, control = (None, None) if expected is None else expected
    return Table(
        _core.uplift.policy_value(
            flags(treated, "treated"),
            profits,
            flags(decision, "decision"),
            spread(propensity, "propensity", len(profits)),
            None if treatment is None else numbers(treatment, "expected"),
            None if control is None else numbers(control, "expected"),
            level,
        )
    )


@dataclass(frozen=True)
class UpliftModel:
    """Logistic regressions of a randomised test.

    Attributes
    ----------
    coefficients : Table
        ``regression``, ``feature`` (-1: the intercept), ``coefficient``, ``standard_error``.
    clients : Table
        ``p_treated``, ``p_control``, ``uplift``.
    converged : bool
        Whether the coefficients can be trusted.
    status : str
        "converged", or why not.
    """

    coefficients: Table
    clients: Table
    converged: bool
    status: str


def uplift_model(
    features: ArrayLike,
    treated: ArrayLike,
    outcome: ArrayLike,
    *,
    score_features: ArrayLike | None = None,
    method: Literal["two_models", "transformed_outcome"] = "two_models",
    ridge: float = 0.0,
) -> UpliftModel:
    """Predict what a treatment changes for each client, by logistic regressions.

    Parameters
    ----------
    features : array-like of shape (n, k)
        Of the clients of a randomised test.
    treated, outcome : array-like of shape (n,)
        True for who was treated, and for what was wanted.
    score_features : array-like of shape (m, k), optional
        Of the clients to score; by default those of the test.
    method : {"two_models", "transformed_outcome"}
        One regression of the treated and one of the control clients, or one of whether outcome and
        treatment are the same.
    ridge : float
        Penalty on the squares of the coefficients but the intercept.

    References
    ----------
    M. Jaskowski & S. Jaroszewicz (2012), Uplift modeling for clinical trial data.

    Examples
    --------
    >>> import tenure as tn
    >>> x = [[1.0]] * 4 + [[0.0]] * 4
    >>> model = tn.uplift_model(
    ...     x + x, [1] * 8 + [0] * 8, [1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0]
    ... )
    >>> round(float(model.clients["uplift"][0]), 6)
    0.25
    """
    rows = _matrix(features, "features")
    scored = None if score_features is None else _matrix(score_features, "score_features")
    if scored is not None and scored.shape[1] != rows.shape[1]:
        raise DataError(
            f"score_features: expected {rows.shape[1]} columns, got {scored.shape[1]}",
            argument="score_features",
        )
    native = _core.uplift.uplift_model(
        rows.ravel(),
        rows.shape[1],
        flags(treated, "treated"),
        flags(outcome, "outcome"),
        score_features=None if scored is None else scored.ravel(),
        method=method,
        ridge=ridge,
    )
    return UpliftModel(
        Table(native.coefficients), Table(native.clients), native.converged, native.status
    )


@dataclass(frozen=True)
class SampleSize:
    """Clients that a test needs.

    Attributes
    ----------
    exact : float
        Control clients, not yet whole.
    control, treated : int
        Clients of each group.
    """

    exact: float
    control: int
    treated: int


def sample_size(
    control_rate: float,
    treated_rate: float,
    *,
    power: float = 0.8,
    level: float = 0.95,
    treated_per_control: float = 1.0,
) -> SampleSize:
    """Return how many clients a randomised test needs to find a difference of two rates.

    Parameters
    ----------
    control_rate, treated_rate : float
        In (0, 1), different.
    power : float
        Probability that the test finds it.
    level : float
        Of the two-sided test.
    treated_per_control : float
        Treated clients for each control client.

    Examples
    --------
    >>> import tenure as tn
    >>> tn.sample_size(0.20, 0.17).control
    2629
    """
    return SampleSize(
        *_core.uplift.sample_size(control_rate, treated_rate, power, level, treated_per_control)
    )


def _matrix(values: ArrayLike, name: str) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    array = np.ascontiguousarray(values, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] == 0:
        message = f"{name}: expected an array of shape (n, k), got {array.shape}"
        raise DataError(message, argument=name)
    return array
