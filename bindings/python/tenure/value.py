"""Client lifetime value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._histories import numbers
from tenure._renamed import renamed
from tenure.errors import DataError
from tenure.estimators import SpendModel
from tenure.purchase_model import PurchaseModel
from tenure.summary import Summary, Unit, native_of
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress

Timing = Literal["at_purchase", "period_start", "period_middle", "period_end"]


@dataclass(frozen=True)
class ClvResult:
    """The value of every client, and of all of them.

    Attributes
    ----------
    clients : Table
        ``client``, ``p_alive``, ``expected_purchases`` (finite horizon only),
        ``discounted_purchases``, ``expected_spend``, ``margin``, ``clv``, ``clv_if_alive`` and
        ``status``: ``"ok"``, or why there is no value.
    total : float
        Sum of clv, currency units.
    not_valued : int
        Clients without a value.
    basis : str
        Timing, horizon, discount and margin in one sentence: a value means nothing without it.
    """

    clients: Table
    total: float
    not_valued: int
    basis: str

    def __repr__(self) -> str:
        lines = [f"value of {len(self.clients):,} clients: {self.total:,.2f}", self.basis]
        if self.not_valued:
            lines.append(f"{self.not_valued:,} clients have no value: see the column status")
        return "\n".join(lines)


def clv(
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
    threads: int = 0,
    progress: Progress | None = None,
) -> ClvResult:
    """Value the residual lifetime of every client: purchases to come x their value x margin.

    Parameters
    ----------
    model, spend : fitted models
        Of purchases and of spend.
    summary : Summary, table-like or array-like
        The clients, as in `fit`, with what both models read; a `Summary` of the same time unit as
        the models.
    horizon : float, optional
        Units to look ahead; None: for ever.
    discount_rate : float
        Effective, a `per`: 0.1 per year makes 1.10 of 1.00 in a year.
    per : {"day", "week", "month", "quarter", "year"}
        Period of the rate; a year has 365 days, 52 weeks or 12 months, as in `dert`.
    timing : {"at_purchase", "period_start", "period_middle", "period_end"}
        When cash counts: at the moment of each purchase, or together at a point of each `period`
        (needs a horizon).
    period : {"day", "week", "month", "quarter", "year"}
        Of the last three.
    margin : float, array-like of shape (n,) or "observed"
        Share of spend left after the cost of goods: for all, for each client, or the share that
        the log's costs show.

    Returns
    -------
    ClvResult
        With the value's basis in one sentence.

    References
    ----------
    P. S. Fader, B. G. S. Hardie & K. L. Lee (2005), RFM and CLV, J. Marketing Research 42.

    Examples
    --------
    >>> import tenure as tn
    >>> summary = tn.Summary.from_arrays(
    ...     frequency=[2], recency=[30.43], age=[38.86], mean_spend=[22.35]
    ... )
    >>> purchases = tn.ParetoNBD.from_params(r=0.5534, alpha=10.5802, s=0.6061, beta=11.6562)
    >>> spend = tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)
    >>> value = tn.clv(purchases, spend, summary, discount_rate=0.15, margin=0.3)
    >>> bool(value.total == value.clients["clv"][0])
    True
    """
    clients = model._summary(summary, spend)
    share, shares = margins_of(margin, clients)
    with renamed(purchases="model", margins="margin"):
        native = _core.clv(
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
            threads=threads,
            progress=progress,
        )
    return ClvResult(Table(native.clients), native.total, native.not_valued, native.basis)


def margins_of(
    margin: float | ArrayLike | Literal["observed"], summary: Summary
) -> tuple[float, NDArray[np.float64] | None]:
    """Return a margin as the core takes it: one for all, or one a client."""
    if isinstance(margin, str):
        if margin != "observed":
            message = f"margin: a share, shares or 'observed', got {margin!r}"
            raise DataError(message, argument="margin")
        return observed_margin(summary), None
    if np.ndim(margin) == 0:
        return float(numbers(np.asarray(margin).reshape(1), "margin")[0]), None
    return 1.0, numbers(margin, "margin")


def observed_margin(summary: Summary) -> float:
    """Return the share of all spend that was left after its cost.

    Raises
    ------
    DataError
        If the log has no costs, or costs above all spend.
    """
    share = _core.observed_margin(native_of(summary))
    if share is None:
        message = "margin: the log has no costs that leave a margin; give it"
        raise DataError(message, argument="margin")
    return share
