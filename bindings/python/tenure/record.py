"""Records: what is known of clients beside their purchases."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from numpy.typing import NDArray

from tenure import _core
from tenure._columns import to_stream
from tenure._dates import DateTexts
from tenure.errors import DataError
from tenure.import_report import ImportReport
from tenure.portfolio import Portfolio
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._purchases import AmountUnit

#: The tables beside the purchases.
TableName = Literal["clients", "contacts", "invoices", "contracts"]
TABLES: tuple[TableName, ...] = ("clients", "contacts", "invoices", "contracts")


class Record:
    """A portfolio and the tables beside it; made by `RecordBuilder.build` or `load`.

    Its clients are those of any table: who never bought is one of them. ``record["contacts"]`` is a
    table, sorted by client and day; one that was not given has no rows.

    Examples
    --------
    >>> import tenure as tn
    >>> log = {"client": ["ann", "bob"], "date": ["2024-01-01", "2024-02-01"], "amount": [9.0, 5.0]}
    >>> builder = tn.RecordBuilder(
    ...     tn.Portfolio.from_table(log, client="client", date="date", amount="amount")
    ... )
    >>> builder.add_contacts(
    ...     {"client": ["ann", "eve"], "day": ["2024-01-03", "2024-01-20"], "cost": [2.5, 1.0]},
    ...     client="client", day="day", cost="cost",
    ... )
    >>> record = builder.build()
    >>> record
    Record: 3 clients, 2 of them with purchases; 2 contacts
    >>> record.client_table()["contact_cost"]
    array([2.5, 0. , 1. ])
    """

    def __init__(self, native: _core.record.Record) -> None:
        self._native = native

    @property
    def portfolio(self) -> Portfolio:
        """The purchases, with what the clients table says that clients asked for."""
        return Portfolio(self._native.portfolio)

    @property
    def client_ids(self) -> NDArray[Any]:
        """Ids of the clients, ascending."""
        return self._native.client_ids

    def __contains__(self, table: object) -> bool:
        """Whether a table was given."""
        return table in TABLES and self._native.has(str(table))

    def __getitem__(self, table: TableName) -> Table:
        return Table(self._native.table(table))

    def report(self, table: TableName) -> ImportReport:
        """What happened to every row read of a table."""
        return ImportReport(self._native.report(table))

    def client_table(self) -> Table:
        """Return one row a client, with what is recorded of him in all tables.

        Returns
        -------
        Table
            ``client``, ``purchases``, ``revenue`` and ``cost_of_goods`` (net of returns; if the log
            has them), and of the tables that were given: ``acquired``, ``acquisition_cost``,
            ``contacts``, ``complaints``, ``contact_cost``, ``invoiced``, ``paid``, ``contracts``
            (running at the end of observation). A listing, not a score: those who opted out of
            profiling are in it.
        """
        return Table(self._native.client_table())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write portfolio and tables to one file: versioned, checksummed, replaced in one step."""
        self._native.save(os.fspath(path))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Record:
        """Read what `save` wrote; a damaged file is an `Error`."""
        return cls(_core.record.Record.load(os.fspath(path)))

    def __len__(self) -> int:
        """Return the number of clients."""
        return len(self._native)

    def __repr__(self) -> str:
        buyers = self._native.portfolio.clients
        tables = [f"{len(self[name]):,} {name}" for name in TABLES if name in self]
        return f"Record: {len(self):,} clients, {buyers:,} of them with purchases" + "".join(
            f"; {rows}" for rows in tables
        )

    def __copy__(self) -> Record:
        return self  # immutable

    def __deepcopy__(self, memo: dict[int, Any]) -> Record:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "record")
            self.save(path)
            with open(path, "rb") as file:
                return _from_bytes, (file.read(),)


class RecordBuilder:
    """Collects tables beside a portfolio, in any number of lots, or a row at a time.

    The portfolio's policies for guests, invalid rows and rows after the end of observation (if that
    was given, not taken from the log) hold for all of them, and its currency and zone. All rows of
    a lot enter or none.

    Parameters
    ----------
    portfolio : Portfolio

    Examples
    --------
    >>> import tenure as tn
    >>> log = {"client": ["ann"], "date": ["2024-01-01"]}
    >>> builder = tn.RecordBuilder(tn.Portfolio.from_table(log, client="client", date="date"))
    >>> builder.push("contacts", client="ann", day="2024-01-05", nature="complaint")
    >>> builder.push("contacts", client="ann", day="2024-01-09", nature="resolution")
    >>> builder.build().client_table()["complaints"]
    array([1])
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self._native = _core.record.RecordBuilder(portfolio._native)
        self._drop_invalid = portfolio._native.drops_invalid_rows

    def add_clients(
        self,
        table: Any,
        *,
        client: str,
        acquired: str | None = None,
        acquisition_cost: str | None = None,
        acquisition_channel: str | None = None,
        no_profiling: str | None = None,
        no_contact: str | None = None,
        erase: str | None = None,
        attributes: Sequence[str] = (),
        date_format: str | None = None,
        amount_unit: AmountUnit = "major",
    ) -> None:
        """Add clients, one row each.

        Parameters
        ----------
        table : table-like
            As in `Portfolio.from_table`.
        client, acquired, acquisition_cost, acquisition_channel : str
            Columns of ids, of the day the client was won, what that cost, and by which channel.
        no_profiling, no_contact, erase : str, optional
            Columns of booleans: what the client asked for, as in `privacy.with_flags`.
        attributes : sequence of str
            Columns kept as texts under their names.
        date_format, amount_unit : optional
            As in `Portfolio.from_table`.
        """
        fields = {
            "acquired": acquired, "acquisition_cost": acquisition_cost,
            "acquisition_channel": acquisition_channel, "no_profiling": no_profiling,
            "no_contact": no_contact, "erase": erase,
        }  # fmt: skip
        self._add("clients", table, client, fields, date_format, amount_unit, attributes)

    def add_contacts(
        self,
        table: Any,
        *,
        client: str,
        day: str,
        nature: str | None = None,
        channel: str | None = None,
        started_by: str | None = None,
        cost: str | None = None,
        satisfaction: str | None = None,
        date_format: str | None = None,
        amount_unit: AmountUnit = "major",
    ) -> None:
        """Add contacts, one row each.

        Parameters
        ----------
        table, date_format, amount_unit
            As in `add_clients`.
        client, day : str
            Columns of ids and of days.
        nature : str, optional
            Column of words such as "visit", "call", "mail", "complaint" and "resolution".
        channel : str, optional
            Column of channels.
        started_by : str, optional
            Column that says "client" where the client started it.
        cost, satisfaction : str, optional
            Columns of what the contact cost, and how content the client was, on any scale.
        """
        fields = {
            "day": day, "nature": nature, "channel": channel, "started_by": started_by,
            "cost": cost, "satisfaction": satisfaction,
        }  # fmt: skip
        self._add("contacts", table, client, fields, date_format, amount_unit)

    def add_invoices(
        self,
        table: Any,
        *,
        client: str,
        issued: str,
        amount: str,
        due: str | None = None,
        paid: str | None = None,
        date_format: str | None = None,
        amount_unit: AmountUnit = "major",
    ) -> None:
        """Add invoices, one row each.

        Parameters
        ----------
        table, date_format, amount_unit
            As in `add_clients`.
        client, issued, amount : str
            Columns of ids, days and amounts; an amount below 0 is a credit note.
        due, paid : str, optional
            Columns of the days of payment: agreed, and in fact (missing: not yet).
        """
        fields = {"issued": issued, "due": due, "paid": paid, "amount": amount}
        self._add("invoices", table, client, fields, date_format, amount_unit)

    def add_contracts(
        self,
        table: Any,
        *,
        client: str,
        start: str,
        end: str | None = None,
        renewal_months: str | None = None,
        date_format: str | None = None,
    ) -> None:
        """Add contracts, one row each.

        Parameters
        ----------
        table, date_format
            As in `add_clients`.
        client, start : str
            Columns of ids and first days.
        end : str, optional
            Column of last days (missing: the contract runs).
        renewal_months : str, optional
            Column of the months after which each is renewed.
        """
        fields = {"start": start, "end": end, "renewal_months": renewal_months}
        self._add("contracts", table, client, fields, date_format, "major")

    def push(self, table: TableName, *, client: int | str | None, **fields: Any) -> None:
        """Add one row; if it breaks a policy, the builder is left as it was.

        Parameters
        ----------
        table : {"clients", "contacts", "invoices", "contracts"}
        client : int, str or None
            Id of the client.
        **fields
            As the arguments of ``add_clients`` and the others, a value each.
        """
        row = {"client": [client], **{name: [value] for name, value in fields.items()}}
        self._add(table, row, "client", {name: name for name in fields}, None, "major")

    def rows_read(self, table: TableName) -> int:
        """Rows of a table so far."""
        return self._native.rows_read(table)

    def build(self) -> Record:
        """Return the record of what was read, which stays in the builder."""
        return Record(self._native.build())

    def _add(
        self,
        name: TableName,
        table: Any,
        client: str,
        fields: Mapping[str, str | None],
        date_format: str | None,
        amount_unit: AmountUnit,
        attributes: Sequence[str] = (),
    ) -> None:
        if amount_unit not in ("major", "minor"):
            message = f"amount_unit: expected 'major' or 'minor', got {amount_unit!r}"
            raise DataError(message, argument="amount_unit")
        named = {field: column for field, column in fields.items() if column is not None}
        for role, column in {"client": client, **named}.items():
            if not isinstance(column, str):
                message = f"{role}: expected the name of a column, got {column!r}"
                raise DataError(message, argument=role)
        kinds = dict(_core.record.fields(name))
        texts = DateTexts(date_format, self._drop_invalid)
        stream = to_stream(
            table,
            [client, *named.values(), *attributes],
            ids=[client],
            dates={column: texts for field, column in named.items() if kinds.get(field) == "day"},
            flags=[column for field, column in named.items() if kinds.get(field) == "flag"],
        )
        self._native.read(
            name, stream, client, list(named.items()), list(attributes), amount_unit == "minor"
        )


def _from_bytes(content: bytes) -> Record:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "record")
        with open(path, "wb") as file:
            file.write(content)
        return Record.load(path)
