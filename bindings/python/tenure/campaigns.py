"""Campaigns: whom to target, and acquisition against retention."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tenure import _core
from tenure._arrays import flags
from tenure._histories import numbers
from tenure.allocation import Certificate, certificate_of
from tenure.table import Table


def profit_lift(
    risk_untreated: ArrayLike,
    risk_treated: ArrayLike,
    value: ArrayLike,
    cost: float | ArrayLike,
) -> Table:
    """Rank clients by what treating them earns, not by their risk.

    Parameters
    ----------
    risk_untreated, risk_treated : array-like of shape (n,)
        Probability that the client leaves, without and with the treatment.
    value : array-like of shape (n,)
        What is lost if he leaves, currency units.
    cost : float or array-like of shape (n,)
        Of the treatment.

    Returns
    -------
    Table
        ``lift``, ``profit_lift`` (lift times value less cost), ``target``, ``rank``,
        ``risk_rank``, ``cumulative_profit`` (with all before in rank).

    References
    ----------
    E. Ascarza (2018), Retention futility, J. Marketing Research 55. A. Lemmens & S. Gupta (2020),
    Managing churn to maximize profits, Marketing Science 39.

    Examples
    --------
    >>> import tenure as tn
    >>> plan = tn.profit_lift([0.8, 0.5, 0.2], [0.78, 0.3, 0.15], [300, 300, 1000], 20)
    >>> plan["profit_lift"].round(6), plan["rank"], plan["risk_rank"]
    (array([-14.,  40.,  30.]), array([3, 1, 2]), array([1, 2, 3]))
    """
    return Table(
        _core.campaigns.profit_lift(
            numbers(risk_untreated, "risk_untreated"),
            numbers(risk_treated, "risk_treated"),
            numbers(value, "value"),
            np.array([cost], np.float64) if np.ndim(cost) == 0 else numbers(cost, "cost"),
        )
    )


def retention_targets(
    risk: ArrayLike,
    value: ArrayLike,
    *,
    accept: float = 0.3,
    contact: float = 1.0,
    incentive: float = 0.0,
) -> Table:
    """Say from which risk on an incentive pays, when those who would stay take it too.

    Parameters
    ----------
    risk, value : array-like of shape (n,)
        Probability of leaving, and what is lost then.
    accept : float
        Share of leaving clients whom the incentive keeps.
    contact, incentive : float
        Cost of each client targeted, and of each client who stays.

    Returns
    -------
    Table
        ``threshold`` (NaN: no risk is enough), ``expected_profit``, ``target``, ``rank``.

    References
    ----------
    S. A. Neslin et al. (2006), Defection detection, J. Marketing Research 43.

    Examples
    --------
    >>> import tenure as tn
    >>> targets = tn.retention_targets([0.17], [200], accept=0.3, contact=1, incentive=10)
    >>> round(float(targets["threshold"][0]), 6)
    0.164179
    """
    return Table(
        _core.campaigns.retention_targets(
            numbers(risk, "risk"), numbers(value, "value"), accept, contact, incentive
        )
    )


def campaign_profit(
    *,
    clients: float,
    targeted_share: float,
    loss_rate: float,
    lift: float,
    value: float,
    accept: float = 0.3,
    contact: float = 1.0,
    incentive: float = 0.0,
    fixed_cost: float = 0.0,
) -> float:
    """Return the profit of a campaign to the share of clients whom a model ranks first.

    Parameters
    ----------
    clients : float
        Of the base.
    targeted_share, loss_rate : float
        Share of the clients targeted, and share of all clients that leaves.
    lift : float
        Loss rate among the targeted over that of all.
    value : float
        Of a client kept.
    accept, contact, incentive
        As in `retention_targets`.
    fixed_cost : float
        Of the campaign.

    Examples
    --------
    >>> import tenure as tn
    >>> profit = tn.campaign_profit(
    ...     clients=1e5, targeted_share=0.1, loss_rate=0.02, lift=5, value=200, incentive=10
    ... )
    >>> round(profit)
    -43000
    """
    return _core.campaigns.campaign_profit(
        clients=clients,
        targeted_share=targeted_share,
        loss_rate=loss_rate,
        lift=lift,
        value=value,
        fixed_cost=fixed_cost,
        accept=accept,
        contact=contact,
        incentive=incentive,
    )


@dataclass(frozen=True)
class ChurnProfit:
    """What a score is worth as a rule of targeting, a client of the base.

    Attributes
    ----------
    maximum_profit, target_share : float
        At the mean share that accepts, and the share of clients targeted for it.
    score_threshold : float
        Who scores at least this is targeted.
    expected_maximum_profit, expected_target_share : float
        Over the distribution of the share that accepts (EMP).
    """

    maximum_profit: float
    target_share: float
    score_threshold: float
    expected_maximum_profit: float
    expected_target_share: float


def churn_profit(
    score: ArrayLike,
    churned: ArrayLike,
    *,
    value: float = 200.0,
    incentive: float = 10.0,
    contact: float = 1.0,
    accept_alpha: float = 6.0,
    accept_beta: float = 14.0,
) -> ChurnProfit:
    """Measure a churn score by the profit of targeting with it: maximum profit and EMP.

    Parameters
    ----------
    score : array-like of shape (n,)
        Higher for clients more likely to leave; ties count together.
    churned : array-like of shape (n,)
        True for who left.
    value, incentive, contact : float
        Of a client kept; of each who accepts; of each targeted.
    accept_alpha, accept_beta : float
        Beta distribution of the share that accepts.

    References
    ----------
    T. Verbraken, W. Verbeke & B. Baesens (2013), IEEE TKDE 25.

    Examples
    --------
    >>> import tenure as tn
    >>> profit = tn.churn_profit([0.9, 0.7, 0.4, 0.1], [1, 1, 0, 0])
    >>> round(profit.maximum_profit, 6), profit.target_share
    (28.0, 0.5)
    """
    native = _core.campaigns.churn_profit(
        numbers(score, "score"),
        flags(churned, "churned"),
        value=value,
        incentive=incentive,
        contact=contact,
        accept_alpha=accept_alpha,
        accept_beta=accept_beta,
    )
    return ChurnProfit(**{name: getattr(native, name) for name in ChurnProfit.__annotations__})


@dataclass(frozen=True)
class AcquisitionPlan:
    """The best spending on a prospect and on a client, and its proof.

    Attributes
    ----------
    acquisition_spend, retention_spend : float
        A prospect; a client and period.
    acquisition_rate, retention_rate : float
        Share won, and share kept each period.
    client_value, customer_equity : float
        Of a client won; a prospect.
    shadow_price : float
        Equity that one more unit of the budget adds; 0: it does not bind.
    marginal_acquisition_cost, marginal_retention_cost : float
        Of the last client won and of the last one kept. Both are the client's value where the
        budget does not bind: that certifies the optimum.
    average_acquisition_cost, average_retention_cost, average_ratio : float
        What "five times cheaper" compares.
    certificate : Certificate
        Of the equity a prospect.
    reading : str
        What the costs say about the next unit, and what they do not.
    """

    acquisition_spend: float
    retention_spend: float
    acquisition_rate: float
    retention_rate: float
    client_value: float
    customer_equity: float
    shadow_price: float
    marginal_acquisition_cost: float
    marginal_retention_cost: float
    average_acquisition_cost: float
    average_retention_cost: float
    average_ratio: float
    certificate: Certificate
    reading: str


def balance_acquisition(
    *,
    margin: float,
    discount_rate: float,
    acquisition: tuple[float, float],
    retention: tuple[float, float],
    budget: float | None = None,
) -> AcquisitionPlan:
    """Balance the spending on winning clients against that on keeping them.

    Parameters
    ----------
    margin : float
        Of a client, a period.
    discount_rate : float
        A period.
    acquisition, retention : (float, float)
        The greatest rate that spending reaches and its speed per currency unit: the rate is
        max (1 - exp(-speed x)), of prospects won and of clients kept each period.
    budget : float, optional
        A prospect, of both kinds of spending.

    References
    ----------
    R. C. Blattberg & J. Deighton (1996), Harvard Business Review 74. P. D. Berger & N. N. Bechwati
    (2001), Omega 29. P. E. Pfeifer (2005), J. Targeting, Measurement and Analysis 13.

    Examples
    --------
    >>> import math
    >>> import tenure as tn
    >>> plan = tn.balance_acquisition(
    ...     margin=50,
    ...     discount_rate=0.15,
    ...     acquisition=(0.4, math.log(2) / 10),
    ...     retention=(0.7, 0.1252762968),
    ... )
    >>> round(plan.marginal_acquisition_cost, 3), round(plan.marginal_retention_cost, 3)
    (76.318, 76.318)
    >>> round(plan.average_ratio, 3)
    2.011
    """
    native = _core.campaigns.balance_acquisition(
        margin,
        discount_rate,
        _core.ResponseCurve(*acquisition),
        _core.ResponseCurve(*retention),
        math.inf if budget is None else budget,
    )
    values = {name: getattr(native, name) for name in AcquisitionPlan.__annotations__}
    return AcquisitionPlan(**values | {"certificate": certificate_of(native.certificate)})
