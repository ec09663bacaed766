"""Attrition: how much of the base is gone or going, and who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tenure import _core
from tenure.purchase_model import PurchaseModel
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class AttritionResult:
    """Attrition of the base and of each client.

    Attributes
    ----------
    clients : Table
        ``client``, ``p_alive``, ``p_lost`` (gone already), ``p_leaving`` (alive now, gone at the
        horizon), ``p_silent`` (no purchase up to the horizon), ``risk_rank``.
    clients_observed, expected_alive, expected_lost, expected_leaving : float
        Sums over the base.
    attrition_rate, attrition_rate_per_year : float
        Leaving / alive over the horizon, and compounded to a year.
    """

    clients: Table
    clients_observed: float
    expected_alive: float
    expected_lost: float
    expected_leaving: float
    attrition_rate: float
    attrition_rate_per_year: float

    def __repr__(self) -> str:
        return (
            f"of {self.clients_observed:,.0f} clients {self.expected_alive:,.0f} are expected to "
            f"be clients still; {self.expected_leaving:,.0f} of them to leave by the horizon "
            f"({self.attrition_rate:.1%}; {self.attrition_rate_per_year:.1%} a year)"
        )


def attrition(
    model: PurchaseModel,
    summary: Any,
    *,
    horizon: float,
    threads: int = 0,
    progress: Progress | None = None,
) -> AttritionResult:
    """Say who is gone, who is going, and at what rate the base shrinks.

    Under BG/NBD nobody leaves before his second purchase: for one-time buyers take another model.

    Parameters
    ----------
    model : fitted purchase model
        Of purchases and leaving.
    summary : Summary, table-like or array-like
        The clients, as in `fit`.
    horizon : float
        Units ahead, above 0.

    Returns
    -------
    AttritionResult

    Examples
    --------
    >>> import tenure as tn
    >>> summary = tn.Summary.from_arrays(frequency=[9, 9], recency=[38, 19], age=[39, 39])
    >>> model = tn.ParetoNBD.from_params(r=0.5534, alpha=10.5802, s=0.6061, beta=11.6562)
    >>> tn.attrition(model, summary, horizon=13).clients["p_lost"].round(1)
    array([0. , 0.9])
    """
    native = _core.attrition(
        model._native, model._summary(summary)._native, horizon, threads, progress
    )
    numbers = {
        n: getattr(native, n) for n in AttritionResult.__dataclass_fields__ if n != "clients"
    }
    return AttritionResult(Table(native.clients), **numbers)
