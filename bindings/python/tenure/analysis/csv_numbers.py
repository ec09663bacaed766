"""Numbers in a purchase log, read strictly: digits, one decimal point, an exponent.

``float`` would also take 1_000, nan and infinity, and after a decimal comma was made a point,
1.234 would be read as such although it is 1234 there as likely as not.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tenure.errors import DataError


def floats(values: list[str], name: str, decimal: str) -> NDArray[np.float64]:
    """Numbers of texts; an empty one is missing, NaN."""
    number = re.compile(_pattern(decimal))
    for row, value in enumerate(values):
        if value and not number.fullmatch(value):
            hint = " (for a decimal comma: --decimal ,)" if _has_comma(value, decimal) else ""
            message = f"{name}: {value!r} at row {row} is no number{hint}"
            raise DataError(message, "invalid_data", name, row)
    return np.array([float(v.replace(decimal, ".")) if v else np.nan for v in values], np.float64)


def arrow_floats(values: Any, decimal: str) -> Any:
    """The same of a pyarrow column, with nulls where there is nothing.

    Raises
    ------
    DataError
        Without the row, which `floats` finds.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if pc.all(pc.match_substring_regex(values, f"^(?:{_pattern(decimal)})$")).as_py() is False:
        raise DataError("a text is no number", "invalid_data")
    plain = pc.replace_substring(pc.utf8_trim_whitespace(values), decimal, ".")
    return pc.cast(pc.utf8_ltrim(plain, "+"), pa.float64())


def _has_comma(value: str, decimal: str) -> bool:
    return decimal != "," and "," in value


def _pattern(decimal: str) -> str:
    point = re.escape(decimal)
    return rf" *[+-]?(?:[0-9]+(?:{point}[0-9]*)?|{point}[0-9]+)(?:[eE][+-]?[0-9]+)? *"
