"""From a purchase log to a row a client, beside the engines that people do it with."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import simulated
from sides import Sizes, Work

import tenure as tn

END = simulated.OPENED + simulated.DAYS - 1
END_DATE = dt.date(1970, 1, 1) + dt.timedelta(END)


def of_text(sizes: Sizes) -> tuple[pa.Table, int]:
    return simulated.named(simulated.log(sizes.clients, sizes.rows)), sizes.threads


def of_numbers(sizes: Sizes) -> tuple[pa.Table, int]:
    return simulated.log(sizes.clients, sizes.rows).table(), sizes.threads


def in_order(sizes: Sizes) -> tuple[pa.Table, int]:
    return simulated.log(sizes.clients, sizes.rows, in_order=True).table(), sizes.threads


def portfolio_of(table: Any, threads: int) -> tn.Portfolio:
    return tn.Portfolio.from_table(
        table,
        client="client",
        date="date",
        amount="amount",
        observed_until=END_DATE,
        threads=threads,
    )


# Every side answers x, t_x, T and spend of each client: several rows of a day are one purchase.


def by_tenure() -> Callable[[Any], Any]:
    def run(data: Any) -> Any:
        table, threads = data
        return portfolio_of(table, threads).summarise(unit="day", threads=threads)

    return run


def by_polars() -> Callable[[Any], Any]:
    import polars as pl

    def run(data: Any) -> Any:
        days = pl.from_arrow(data[0]).lazy().group_by("client", "date").agg(pl.col("amount").sum())
        return (
            days.group_by("client")
            .agg(
                frequency=pl.len() - 1,
                first=pl.col("date").min(),
                last=pl.col("date").max(),
                spend=pl.col("amount").sum(),
            )
            .with_columns(
                recency=(pl.col("last") - pl.col("first")).dt.total_days(),
                age=(pl.lit(END_DATE) - pl.col("first")).dt.total_days(),
            )
            .collect()
        )

    return run


def by_duckdb() -> Callable[[Any], Any]:
    import duckdb

    def run(data: Any) -> Any:
        table, threads = data
        with duckdb.connect(config={"threads": threads}) as connection:
            connection.register("purchases", table)
            return connection.sql(
                f"""
                SELECT client, count(*) - 1 AS frequency, max(date) - min(date) AS recency,
                       DATE '{END_DATE}' - min(date) AS age, sum(amount) AS spend
                FROM (SELECT client, date, sum(amount) AS amount FROM purchases GROUP BY ALL)
                GROUP BY client
                """
            ).to_arrow_table()

    return run


def by_pandas() -> Callable[[Any], Any]:
    def run(data: Any) -> Any:
        frame = data[0].to_pandas(date_as_object=False)
        days = frame.groupby(["client", "date"], sort=False)["amount"].sum().reset_index()
        by_client = days.groupby("client", sort=False)
        found = by_client.agg(
            frequency=("date", "size"),
            first=("date", "min"),
            last=("date", "max"),
            spend=("amount", "sum"),
        )
        found["frequency"] -= 1
        found["recency"] = (found["last"] - found["first"]).dt.days
        found["age"] = (found["first"].max().__class__(END_DATE) - found["first"]).dt.days
        return found

    return run


def sums(answer: Any) -> dict[str, float]:
    return {
        name: float(np.sum(np.asarray(answer[name], dtype=np.float64)))
        for name in ("frequency", "recency", "age", "spend")
    }


def same_sums(ours: Any, theirs: Any) -> bool:
    a, b = sums(ours), sums(theirs)
    return all(abs(a[name] - b[name]) <= 1e-9 * abs(a[name]) for name in a)


# What the least possible work costs: every value is read once.


def by_reading() -> Callable[[Any], Any]:
    def run(data: Any) -> Any:
        return [
            float(np.sum(column.to_numpy()))
            for column in (data[0]["client"], data[0]["date"].cast(pa.int32()), data[0]["amount"])
        ]

    return run


def summarised(sizes: Sizes) -> tuple[tn.Portfolio, Any, int]:
    made = simulated.log(sizes.clients, sizes.rows, in_order=True)
    return portfolio_of(made.table(), sizes.threads), made, sizes.threads


def summary_alone() -> Callable[[Any], Any]:
    return lambda data: data[0].summarise(unit="day", threads=data[2])


def reading_alone() -> Callable[[Any], Any]:
    return lambda data: [np.sum(column) for column in (data[1].client, data[1].day, data[1].amount)]


# From a file to the value of every client.


def parquet_file(sizes: Sizes) -> tuple[str, int]:
    path = Path(tempfile.gettempdir()) / f"tenure-bench-{sizes.clients}-{sizes.rows}.parquet"
    if not path.exists():
        made = simulated.log(sizes.clients, sizes.rows).table()
        pq.write_table(made, path)
    return str(path), sizes.threads


def value_by_tenure() -> Callable[[Any], Any]:
    import polars as pl

    def run(data: Any) -> Any:
        path, threads = data
        summary = portfolio_of(pl.read_parquet(path), threads).summarise(
            unit="day", threads=threads
        )
        purchases = tn.ParetoNBD(threads=threads).fit(summary)
        spend = tn.GammaGamma(threads=threads).fit(summary)
        return tn.clv(purchases, spend, summary, threads=threads)

    return run


def scan_by_polars() -> Callable[[Any], Any]:
    import polars as pl

    def run(data: Any) -> Any:
        columns = pl.scan_parquet(data[0]).select(
            pl.col("client").sum(), pl.col("date").max(), pl.col("amount").sum()
        )
        return columns.collect()

    return run


ENGINES = {"polars": by_polars, "duckdb": by_duckdb, "pandas": by_pandas}
WORKS = [
    Work("summary", "log to summary, integer ids, unsorted", of_numbers,
         {"tenure": by_tenure, **ENGINES}, same_sums),
    Work("summary-text", "log to summary, ids that are texts, unsorted", of_text,
         {"tenure": by_tenure, **ENGINES}, same_sums),
    Work("summary-in-order", "log sorted by client to summary", in_order,
         {"tenure": by_tenure, "reading": by_reading, **ENGINES},
         lambda ours, theirs: isinstance(theirs, list) or same_sums(ours, theirs)),
    Work("summarise", "portfolio to summary, beside a sum of the columns", summarised,
         {"tenure": summary_alone, "reading": reading_alone}),
    Work("value", "Parquet file to the value of every client, Pareto/NBD", parquet_file,
         {"tenure": value_by_tenure, "polars scan": scan_by_polars}),
]  # fmt: skip
