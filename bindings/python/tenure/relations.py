"""How close a relation is, and what more could be learnt of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from tenure import _core
from tenure._columns import column
from tenure._histories import numbers
from tenure._recorded import with_contacts
from tenure.errors import DataError
from tenure.portfolio import Portfolio
from tenure.record import Record
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


def relation_intensity(
    portfolio: Portfolio | Record,
    contacts: Any = None,
    *,
    half_life: float = 90.0,
    weights: ArrayLike | None = None,
    value: ArrayLike | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> Table:
    """Measure the intensity of each client's relation in seven dimensions.

    Parameters
    ----------
    portfolio : Portfolio or Record
        The purchases; a record's contacts with those who bought count too.
    contacts : table-like, optional
        Columns ``client``, ``date`` and, if contacts differ, ``weight``. Contacts with clients whom
        the portfolio does not know are refused.
    half_life : float
        Days after which a contact counts half.
    weights : array-like, optional
        Of the seven dimensions in their order.
    value : array-like, optional
        Of each client of the portfolio; by default the margin, if costs are known.

    Returns
    -------
    Table
        ``client``; those that are known of ``nature`` (categories bought, as so many equally
        frequent ones), ``contacts``, ``time`` (days since the first purchase), ``space`` (channels,
        as nature), ``volume`` (purchases), ``financial`` (spend), ``value``; the same as
        percentiles, ``nature_percentile`` and so on; ``dimensions``, how many there are;
        ``composite``, the weighted geometric mean of the percentiles: no dimension makes up for
        another.

    Examples
    --------
    >>> import tenure as tn
    >>> log = {"client": [1, 1, 2], "date": ["2024-01-01", "2024-03-01", "2024-02-01"]}
    >>> portfolio = tn.Portfolio.from_table(log, client="client", date="date")
    >>> tn.relation_intensity(portfolio)["composite"]
    array([0.75, 0.25])
    """
    portfolio, contacts = with_contacts(portfolio, contacts)
    ids, days, weight = _contacts(portfolio, contacts)
    return Table(
        _core.relations.relation_intensity(
            portfolio._native,
            contact_client=ids,
            contact_day=days,
            contact_weight=weight,
            half_life=half_life,
            weights=None if weights is None else numbers(weights, "weights"),
            value=None if value is None else numbers(value, "value"),
            threads=threads,
            progress=progress,
        )
    )


def _contacts(portfolio: Portfolio, contacts: Any) -> tuple[Any, Any, Any]:
    """Places of the clients, days and weights of contacts."""
    if contacts is None:
        return np.empty(0, np.int64), np.empty(0, np.int32), None
    known = np.asarray(portfolio.client_ids)
    given = np.asarray(column(contacts, "client"))
    place = {client: i for i, client in enumerate(known.tolist())}
    places = np.array([place.get(client, -1) for client in given.tolist()], np.int64)
    if (places < 0).any():
        row = int(np.argmax(places < 0))
        message = f"contacts: client {given.tolist()[row]!r} is not in the portfolio"
        raise DataError(message, "invalid_data", "contacts", row)
    days = np.asarray(column(contacts, "date"), "datetime64[D]").astype(np.int64).astype(np.int32)
    weight = None
    if "weight" in contacts:
        weight = numbers(column(contacts, "weight"), "weight")
    return places, days, weight


def learned_rates(
    events: ArrayLike, exposure: ArrayLike, *, shape: float, rate: float, level: float = 0.9
) -> Table:
    """Say what is learnt of each client's rate from his events.

    Parameters
    ----------
    events, exposure : array-like
        How many, in how much time.
    shape, rate : float
        Of the gamma law of rates between clients: r and alpha of a purchase model.
    level : float
        Of the interval.

    Returns
    -------
    Table
        ``mean``, ``cv`` (standard deviation over mean), ``from``, ``to``, ``credibility`` (the
        weight of his own history in the mean).

    Examples
    --------
    >>> import tenure as tn
    >>> tn.learned_rates([0, 40], [4, 208], shape=2, rate=10)["mean"].round(4)
    array([0.1429, 0.1927])
    """
    return Table(
        _core.relations.learned_rates(
            numbers(events, "events"),
            numbers(exposure, "exposure"),
            shape=shape,
            rate=rate,
            level=level,
        )
    )


def value_of_information(probability: ArrayLike, gain: ArrayLike, cost: ArrayLike) -> Table:
    """Say what it is worth to know beforehand for whom an action works.

    Parameters
    ----------
    probability, gain, cost : array-like or float
        That it works; of an action that works; of any action.

    Returns
    -------
    Table
        ``probability``, ``net`` (of acting), ``net_if_known`` (of acting where it works), ``evpi``
        (what a survey or a test of the client may cost at most), ``acts`` (whether acting pays as
        things are).

    Examples
    --------
    >>> import tenure as tn
    >>> tn.value_of_information(0.3, 0.2 * 300, 20)["evpi"].round(9)
    array([12.])
    """
    given = [np.atleast_1d(np.asarray(v, np.float64)) for v in (probability, gain, cost)]
    try:
        p, g, c = (np.ascontiguousarray(v) for v in np.broadcast_arrays(*given))
    except ValueError as error:
        raise DataError(f"value_of_information: {error}", argument="probability") from None
    return Table(_core.relations.value_of_information(p, g, c))
