"""Logs that are in a database."""

from __future__ import annotations

from typing import Literal

from tenure import _core
from tenure._days import DayLike, day_number

#: Databases whose SQL `summary_sql` writes.
Dialect = Literal[
    "duckdb", "postgresql", "mysql", "sqlite", "bigquery", "snowflake", "spark", "tsql"
]


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
