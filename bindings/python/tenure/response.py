"""Response: which cells of clients, and which clients, are worth a contact."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from tenure import _core
from tenure._histories import numbers
from tenure.table import Table


@dataclass(frozen=True)
class CellResponse:
    """The break-even of cells.

    Attributes
    ----------
    cells : Table
        ``contacted``, ``responses``, ``rate``, ``shrunk_rate``, ``index`` (beside the overall
        rate), ``break_even_index`` (shrunk rate / break-even rate - 1), ``clients``, ``profit``
        (expected, of contacting all clients of the cell), ``is_worth``.
    overall_rate : float
        Of all cells.
    break_even_rate : float
        Cost of a contact / margin of a response.
    selective_profit, mail_all_profit : float
        Of the cells that are worth a contact, and of all.
    clients_selected : float
        In the cells that are worth a contact.
    """

    cells: Table
    overall_rate: float
    break_even_rate: float
    selective_profit: float
    mail_all_profit: float
    clients_selected: float


def cell_response(
    contacted: ArrayLike,
    responses: ArrayLike,
    *,
    contact_cost: float,
    margin: float,
    clients: ArrayLike | None = None,
    prior: float = 0.0,
) -> CellResponse:
    """Find the cells that are worth a contact, after a campaign or a test of it.

    Parameters
    ----------
    contacted, responses : array-like of shape (cells,)
        How many clients of each cell (of RFM scores, of types ...) were contacted, and responded.
    contact_cost : float
        Of one contact.
    margin : float
        Of one response, before the contact's cost.
    clients : array-like of shape (cells,), optional
        How many each cell has now; by default as many as were contacted.
    prior : float
        Contacts at the overall rate that are added to each cell, which holds small cells near it.

    Returns
    -------
    CellResponse

    References
    ----------
    R. C. Blattberg, B.-D. Kim & S. A. Neslin (2008), Database Marketing, ch. 12.

    Examples
    --------
    >>> import tenure as tn
    >>> cells = tn.cell_response(
    ...     [1000, 1500, 3000, 4000, 6000], [80, 75, 81, 80, 48], contact_cost=1, margin=40
    ... )
    >>> cells.break_even_rate, round(cells.selective_profit), round(cells.mail_all_profit)
    (0.025, 3940, -940)
    """
    native = _core.response.cell_response(
        numbers(contacted, "contacted"),
        numbers(responses, "responses"),
        None if clients is None else numbers(clients, "clients"),
        contact_cost,
        margin,
        prior,
    )
    return CellResponse(
        Table(native.cells),
        native.overall_rate,
        native.break_even_rate,
        native.selective_profit,
        native.mail_all_profit,
        native.clients_selected,
    )


@dataclass(frozen=True)
class MarginalRevenue:
    """How far down a list to go.

    Attributes
    ----------
    steps : Table
        ``score_from``, ``score_to``, ``clients``, ``expected_revenue``, ``is_worth``: from the
        highest scores to the lowest.
    least_score : float or None
        Contact every client with at least this score; None where no score is worth it.
    clients_selected : int
        Of the test.
    selective_profit, mail_all_profit : float
        What those clients brought less their contacts, and all clients.
    """

    steps: Table
    least_score: float | None
    clients_selected: int
    selective_profit: float
    mail_all_profit: float


def marginal_revenue(
    scores: ArrayLike, revenues: ArrayLike, *, contact_cost: float
) -> MarginalRevenue:
    """Contact clients while one more contact is expected to bring at least its cost.

    Expected revenue is the non-decreasing function of the score that fits a test best, in which
    everybody was contacted. Only the order of the scores counts.

    Parameters
    ----------
    scores, revenues : array-like of shape (n,)
        Of each client of the test; revenue is margin before the contact's cost.
    contact_cost : float
        Of one contact.

    Returns
    -------
    MarginalRevenue

    References
    ----------
    J. R. Bult & T. Wansbeek (1995), Optimal selection for direct mail, Marketing Science 14(4).

    Examples
    --------
    >>> import tenure as tn
    >>> depth = tn.marginal_revenue([5, 4, 3, 2, 1], [8, 5, 3, 2, 0.5], contact_cost=2)
    >>> depth.least_score, depth.clients_selected, depth.selective_profit
    (2.0, 4, 10.0)
    """
    native = _core.response.marginal_revenue(
        numbers(scores, "scores"), numbers(revenues, "revenues"), contact_cost
    )
    return MarginalRevenue(
        Table(native.steps),
        native.least_score,
        native.clients_selected,
        native.selective_profit,
        native.mail_all_profit,
    )
