"""Summaries: one row a client, what the models need to know of a history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._clients import client_ids
from tenure._days import to_date
from tenure._histories import native_histories, numbers
from tenure.errors import DataError
from tenure.table import Table

if TYPE_CHECKING:
    from tenure._progress import Progress
    from tenure.portfolio import Portfolio

#: In which frequency, recency and age are counted.
Unit = Literal["day", "week", "month", "quarter", "year"]


class Summary:
    """One row a client; made by `Portfolio.summarise` or `from_arrays`.

    The columns, each a numpy array in the order of `client_ids`: ``frequency`` (repeat purchases),
    ``recency`` (age at the last purchase, *not* the days since), ``age`` (since the first
    purchase), and those the log allows: ``first_day``, ``last_day``, ``spend``, ``mean_spend`` (of
    the repeats), ``margin``, ``log_interpurchase``, ``holdout_frequency``, ``holdout_spend``.

    Examples
    --------
    >>> import tenure as tn
    >>> summary = tn.Summary.from_arrays(frequency=[2, 0], recency=[30.43, 0], age=[38.86, 38.86])
    >>> summary
    Summary: 2 clients, 2 repeat purchases, by the week
    >>> summary["frequency"]
    array([2., 0.])
    """

    def __init__(
        self,
        native: _core.Summary,
        recipe: tuple[Callable[..., Summary], tuple[Any, ...]] | None = None,
    ) -> None:
        self._native = native
        # What makes it again, and of what, for pickle; None: its columns do.
        self._recipe = recipe
        self._table: Table | None = None

    @classmethod
    def from_arrays(
        cls,
        *,
        frequency: ArrayLike,
        recency: ArrayLike,
        age: ArrayLike,
        mean_spend: ArrayLike | None = None,
        log_interpurchase: ArrayLike | None = None,
        unit: Unit = "week",
        client: ArrayLike | None = None,
    ) -> Summary:
        """Make a summary of histories that were counted elsewhere.

        Parameters
        ----------
        frequency, recency, age : array-like of shape (n,)
            Repeat purchases (whole), age at the last purchase (0 where there is no repeat), and
            age at the end of observation; times in `unit`.
        mean_spend : array-like of shape (n,), optional
            Mean value of the repeat purchases, 0 where there is none.
        log_interpurchase : array-like of shape (n,), optional
            Sum over the repeat purchases of the logarithm of the time since the purchase before, 0
            where there is none: what `BGCNBD` and `MBGCNBD` learn regularity from.
        unit : {"day", "week", "month", "quarter", "year"}
            Unit of the times.
        client : array-like of shape (n,), optional
            Ids, integers or texts; by default 0, 1, 2, ...

        Raises
        ------
        DataError
            Naming column, row and value outside 0 <= recency <= age, of a mean spend that is no
            amount, and of an id that comes twice.
        """
        if mean_spend is not None:
            _check_spend(numbers(mean_spend, "mean_spend"))
        histories = native_histories(
            frequency, recency, age, mean_spend, log_interpurchase=log_interpurchase
        )
        clients = None if client is None else client_ids(client)
        return cls(_core.Summary.from_arrays(histories, unit, clients))

    @classmethod
    def from_cohort(cls, survivors: ArrayLike, unit: Unit = "year") -> Summary:
        """Make the histories of contracts that were signed together, for a contract model.

        Parameters
        ----------
        survivors : array-like of shape (n,)
            Clients who have renewed 0, 1, 2, ... times: the size of the cohort, and what was left
            of it after each period. One row a distinct history, weighted by its clients.
        unit : {"day", "week", "month", "quarter", "year"}
            Length of a contract.

        Examples
        --------
        The high-end clients of Fader & Hardie (2007):

        >>> import tenure as tn
        >>> cohort = tn.Summary.from_cohort([1000, 869, 743, 653, 593, 551, 517, 491])
        >>> tn.ShiftedBetaGeometric().fit(cohort)
        ShiftedBetaGeometric(alpha=0.668088, beta=3.80609, by the year)
        """
        values = numbers(survivors, "survivors").copy()
        return cls(_core.cohort_summary(values, unit), (cls.from_cohort, (values, unit)))

    @classmethod
    def _of_portfolio(
        cls,
        portfolio: Portfolio,
        unit: Unit,
        observed_until: int | None,
        calibration_end: int | None,
        threads: int = 0,
        progress: Progress | None = None,
    ) -> Summary:
        native = _core.Summary.from_portfolio(
            portfolio._native, unit, observed_until, calibration_end, threads, progress
        )
        return cls(native, (cls._of_portfolio, (portfolio, unit, observed_until, calibration_end)))

    @property
    def unit(self) -> Unit:
        """Unit of the times."""
        return self._native.unit

    @property
    def client_ids(self) -> NDArray[Any]:
        """Ids of the clients, ascending."""
        return self._native.client_ids

    @property
    def calibration_end(self) -> dt.date | None:
        """Last day of calibration; of observation, if there is no holdout."""
        day = self._native.calibration_end
        return None if day is None else to_date(day)

    @property
    def observed_until(self) -> dt.date | None:
        """Last day of observation; None for a summary made from arrays."""
        day = self._native.observed_until
        return None if day is None else to_date(day)

    @property
    def has_holdout(self) -> bool:
        """Whether purchases after `calibration_end` are kept apart."""
        return self._native.has_holdout

    @property
    def holdout_length(self) -> float:
        """Length of the holdout in units, 0 without one."""
        return self._native.holdout_length

    @property
    def clients_left_out(self) -> int:
        """Clients whose first purchase came after the end of calibration."""
        return self._native.clients_left_out

    @property
    def excluded_clients(self) -> int:
        """Clients who opted out of profiling: they have no row; tables made from this say so."""
        return self._native.excluded_clients

    def to_table(self) -> Table:
        """Return client and the columns above."""
        if self._table is None:
            self._table = Table(self._native.table())
        return self._table

    def to_pandas(self) -> Any:
        """Return a pandas frame of the columns above."""
        return self.to_table().to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_table().__arrow_c_stream__()

    @property
    def columns(self) -> list[str]:
        """Names of the columns this summary has."""
        return self.to_table().columns

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.to_table()[name]

    def __len__(self) -> int:
        """Return the number of clients."""
        return len(self._native)

    def __repr__(self) -> str:
        repeats = np.sum(self["frequency"]) if len(self) else 0
        parts = [f"Summary: {len(self):,} clients, {repeats:,.0f} repeat purchases"]
        if self.calibration_end is not None:
            parts.append(f"to {self.calibration_end}")
        if self.has_holdout:
            parts.append(f"holdout to {self.observed_until}")
        if self.excluded_clients:
            parts.append(f"without {self.excluded_clients:,} who opted out of profiling")
        return ", ".join([*parts, f"by the {self.unit}"])

    def _repr_html_(self) -> str:
        return f"<p>{self!r}</p>{self.to_table()._repr_html_()}"

    def __copy__(self) -> Summary:
        return self  # immutable

    def __deepcopy__(self, memo: dict[int, Any]) -> Summary:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        if self._recipe is not None:
            return self._recipe
        if "first_day" in self.columns:
            raise TypeError(
                "a summary of a stream has nothing to be made of again: pickle its table"
            )
        names = ("frequency", "recency", "age", "mean_spend", "log_interpurchase")
        columns = {name: self[name] for name in names if name in self.columns}
        return _from_columns, ({**columns, "unit": self.unit, "client": self.client_ids},)


def _from_columns(columns: dict[str, Any]) -> Summary:
    return Summary.from_arrays(**columns)


def _check_spend(values: NDArray[np.float64]) -> None:
    if (bad := np.flatnonzero(~(np.isfinite(values) & (values >= 0)))).size:
        row = int(bad[0])
        message = f"mean_spend: {values[row]} at row {row} is no amount of 0 or more"
        raise DataError(message, "invalid_data", "mean_spend", row)
