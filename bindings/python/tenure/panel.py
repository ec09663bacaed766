"""The panel of each client, and revenue while he is alive and solvent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure._client_columns import by_client
from tenure._columns import check_table, column
from tenure._core import economics
from tenure._days import DayLike, day_number
from tenure._histories import numbers
from tenure._recorded import acquisition_costs, with_contacts
from tenure.budget import response_curve
from tenure.errors import DataError
from tenure.estimators import SpendModel
from tenure.portfolio import Portfolio
from tenure.profit import Charges
from tenure.purchase_model import PurchaseModel
from tenure.record import Record
from tenure.summary import Unit
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class ClientPanel:
    """The five indicators of every client, at every date.

    Attributes
    ----------
    clients : Table
        One row a date and client who had bought by then: ``client``, ``date``;
        1. ``revenue`` of the last period and ``revenue_before``, ``revenue_ratio``,
        ``revenue_growth``, ``revenue_log_slope`` with its bounds, ``revenue_theil_sen`` (see
        `trends`); 2. ``p_alive``, ``expected_revenue`` (discounted, while he is alive and solvent);
        3. ``profit`` (less goods and contacts), ``profit_before``, ...; 4. ``p_leaving``,
        ``value_at_stake``, ``retention_ceiling``, ``retention_optimum``,
        ``retention_break_even``, ``retention_spent``; 5. ``acquisition_cost``,
        ``acquisition_left`` (not earned back yet), ``payback_day``: those that are known.
    dates : Table
        Sums: ``date``, ``clients``, ``revenue``, ``profit``, ``expected_revenue``, ``not_valued``
        and what else is known.
    """

    clients: Table
    dates: Table


@dataclass(frozen=True)
class SolventRevenue:
    """Revenue over the time in which clients are alive and solvent.

    Attributes
    ----------
    clients : Table
        ``client``, ``p_alive``, ``solvency``, ``revenue`` (discounted, while alive),
        ``solvent_revenue`` (while solvent too), ``lost``, ``status``.
    revenue, solvent_revenue : float
        Sums.
    not_valued : int
        Clients without a value.
    """

    clients: Table
    revenue: float
    solvent_revenue: float
    not_valued: int


def client_panel(
    portfolio: Portfolio | Record,
    model: PurchaseModel,
    spend: SpendModel,
    dates: DayLike | Sequence[DayLike] | None = None,
    *,
    acquisition_cost: Charges | None = None,
    contacts: Any = None,
    period: Unit = "year",
    periods: int = 3,
    lag: int = 1,
    level: float = 0.95,
    horizon: float | None = None,
    discount_rate: float = 0.1,
    per: Unit = "year",
    solvency: Charges = 1.0,
    margin: float | None = None,
    max_saved: float | None = None,
    half_cost: float | None = None,
    speed: float | None = None,
    risk_horizon: float | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> ClientPanel:
    """Show the five indicators of every client, at one date or as a series.

    Evolution of revenue; revenue to be expected while he is alive and solvent; evolution of profit;
    what keeping him may cost and has cost; what winning him cost and whether it is earned back.

    Parameters
    ----------
    portfolio : Portfolio or Record
        With amounts; with costs, profit is what they leave. A record's contacts and acquisition
        costs are taken where none are given.
    model, spend : fitted models
        Of purchases and of spend: the log up to each date is seen through them as they are.
    dates : date or str, or sequence of them, optional
        Ascending; None: the last day of the log.
    acquisition_cost : float, array-like of shape (n,) or mapping, optional
        In the order of the portfolio's clients, or by client id.
    contacts : table-like, optional
        With columns ``client``, ``date`` and ``cost``: what was spent on keeping clients.
    period : {"day", "week", "month", "quarter", "year"}
        Of the evolution and of the retention spending; each ends with its date.
    periods : int
        Looked back on.
    lag, level : int, float
        Of the trends, see `trends`.
    horizon : float, optional
        Of the revenue to come, units of the models; None: for ever.
    discount_rate, per : float, str
        Effective rate, and its period.
    solvency : float, array-like of shape (n,) or mapping
        Chance to remain solvent a year.
    margin : float, optional
        Share of revenue that is profit; None: what the log's costs show, 1 without costs.
    max_saved, half_cost, speed : float, optional
        Response to retention efforts, see `retention_budget`; without them no ceiling and no
        optimum.
    risk_horizon : float, optional
        The risk that efforts fight is that of leaving within it; None: a year.
    threads : int
        0: as many as the machine has cores.
    progress : callable or True, optional
        Called with a fraction in [0, 1] and the name of the stage; True: a bar.

    Examples
    --------
    >>> import tenure as tn
    >>> shop = tn.simulate_shop()
    >>> portfolio = tn.Portfolio.from_table(
    ...     shop.log, client="client", date="date", amount="amount", cost="cost"
    ... )
    >>> model = tn.ParetoNBD.from_params(r=0.9, alpha=6.6, s=0.5, beta=12)
    >>> spend = tn.GammaGamma.from_params(p=6, q=4, v=15)
    >>> panel = tn.client_panel(portfolio, model, spend, ["2022-12-31", "2023-12-31"])
    >>> panel.dates.columns
    ['date', 'clients', 'revenue', 'profit', 'expected_revenue', 'not_valued']
    """
    acquisition_cost = acquisition_costs(portfolio, acquisition_cost)
    portfolio, contacts = with_contacts(portfolio, contacts)
    ids = portfolio._native.client_ids
    everyone = not isinstance(solvency, Mapping) and np.ndim(solvency) == 0
    response = None
    if max_saved is not None:
        response = response_curve(max_saved, half_cost, speed)
    native = economics.client_panel(
        portfolio._native,
        model._native,
        spend._native,
        _day_numbers(dates, portfolio),
        acquisition=by_client(acquisition_cost, ids, "acquisition_cost"),
        **_contacts(contacts, ids),
        period=period,
        periods=periods,
        lag=lag,
        level=level,
        horizon=horizon,
        discount_rate=discount_rate,
        per=per,
        solvency=_number(solvency) if everyone else 1.0,
        solvencies=None if everyone else by_client(solvency, ids, "solvency"),
        margin=margin,
        response=response,
        risk_horizon=risk_horizon,
        threads=threads,
        progress=progress,
    )
    return ClientPanel(Table(native.clients), Table(native.dates))


def solvent_revenue(
    model: PurchaseModel,
    spend: SpendModel,
    summary: Any,
    *,
    solvency: float | ArrayLike = 1.0,
    period: Unit = "year",
    horizon: float | None = None,
    discount_rate: float = 0.1,
    per: Unit = "year",
    threads: int = 0,
    progress: Progress | None = None,
) -> SolventRevenue:
    """Expect revenue over the time in which a client is both alive and solvent.

    Parameters
    ----------
    model, spend : fitted models
        Of purchases and of spend.
    summary : Summary, table-like or array-like
        The clients, as in `fit`, with what both models read.
    solvency : float or array-like of shape (n,)
        Chance to remain solvent a `period`, independent of the chance to remain a client.
    period : {"day", "week", "month", "quarter", "year"}
        Of the solvency.
    horizon : float, optional
        Units to look ahead; None: for ever.
    discount_rate : float
        Effective, a `per`.
    per : {"day", "week", "month", "quarter", "year"}
        Period of the rate.
    threads : int
        0: as many as the machine has cores.
    progress : callable or True, optional
        Called with a fraction in [0, 1] and the name of the stage; True: a bar.

    Examples
    --------
    >>> import tenure as tn
    >>> summary = tn.Summary.from_arrays(
    ...     frequency=[2], recency=[30.43], age=[38.86], mean_spend=[22.35]
    ... )
    >>> model = tn.ParetoNBD.from_params(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    >>> spend = tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)
    >>> result = tn.solvent_revenue(model, spend, summary, solvency=0.9)
    >>> result.solvent_revenue < result.revenue
    True
    """
    everyone = np.ndim(solvency) == 0
    native = economics.solvent_revenue(
        model._native,
        spend._native,
        model._summary(summary, spend)._native,
        solvency=_number(solvency) if everyone else 1.0,
        solvencies=None if everyone else numbers(solvency, "solvency"),
        period=period,
        horizon=horizon,
        discount_rate=discount_rate,
        per=per,
        threads=threads,
        progress=progress,
    )
    return SolventRevenue(
        Table(native.clients), native.revenue, native.solvent_revenue, native.not_valued
    )


def _number(value: Any) -> float:
    return float(numbers([value], "solvency")[0])


def _day_numbers(dates: DayLike | Sequence[DayLike] | None, portfolio: Portfolio) -> list[int]:
    if dates is None:
        return [portfolio._native.observed_until]
    if isinstance(dates, str | dt.date | np.datetime64):
        dates = [dates]
    days = (day_number(day, "dates") for day in dates)
    return [day for day in days if day is not None]


def _contacts(table: Any, ids: NDArray[Any]) -> dict[str, Any]:
    """Columns of a table of contacts, its clients by their position."""
    if table is None:
        table = {"client": [], "date": [], "cost": []}
    check_table(table)
    position = {client: i for i, client in enumerate(ids.tolist())}
    clients = np.asarray(column(table, "client")).tolist()
    unknown = next((client for client in clients if client not in position), None)
    if unknown is not None:
        raise DataError(f"contacts: there is no client {unknown!r}", argument="contacts")
    try:
        days = np.asarray(column(table, "date"), dtype="datetime64[D]")
    except (TypeError, ValueError) as error:
        raise DataError(f"contacts: dates: {error}", "invalid_data", "contacts") from None
    if np.isnat(days).any():
        raise DataError("contacts: a date is missing", "invalid_data", "contacts")
    return {
        "contact_client": np.array([position[client] for client in clients], np.int64),
        "contact_day": days.astype(np.int64).astype(np.int32),
        "contact_cost": numbers(column(table, "cost"), "contacts"),
    }
