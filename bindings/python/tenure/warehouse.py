"""Logs that are not in memory: larger than it, or in a database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from tenure import _core
from tenure._days import DayLike, day_number
from tenure._purchases import (
    AmountUnit,
    Policies,
    import_options,
    named_columns,
    purchase_columns,
    purchase_stream,
)
from tenure.import_report import ImportReport
from tenure.summary import Summary, Unit

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from tenure._progress import Progress

#: Databases whose SQL `summary_sql` writes.
Dialect = Literal[
    "duckdb", "postgresql", "mysql", "sqlite", "bigquery", "snowflake", "spark", "tsql"
]


class StreamedSummary(NamedTuple):
    """The summary of a log that was not held in memory, and the account of its rows."""

    summary: Summary
    report: ImportReport


def summarise_stream(
    table: Any,
    *,
    client: str,
    date: str,
    spill: str | os.PathLike[str],
    memory: int = 2**30,
    unit: Unit = "week",
    calibration_end: DayLike | None = None,
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
) -> StreamedSummary:
    """Summarise a log that may be larger than memory.

    The result is that of `Portfolio.from_table` and `Portfolio.summarise`, to the bit, in any order
    of the rows and under every policy: rows are divided by client in a file, and one part after the
    other is summarised.

    Parameters
    ----------
    table : table-like
        As in `Portfolio.from_table`. Of what exports an Arrow stream batch by batch, such as a
        ``pyarrow.RecordBatchReader`` or a duckdb relation over Parquet files, one batch is held.
    client, date : str
        Columns, as there.
    spill : path
        A file that does not exist yet, on a disk with room for the recorded columns of the log. It
        is nameless from the start: nothing remains of it.
    memory : int
        About how many bytes are held beside one batch and the summary of all clients. A log of more
        than 60 times as much takes a sixtieth of its recorded columns instead.
    unit, calibration_end
        As in `Portfolio.summarise`.
    amount, cost, margin, order_id, category, channel, quantity, date_format, amount_unit, \
threads, progress
        As in `Portfolio.from_table`.
    zone, day_starts_at, same_day, returns, zero_amounts, guests, invalid_rows, after_observed, \
duplicates, observed_until, currency, decimals
        As in `Portfolio.from_table`.

    Returns
    -------
    StreamedSummary
        ``summary`` and ``report``.

    Examples
    --------
    >>> import tempfile, tenure as tn
    >>> log = {"client": ["ann", "bob", "ann"], "date": ["2024-01-01", "2024-01-15", "2024-02-01"]}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     streamed = tn.summarise_stream(
    ...         log, client="client", date="date", spill=f"{folder}/rows"
    ...     )
    >>> streamed.summary
    Summary: 2 clients, 1 repeat purchases, to 2024-02-01, by the week
    >>> streamed.report.rows_read
    3
    """
    columns = named_columns(
        client=client, date=date, amount=amount, cost=cost, margin=margin, order_id=order_id,
        category=category, channel=channel, quantity=quantity,
    )  # fmt: skip
    summary, report = _core.warehouse.summarise_stream(
        purchase_stream(table, columns, date_format, policies.get("invalid_rows") == "drop"),
        purchase_columns(columns, amount_unit),
        import_options(policies),
        unit,
        None,
        day_number(calibration_end, "calibration_end"),
        os.fspath(spill),
        memory,
        threads,
        progress,
    )
    return StreamedSummary(Summary(summary), ImportReport(report))


def summary_sql(
    dialect: Dialect,
    table: str,
    *,
    client: str = "client",
    date: str = "date",
    amount: str | None = None,
    cost: str | None = None,
    decimals: int = 2,
    unit: Literal["day", "week"] = "week",
    observed_until: DayLike | None = None,
    calibration_end: DayLike | None = None,
) -> str:
    """Write the query that summarises a purchase log where it is.

    It gives the columns of a `Summary`, a row a client, in no order: rows of a client and day are
    one purchase, returns are taken off the purchases before them, all to the last bit but for
    ``log_interpurchase``, whose sum the database rounds. Rows without a client, a day or an amount
    are left out.

    Parameters
    ----------
    dialect : str
        "duckdb", "postgresql", "mysql" (8.0.17 or newer; MariaDB 10.4), "sqlite" (3.35, with its
        mathematical functions; days are texts), "bigquery", "snowflake", "spark" or "tsql".
    table : str
        The log; its name may have parts, "shop.orders". All names are quoted.
    client, date, amount, cost : str
        Columns; days are dates, or wall-clock timestamps, of which the date counts. Amounts are in
        currency units.
    decimals : int
        Decimals of the currency, 0 to 6, to which amounts are rounded.
    unit : {"day", "week"}
        Of the times.
    observed_until, calibration_end : date or str, optional
        As in `Portfolio.summarise`.

    Examples
    --------
    >>> import tenure as tn
    >>> query = tn.summary_sql("duckdb", "orders", date="bought_on", amount="paid")
    >>> query.startswith("WITH")
    True

    What the database gives goes to the models as it is:
    ``tn.BGNBD().fit(duckdb.sql(query).df())``.
    """
    return _core.warehouse.summary_sql(
        dialect,
        table,
        client,
        date,
        amount or "",
        cost or "",
        decimals,
        unit,
        day_number(observed_until, "observed_until"),
        day_number(calibration_end, "calibration_end"),
    )
