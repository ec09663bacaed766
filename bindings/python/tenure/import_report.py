"""The account of an import: what happened to every row."""

from __future__ import annotations

from tenure import _core
from tenure.table import Table


class ImportReport:
    """What happened to every row read: read = kept + merged + dropped.

    Attributes
    ----------
    rows_read, kept, merged, rows_dropped : int
        Rows of the log, rows that became purchases or recorded returns, rows that became part of
        another row's purchase, and rows left out.
    dropped : dict of str to (int, int)
        Of each reason for leaving rows out: how many, and the zero-based first one.
    returns_recorded, returns_unmatched : int
        Returns among the rows kept, and those of them larger than the purchases before them.
    amounts_rounded, clients : int
        Amounts finer than the currency's decimals, and clients found.
    """

    def __init__(self, native: _core.ImportReport) -> None:
        self.rows_read = native.rows_read
        self.kept = native.kept
        self.merged = native.merged
        self.rows_dropped = native.rows_dropped
        self.dropped: dict[str, tuple[int, int]] = native.dropped
        self.first_merged_row = native.first_merged_row
        self.returns_recorded = native.returns_recorded
        self.returns_unmatched = native.returns_unmatched
        self.amounts_rounded = native.amounts_rounded
        self.first_rounded_row = native.first_rounded_row
        self.clients = native.clients
        self.table = Table(native.table())

    def __repr__(self) -> str:
        parts = [f"{self.kept:,} kept"]
        if self.returns_recorded:
            parts[0] += f" ({self.returns_recorded:,} of them returns)"
        if self.merged:
            parts.append(f"{self.merged:,} merged into a purchase of the same day or order")
        parts += [
            f"{rows:,} dropped: {reason}" + (f" (the first is row {first:,})" if first >= 0 else "")
            for reason, (rows, first) in self.dropped.items()
        ]
        lines = [f"{self.rows_read:,} rows read, {self.clients:,} clients", *parts]
        if self.returns_unmatched:
            lines.append(f"{self.returns_unmatched:,} returns exceed the purchases before them")
        if self.amounts_rounded:
            lines.append(f"{self.amounts_rounded:,} amounts rounded to the currency's decimals")
        return "\n  ".join(lines)
