"""What the record shows, beside the purchases, as sections of the report."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

import tenure as tn
from tenure.analysis.texts import section
from tenure.table import align


def record_sections(record: tn.Record) -> Iterator[str]:
    """Yield client value so far, its concentration, and what happened beside the purchases."""
    clients = record.client_table()
    if "revenue" in clients:
        yield _value_section(record, clients)
        yield _concentration_section(clients)
    yield _relation_section(record, clients)


def _value_section(record: tn.Record, clients: tn.Table) -> str:
    """Revenue less every charge that is recorded, of all clients, the opted-out too."""
    columns = clients.to_dict()
    result = tn.client_value(
        columns["revenue"],
        columns.get("cost_of_goods"),
        contacts=columns.get("contact_cost"),
        acquisition=columns.get("acquisition_cost"),
    )
    account = result.account
    rows = [["", "in all", "a client", "of revenue"]]
    for i, line in enumerate(account["line"]):
        amount, share = account["amount"][i], account["share_of_revenue"][i]
        if amount or line in ("revenue", "value"):
            rows.append([
                line.replace("_", " "), f"{amount:,.2f}", f"{amount / len(clients):,.2f}",
                f"{share:.1%}",
            ])  # fmt: skip
    lines = [align(rows, [False, True, True, True]), repr(result)]
    if result.roi is not None:
        lines.append(f"return on contacts and acquisition: {result.roi:.2f}")
    lines.append(f"who makes it: {tn.whale_curve(result.clients['value'])!r}")
    if excluded := record.portfolio.excluded_clients:
        lines.append(f"{excluded:,} clients opted out of profiling: in these sums, in no list")
    return section("Client value so far", *lines)


def _concentration_section(clients: tn.Table) -> str:
    result = tn.concentration(clients["revenue"])
    rows = [["class", "clients", "share of clients", "revenue", "share of revenue"]]
    table = result.classes
    for i, name in enumerate(table["class"]):
        rows.append([
            name, f"{table['clients'][i]:,}", f"{table['client_share'][i]:.1%}",
            f"{table['value'][i]:,.2f}", f"{table['value_share'][i]:.1%}",
        ])  # fmt: skip
    return section(
        "Concentration of revenue", repr(result), align(rows, [False, True, True, True, True])
    )


def _relation_section(record: tn.Record, clients: tn.Table) -> str:
    lines = [repr(record)]
    if "contacts" in record and "nature" in record["contacts"]:
        natures, counts = np.unique(record["contacts"]["nature"].astype(str), return_counts=True)
        lines.append("contacts: " + ", ".join(
            f"{count:,} {nature}" for nature, count in zip(natures, counts, strict=True)
        ))  # fmt: skip
        complaining = int(np.count_nonzero(clients["complaints"]))
        lines.append(f"{complaining:,} clients complained at least once")
    if "invoices" in record:
        open_ = clients["invoiced"].sum() - clients["paid"].sum()
        lines.append(f"invoiced {clients['invoiced'].sum():,.2f}, not paid yet {open_:,.2f}")
    if "contracts" in record:
        lines.append(f"{int(clients['contracts'].sum()):,} contracts run")
    due = tn.privacy.due_for_erasure(record)
    lines.append(f"{len(due):,} clients are due for erasure (asked for it, or silent for 3 years)")
    return section("The relation beside the purchases", *lines)
