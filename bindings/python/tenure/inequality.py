"""Concentration: how unequally value and purchases are spread over clients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import ArrayLike

from tenure import _core
from tenure._histories import numbers
from tenure.purchase_model import PurchaseModel
from tenure.table import Table


@dataclass(frozen=True)
class ConcentrationResult:
    """How unequally values are spread over clients.

    Attributes
    ----------
    clients : Table
        ``rank`` (1: greatest value), ``share``, ``cumulative_share`` (with all before in rank),
        ``class`` ("A", "B", "C"): parallel to the values.
    classes : Table
        ``class``, ``clients``, ``client_share``, ``value``, ``value_share``.
    lorenz : Table
        ``client_share``, ``value_share`` at each hundredth of the clients, from the least.
    total : float
        Sum of the values.
    negative : int
        Values below 0, which count as 0.
    gini, gini_unbiased : float
        Of the clients as a population, at most 1 - 1/n; and of the population they are drawn from.
    top_tenth_share, top_fifth_share : float
        Of the value, with the greatest tenth and fifth of clients: "80/20" if the latter is 0.8.
    herfindahl, effective_clients : float
        Sum of squared shares, and its inverse: as many equal clients would be as concentrated.
    entropy : float
        In nats.
    hoover : float
        Share of value to move for all to be equal.
    """

    clients: Table
    classes: Table
    lorenz: Table
    total: float
    negative: int
    gini: float
    gini_unbiased: float
    top_tenth_share: float
    top_fifth_share: float
    herfindahl: float
    effective_clients: float
    entropy: float
    hoover: float

    def __repr__(self) -> str:
        return (
            f"{self.total:,.2f} of {len(self.clients):,} clients: the top fifth have "
            f"{self.top_fifth_share:.1%}, the top tenth {self.top_tenth_share:.1%}; "
            f"Gini {self.gini:.3f}"
        )


@dataclass(frozen=True)
class RateConcentration:
    """Concentration of purchase rates between clients, and what a window shows of it.

    Attributes
    ----------
    gini, top_fifth_share : float
        Of the rates.
    seen_top_fifth_share : float
        Of the purchases seen in the window: chance adds to the true differences between clients,
        the more so the shorter the window.
    """

    gini: float
    top_fifth_share: float
    seen_top_fifth_share: float


def concentration(
    values: ArrayLike, *, a_share: float = 0.80, b_share: float = 0.95
) -> ConcentrationResult:
    """Say how unequally values are spread over clients: Lorenz curve, Gini, ABC classes.

    Clients by falling value are A while those before them hold less than `a_share` of all value,
    then B while less than `b_share`, then C: the client who crosses a bound belongs above it.

    Parameters
    ----------
    values : array-like of shape (n,)
        One finite value a client, such as spend or lifetime value; below 0 counts as 0.
    a_share, b_share : float
        0 < a_share <= b_share <= 1.

    Returns
    -------
    ConcentrationResult

    Examples
    --------
    >>> import tenure as tn
    >>> tn.concentration([500, 300, 100, 50, 20, 15, 8, 4, 2, 1])
    1,000.00 of 10 clients: the top fifth have 80.0%, the top tenth 50.0%; Gini 0.719
    """
    native = _core.concentration(numbers(values, "values"), a_share, b_share)
    tables = ("clients", "classes", "lorenz")
    measures: dict[str, Any] = {
        n: getattr(native, n) for n in ConcentrationResult.__dataclass_fields__ if n not in tables
    }
    return ConcentrationResult(
        Table(native.clients), Table(native.classes), Table(native.lorenz), **measures
    )


def rate_concentration(model: PurchaseModel, window: float) -> RateConcentration:
    """Say how unequal clients' purchase rates are, and how a short window exaggerates it.

    Parameters
    ----------
    model : fitted purchase model
        With gamma distributed purchase rates: all but BG/BB.
    window : float
        Length of the window, in units of the model, above 0.

    References
    ----------
    D. C. Schmittlein, L. G. Cooper & D. G. Morrison (1993), Truth in concentration in the land of
    (80/20) laws, Marketing Science 12.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> rates = tn.rate_concentration(model, window=39)
    >>> round(rates.top_fifth_share, 3), round(rates.seen_top_fifth_share, 3)
    (0.802, 0.833)
    """
    native = _core.rate_concentration(model._native, window)
    return RateConcentration(native.gini, native.top_fifth_share, native.seen_top_fifth_share)
