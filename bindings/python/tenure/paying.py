"""Payment: how late clients pay, what is outstanding, and how much of it will be lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tenure import _core
from tenure._days import DayLike, day_number
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.record import Record
from tenure.table import Table


@dataclass(frozen=True)
class Lateness:
    """How late amounts were paid.

    Attributes
    ----------
    days_late : float
        Mean weighted by amount, early payments as 0 days.
    net_days_late : float
        The same, early payments below 0.
    late_share : float
        Share of the amount that was late.
    """

    days_late: float
    net_days_late: float
    late_share: float


@dataclass(frozen=True)
class DaysOutstanding:
    """Days of sales that are outstanding, counted in two ways.

    Attributes
    ----------
    simple : float
        Receivable / sales x days, over all periods.
    count_back : float
        Days, from the end backwards, whose sales make up the receivable.
    is_covered : bool
        False: it is more than all these sales, and `count_back` is all their days.
    """

    simple: float
    count_back: float
    is_covered: bool


@dataclass(frozen=True)
class PaymentResult:
    """How clients pay.

    Attributes
    ----------
    clients : Table
        ``client``, ``invoiced``, ``paid``, ``open``, ``overdue`` (open and past the due day),
        ``bad`` (of the overdue), ``days_late``, ``late_share``, ``expected_loss``; without those
        who opted out of profiling.
    receivable : float
        Open amounts of all clients, as all that follows.
    outstanding : DaysOutstanding
    late : Lateness
        Of what was paid or is overdue, the latter by its days so far.
    bad_share : float
        Of the amounts that were paid or are bad, those that are bad.
    expected_loss : float
        Bad amounts, and the bad share of the other open ones, times the loss given default.
    """

    clients: Table
    receivable: float
    outstanding: DaysOutstanding
    late: Lateness
    bad_share: float
    expected_loss: float

    def __repr__(self) -> str:
        return (
            f"{self.receivable:,.2f} outstanding, {self.outstanding.count_back:.1f} days of sales; "
            f"{self.late.late_share:.1%} paid late, {self.late.days_late:.1f} days on average; "
            f"{self.expected_loss:,.2f} expected to be lost"
        )


def payment(
    record: Record,
    *,
    as_of: DayLike | None = None,
    months: int = 3,
    bad_after: int = 90,
    loss_given_default: float = 1.0,
) -> PaymentResult:
    """Say how the clients of a record pay their invoices.

    Credit notes are left out; without a due day an invoice is due when it is issued.

    Parameters
    ----------
    record : Record
        With invoices.
    as_of : date or str, optional
        By default the portfolio's end of observation; a later payment has not come yet.
    months : int
        Calendar months up to then that sales are counted over, 1 to 120.
    bad_after : int
        Days after which an open invoice is bad.
    loss_given_default : float
        Share of a bad amount that is lost, 0 to 1.

    Examples
    --------
    >>> import tenure as tn
    >>> tn.payment(tn.simulate_shop(clients=100).record()).clients.columns[:5]
    ['client', 'invoiced', 'paid', 'open', 'overdue']
    """
    native = _core.payment.payment(
        record._native, day_number(as_of, "as_of"), months, bad_after, loss_given_default
    )
    return PaymentResult(
        Table(native.clients),
        native.receivable,
        _outstanding(native.outstanding),
        _lateness(native.late),
        native.bad_share,
        native.expected_loss,
    )


def lateness(amounts: ArrayLike, days: ArrayLike) -> Lateness:
    """Say how late amounts were paid.

    Parameters
    ----------
    amounts, days : array-like of shape (n,)
        Amounts at least 0, and the days each was late, below 0 if early.

    Examples
    --------
    >>> import tenure as tn
    >>> late = tn.lateness([1000, 500, 1500, 2000, 700], [5, 20, -3, 0, 45])
    >>> round(late.days_late, 6), round(late.net_days_late, 6), round(late.late_share, 6)
    (8.157895, 7.368421, 0.385965)
    """
    return _lateness(_core.payment.lateness(numbers(amounts, "amounts"), numbers(days, "days")))


def days_outstanding(receivable: float, sales: ArrayLike, days: ArrayLike) -> DaysOutstanding:
    """Count the days of sales that are outstanding.

    Parameters
    ----------
    receivable : float
        What is to be paid still, at least 0.
    sales, days : array-like of shape (n,)
        Of periods, the earliest first: sales at least 0, days above 0.

    Examples
    --------
    >>> import tenure as tn
    >>> quarter = tn.days_outstanding(420, sales=[200, 250, 300], days=[31, 30, 31])
    >>> round(quarter.simple, 2), round(quarter.count_back, 2)
    (51.52, 45.4)
    """
    return _outstanding(
        _core.payment.days_outstanding(receivable, numbers(sales, "sales"), numbers(days, "days"))
    )


@dataclass(frozen=True)
class RollResult:
    """What will be lost of balances that roll from state to state.

    Attributes
    ----------
    states : Table
        ``state``, ``balance``, ``bad_probability``, ``expected_loss``.
    allowance : float
        Sum of the expected losses.
    """

    states: Table
    allowance: float


def roll_rates(
    rolls: ArrayLike, *, paid: ArrayLike, bad: ArrayLike, balances: ArrayLike
) -> RollResult:
    """Say what will be lost of balances that move by period until they are paid or bad.

    Parameters
    ----------
    rolls : array-like of shape (n, n)
        Probabilities from state to state of age in a period, row by row.
    paid, bad, balances : array-like of shape (n,)
        Probabilities from each state to paid and to bad; what is in each state. Each row sums to 1
        with `paid` and `bad`.

    References
    ----------
    R. M. Cyert, H. J. Davidson & G. L. Thompson (1962), Estimation of the allowance for doubtful
    accounts by Markov chains, Management Science 8.

    Examples
    --------
    >>> import tenure as tn
    >>> rolls = [[0.3, 0.4, 0], [0.2, 0.3, 0.2], [0.1, 0.1, 0.3]]
    >>> result = tn.roll_rates(
    ...     rolls, paid=[0.3, 0.3, 0.3], bad=[0, 0, 0.2], balances=[10_000, 4_000, 2_000]
    ... )
    >>> round(result.allowance, 6)
    1645.283019
    """
    shape = np.shape(rolls)
    if len(shape) != 2 or shape[0] != shape[1]:
        message = f"rolls: expected as many columns as rows, got shape {shape}"
        raise DataError(message, argument="rolls")
    native = _core.payment.roll_rates(
        numbers(np.ravel(np.asarray(rolls)), "rolls"),
        numbers(paid, "paid"),
        numbers(bad, "bad"),
        numbers(balances, "balances"),
    )
    return RollResult(Table(native.states), native.allowance)


def _lateness(native: _core.payment.Lateness) -> Lateness:
    return Lateness(native.days_late, native.net_days_late, native.late_share)


def _outstanding(native: _core.payment.DaysOutstanding) -> DaysOutstanding:
    return DaysOutstanding(native.simple, native.count_back, native.is_covered)
