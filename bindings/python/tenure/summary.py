"""Summaries: one row a client, what the models need to know of a history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._arrays import flags, whole_numbers
from tenure._clients import client_ids
from tenure._days import to_date
from tenure._histories import amounts, native_histories, numbers
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
    the repeats), ``margin``, ``log_interpurchase``, ``holdout_frequency``, ``holdout_spend``; and
    ``weight`` where rows stand for several clients, how many.

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
        weight: ArrayLike | None = None,
        unit: Unit = "week",
        client: ArrayLike | None = None,
        holdout_length: float | None = None,
        holdout_frequency: ArrayLike | None = None,
        holdout_spend: ArrayLike | None = None,
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
        weight : array-like of shape (n,), optional
            Clients each row stands for; by default one.
        unit : {"day", "week", "month", "quarter", "year"}
            Unit of the times.
        client : array-like of shape (n,), optional
            Ids, integers or texts; by default 0, 1, 2, ...
        holdout_length : float, optional
            Units between the ends of calibration and of observation: then the rest is of the
            calibration period, and models can be compared by what they say of the holdout.
        holdout_frequency, holdout_spend : array-like of shape (n,), optional
            Purchases of each client in the holdout (whole), and optionally the value of them all.

        Raises
        ------
        DataError
            Naming column, row and value outside 0 <= recency <= age, of a mean spend that is no
            amount, and of an id that comes twice.

        Examples
        --------
        Distinct histories, and how many clients share each:

        >>> import tenure as tn
        >>> tn.Summary.from_arrays(
        ...     frequency=[2, 0], recency=[30.43, 0], age=[38.86, 38.86], weight=[3, 40]
        ... )
        Summary: 43 clients in 2 histories, 6 repeat purchases, by the week

        What ``calibration_and_holdout_data`` of the package lifetimes returns, by the week:

        >>> frame = {"frequency_cal": [2, 0], "recency_cal": [30.43, 0], "T_cal": [38.86, 38.86]}
        >>> frame |= {"frequency_holdout": [1, 0], "duration_holdout": [39, 39]}
        >>> summary = tn.Summary.from_arrays(
        ...     frequency=frame["frequency_cal"], recency=frame["recency_cal"], age=frame["T_cal"],
        ...     holdout_frequency=frame["frequency_holdout"], holdout_length=39,
        ... )
        >>> model = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> tn.compare([model], summary).models["actual"]
        array([1., 1., 1.])
        """
        histories = native_histories(frequency, recency, age, mean_spend, weight, log_interpurchase)
        clients = None if client is None else client_ids(client)
        native = _core.Summary.from_arrays(histories, unit, clients)
        if holdout_length is None and holdout_frequency is None and holdout_spend is None:
            return cls(native)
        if holdout_length is None or holdout_frequency is None:
            message = "holdout_frequency: a holdout needs it, and holdout_length"
            raise DataError(message, argument="holdout_frequency")
        spend = None if holdout_spend is None else amounts(holdout_spend, "holdout_spend")
        purchases = amounts(holdout_frequency, "holdout_frequency")
        return cls(native.with_holdout(holdout_length, purchases, spend))

    @classmethod
    def from_cohort(cls, survivors: Any, unit: Unit = "year") -> Summary:
        """Make the histories of contracts that were signed together, for a contract model.

        Parameters
        ----------
        survivors : array-like of shape (n,), or several of them
            Clients who have renewed 0, 1, 2, ... times: the size of the cohort, and what was left
            of it after each period. Several cohorts, each as long as it was observed: a list of
            them, or a table with a row a cohort, NaN where it has not been observed yet. One row a
            distinct history, weighted by its clients.
        unit : {"day", "week", "month", "quarter", "year"}
            Length of a contract.

        Raises
        ------
        DataError
            Naming the row unless survivors are above 0 and do not increase.

        Examples
        --------
        The high-end clients of Fader & Hardie (2007), and beside them those of two years later:

        >>> import tenure as tn
        >>> cohort = tn.Summary.from_cohort([1000, 869, 743, 653, 593, 551, 517, 491])
        >>> tn.ShiftedBetaGeometric().fit(cohort)
        ShiftedBetaGeometric(alpha=0.668088, beta=3.80609, by the year)
        >>> tn.Summary.from_cohort([[1000, 869, 743], [500, 430]])
        Summary: 1,500 clients in 5 histories, 2,042 repeat purchases, by the year
        """
        cohorts = _cohorts(survivors)
        return cls(_core.cohort_summary(cohorts, unit), (cls.from_cohort, (cohorts, unit)))

    @classmethod
    def from_durations(
        cls,
        duration: ArrayLike,
        churned: ArrayLike,
        *,
        unit: Unit = "year",
        client: ArrayLike | None = None,
    ) -> Summary:
        """Make the histories of single contracts, for a contract model.

        Parameters
        ----------
        duration : array-like of shape (n,)
            Whole periods that each client was under contract.
        churned : array-like of shape (n,)
            True if he left at the end of the last of them, False if he renewed then too and is
            still a client: the events of survival analysis.
        unit : {"day", "week", "month", "quarter", "year"}
            Length of a contract.
        client : array-like of shape (n,), optional
            Ids, integers or texts; by default 0, 1, 2, ...

        Raises
        ------
        DataError
            Naming the row unless durations are whole, from 0, and of those who left from 1.

        Examples
        --------
        Two clients left after their first and their third year, one has renewed four times:

        >>> import tenure as tn
        >>> tn.Summary.from_durations([1, 3, 4], [True, True, False])["frequency"]
        array([0., 2., 4.])
        """
        periods, left = amounts(duration, "duration"), flags(churned, "churned")
        ids = None if client is None else client_ids(client)
        return cls(_core.contract_summary(periods, left, unit, ids))

    @classmethod
    def from_times(
        cls, client: ArrayLike, time: ArrayLike, ages: ArrayLike, *, unit: Unit = "week"
    ) -> Summary:
        """Make a summary of purchases at times in a unit, such as a model's `simulate` draws.

        Parameters
        ----------
        client : array-like of shape (n,)
            Of each purchase the client: 0, 1, 2, ..., ascending.
        time : array-like of shape (n,)
            Units since the client's first purchase, which is at 0; ascending for each client.
        ages : array-like of shape (clients,)
            Units that each client was observed for.
        unit : {"day", "week", "month", "quarter", "year"}
            Unit of the times.

        Raises
        ------
        DataError
            Naming column and row of a purchase out of order or after the client's age, and of an
            age without purchases.

        Examples
        --------
        >>> import numpy as np, tenure as tn
        >>> model = tn.ParetoNBD.from_params(r=0.553, alpha=10.58, s=0.606, beta=11.67)
        >>> ages = np.full(2000, 52.0)
        >>> drawn = model.simulate(ages, seed=1)
        >>> summary = tn.Summary.from_times(drawn["client"], drawn["time"], ages, unit=model.unit_)
        >>> len(summary), bool(summary["frequency"].sum() == len(drawn) - len(summary))
        (2000, True)
        """
        clients = whole_numbers(client, "client").astype(np.int64)
        times, observed = amounts(time, "time"), amounts(ages, "ages")
        return cls(_core.Summary.from_times(clients, times, observed, unit))

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
        """Return the number of rows."""
        return len(self._native)

    def __repr__(self) -> str:
        weights = self["weight"] if "weight" in self.columns else np.ones(len(self))
        repeats = np.sum(weights * self["frequency"]) if len(self) else 0
        rows = f" in {len(self):,} histories" if "weight" in self.columns else ""
        clients = np.sum(weights)
        parts = [f"Summary: {clients:,.10g} clients{rows}, {repeats:,.10g} repeat purchases"]
        if self.calibration_end is not None:
            parts.append(f"to {self.calibration_end}")
        if self.has_holdout:
            until = self.observed_until
            length = f"of {self.holdout_length:g} {self.unit}s"
            parts.append(f"holdout {f'to {until}' if until else length}")
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
        names = ["frequency", "recency", "age", "mean_spend", "log_interpurchase", "weight"]
        names += ["holdout_frequency", "holdout_spend"]
        given: dict[str, Any] = {name: self[name] for name in names if name in self.columns}
        if self.has_holdout:
            given["holdout_length"] = self.holdout_length
        return _from_columns, ({**given, "unit": self.unit, "client": self.client_ids},)


def _from_columns(columns: dict[str, Any]) -> Summary:
    return Summary.from_arrays(**columns)


def native_of(summary: Any, argument: str = "summary") -> _core.Summary:
    """Return the core's summary, or raise an error that says what is wanted instead."""
    if isinstance(summary, Summary):
        return summary._native
    message = (
        f"{argument}: expected a Summary, got {type(summary).__name__}; Portfolio.summarise makes "
        "one of purchases, Summary.from_arrays of histories"
    )
    raise DataError(message, argument=argument)


def _cohorts(survivors: Any) -> list[NDArray[np.float64]]:
    """One array a cohort, without the periods that it has not been observed for."""
    rows = survivors.to_numpy() if hasattr(survivors, "to_numpy") else survivors
    if not len(rows) or np.ndim(rows[0]) == 0:
        return [numbers(rows, "survivors").copy()]
    cohorts = [numbers(row, "survivors") for row in rows]
    return [cohort[: len(cohort) - _missing_at_end(cohort)].copy() for cohort in cohorts]


def _missing_at_end(values: NDArray[np.float64]) -> int:
    known = np.flatnonzero(~np.isnan(values))
    return len(values) - (int(known[-1]) + 1 if known.size else 0)
