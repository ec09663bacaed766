"""What a record tells the methods that look at a portfolio and more."""

from __future__ import annotations

from typing import Any

import numpy as np

from tenure.portfolio import Portfolio
from tenure.record import Record


def with_contacts(source: Portfolio | Record, contacts: Any) -> tuple[Portfolio, Any]:
    """Return the portfolio and the contacts: those given, or else the record's with its buyers.

    Costs that the record does not tell count as nothing.
    """
    if isinstance(source, Portfolio):
        return source, contacts
    portfolio = source.portfolio
    if contacts is not None or "contacts" not in source:
        return portfolio, contacts
    table = source["contacts"]
    buyers = set(portfolio.client_ids.tolist())
    rows = [i for i, client in enumerate(table["client"].tolist()) if client in buyers]
    columns: dict[str, Any] = {"client": table["client"][rows], "date": table["day"][rows]}
    if "cost" in table:
        columns["cost"] = np.nan_to_num(table["cost"][rows])
    return portfolio, columns


def acquisition_costs(source: Portfolio | Record, given: Any) -> Any:
    """Return what winning each buyer has cost: as given, or else by the record's clients."""
    if isinstance(source, Portfolio) or given is not None or "clients" not in source:
        return given
    table = source["clients"]
    if "acquisition_cost" not in table:
        return None
    buyers = set(source.portfolio.client_ids.tolist())
    costs = np.nan_to_num(table["acquisition_cost"]).tolist()
    clients = table["client"].tolist()
    return {c: cost for c, cost in zip(clients, costs, strict=True) if c in buyers}
