"""Iso-value curves: which histories of purchases are worth the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tenure import _core
from tenure.estimators import SpendModel
from tenure.purchase_model import PurchaseModel
from tenure.summary import Unit
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class IsoValue:
    """Values over recency and frequency at one age, and the curves along which they are equal.

    Attributes
    ----------
    grid : Table
        ``recency``, ``frequency``, ``value``: every point of the grid.
    contours : Table
        ``level``, ``line``, ``recency``, ``frequency``: the points of each curve in order.
    """

    grid: Table
    contours: Table

    def __repr__(self) -> str:
        return repr(self.contours)


def iso_value(
    model: PurchaseModel,
    spend: SpendModel | None = None,
    *,
    age: float,
    max_frequency: int = 20,
    recency_steps: int = 80,
    mean_spend: float | None = None,
    horizon: float | None = None,
    discount_rate: float = 0.1,
    per: Unit = "year",
    margin: float = 1.0,
    levels: Sequence[float] = (),
    threads: int = 0,
    progress: Progress | None = None,
) -> IsoValue:
    """Draw the curves of equal residual lifetime value over recency and frequency.

    For frequent buyers they bend backwards: of two clients silent for as long, the one who bought
    more often is the more surely gone.

    Parameters
    ----------
    model, spend : fitted models
        Of purchases and, optionally, of spend; without it values are discounted purchases.
    age : float
        Of the clients compared, in units of the model.
    max_frequency, recency_steps : int
        The grid: repeat purchases from 1 on, and parts of the age. In discrete time every period
        is a step.
    mean_spend : float, optional
        Of the repeat purchases, the same at every point; by default what the mean client spends.
    horizon : float, optional
        Units to look ahead; None: for ever.
    discount_rate, per : float, str
        Effective, a `per`.
    margin : float
        Share of spend left after the cost of goods.
    levels : sequence of float
        Values of the curves; by default 1, 2 and 5 times powers of ten.

    Returns
    -------
    IsoValue

    References
    ----------
    P. S. Fader, B. G. S. Hardie & K. L. Lee (2005), RFM and CLV: using iso-value curves for
    customer base analysis, J. Marketing Research 42.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.ParetoNBD.from_params(r=0.5533, alpha=10.578, s=0.6062, beta=11.669)
    >>> curves = tn.iso_value(model, age=78, max_frequency=14, discount_rate=0.15, levels=[2, 5])
    >>> sorted(set(curves.contours["level"].tolist()))
    [2.0, 5.0]
    """
    native = _core.iso_value.iso_value(
        model._native,
        None if spend is None else spend._native,
        age=age,
        max_frequency=max_frequency,
        recency_steps=recency_steps,
        mean_spend=mean_spend,
        horizon=horizon,
        discount_rate=discount_rate,
        per=per,
        margin=margin,
        levels=list(levels),
        threads=threads,
        progress=progress,
    )
    return IsoValue(Table(native.grid), Table(native.contours))
