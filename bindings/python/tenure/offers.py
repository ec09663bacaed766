"""The next offer: what goes together, what comes next, and what an offer may bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from numpy.typing import ArrayLike

from tenure import _core
from tenure._histories import numbers
from tenure.portfolio import Portfolio
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress

#: What items bought together belong to.
Basket = Literal["purchase", "client"]


@dataclass(frozen=True)
class PairMetrics:
    """How far two items go together.

    Attributes
    ----------
    support, confidence, lift, leverage, conviction, jaccard : float
        The usual measures; conviction is 0 where it is infinite.
    g2 : float
        Dunning's log-likelihood ratio.
    """

    support: float
    confidence: float
    lift: float
    leverage: float
    conviction: float
    jaccard: float
    g2: float


def pair_metrics(total: float, a: float, b: float, both: float) -> PairMetrics:
    """Say how far two items go together.

    Parameters
    ----------
    total : float
        Baskets.
    a, b, both : float
        Those that hold the one, the other, and both.

    Examples
    --------
    >>> import tenure as tn
    >>> pair = tn.pair_metrics(1000, 200, 150, 60)
    >>> round(pair.lift, 6), round(pair.g2, 6)
    (2.0, 38.335689)
    """
    return PairMetrics(*_core.relations.pair_metrics(total, a, b, both))


@dataclass(frozen=True)
class OfferResult:
    """What to offer next.

    Attributes
    ----------
    items : Table
        ``item``, ``clients``, ``purchases`` (days), ``margin``.
    pairs : Table
        ``item``, ``other``, ``baskets``, ``other_baskets``, ``both``, ``support``, ``confidence``,
        ``lift``, ``leverage``, ``conviction``, ``jaccard``, ``g2``.
    next : Table
        ``item``, ``next_item``, ``moves``, ``probability``.
    offers : Table
        ``client``, ``rank``, ``item``, ``probability``, ``expected_value``, ``pays``.
    clients_without_offer : int
        Nothing to offer them is left, or they bought nothing.
    """

    items: Table
    pairs: Table
    next: Table
    offers: Table
    clients_without_offer: int

    def __repr__(self) -> str:
        return repr(self.offers)


def next_offers(
    portfolio: Portfolio,
    *,
    basket: Basket = "client",
    prior: float = 0.5,
    just_bought_days: int = 30,
    exclude_owned: bool = False,
    offers_a_client: int = 1,
    margins: ArrayLike | None = None,
    cost: float = 0.0,
    active: ArrayLike | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> OfferResult:
    """Choose the next offer of each client from the categories he bought.

    Parameters
    ----------
    portfolio : Portfolio
        With categories.
    basket : {"client", "purchase"}
        What items bought together belong to.
    prior : float
        Added to each count of a next item.
    just_bought_days : int
        Items bought within so many days before the end of observation are not offered; -1: all
        may be.
    exclude_owned : bool
        Nor what the client ever bought.
    offers_a_client : int
        How many.
    margins : array-like, optional
        One an item, by name; by default the mean amount less cost.
    cost : float
        Of making an offer.
    active : array-like, optional
        Probability of each client of the portfolio to buy at all.

    Returns
    -------
    OfferResult
        Clients who opted out of profiling or of contact get no offer.

    Examples
    --------
    >>> import tenure as tn
    >>> log = {
    ...     "client": [1, 1, 2, 2, 3],
    ...     "date": ["2024-01-01", "2024-02-01", "2024-01-01", "2024-02-01", "2024-01-01"],
    ...     "item": ["tent", "stove", "tent", "stove", "tent"],
    ... }
    >>> portfolio = tn.Portfolio.from_table(
    ...     log, client="client", date="date", category="item", observed_until="2024-06-01"
    ... )
    >>> tn.next_offers(portfolio).offers["item"].tolist()[2]
    'stove'
    """
    *tables, without = _core.relations.next_offers(
        portfolio._native,
        basket=basket,
        prior=prior,
        just_bought_days=just_bought_days,
        exclude_owned=exclude_owned,
        offers_a_client=offers_a_client,
        margins=None if margins is None else numbers(margins, "margins"),
        cost=cost,
        active=None if active is None else numbers(active, "active"),
        threads=threads,
        progress=progress,
    )
    items, pairs, moves, offers = map(Table, tables)
    return OfferResult(items, pairs, moves, offers, without)
