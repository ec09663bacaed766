"""A customer base on Spark: the log and the clients stay there, the driver sees distinct histories.

    log -> a summary of each partition's clients -> cells, merged on the driver -> fit -> scores

Every step but the fit is a mapInArrow, and every result is that of one machine to the bit, however
many partitions there are: `check.py` runs both and compares. Needs pyspark 3.3 or newer, with
pyarrow and tenure on the workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, functions

import tenure as tn

HISTORIES = (
    "client string, frequency double, recency double, age double, mean_spend double, "
    "log_interpurchase double"
)
SCORES = "client string, p_alive double, expected_purchases double, p_active double"


def _batches(table: pa.Table, schema: str) -> list[pa.RecordBatch]:
    """The columns of a schema, in its order."""
    return table.select([column.split()[0] for column in schema.split(",")]).to_batches()


def summarise(log: DataFrame, partitions: int) -> DataFrame:
    """Summarise the clients of a log with the columns client, date and amount: a row a client.

    All rows of a client have to be in one partition, so that this shuffles the log once. A log
    whose files are by client needs no shuffle; of one whose files are by day,
    `tenure.PartialSummary` takes each file as it is.
    """
    # A partition does not know where the log ends.
    last_day = log.agg(functions.max("date")).first()[0]

    def each(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = list(batches)
        if not rows:
            return
        portfolio = tn.Portfolio.from_table(
            pa.Table.from_batches(rows),
            client="client", date="date", amount="amount", observed_until=last_day, threads=1,
        )  # fmt: skip
        yield from _batches(pa.table(portfolio.summarise()), HISTORIES)

    return log.repartition(partitions, "client").mapInArrow(each, HISTORIES)


def cells(histories: DataFrame, kind: tn.partitions.CellKind) -> tn.Cells:
    """Count the distinct histories: one row of bytes a partition goes to the driver."""

    def each(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            counted = tn.Cells.of(pa.table(batch), kind).to_bytes()
            yield pa.RecordBatch.from_pydict({"cells": [counted]})

    rows = histories.mapInArrow(each, "cells binary").collect()
    return tn.Cells.merge(tn.Cells.from_bytes(bytes(row.cells)) for row in rows)


def score(histories: DataFrame, model: tn.ParetoNBD, horizon: float) -> DataFrame:
    """Say what is to be expected of each client; the model travels as its JSON."""
    saved = model.to_json()

    def each(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _batches(pa.table(tn.score(saved, pa.table(batch), horizon)), SCORES)

    return histories.mapInArrow(each, SCORES)
