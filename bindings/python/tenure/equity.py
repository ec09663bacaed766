"""Customer equity: what existing and future clients are worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from numpy.typing import ArrayLike

from tenure._client_columns import alike
from tenure._core import economics
from tenure._histories import numbers
from tenure.retention import RetentionClv
from tenure.summary import Unit
from tenure.table import Table
from tenure.value import ClvResult


@dataclass(frozen=True)
class CustomerEquity:
    """Value of a firm's clients, those it has and those it will win.

    Attributes
    ----------
    cohorts : Table
        ``period``, ``acquired``, ``net_value``, ``discount_factor``, ``present_value``.
    elasticities : Table
        ``of`` ("margin", "retention", "acquired", "acquisition_cost", "discount"),
        ``elasticity``: percent of all equity a percent more of it, NaN where it is not known.
    existing, future, total : float
        Currency units.
    """

    cohorts: Table
    elasticities: Table
    existing: float
    future: float
    total: float

    def __repr__(self) -> str:
        return (
            f"equity {self.total:,.2f}: existing clients {self.existing:,.2f}, "
            f"future ones {self.future:,.2f}"
        )


def customer_equity(
    existing: float | RetentionClv | ClvResult,
    new_client: float | RetentionClv,
    acquired: ArrayLike,
    acquisition_cost: ArrayLike,
    *,
    discount_rate: float = 0.1,
    per: Unit = "year",
    period: Unit = "year",
    timing: Literal["period_start", "period_middle", "period_end"] = "period_end",
) -> CustomerEquity:
    """Add up what the clients of today and those of the coming periods are worth.

    Parameters
    ----------
    existing : float, RetentionClv or ClvResult
        Residual value of all existing clients; a RetentionClv also says how it responds.
    new_client : float or RetentionClv
        Value of one new client from his first purchase on, before his acquisition cost.
    acquired : array-like of shape (n,)
        New clients of each period to come.
    acquisition_cost : float or array-like of shape (n,)
        Of one client.
    discount_rate : float
        Effective, a `per`.
    per, period : {"day", "week", "month", "quarter", "year"}
        Of the rate; of the cohorts.
    timing : {"period_start", "period_middle", "period_end"}
        When in its period a cohort is won.

    References
    ----------
    R. C. Blattberg & J. Deighton (1996), Manage marketing by the customer equity test, Harvard
    Business Review. S. Gupta, D. R. Lehmann & J. A. Stuart (2004), Valuing Customers, J. Marketing
    Research 41.

    Examples
    --------
    >>> import tenure as tn
    >>> existing = tn.retention_clv(100_000, 0.8, timing="about_to_renew")
    >>> new = tn.retention_clv(100, 0.8, timing="just_acquired")
    >>> tn.customer_equity(existing, new, [200] * 10, 120)
    equity 596,465.31: existing clients 293,333.33, future ones 303,131.98
    """
    costs = alike(acquisition_cost=acquisition_cost)["acquisition_cost"]
    native = economics.customer_equity(
        _equity_value(existing),
        _equity_value(new_client),
        numbers(acquired, "acquired"),
        costs,
        discount_rate=discount_rate,
        per=per,
        period=period,
        timing=timing,
    )
    return CustomerEquity(
        Table(native.cohorts),
        Table(native.elasticities),
        native.existing,
        native.future,
        native.total,
    )


def _equity_value(value: float | RetentionClv | ClvResult) -> economics.EquityValue:
    if isinstance(value, RetentionClv):
        return economics.EquityValue(
            value.total, value.retention_elasticity, value.discount_elasticity
        )
    return economics.EquityValue(
        value.total if isinstance(value, ClvResult) else float(value), None, None
    )
