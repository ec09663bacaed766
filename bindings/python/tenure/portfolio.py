"""Portfolios: every client's purchases, clean, sorted and immutable."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from tenure import _core
from tenure._days import DayLike, day_number, to_date
from tenure._purchases import (
    AmountUnit,
    Policies,
    import_options,
    named_columns,
    purchase_columns,
    purchase_stream,
)
from tenure.errors import DataError
from tenure.import_report import ImportReport
from tenure.table import Table

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from tenure._progress import Progress
    from tenure.summary import Summary, Unit


class Portfolio:
    """All clients and their purchases; made by `from_table` or `load`.

    Examples
    --------
    >>> import tenure as tn
    >>> log = {
    ...     "client": ["ann", "ann", "bob", "ann"],
    ...     "date": ["2024-01-01", "2024-02-01", "2024-01-15", "2024-02-01"],
    ...     "amount": [10.0, 20.0, 5.0, 2.5],
    ... }
    >>> portfolio = tn.Portfolio.from_table(log, client="client", date="date", amount="amount")
    >>> portfolio
    Portfolio: 2 clients, 3 purchases, 2024-01-01 to 2024-02-01
    >>> portfolio.report
    4 rows read, 2 clients
      3 kept
      1 merged into a purchase of the same day or order
    """

    def __init__(self, native: _core.Portfolio, columns: dict[str, Any] | None = None) -> None:
        self._native = native
        self._columns = columns

    @classmethod
    def from_table(
        cls,
        table: Any,
        *,
        client: str,
        date: str,
        amount: str | None = None,
        cost: str | None = None,
        margin: str | None = None,
        order_id: str | None = None,
        category: str | None = None,
        channel: str | None = None,
        quantity: str | None = None,
        date_format: str | None = None,
        amount_unit: AmountUnit = "major",
        threads: int = 0,
        progress: Progress | None = None,
        **policies: Unpack[Policies],
    ) -> Portfolio:
        """Read a purchase log, one row a purchase or a line of one.

        Parameters
        ----------
        table : table-like
            Anything with ``__arrow_c_stream__`` (polars, pyarrow, a duckdb relation), a pandas
            frame, or a dict of arrays or lists. None, NaN, NaT and what a mask hides are missing.
        client, date : str
            Columns of client ids (integers or texts) and of days: dates, timestamps, texts or
            integers of the form YYYY-MM-DD or YYYYMMDD, or texts that are ISO timestamps. Other
            forms need `date_format`: whether 03/04/2024 is in March or April is never guessed.
        amount, cost, margin, order_id, category, channel, quantity : str, optional
            Columns the log may have; amounts in currency units, `margin` instead of `cost`.
        date_format : str, optional
            `datetime.strptime` format of dates that are texts, such as ``"%d/%m/%Y"``; with a time
            they are timestamps, with ``%z`` instants.
        zone : str, optional
            IANA name of the zone in which the business counts its days. Needed for timestamps that
            are instants; those without a zone are wall-clock time.
        day_starts_at : datetime.time, optional
            When a business day begins, midnight if not given.
        same_day : {"merge", "order", "keep"}, optional
            A client's rows of one day are one purchase (the default), or those with the same order
            id, or none.
        returns : {"keep", "drop", "reject"}, optional
            Negative amounts: by default recorded and taken off the client's spend; never purchases.
        zero_amounts : {"keep", "drop", "reject"}, optional
            By default they are purchases.
        guests : {"drop", "reject"}, optional
            Rows without a client, by default left out and counted.
        invalid_rows : {"reject", "drop"}, optional
            Rows without a day or with an amount that is no number; by default an error.
        after_observed : {"drop", "reject"}, optional
            Rows after `observed_until`, by default left out and counted.
        duplicates : {"keep", "drop", "reject"}, optional
            Rows equal in every column to another one of the same order.
        observed_until : date or str, optional
            Last day of observation, by default the last day in the log. No clock is read.
        currency : str
            ISO 4217 code.
        decimals : int
            Decimals of the currency, 0 to 6.
        amount_unit : {"major", "minor"}
            What amounts, costs and margins count: currency units, or its minor units (cents); the
            latter are integers.
        threads : int
            0: as many as the machine has cores.
        progress : callable or True, optional
            Called with a fraction in [0, 1] and the name of the stage; True: a bar.

        Returns
        -------
        Portfolio
            With ``report``, the account of every row.

        Raises
        ------
        DataError
            Naming column, row and value; a `ValueError`.
        """
        columns = named_columns(
            client=client, date=date, amount=amount, cost=cost, margin=margin, order_id=order_id,
            category=category, channel=channel, quantity=quantity,
        )  # fmt: skip
        native = _core.Portfolio.from_arrow(
            purchase_stream(table, columns, date_format, policies.get("invalid_rows") == "drop"),
            purchase_columns(columns, amount_unit),
            import_options(policies),
            threads=threads,
            progress=progress,
        )
        source = {"columns": columns, "date_format": date_format, "amount_unit": amount_unit}
        return cls(native, source)

    def append(
        self,
        table: Any,
        *,
        columns: dict[str, str] | None = None,
        date_format: str | None = None,
        amount_unit: AmountUnit | None = None,
        observed_until: DayLike | None = None,
        threads: int = 0,
        progress: Progress | None = None,
    ) -> Portfolio:
        """Return a portfolio with more rows, under the same policies; nothing is read again.

        Parameters
        ----------
        table : table-like
            As in `from_table`.
        columns : dict of str to str, optional
            Column of each role (``{"client": "id", "date": "day"}``); by default those of the
            table this portfolio was made from. Needed after `load`.
        date_format, amount_unit : str, optional
            As in `from_table`; by default as there, unless `columns` are given.
        observed_until : date or str, optional
            May only move forward.
        threads, progress
            As in `from_table`.

        Returns
        -------
        Portfolio
            Equal to one import of all rows.
        """
        source: dict[str, Any] | None
        source = self._columns if columns is None else {"columns": named_columns(**columns)}
        if source is None:
            raise DataError(
                "columns: a loaded portfolio does not know the columns of its log; give them",
                argument="columns",
            )
        given = {"date_format": date_format, "amount_unit": amount_unit}
        source = {**source, **{name: value for name, value in given.items() if value}}
        native = self._native.append(
            purchase_stream(
                table,
                source["columns"],
                source.get("date_format"),
                self._native.drops_invalid_rows,
            ),
            purchase_columns(source["columns"], source.get("amount_unit", "major")),
            observed_until=day_number(observed_until, "observed_until"),
            threads=threads,
            progress=progress,
        )
        return Portfolio(native, source)

    def summarise(
        self,
        *,
        unit: Unit = "week",
        observed_until: DayLike | None = None,
        calibration_end: DayLike | None = None,
        threads: int = 0,
        progress: Progress | None = None,
    ) -> Summary:
        """Return one row a client, with what the models need to know of him.

        Parameters
        ----------
        unit : {"day", "week", "month", "quarter", "year"}
            In which frequency, recency and age are counted, in fractions: no purchase is rounded
            to a week.
        observed_until : date or str, optional
            Last day that counts, by default the portfolio's.
        calibration_end : date or str, optional
            Last day of the calibration period; what follows is the holdout, kept apart for
            `holdout_errors`. Clients who came later are left out and counted.
        threads, progress
            As in `from_table`.

        Returns
        -------
        Summary
        """
        from tenure.summary import Summary

        return Summary._of_portfolio(
            self,
            unit,
            day_number(observed_until, "observed_until"),
            day_number(calibration_end, "calibration_end"),
            threads,
            progress,
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the portfolio to a file: versioned, checksummed, replaced in one step."""
        self._native.save(os.fspath(path))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Portfolio:
        """Read what `save` wrote; a damaged file is an `Error`."""
        return cls(_core.Portfolio.load(os.fspath(path)))

    @property
    def report(self) -> ImportReport:
        """What happened to every row read."""
        return ImportReport(self._native.report)

    @property
    def client_ids(self) -> NDArray[Any]:
        """Ids of the clients, ascending."""
        return self._native.client_ids

    @property
    def purchases(self) -> int:
        """Purchases of all clients, after the same-day policy."""
        return self._native.purchases

    @property
    def excluded_clients(self) -> int:
        """Clients who opted out of profiling: counted here, scored nowhere."""
        return self._native.excluded_clients

    @property
    def first_day(self) -> dt.date:
        """Day of the first purchase."""
        return to_date(self._native.first_day)

    @property
    def observed_until(self) -> dt.date:
        """Last day of observation."""
        return to_date(self._native.observed_until)

    @property
    def has_amounts(self) -> bool:
        """Whether the log has amounts."""
        return self._native.has_amounts

    @property
    def has_costs(self) -> bool:
        """Whether the log has costs or margins."""
        return self._native.has_costs

    @property
    def currency(self) -> str:
        """ISO 4217 code, empty if none was given."""
        return self._native.currency

    def to_table(self) -> Table:
        """Return every recorded row, sorted by client and day."""
        return Table(self._native.purchase_table())

    def __len__(self) -> int:
        """Return the number of clients."""
        return self._native.clients

    def __repr__(self) -> str:
        if not len(self):
            return "Portfolio: 0 clients"
        return (
            f"Portfolio: {len(self):,} clients, {self.purchases:,} purchases, "
            f"{self.first_day} to {self.observed_until}"
        )

    def __copy__(self) -> Portfolio:
        return self  # immutable

    def __deepcopy__(self, memo: dict[int, Any]) -> Portfolio:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "portfolio")
            self.save(path)
            with open(path, "rb") as file:
                return _from_bytes, (file.read(), self._columns)


def _from_bytes(content: bytes, columns: dict[str, Any] | None) -> Portfolio:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "portfolio")
        with open(path, "wb") as file:
            file.write(content)
        return Portfolio(_core.Portfolio.load(path), columns)
