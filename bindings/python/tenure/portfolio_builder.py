"""Portfolios built a row, or a table, at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tenure import _core
from tenure._days import DayLike, day_number
from tenure._purchases import (
    AmountUnit,
    Policies,
    import_options,
    named_columns,
    purchase_columns,
    purchase_stream,
)
from tenure.errors import DataError
from tenure.portfolio import Portfolio

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from tenure._progress import Progress


class PortfolioBuilder:
    """Rows pushed one at a time, or in several builders that are merged.

    The portfolio depends neither on the order of the rows nor on how they were divided. One
    builder is not for several threads at once: give each its own, and merge them.

    Parameters
    ----------
    zone, day_starts_at, same_day, returns, zero_amounts, guests, invalid_rows, after_observed, \
duplicates, observed_until, currency, decimals
        As in `Portfolio.from_table`.

    Examples
    --------
    >>> import tenure as tn
    >>> builder = tn.PortfolioBuilder()
    >>> builder.push(client="ann", date="2024-01-01", amount=10.0)
    >>> other = tn.PortfolioBuilder()
    >>> other.push(client="bob", date="2024-01-15", amount=5.0)
    >>> log = {"id": ["ann"], "day": ["2024-02-01"], "sales": [20.0]}
    >>> other.push_table(log, client="id", date="day", amount="sales")
    >>> builder.merge(other)
    >>> builder.build()
    Portfolio: 2 clients, 3 purchases, 2024-01-01 to 2024-02-01
    """

    def __init__(self, **policies: Unpack[Policies]) -> None:
        self._native = _core.PortfolioBuilder(import_options(policies))

    def push(
        self,
        *,
        client: int | str | None,
        date: DayLike,
        amount: float | None = None,
        cost: float | None = None,
        order_id: str | None = None,
        category: str | None = None,
        channel: str | None = None,
        quantity: float | None = None,
    ) -> None:
        """Add one row; if it breaks a policy, the builder is left as it was.

        Parameters
        ----------
        client : int, str or None
            Id of the client; None: a guest.
        date : date or str
            Day of the business; of a timestamp, its date as it is written.
        amount, cost, order_id, category, channel, quantity : optional
            Amounts in currency units. The first row says whether the log has amounts and costs:
            the others must have them too, or none.
        """
        day = day_number(date, "date")
        if day is None:
            raise DataError("date: a row needs a day", argument="date")
        try:
            self._native.push(client, day, amount, cost, order_id, category, channel, quantity)
        except TypeError:
            row = self.rows_read
            message = (
                f"row {row}: expected an integer or text as client, numbers as amount, cost and "
                "quantity, and texts as the rest"
            )
            raise DataError(message, "invalid_data", row=row) from None

    def push_table(
        self,
        table: Any,
        *,
        client: str,
        date: str,
        amount: str | None = None,
        cost: str | None = None,
        margin: str | None = None,
        order_id: str | None = None,
        category: str | None = None,
        channel: str | None = None,
        quantity: str | None = None,
        date_format: str | None = None,
        amount_unit: AmountUnit = "major",
    ) -> None:
        """Add all rows of a table, or none if one breaks a policy.

        Parameters
        ----------
        table : table-like
            As in `Portfolio.from_table`.
        client, date, amount, cost, margin, order_id, category, channel, quantity : str
            Columns, as there.
        date_format, amount_unit : str, optional
            As there.
        """
        columns = named_columns(
            client=client, date=date, amount=amount, cost=cost, margin=margin, order_id=order_id,
            category=category, channel=channel, quantity=quantity,
        )  # fmt: skip
        stream = purchase_stream(table, columns, date_format, self._native.drops_invalid_rows)
        self._native.push_arrow(stream, purchase_columns(columns, amount_unit))

    def merge(self, other: PortfolioBuilder) -> None:
        """Take all rows of another builder of the same policies, which is left empty."""
        self._native.merge(other._native)

    def to_bytes(self) -> bytes:
        """Return the rows and policies as bytes of a stated version, checksummed.

        They are the same on every machine. Builders pickle by them too.
        """
        return self._native.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> PortfolioBuilder:
        """Return the builder that `to_bytes` wrote, to go on with or to merge.

        Raises
        ------
        Error
            With status ``"corrupt_data"`` for what is not as it was written,
            ``"unsupported_version"`` for what a newer tenure wrote.

        Examples
        --------
        >>> import tenure as tn
        >>> builder = tn.PortfolioBuilder()
        >>> builder.push(client="ann", date="2024-01-01", amount=10.0)
        >>> tn.PortfolioBuilder.from_bytes(builder.to_bytes())
        PortfolioBuilder: 1 rows
        """
        builder = cls.__new__(cls)
        builder._native = _core.PortfolioBuilder.from_bytes(data)
        return builder

    def __reduce__(self) -> tuple[Any, ...]:
        return PortfolioBuilder.from_bytes, (self.to_bytes(),)

    @property
    def rows_read(self) -> int:
        """Rows pushed so far."""
        return self._native.rows_read

    def build(self, *, threads: int = 0, progress: Progress | None = None) -> Portfolio:
        """Return the portfolio of all rows; the builder is then empty.

        Parameters
        ----------
        threads, progress
            As in `Portfolio.from_table`.
        """
        return Portfolio(self._native.build(threads, progress))

    def __repr__(self) -> str:
        return f"PortfolioBuilder: {self.rows_read:,} rows"
