"""A made-up shop whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tenure import _core
from tenure._days import day_number, to_date
from tenure.errors import DataError
from tenure.portfolio import Portfolio
from tenure.record import TABLES, Record, RecordBuilder
from tenure.table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from tenure._purchases import Policies


@dataclass(frozen=True)
class Shop:
    """The log of a shop, and what no shop ever knows.

    Attributes
    ----------
    log : Table
        ``client`` (absent for guests), ``date``, ``order_id``, ``amount``, ``cost``, ``category``,
        ``channel``, ``quantity``, with returns and same-day duplicates.
    clients, contacts, invoices, contracts : Table
        The tables beside the log, with the names that `RecordBuilder` knows; ``clients`` has an
        attribute ``region``. Some ask not to be profiled, some not to be written to.
    truth : Table
        ``client``, ``purchase_rate`` and ``leaving_rate`` (a week), ``left_on``, ``is_client``,
        ``mean_spend``,
        ``complaint_probability`` (of a purchase), ``visit_rate`` (a week), ``default_probability``
        (of an invoice), ``renewal_probability`` (of a contract, a year).
    options : dict
        What the shop was made with, parameters of its clients included.
    """

    log: Table
    clients: Table
    contacts: Table
    invoices: Table
    contracts: Table
    truth: Table
    options: dict[str, Any]

    def record(self, **policies: Unpack[Policies]) -> Record:
        """Return the log as a portfolio, with the other tables beside it.

        Parameters
        ----------
        **policies
            As in `Portfolio.from_table`.

        Examples
        --------
        >>> import tenure as tn
        >>> tn.simulate_shop(clients=100).record()["contacts"].columns
        ['client', 'day', 'nature', 'channel', 'started_by', 'cost', 'satisfaction']
        """
        roles = ("amount", "cost", "order_id", "category", "channel", "quantity")
        columns: dict[str, Any] = {role: role for role in roles}
        builder = RecordBuilder(
            Portfolio.from_table(self.log, client="client", date="date", **columns, **policies)
        )
        for name in TABLES:
            table = getattr(self, name)
            fields: dict[str, Any] = {field: field for field in table if field != "region"}
            attributes = {"attributes": ["region"]} if "region" in table else {}
            getattr(builder, f"add_{name}")(table, **fields, **attributes)
        return builder.build()

    def __repr__(self) -> str:
        return f"Shop: {len(self.log):,} rows of {len(self.truth):,} clients"


_DAYS = ("opened", "observed_until")


def simulate_shop(**options: Any) -> Shop:
    """Make up a shop: for trying the library, and for testing it.

    Parameters
    ----------
    **options
        ``clients``, ``seed``, ``opened`` and ``observed_until`` (days), ``joining`` (days over
        which clients join; None: all), the clients' Pareto/NBD by the week (``r``, ``alpha``,
        ``s``, ``beta``) and Gamma-Gamma (``p``, ``q``, ``v``), and ``margin``. The same options
        give the same shop on every machine.

    Returns
    -------
    Shop

    Examples
    --------
    >>> import tenure as tn
    >>> len(tn.simulate_shop(clients=100).truth)
    100
    """
    native = _core.ShopOptions()
    known = [name for name in dir(native) if not name.startswith("_")]
    for name, value in options.items():
        if name not in known:
            raise DataError(f"{name}: no such option; there are {', '.join(known)}", argument=name)
        try:
            setattr(native, name, day_number(value, name) if name in _DAYS else value)
        except TypeError:
            raise DataError(f"{name}: {value!r} is out of range", argument=name) from None
    made = _core.simulate_shop(native)
    used = {name: getattr(native, name) for name in known}
    used |= {name: to_date(used[name]) for name in _DAYS}
    return Shop(
        log=Table(made.log),
        clients=Table(made.clients),
        contacts=Table(made.contacts),
        invoices=Table(made.invoices),
        contracts=Table(made.contracts),
        truth=Table(made.truth),
        options=used,
    )
