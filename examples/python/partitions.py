"""A base in parts without an engine: polars partitions, and the same by dask where it is installed.

Each part is summarised and counted by itself; cells and fit are those of the whole to the bit.
"""

from __future__ import annotations

import importlib.util

import polars as pl

import tenure as tn

COLUMNS = {"client": "client", "date": "date", "amount": "amount"}


def cells_of(part: pl.DataFrame, last_day: object) -> tn.Cells:
    """Count the distinct histories of the clients of a part."""
    portfolio = tn.Portfolio.from_table(part, **COLUMNS, observed_until=last_day)
    return tn.Cells.of(portfolio.summarise())


def of_month(part: pl.DataFrame) -> tn.PartialSummary:
    """Summarise a part that has all rows of its days."""
    return tn.PartialSummary.of(tn.Portfolio.from_table(part, **COLUMNS))


def main() -> None:
    """Fit to parts by client and to parts by month, and to the whole."""
    log = pl.DataFrame(tn.simulate_shop(seed=8).log).drop_nulls("client")
    whole = tn.BGNBD().fit(tn.Portfolio.from_table(log, **COLUMNS).summarise())
    print(whole)

    # By client: what a hash of the client, or files by client, make of a log.
    parts = log.with_columns(part=pl.col("client").hash() % 4).partition_by("part")
    last_day = log["date"].max()
    by_client = tn.Cells.merge(cells_of(part, last_day) for part in parts)
    print(by_client)
    print("by client:", tn.BGNBD().fit(by_client).to_json() == whole.to_json())

    # By month: what files by day or month make of it.
    months = log.with_columns(month=pl.col("date").dt.truncate("1mo")).partition_by("month")
    by_month = tn.PartialSummary.merge(of_month(part) for part in months)
    print("by month:", tn.BGNBD().fit(by_month.summary()).to_json() == whole.to_json())

    if importlib.util.find_spec("dask"):
        import dask

        tasks = [dask.delayed(cells_of)(part, last_day) for part in parts]
        by_dask = tn.Cells.merge(dask.compute(*tasks))
        print("by dask:", tn.BGNBD().fit(by_dask).to_json() == whole.to_json())


if __name__ == "__main__":
    main()
