"""Runs the pipeline on a local Spark with several partitions, and one machine's on the same log.

    python check.py

Ends with an error unless cells, fit and scores are the same to the bit, and unless the query that
`tenure.summary_sql` writes for Spark gives the same summary.
"""

from __future__ import annotations

import os
import sys

import numpy as np
import pipeline
import pyarrow as pa
from pyspark.sql import SparkSession

import tenure as tn

PARTITIONS = 5
HORIZON = 26


def made_up_log() -> pa.Table:
    """The log of a made-up shop, without its guests: client, date, amount."""
    log = pa.table(tn.simulate_shop(clients=1500, seed=3).log)
    log = log.select(["client", "date", "amount"])
    log = log.set_column(0, "client", log["client"].cast(pa.string()))
    return log.filter(log["client"].is_valid())


def by_client(frame) -> dict[str, np.ndarray]:
    """The columns of a Spark frame, its rows in the order of tenure's tables."""
    frame = frame.toPandas().sort_values("client")
    return {name: frame[name].to_numpy() for name in frame.columns}


def assert_same(found: dict[str, np.ndarray], expected: tn.Table, but_rounded: str = "") -> None:
    """Every column of `found` is that of `expected` to the bit."""
    for name, values in found.items():
        if name == but_rounded:
            np.testing.assert_allclose(values, expected[name], rtol=1e-12)
        elif name in ("first_day", "last_day"):
            np.testing.assert_array_equal(values.astype("datetime64[D]"), expected[name])
        else:
            np.testing.assert_array_equal(values, expected[name], err_msg=name)


def main() -> None:
    """Compare the two ways."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    log = made_up_log()
    summary = tn.Portfolio.from_table(
        log, client="client", date="date", amount="amount"
    ).summarise()
    whole = tn.ParetoNBD().fit(summary)

    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", PARTITIONS)
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    try:
        frame = spark.createDataFrame(log.to_pandas()).repartition(PARTITIONS)
        histories = pipeline.summarise(frame, PARTITIONS).cache()
        counted = pipeline.cells(histories, "purchases")
        model = tn.ParetoNBD().fit(counted)
        scores = by_client(pipeline.score(histories, model, HORIZON))
        spend = tn.GammaGamma().fit(pipeline.cells(histories, "spend"))
        used = histories.rdd.getNumPartitions()

        frame.createOrReplaceTempView("orders")
        query = tn.summary_sql("spark", "orders", amount="amount")
        of_query = by_client(spark.sql(query))
    finally:
        spark.stop()

    if used != PARTITIONS:
        raise SystemExit(f"{used} partitions, not {PARTITIONS}")
    if counted.to_bytes() != tn.Cells.of(summary).to_bytes():
        raise SystemExit("the cells differ")
    if model.to_json() != whole.to_json():
        raise SystemExit("the fits differ")
    if spend.to_json() != tn.GammaGamma().fit(summary).to_json():
        raise SystemExit("the fits of spend differ")
    assert_same(scores, whole.predict(summary, HORIZON))
    assert_same(of_query, summary.to_table(), but_rounded="log_interpurchase")
    print(f"{len(log):,} rows, {counted}: {PARTITIONS} partitions and one machine agree to the bit")
    print(model)


if __name__ == "__main__":
    main()
