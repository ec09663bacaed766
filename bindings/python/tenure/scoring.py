"""Scores of batches by a saved model, for workers who hold nothing between them."""

from __future__ import annotations

from typing import Any

from tenure import _core
from tenure._columns import check_table, column_names, to_stream
from tenure.table import Table


def score(
    model_json: str,
    batch: Any,
    horizon: float,
    *,
    level: float | None = None,
    threads: int = 1,
) -> Table:
    """Return what a saved model expects of a batch of histories.

    For workers who hold nothing between batches: a client's scores depend on the model and his
    history alone, not on the batch.

    Parameters
    ----------
    model_json : str
        What `to_json` of a fitted model gave.
    batch : Summary or table-like
        ``frequency``, ``recency`` and ``age`` in the model's unit (for models of spend
        ``frequency`` and ``mean_spend``), and ``client``, integers or texts; without it clients are
        numbered from 0. What exports an Arrow stream is read as it is.
    horizon, level
        As in `predict` of a model.
    threads : int
        0: as many as the machine has cores. By default 1: an engine has a worker for each.

    Returns
    -------
    Table
        As `predict` of the model.

    Examples
    --------
    >>> import tenure as tn
    >>> saved = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426).to_json()
    >>> batch = {"client": ["ann"], "frequency": [2], "recency": [30.43], "age": [38.86]}
    >>> tn.score(saved, batch, horizon=39)["p_alive"].round(4)
    array([0.7266])
    """
    names = ("client", "frequency", "recency", "age", "mean_spend")
    if (
        hasattr(batch, "__arrow_c_stream__")
        and type(batch).__module__.partition(".")[0] != "pandas"
    ):
        stream = batch.__arrow_c_stream__()
    else:
        check_table(batch)
        found = column_names(batch)
        stream = to_stream(batch, [n for n in names if n in found], ids=("client",))
    return Table(_core.scoring.score(model_json, stream, horizon, level, threads))
