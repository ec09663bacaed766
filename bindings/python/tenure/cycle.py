"""Relationship cycles: how long a client usually waits, and whether he is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tenure import _core
from tenure.purchase_model import PurchaseModel
from tenure.summary import Summary
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class CycleResult:
    """Every client against his own rhythm.

    Attributes
    ----------
    clients : Table
        ``client``, ``cycle`` (his usual wait, in units), ``silence`` (units since his last
        purchase), ``overdue_probability`` (that a client of this rhythm would have come back by
        now), ``is_overdue``, ``alarm_after`` (units of silence), ``next_purchase`` (median day, if
        he is still a client).
    regularity : float
        k of the base: 1 is random, above 1 more regular.
    clients_used : int
        Clients with two intervals or more, on which k rests.
    """

    clients: Table
    regularity: float
    clients_used: int

    def __repr__(self) -> str:
        overdue = int(self.clients["is_overdue"].sum())
        return (
            f"{overdue:,} of {len(self.clients):,} clients are overdue by their own rhythm; "
            f"regularity k = {self.regularity:.2f} from {self.clients_used:,} clients"
        )


def cycles(
    model: PurchaseModel,
    summary: Summary,
    *,
    alarm_level: float = 0.95,
    threads: int = 0,
    progress: Progress | None = None,
) -> CycleResult:
    """Find the rhythm of every client and who has fallen out of it.

    Parameters
    ----------
    model : fitted purchase model
        Its first two parameters say how rhythms vary between clients, so that a client with little
        history borrows from the base.
    summary : Summary
        The clients.
    alarm_level : float
        Probability of having come back by now above which a client is overdue.

    Returns
    -------
    CycleResult

    Examples
    --------
    >>> import tenure as tn
    >>> summary = tn.Summary.from_arrays(frequency=[9, 9], recency=[38, 19], age=[39, 39])
    >>> model = tn.ParetoNBD.from_params(r=0.5534, alpha=10.5802, s=0.6061, beta=11.6562)
    >>> tn.cycles(model, summary).clients["is_overdue"]
    array([False,  True])
    """
    native = _core.cycles(model._native, summary._native, alarm_level, threads, progress)
    return CycleResult(Table(native.clients), native.regularity, native.clients_used)
