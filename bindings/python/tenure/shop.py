"""A made-up shop whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tenure import _core
from tenure._days import day_number, to_date
from tenure.errors import DataError
from tenure.table import Table


@dataclass(frozen=True)
class Shop:
    """The log of a shop, and what no shop ever knows.

    Attributes
    ----------
    log : Table
        ``client`` (absent for guests), ``date``, ``order_id``, ``amount``, ``cost``, ``category``,
        ``channel``, ``quantity``, with returns and same-day duplicates.
    truth : Table
        ``client``, ``purchase_rate`` (a week), ``left_on``, ``is_client``, ``mean_spend``.
    options : dict
        What the shop was made with, parameters of its clients included.
    """

    log: Table
    truth: Table
    options: dict[str, Any]

    def __repr__(self) -> str:
        return f"Shop: {len(self.log):,} rows of {len(self.truth):,} clients"


_DAYS = ("opened", "observed_until")


def simulate_shop(**options: Any) -> Shop:
    """Make up a shop: for trying the library, and for testing it.

    Parameters
    ----------
    **options
        ``clients``, ``seed``, ``opened`` and ``observed_until`` (days), ``joining`` (days over
        which clients join), the clients' Pareto/NBD by the week (``r``, ``alpha``, ``s``,
        ``beta``) and Gamma-Gamma (``p``, ``q``, ``v``), and ``margin``. The same options give the
        same shop on every machine.

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
    return Shop(Table(made.log), Table(made.truth), used)
