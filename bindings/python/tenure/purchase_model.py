"""What models of purchases and of contracts say of clients, known and new."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._arrays import whole_numbers
from tenure._histories import numbers
from tenure._numbers import any_shape, one_number
from tenure._renamed import renamed
from tenure.estimators import Estimator, Floats, checked_seed
from tenure.summary import Unit
from tenure.table import Table

Integers = NDArray[np.int64]


class PurchaseModel(Estimator):
    """When clients buy and when they leave.

    X is a Summary, a table-like or an array-like as in `fit`. Of a horizon and ``after``: the
    purchases meant are those later than `after` and no later than `horizon`, both in units past the
    end of observation.
    """

    def p_alive(self, X: Any, after: float = 0) -> Floats:  # noqa: N803
        """Return P(still a client | history) of each client, shape (n,).

        Parameters
        ----------
        X : Summary, table-like or array-like
            As in `fit`.
        after : float
            Units past the end of observation.
        """
        return self._native.p_alive(self._histories(X), after, self.threads)

    def p_silent(self, X: Any, horizon: float, after: float = 0) -> Floats:  # noqa: N803
        """Return P(no purchase in (after, horizon] | history), shape (n,)."""
        return self._native.p_silent(self._histories(X), horizon, after, self.threads)

    def p_active(self, X: Any, horizon: float, after: float = 0) -> Floats:  # noqa: N803
        """Return P(at least one purchase in (after, horizon] | history), shape (n,).

        To full relative accuracy, where 1 - `p_silent` would leave nothing of a small chance.

        Examples
        --------
        >>> import tenure as tn
        >>> model = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> model.p_active([[2, 30.43, 38.86]], horizon=39).round(4)
        array([0.5546])
        """
        return self._native.p_active(self._histories(X), horizon, after, self.threads)

    def expected_purchases(self, X: Any, horizon: float, after: float = 0) -> Floats:  # noqa: N803
        """Return E[purchases in (after, horizon] | history], shape (n,)."""
        return self._native.expected_purchases(self._histories(X), horizon, after, self.threads)

    def dert(
        self,
        X: Any,  # noqa: N803
        discount_rate: float,
        per: Unit = "year",
        horizon: float | None = None,
        after: float = 0,
    ) -> Floats:
        """Return the discounted expected residual transactions of each client, shape (n,).

        Parameters
        ----------
        X : Summary, table-like or array-like
            As in `fit`.
        discount_rate : float
            Effective: 0.1 per year makes 1.10 of 1.00 in a year. Everything is discounted to the
            end of observation.
        per : {"day", "week", "month", "quarter", "year"}
            Period of the rate; it is converted to the model's unit as is usual in the field, with
            365 days, 52 weeks or 12 months a year: a week discounts 0.3 % more than 7 days.
        horizon : float, optional
            Units to look ahead; None: for ever.
        after : float
            Units that do not count yet.

        References
        ----------
        P. S. Fader, B. G. S. Hardie & K. L. Lee (2005), RFM and CLV, J. Marketing Research 42.
        """
        return self._native.discounted_purchases(
            self._histories(X), discount_rate, per, horizon, after, self.threads
        )

    def conditional_pmf(
        self,
        X: Any,  # noqa: N803
        n: ArrayLike,
        horizon: float,
        after: float = 0,
    ) -> Floats:
        """Return P(n purchases in (after, horizon] | history), of the shape of X's rows and of n.

        Examples
        --------
        >>> import tenure as tn
        >>> model = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> model.conditional_pmf([[2, 30.43, 38.86]], [0, 1, 2], horizon=39).round(4)
        array([[0.4454, 0.2393, 0.1442]])
        """
        counts = whole_numbers(n, "n")
        histories = self._histories(X)
        values = self._native.conditional_pmf(
            histories, counts.ravel(), horizon, after, self.threads
        )
        return values.reshape(len(histories), *counts.shape)

    def purchase_quantile(
        self,
        X: Any,  # noqa: N803
        q: float,
        horizon: float,
        after: float = 0,
    ) -> Integers:
        """Return the smallest n with P(at most n purchases | history) >= q, shape (n,).

        Parameters
        ----------
        X : Summary, table-like or array-like
            As in `fit`.
        q : float
            Between 0 and 1.
        horizon, after : float
            Of the purchases in (after, horizon].
        """
        histories = self._histories(X)
        with renamed(probability="q"):
            return self._native.purchase_quantiles(
                histories, one_number(q, "q"), horizon, after, self.threads
            )

    def purchase_interval(
        self,
        X: Any,  # noqa: N803
        horizon: float,
        level: float = 0.9,
        after: float = 0,
    ) -> Integers:
        """Return the lowest and highest number of purchases to be expected, shape (n, 2).

        The quantiles at (1 - level) / 2 and (1 + level) / 2: the client's own randomness, the
        parameters being taken as they are.

        Parameters
        ----------
        X : Summary, table-like or array-like
            As in `fit`.
        horizon, after : float
            Of the purchases in (after, horizon].
        level : float
            Between 0 and 1. A count cannot hit it exactly: the interval covers at least as much.

        Examples
        --------
        >>> import tenure as tn
        >>> model = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> model.purchase_interval([[2, 30.43, 38.86], [26, 30, 31]], horizon=39)
        array([[ 0,  4],
               [ 0, 39]])
        """
        lower, upper = self._native.purchase_intervals(
            self._histories(X), level, horizon, after, self.threads
        )
        return np.column_stack([lower, upper])

    def expected_lifetime(self, X: Any, horizon: float | None = None) -> Floats:  # noqa: N803
        """Return E[units as a client still to come | history] of each client, shape (n,).

        Parameters
        ----------
        X : Summary, table-like or array-like
            As in `fit`.
        horizon : float, optional
            Counts up to there, so that the mean is always finite. None: for ever, infinite where
            too many stay for long (Pareto/NBD with s <= 1, BG/NBD with a <= 1).

        Notes
        -----
        In discrete time: how many opportunities, or renewals, he is still there for.
        """
        values, status = self._native.expected_lifetime(self._histories(X), horizon, self.threads)
        return np.where(status == 0, values, np.inf) if status.size else values

    def expected_rate(self, X: Any) -> Floats:  # noqa: N803
        """Return E[purchases a unit of time while a client | history], shape (n,).

        Of those who have left too: it is about the client, not about his future. BG/BB: the chance
        to buy at an opportunity.
        """
        return self._native.expected_rate(self._histories(X), self.threads)

    def expected_dropout(self, X: Any) -> Floats:  # noqa: N803
        """Return E[what makes the client leave | history], shape (n,).

        Pareto/NBD: his rate of leaving, mu; GGompertz/NBD: the scale of his risk, eta; others: his
        chance to leave after a purchase (p) or at an opportunity or a contract's end (theta).
        """
        return self._native.expected_dropout(self._histories(X), self.threads)

    def expected_purchases_new(self, t: ArrayLike, after: float = 0) -> Any:
        """Return E[repeat purchases of a new client in (after, t]], in the shape of t."""
        times = any_shape(t, "t")
        with renamed(times="t"):
            expected = self._native.expected_purchases_new(times.ravel(), after)
        return expected.reshape(times.shape)[()]

    def pmf(self, n: ArrayLike, t: float, after: float = 0) -> Any:
        """Return P(a new client makes n repeat purchases in (after, t]), in the shape of n."""
        counts = whole_numbers(n, "n")
        return self._native.pmf(counts.ravel(), t, after).reshape(counts.shape)[()]

    def purchase_quantile_new(self, q: ArrayLike, t: float, after: float = 0) -> Any:
        """Return the smallest n that a new client does not exceed in (after, t] with P >= q.

        In the shape of q.
        """
        probabilities = any_shape(q, "q")
        with renamed(probabilities="q"):
            quantiles = self._native.quantiles_new(probabilities.ravel(), t, after)
        return quantiles.reshape(probabilities.shape)[()]

    def simulate(self, ages: ArrayLike, seed: int) -> Table:
        """Draw the purchases of new clients, `ages` units of observation each.

        An error if one of them would make more than a million purchases.

        Returns
        -------
        Table
            ``client`` (from 0), ``time`` (units since his first purchase, which is at 0). The same
            seed gives the same purchases on every machine. `Summary.from_times` makes a summary of
            them.
        """
        client, time = self._native.simulate(
            numbers(ages, "ages"), checked_seed(seed), self.threads
        )
        columns = [("client", "int64", client, None), ("time", "float64", time, None)]
        return Table(_core.Table.from_columns(columns))


class ContractModel(PurchaseModel):
    """How often clients renew: a purchase is a renewal, time is counted in periods.

    In X ``frequency`` and ``recency`` are the renewals made, ``age`` the periods that have ended: a
    client with frequency = age is under contract, one with less left at the end of period
    frequency + 1. Cohorts are made into X by `Summary.from_cohort`, single contracts by
    `Summary.from_durations`. Of the time ahead those renewals count that fall in it, two of a
    ``horizon`` of 2.5; a million at most.
    """

    def survival(self, renewals: ArrayLike) -> Any:
        """Return P(a new client renews at least so many times), in the shape of `renewals`."""
        counts = any_shape(renewals, "renewals")
        return _core.survival(self._native, counts.ravel()).reshape(counts.shape)[()]

    def retention_rate(self, period: ArrayLike) -> Any:
        """Return P(a client in his period 1, 2, ... renews at its end), in the shape of `period`.

        It grows with the period though no client changes: who leaves easily has left.
        """
        counts = any_shape(period, "period")
        return _core.retention_rates(self._native, counts.ravel()).reshape(counts.shape)[()]

    def discounted_lifetime(self, discount_rate: float, per: Unit = "year") -> float:
        """Return DEL: the contract a new client has just signed, and all renewals discounted.

        Parameters
        ----------
        discount_rate : float
            Effective: 0.1 per year makes 1.10 of 1.00 in a year.
        per : {"day", "week", "month", "quarter", "year"}
            Period of the rate.
        """
        return _core.discounted_lifetime(self._native, discount_rate, per)

    def discounted_residual_lifetime(
        self, period: ArrayLike, discount_rate: float, per: Unit = "year"
    ) -> Any:
        """Return DERL of clients at the end of their period 1, 2, ..., in the shape of `period`.

        They are just about to renew or not: that renewal counts in full, the one after it is
        discounted by a period, and so on. `dert` instead stands a period before the first renewal.

        References
        ----------
        P. S. Fader & B. G. S. Hardie (2010), Customer-Base Valuation in a Contractual Setting: The
        Perils of Ignoring Heterogeneity, Marketing Science 29.
        """
        counts = any_shape(period, "period")
        lifetimes = _core.discounted_residual_lifetime(
            self._native, counts.ravel(), discount_rate, per
        )
        return lifetimes.reshape(counts.shape)[()]
