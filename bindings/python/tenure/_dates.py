"""Dates that came as texts: of a given format, or ISO timestamps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tenure._layouts import Layout, is_missing, is_pandas, moments_layout, time_layout, to_array
from tenure.errors import DataError

#: Directives of `datetime.strptime` that read a time of the day.
TIME_DIRECTIVES = ("%H", "%I", "%M", "%S", "%f", "%p", "%z", "%c", "%X")
#: "YYYY-MM-DD"; a longer text has a time behind it.
DAY_LENGTH = 10


@dataclass(frozen=True)
class DateTexts:
    """How dates that are texts are read.

    Attributes
    ----------
    form : str or None
        Their `datetime.strptime` format; None: ISO 8601, or what the core reads by itself.
    drop_invalid : bool
        Whether a text that is no date is left to the import's policy, as one that is missing,
        rather than an error here.
    """

    form: str | None = None
    drop_invalid: bool = False

    def layout(self, column: Any, name: str) -> Layout | None:
        """Layout of a column of texts; None if the core reads it by itself."""
        values = column if is_pandas(column) else to_array(column, name)
        if self.form is None and getattr(values.dtype, "kind", "O") not in "OTU":
            return None
        cells = list(values) if values.ndim == 1 else []
        if self.form is None:
            if not any(isinstance(cell, str) and _has_time(cell) for cell in cells):
                return None
            return self._parsed(cells, name, _iso_moment, "an ISO date or time", timed=True)
        form = self.form
        if "%Z" in form:
            message = "date_format: %Z reads names of zones, which are ambiguous; use %z"
            raise DataError(message, argument="date_format")
        timed = any(directive in form for directive in TIME_DIRECTIVES)
        return self._parsed(
            cells,
            name,
            lambda text: dt.datetime.strptime(text, form),
            f"a date of the form {form}",
            timed=timed,
        )

    def _parsed(
        self,
        cells: list[Any],
        name: str,
        parse: Callable[[str], dt.datetime],
        expected: str,
        *,
        timed: bool,
    ) -> Layout:
        """Timestamps, or days if no text has a time; each distinct text is parsed once."""
        known: dict[Any, dt.datetime | None] = {}
        moments: list[dt.datetime | None] = []
        for row, cell in enumerate(cells):
            text = "" if is_missing(cell) else str(cell).strip()
            if text not in known:
                try:
                    known[text] = parse(text) if text else None
                except ValueError:
                    if not self.drop_invalid:
                        message = f"{name}: {text!r} at row {row} is not {expected}"
                        raise DataError(message, "invalid_data", name, row) from None
                    known[text] = None
            moments.append(known[text])
        if timed:
            return moments_layout(moments, name)
        days = [None if moment is None else moment.date() for moment in moments]
        return time_layout(np.array(days, "datetime64[D]"), ":", name)


def starts_with_time(column: Any) -> bool:
    """Whether the first text of an Arrow column has a time, which the core would not read."""
    for cell in column:
        value = cell.as_py() if hasattr(cell, "as_py") else cell
        if value is not None:
            return isinstance(value, str) and _has_time(value)
    return False


def _has_time(text: str) -> bool:
    return len(text) > DAY_LENGTH and text[DAY_LENGTH] in "T " and text[4] == text[7] == "-"


def _iso_moment(text: str) -> dt.datetime:
    """An ISO timestamp; Python before 3.11 does not know the Z of UTC."""
    return dt.datetime.fromisoformat(text[:-1] + "+00:00" if text[-1] in "Zz" else text)
