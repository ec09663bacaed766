"""Cash flows: what is received and spent, when, and with what chance."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from tenure._core import economics
from tenure._histories import numbers
from tenure.summary import Unit
from tenure.table import Table


@dataclass(frozen=True)
class CashFlows:
    """Flows valued today.

    Attributes
    ----------
    flows : Table
        ``time``, ``amount``, ``chance``, ``expected``, ``discount_factor``, ``present_value``,
        ``cumulative``, by time.
    present_value, undiscounted : float
        Sums of the present values and of the expected amounts.
    payback_time : float or None
        The first time from which on the cumulative value is never below 0 again.
    """

    flows: Table
    present_value: float
    undiscounted: float
    payback_time: float | None

    def __repr__(self) -> str:
        when = "never" if self.payback_time is None else f"by {self.payback_time:g}"
        return f"{self.present_value:,.2f} in {len(self.flows):,} flows; paid back {when}"


def cash_flows(
    time: ArrayLike,
    amount: ArrayLike,
    chance: ArrayLike | None = None,
    *,
    discount_rate: float = 0.1,
    per: Unit = "year",
    unit: Unit = "year",
) -> CashFlows:
    """Value amounts received (above 0) or spent (below 0) at times to come.

    Parameters
    ----------
    time, amount : array-like of shape (n,)
        Times from now, in units, and amounts.
    chance : array-like of shape (n,), optional
        That the amount flows: that the client is still there, and solvent. None: certain.
    discount_rate : float
        Effective, a `per`.
    per, unit : {"day", "week", "month", "quarter", "year"}
        Of the rate; of the times.

    Examples
    --------
    >>> import tenure as tn
    >>> tn.cash_flows([0, 1, 2, 3, 4], [-120, 80, 90, 100, 110])
    177.37 in 5 flows; paid back by 2
    """
    return _result(
        economics.cash_flows(
            numbers(time, "time"),
            numbers(amount, "amount"),
            None if chance is None else numbers(chance, "chance"),
            discount_rate=discount_rate,
            per=per,
            unit=unit,
        )
    )


def plan_cash_flows(
    margin: float,
    *,
    cycles: int,
    retention: float = 1.0,
    promotion: float = 0.0,
    cycle: float = 1.0,
    acceleration: float = 0.0,
    turning: float = 0.0,
    rise: float = 0.0,
    continuous: bool = False,
    discount_rate: float = 0.1,
    per: Unit = "year",
    unit: Unit = "year",
) -> CashFlows:
    """Value a client who brings a margin at the start of each cycle if he is still there.

    One engine for the cases of Berger & Nasr: 1, cycles of a year; 2a, `cycle` = 1 / p, p a year,
    and 2b, `cycle` = q, one in q years; 3, a margin that grows along a curve; 4, the same
    continuously.

    Parameters
    ----------
    margin : float
        Of the first cycle, at time 0; if `continuous`, a unit of time.
    cycles : int
        After the first margin; if `continuous`, all.
    retention : float
        Chance to stay a cycle.
    promotion : float
        Spent in the middle of each cycle on those who were there at its start.
    cycle : float
        Length of a cycle in units.
    acceleration, turning, rise : float
        The margin is margin + acceleration t^2 until time `turning`, and from there nears what it
        is there plus `rise`, as rise (1 - e^-(t - turning)).
    continuous : bool
        The margin is a flow.
    discount_rate : float
        Effective, a `per`.
    per, unit : {"day", "week", "month", "quarter", "year"}
        Of the rate; of times.

    References
    ----------
    P. D. Berger & N. I. Nasr (1998), Customer lifetime value: marketing models and applications,
    J. Interactive Marketing 12.

    Examples
    --------
    >>> import tenure as tn
    >>> plan = tn.plan_cash_flows(
    ...     260, cycles=10, retention=0.75, promotion=50, discount_rate=0.2
    ... )
    >>> round(plan.present_value, 2)
    568.78
    """
    return _result(
        economics.plan_cash_flows(
            margin=margin,
            acceleration=acceleration,
            turning=turning,
            rise=rise,
            retention=retention,
            promotion=promotion,
            cycle=cycle,
            cycles=cycles,
            continuous=continuous,
            discount_rate=discount_rate,
            per=per,
            unit=unit,
        )
    )


def _result(native: economics.CashFlowResult) -> CashFlows:
    return CashFlows(
        Table(native.flows), native.present_value, native.undiscounted, native.payback_time
    )
