"""Privacy: what clients asked for, whose data are due to go, and which counts may be published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure import _core
from tenure._clients import client_ids
from tenure._days import DayLike, day_number
from tenure._histories import numbers
from tenure.errors import DataError
from tenure.portfolio import Portfolio
from tenure.record import Record
from tenure.table import Table

SmallCells = Literal["suppress", "merge"]


def with_flags(
    portfolio: Portfolio,
    clients: ArrayLike,
    *,
    no_profiling: ArrayLike = False,
    no_contact: ArrayLike = False,
    erase: ArrayLike = False,
) -> Portfolio:
    """Return the portfolio with what these clients asked for; the rows are shared, not copied.

    The flags of the clients named are set anew, those of all others stay. A client without a
    purchase is remembered: his flags hold when his rows are appended.

    Parameters
    ----------
    portfolio : Portfolio
    clients : array-like of shape (n,)
        Ids, each once.
    no_profiling : bool or array-like of shape (n,)
        Counted in totals, never scored: no summary has a row of him, and every table made from one
        says how many were left out (``excluded_clients``).
    no_contact : bool or array-like of shape (n,)
        Never a target.
    erase : bool or array-like of shape (n,)
        Due for erasure.

    Raises
    ------
    DataError
        For an id that comes twice, or of another kind than the portfolio's.

    Examples
    --------
    >>> import tenure as tn
    >>> log = {"client": ["ann", "ann", "bob"], "date": ["2024-01-01", "2024-02-01", "2024-01-15"]}
    >>> portfolio = tn.Portfolio.from_table(log, client="client", date="date")
    >>> portfolio = tn.privacy.with_flags(portfolio, ["bob"], no_profiling=True)
    >>> portfolio.summarise()
    Summary: 1 clients, 1 repeat purchases, to 2024-02-01, without 1 who opted out of profiling, \
by the week
    """
    ids = client_ids(clients)
    native = _core.privacy.with_flags(
        portfolio._native,
        ids,
        no_profiling=_asked(no_profiling, len(ids), "no_profiling"),
        no_contact=_asked(no_contact, len(ids), "no_contact"),
        erase=_asked(erase, len(ids), "erase"),
    )
    return Portfolio(native, portfolio._columns)


def flags(portfolio: Portfolio) -> Table:
    """Return ``client``, ``no_profiling``, ``no_contact``, ``erase``: those who asked for anything.

    Parameters
    ----------
    portfolio : Portfolio
    """
    return Table(_core.privacy.flag_table(portfolio._native))


@overload
def erase(of: Portfolio, clients: ArrayLike) -> Portfolio: ...
@overload
def erase(of: Record, clients: ArrayLike) -> Record: ...
def erase(of: Portfolio | Record, clients: ArrayLike) -> Portfolio | Record:
    """Return the portfolio, or the record, without these clients, for good.

    Their rows, their flags and the texts that only they used are gone, also from what ``save``
    writes. The report counts the rows as dropped ("erased"); the end of observation stays.

    Parameters
    ----------
    of : Portfolio or Record
        Of a record all tables are purged.
    clients : array-like of shape (n,)
        Ids; those that it does not have are passed over.

    Examples
    --------
    >>> import tenure as tn
    >>> log = {"client": ["ann", "ann", "bob"], "date": ["2024-01-01", "2024-02-01", "2024-01-15"]}
    >>> portfolio = tn.Portfolio.from_table(log, client="client", date="date")
    >>> tn.privacy.erase(portfolio, ["bob"])
    Portfolio: 1 clients, 2 purchases, 2024-01-01 to 2024-02-01
    """
    if isinstance(of, Record):
        return Record(of._native.erase(client_ids(clients)))
    return Portfolio(_core.privacy.erase(of._native, client_ids(clients)), of._columns)


def due_for_erasure(
    of: Portfolio | Record, *, years: float = 3, as_of: DayLike | None = None
) -> Table:
    """Say whose data are due to go: who asked for it, and who was silent for too long.

    Three years after the last active contact is the French regulator's guidance, indicative; the
    business decides. What follows is no legal advice.

    The last active contact is the client's own act: a purchase or return, and of a record a contact
    that he started (``started_by`` "client"), a payment, or a contract that runs. Of who did none
    of these the clock starts with the first day known of him.

    Parameters
    ----------
    of : Portfolio or Record
    years : float
        How long data are kept after the last active contact, 0 to 100.
    as_of : date or str, optional
        By default the portfolio's end of observation.

    Returns
    -------
    Table
        ``client``, ``last_active``, ``due_since`` (when the clock ran out, if it has), ``reason``
        ("asked" or "inactive"): one row a client who is due.

    Examples
    --------
    >>> import tenure as tn
    >>> log = {"client": ["ann", "bob"], "date": ["2024-01-01", "2020-06-15"]}
    >>> portfolio = tn.Portfolio.from_table(log, client="client", date="date")
    >>> tn.privacy.due_for_erasure(portfolio)
    client  last_active  due_since   reason
    bob     2020-06-15   2023-06-15  inactive
    """
    day = day_number(as_of, "as_of")
    if isinstance(of, Record):
        return Table(of._native.due_for_erasure(years, day))
    return Table(_core.privacy.due_for_erasure(of._native, years, day))


@overload
def erase_due(of: Portfolio, *, years: float = 3, as_of: DayLike | None = None) -> Portfolio: ...
@overload
def erase_due(of: Record, *, years: float = 3, as_of: DayLike | None = None) -> Record: ...
def erase_due(
    of: Portfolio | Record, *, years: float = 3, as_of: DayLike | None = None
) -> Portfolio | Record:
    """Return the portfolio, or the record, without those whom `due_for_erasure` names.

    Parameters
    ----------
    of, years, as_of
        As there.
    """
    day = day_number(as_of, "as_of")
    if isinstance(of, Record):
        return Record(of._native.erase_due(years, day))
    return Portfolio(_core.privacy.erase_due(of._native, years, day), of._columns)


@dataclass(frozen=True)
class AnonymousCells:
    """Which cells can be published.

    Attributes
    ----------
    cells : Table
        ``cell`` (its position), ``clients`` (absent where it is hidden; those of the whole group
        where it was merged), ``outcome`` ("published", "small", "complementary": hidden to protect
        a small one, "merged"), ``group`` (cells of one number are published as one).
    smallest : int
        Of the cells as given, the fewest clients but none: their k.
    hidden_cells, hidden_clients : int
        What is not shown.
    totals_publishable : bool
        Whether every total over hidden cells is one of two cells and of k clients at least.
    """

    cells: Table
    smallest: int
    hidden_cells: int
    hidden_clients: int
    totals_publishable: bool

    def __repr__(self) -> str:
        return (
            f"{len(self.cells):,} cells, the smallest of {self.smallest:,}: {self.hidden_cells:,} "
            f"hidden with {self.hidden_clients:,} clients"
        )


def anonymous_cells(
    counts: ArrayLike, *, k: int = 10, small_cells: SmallCells = "suppress"
) -> AnonymousCells:
    """Say which counts of clients can be published so that none shows fewer than `k`.

    Not even as a difference from the totals: beside a small cell others are hidden until what is
    hidden is two cells and k clients at least. An empty cell shows nobody and stays.

    Parameters
    ----------
    counts : array-like of shape (n,) or (rows, columns)
        Clients of each cell. Of a two-way table the totals of rows and columns are taken to be
        published, of a one-way table the grand total.
    k : int
        Fewest clients of a published cell.
    small_cells : {"suppress", "merge"}
        Hide small cells, or join each with its smaller neighbour; the latter of one-way tables
        alone, whose cells are in an order.

    References
    ----------
    L. Sweeney (2002), k-anonymity: a model for protecting privacy. L. H. Cox (1980), Suppression
    methodology and statistical disclosure control, JASA 75.

    Examples
    --------
    >>> import tenure as tn
    >>> result = tn.privacy.anonymous_cells([120, 4, 60, 25], k=10)
    >>> result
    4 cells, the smallest of 4: 2 hidden with 29 clients
    >>> result.cells["outcome"].tolist()
    ['published', 'small', 'published', 'complementary']
    """
    cells, columns = _cells(counts)
    native = _core.privacy.anonymous_cells(cells, k, small_cells, columns)
    return AnonymousCells(
        Table(native.cells),
        native.smallest,
        native.hidden_cells,
        native.hidden_clients,
        native.totals_publishable,
    )


def _asked(asked: ArrayLike, rows: int, name: str) -> NDArray[np.uint8] | None:
    """One answer a client; None: nobody asked."""
    if asked is False or asked is None:
        return None
    answers: NDArray[Any] = np.asarray(asked)
    if answers.ndim == 0:
        answers = np.full(rows, answers)
    if answers.dtype.kind == "O":
        answers = np.array([bool(answer) for answer in answers])
    if answers.dtype.kind not in "biu" or answers.ndim != 1:
        raise DataError(f"{name}: expected True or False, or one of them a client", argument=name)
    return np.asarray(answers != 0, np.uint8)


def _cells(counts: ArrayLike) -> tuple[NDArray[np.int64], int]:
    """Counts row by row, and the columns of a two-way table."""
    shape = np.shape(counts)
    columns = shape[1] if len(shape) == 2 else 0
    cells = numbers(np.ravel(np.asarray(counts, dtype=object)) if columns else counts, "counts")
    if (odd := np.flatnonzero(~(np.abs(cells) < 2.0**53) | (cells != np.rint(cells)))).size:
        row = int(odd[0])
        message = f"counts: {cells[row]} in cell {row} is no whole number"
        raise DataError(message, "invalid_data", "counts", row)
    return cells.astype(np.int64), columns
