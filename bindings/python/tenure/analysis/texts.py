"""The form of the report."""

from __future__ import annotations


def heading(text: str) -> str:
    """A line under which there is a double one."""
    return f"{text}\n{'=' * len(text)}"


def section(title: str, *lines: str) -> str:
    """An empty line, a title with a line under it, and what it has to say."""
    return "\n".join(["", title, "-" * len(title), *lines])


def p_text(p_value: float) -> str:
    """A p-value to two digits; below the range that anybody reads, that it is."""
    return f"p = {p_value:.2g}" if p_value >= 1e-4 else "p < 0.0001"
