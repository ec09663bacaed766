"""Alerts: whom to look after today, and why; a monitor that keeps watch."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tenure._client_columns import by_client
from tenure._core import warning
from tenure._days import DayLike, day_number, to_date
from tenure.portfolio import Portfolio
from tenure.profit import Charges
from tenure.purchase_model import PurchaseModel
from tenure.record import Record
from tenure.signals import Method
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress


@dataclass(frozen=True)
class AlertResult:
    """The alerts of a date.

    Attributes
    ----------
    alerts : Table
        One row a client with a reason, the greatest value at stake first: ``client``,
        ``value_at_stake``, ``signals`` (how many), ``strongest``, ``silence`` and ``usual_wait``
        (days), ``reasons`` (in words).
    reasons : Table
        One row a reason: ``client``, ``signal`` (``slowdown``, ``overdue``, ``rate_drop``,
        ``basket_trend``, ``category_drop``, ``contact``), ``value``, ``usual``, ``p_value``,
        ``adjusted``, ``reason``.
    signals : Table
        ``signal``, ``clients`` (tested), ``alerts``.
    contacts : Table
        What follows contacts: ``nature``, ``contacts``, ``purchases``, ``expected``, ``ratio``
        (multiplier of the purchase rate), ``ratio_from``, ``ratio_to``, ``p_value``.
    clients : int
        Assessed.
    lapsed : int
        Lost longer ago than both windows: a matter of win-back.
    regularity : float
        k of the chart's waits.
    """

    alerts: Table
    reasons: Table
    signals: Table
    contacts: Table
    clients: int
    lapsed: int
    regularity: float

    def __repr__(self) -> str:
        return f"{len(self.alerts):,} alerts among {self.clients:,} clients\n{self.alerts!r}"


def alerts(
    portfolio: Portfolio,
    date: DayLike | None = None,
    *,
    model: PurchaseModel | None = None,
    record: Record | None = None,
    false_alarms: float = 50.0,
    slowdown: float = 0.25,
    regularity: float | None = None,
    recent: int = 91,
    before: int = 365,
    baskets: int = 12,
    false_discovery: float = 0.1,
    method: Method = "bh",
    nature: str = "complaint",
    contact_days: int = 91,
    level: float = 0.95,
    values: Charges | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> AlertResult:
    """List the clients to look after, with the reasons, the greatest value at stake first.

    Clients who opted out of profiling, in the portfolio or in the record, are counted and not
    looked at.

    Parameters
    ----------
    portfolio : Portfolio
    date : date or str, optional
        What was known on its evening; by default at the end of observation.
    model : fitted purchase model, optional
        Its first two parameters say how rates differ between clients; by default a Pareto/NBD is
        fitted.
    record : Record, optional
        With contacts.
    false_alarms : float
        Tolerated by the chart of slowdowns, a year and 1000 clients: its threshold is designed for
        it, whatever is known of a client's rate.
    slowdown : float
        What the chart looks for: the rate falls to this share.
    regularity : float, optional
        k of the chart's waits; by default that of the base.
    recent, before : int
        Days of the window that rate and categories are seen in, and of the one before it.
    baskets : int
        How many of the last ones the trend is of.
    false_discovery : float
        Share of false alarms among those of each test.
    method : {"bh", "by"}
        How it is kept, see `signals.adjusted_p_values`.
    nature, contact_days : str, int
        Of the contacts after which a client may be at risk, and for how long.
    level : float
        Of intervals.
    values : float, array-like of shape (n,) or mapping, optional
        What is lost if a client leaves; by default his usual revenue of a year.

    Returns
    -------
    AlertResult

    Examples
    --------
    >>> import numpy as np
    >>> import tenure as tn
    >>> days = np.datetime64("2022-01-01") + np.arange(0, 700, 10)
    >>> log = {"client": [1] * 70 + [2] * 58, "date": np.concatenate([days, days[:58]])}
    >>> portfolio = tn.Portfolio.from_table(log, client="client", date="date")
    >>> model = tn.NBD.from_params(r=1, alpha=4)
    >>> found = tn.alerts(portfolio, model=model)
    >>> found.alerts["client"]
    array([2])
    >>> found.reasons["signal"].tolist()
    ['slowdown', 'overdue', 'rate_drop']
    """
    ids = np.asarray(portfolio.client_ids)
    *tables, clients, lapsed, k = warning.alerts(
        portfolio._native,
        date=day_number(date, "date"),
        purchases=None if model is None else model._native,
        record=None if record is None else record._native,
        false_alarms=false_alarms,
        slowdown=slowdown,
        regularity=0.0 if regularity is None else regularity,
        recent=recent,
        before=before,
        baskets=baskets,
        false_discovery=false_discovery,
        method=method,
        nature=nature,
        contact_days=contact_days,
        level=level,
        values=by_client(values, ids, "values"),
        threads=threads,
        progress=progress,
    )
    ranked, reasons, signals, contacts = map(Table, tables)
    return AlertResult(ranked, reasons, signals, contacts, clients, lapsed, k)


class AlertMonitor:
    """Keeps watch over a base and goes on from day to day, without reading it again.

    It looks for slowdowns, by each client's chart, and for silences that are overdue by his own
    cycle. The other signals of `alerts` compare clients and have no state to go on from.

    Parameters
    ----------
    portfolio : Portfolio
        What is known; further purchases go into `update`.
    date, model, false_alarms, slowdown, regularity
        As in `alerts`.
    overdue_alarms : float
        Tolerated of silences that are too long for the client's own cycle, a year and 1000 clients,
        beside `false_alarms`; 0: they are not looked for. No silence counts that more than 1 in 20
        of a client's waits outlast.

    Examples
    --------
    >>> import numpy as np
    >>> import tenure as tn
    >>> days = np.datetime64("2022-01-01") + np.arange(0, 700, 10)
    >>> log = {"client": [1] * 70, "date": days}
    >>> known = tn.Portfolio.from_table(log, client="client", date="date")
    >>> monitor = tn.AlertMonitor(known, model=tn.NBD.from_params(r=1, alpha=4))
    >>> nothing = tn.Portfolio.from_table(
    ...     {"client": np.empty(0, int), "date": np.empty(0, "datetime64[D]")},
    ...     client="client", date="date", observed_until="2024-06-01",
    ... )
    >>> list(monitor.update(nothing)["signal"])
    ['slowdown', 'overdue']
    >>> monitor
    AlertMonitor of 1 clients at 2024-06-01
    """

    def __init__(
        self,
        portfolio: Portfolio,
        date: DayLike | None = None,
        *,
        model: PurchaseModel | None = None,
        false_alarms: float = 50.0,
        overdue_alarms: float = 50.0,
        slowdown: float = 0.25,
        regularity: float | None = None,
        threads: int = 0,
        progress: Progress | None = None,
    ) -> None:
        self._native = warning.AlertMonitor(
            portfolio._native,
            date=day_number(date, "date"),
            purchases=None if model is None else model._native,
            false_alarms=false_alarms,
            overdue_alarms=overdue_alarms,
            slowdown=slowdown,
            regularity=0.0 if regularity is None else regularity,
            threads=threads,
            progress=progress,
        )

    def update(self, purchases: Portfolio, date: DayLike | None = None) -> Table:
        """Add purchases and move to a date.

        However the days are cut into updates, the alerts are the same, and so is the state.

        Parameters
        ----------
        purchases : Portfolio
            Made after those that are known. Its flags hold from now on: who opts out of profiling
            is forgotten.
        date : date or str, optional
            By default the end of observation of `purchases`.

        Returns
        -------
        Table
            The alerts that are new, the greatest value at stake first: ``client``, ``signal``
            ("slowdown" or "overdue"), ``alarm_day``, ``value_at_stake``, ``silence`` and
            ``usual_wait`` (days), ``threshold`` (of the chart, or the share of his waits that last
            longer), ``is_over`` (he has bought since), ``reason``.
        """
        day = day_number(purchases.observed_until if date is None else date, "date")
        assert day is not None
        return Table(self._native.update(purchases._native, day))

    def charts(self) -> Table:
        """Show every chart.

        Returns
        -------
        Table
            ``client``, ``first_day``, ``last_day``, ``purchases``, ``chart``, ``threshold``,
            ``alarm_day`` (if he does not buy before), ``is_alarmed``; ``overdue_day`` and
            ``is_overdue``, the same of the silence.
        """
        return Table(self._native.charts())

    @property
    def date(self) -> dt.date:
        """The day it is at."""
        return to_date(self._native.date)

    @property
    def excluded_clients(self) -> int:
        """Clients who opted out of profiling."""
        return self._native.excluded_clients

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the state to one file: versioned, checksummed, replaced in one step."""
        self._native.save(os.fspath(path))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> AlertMonitor:
        """Read what `save` wrote; it goes on bit for bit. A damaged file is an `Error`."""
        monitor = cls.__new__(cls)
        monitor._native = warning.AlertMonitor.load(os.fspath(path))
        return monitor

    def __len__(self) -> int:
        """Return the number of clients watched."""
        return self._native.clients

    def __repr__(self) -> str:
        return f"AlertMonitor of {len(self):,} clients at {self.date}"

    def __reduce__(self) -> tuple[Any, ...]:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "monitor")
            self.save(path)
            with open(path, "rb") as file:
                return _from_bytes, (file.read(),)


def _from_bytes(content: bytes) -> AlertMonitor:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "monitor")
        with open(path, "wb") as file:
            file.write(content)
        return AlertMonitor.load(path)
