"""How well a model predicted what it had not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenure import _core
from tenure.purchase_model import PurchaseModel
from tenure.summary import Summary
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


def holdout_errors(
    model: PurchaseModel,
    summary: Summary,
    *,
    threads: int = 0,
    progress: Progress | None = None,
) -> Table:
    """Compare predictions with the holdout of a summary, beside naive benchmarks.

    Parameters
    ----------
    model : fitted purchase model
        Fitted to the calibration period, that is to this summary.
    summary : Summary
        Made with ``calibration_end``.

    Returns
    -------
    Table
        One row a method: ``"model"``, ``"past_rate"`` (everyone goes on as he did) and
        ``"mean_rate"`` (everyone at the mean rate). ``predicted`` and ``actual`` purchases, ``mae``
        and ``rmse`` a client, ``bias``, ``wape`` (errors over actual), ``top_decile_share`` (of the
        purchases, those of the tenth predicted to buy most).
    """
    return Table(_core.holdout_errors(model._native, summary._native, threads, progress))
