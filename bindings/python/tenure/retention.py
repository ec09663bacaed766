"""Lifetime value from a margin and a retention rate a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from numpy.typing import ArrayLike

from tenure._client_columns import alike
from tenure._core import economics
from tenure._histories import numbers
from tenure.purchase_model import ContractModel
from tenure.summary import Unit
from tenure.table import Table

RetentionTiming = Literal[
    "just_acquired", "about_to_renew", "in_arrears", "first_excluded", "mid_period", "continuous"
]


@dataclass(frozen=True)
class RetentionClv:
    """The value of clients by margin and retention; ``float()`` of it is the total.

    Attributes
    ----------
    clients : Table
        ``margin``, ``retention``, ``value``, ``multiple`` (of the margin), ``standard_deviation``
        (of what one client brings), ``expected_payments``, ``retention_elasticity``,
        ``discount_elasticity`` and, with acquisition costs, ``acquisition_cost``, ``net_value``,
        ``value_to_cost`` and ``payback_periods``.
    timings : Table
        ``timing``, ``formula``, ``total``: the same clients under every convention.
    total : float
        Sum of the values.
    one_rate_total : float or None
        What the mean retention (weighted by margin) for all clients would make of it.
    retention_elasticity, discount_elasticity : float
        Percent of the total a percent of retention, or of the discount rate a period, more.
    basis : str
        Timing, horizon, discount and the rest in one sentence.
    warning : str
        By how much one retention rate would be wrong, empty if by less than 0.1 %.
    """

    clients: Table
    timings: Table
    total: float
    one_rate_total: float | None
    retention_elasticity: float
    discount_elasticity: float
    basis: str
    warning: str

    def __float__(self) -> float:
        return self.total

    def __repr__(self) -> str:
        return "\n".join(filter(None, (f"{self.total:,.2f}: {self.basis}", self.warning)))


@dataclass(frozen=True)
class AggregateRetention:
    """A base of contracts valued at one retention rate, beside its value by cohort.

    Attributes
    ----------
    cohorts : Table
        ``contracts``, ``clients``, ``retention``, ``residual_lifetime``, ``value``.
    retention : float
        Of the whole base.
    one_rate_value, value : float
        As if that rate held for everyone and for ever, and by cohort.
    shortfall : float
        1 - one_rate_value / value.
    warning : str
        The same in a sentence, empty if it is less than 0.1 %.
    """

    cohorts: Table
    retention: float
    one_rate_value: float
    value: float
    shortfall: float
    warning: str


def retention_clv(
    margin: ArrayLike,
    retention: ArrayLike,
    *,
    timing: RetentionTiming,
    discount_rate: float = 0.1,
    per: Unit = "year",
    period: Unit = "year",
    horizon: float | None = None,
    growth: float = 0.0,
    solvency: float = 1.0,
    polarization: float = 0.0,
    acquisition_cost: ArrayLike | None = None,
) -> RetentionClv:
    """Value clients who bring a margin a period and stay with a given chance.

    Parameters
    ----------
    margin, retention : float or array-like of shape (n,)
        Margin a period and chance to stay from one to the next, of each client or group of clients.
    timing : str
        Which margins count and when. With margin m, retention r, discount d; in brackets the value
        for m = 100, r = .8, d = .1. There is no default: most disagreements are here.

        - ``"just_acquired"``: the first now and certain: m (1 + d) / (1 + d - r)  [366.67]
        - ``"about_to_renew"``: the first now, if he renews: m r (1 + d) / (1 + d - r)  [293.33]
        - ``"in_arrears"``: each paid at its period's end: m / (1 + d - r)  [333.33]
        - ``"first_excluded"``: from the next period on, if he stays: m r / (1 + d - r)  [266.67]
        - ``"mid_period"``: each in mid-period: m sqrt(1 + d) / (1 + d - r)  [349.60]
        - ``"continuous"``: margin and losses at any moment: m / (ln(1 + d) - ln r)  [314.02]
    discount_rate : float
        Effective, a `per`.
    per, period : {"day", "week", "month", "quarter", "year"}
        Of the rate; and of margin, retention, growth, solvency and horizon.
    horizon : float, optional
        Margins that count at most; None: for ever.
    growth : float
        Of the margin, a period.
    solvency : float
        Chance to remain able to pay, a period: only who stays and is solvent pays.
    polarization : float
        How much the clients of a row differ, in [0, 1): their chances to stay have a beta
        distribution about `retention` with a + b + 1 = 1 / polarization.
    acquisition_cost : float or array-like of shape (n,), optional
        Adds net value, value to cost and payback.

    Returns
    -------
    RetentionClv
        With the other conventions beside the one asked for, and a warning, with its size, if one
        retention rate for all these clients would be wrong.

    References
    ----------
    S. Gupta & D. R. Lehmann (2005), Managing Customers as Investments. P. S. Fader & B. G. S.
    Hardie (2010), Customer-Base Valuation in a Contractual Setting, Marketing Science 29.

    Examples
    --------
    >>> import tenure as tn
    >>> tn.retention_clv(100, 0.8, timing="first_excluded")
    266.67: first_excluded, for ever; discount 10 % a year.
    >>> tn.retention_clv(100, 0.8, timing="just_acquired", polarization=0.05).warning[:59]
    'One retention rate of 80 % for all would say 366.67 instead'
    """
    columns = alike(margin=margin, retention=retention, acquisition_cost=acquisition_cost)
    native = economics.retention_clv(
        columns["margin"],
        columns["retention"],
        timing=timing,
        discount_rate=discount_rate,
        per=per,
        period=period,
        horizon=horizon,
        growth=growth,
        solvency=solvency,
        polarization=polarization,
        acquisition_cost=columns.get("acquisition_cost"),
    )
    return RetentionClv(
        Table(native.clients),
        Table(native.timings),
        native.total,
        native.one_rate_total,
        native.retention_elasticity,
        native.discount_elasticity,
        native.basis,
        native.warning,
    )


def check_aggregate_retention(
    model: ContractModel,
    contracts: ArrayLike,
    clients: ArrayLike,
    *,
    margin: float = 1.0,
    discount_rate: float = 0.1,
    per: Unit = "year",
    retention: float | None = None,
) -> AggregateRetention:
    """Say what one retention rate makes of a base of contracts that are about to be renewed.

    Parameters
    ----------
    model : fitted model of contracts
        `ShiftedBetaGeometric` or `BetaDiscreteWeibull`.
    contracts, clients : array-like of shape (n,)
        `clients` clients have signed `contracts` contracts each.
    margin : float
        Of a contract.
    discount_rate : float
        Effective, a `per`.
    per : {"day", "week", "month", "quarter", "year"}
        Period of the rate.
    retention : float, optional
        The rate seen in the base; None: what the model says it was last period.

    References
    ----------
    P. S. Fader & B. G. S. Hardie (2010), Customer-Base Valuation in a Contractual Setting: The
    Perils of Ignoring Heterogeneity, Marketing Science 29.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.ShiftedBetaGeometric.from_params(alpha=3.8, beta=15.2, unit="year")
    >>> base = tn.check_aggregate_retention(
    ...     model, [1, 2, 3, 4, 5], [10000, 8000, 6480, 5307, 4391], margin=100
    ... )
    >>> round(base.shortfall, 3)
    0.122
    """
    native = economics.check_aggregate_retention(
        model._native,
        numbers(contracts, "contracts"),
        numbers(clients, "clients"),
        margin=margin,
        discount_rate=discount_rate,
        per=per,
        retention=retention,
    )
    return AggregateRetention(
        Table(native.cohorts),
        native.retention,
        native.one_rate_value,
        native.value,
        native.shortfall,
        native.warning,
    )
