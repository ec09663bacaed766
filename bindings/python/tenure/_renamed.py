"""Errors of the core in the names that Python's arguments have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from tenure.errors import Error


@contextmanager
def renamed(**ours: str) -> Iterator[None]:
    """Within it, an error that names an argument as the core does (`theirs=ours`) names ours."""
    try:
        yield
    except Error as error:
        theirs = error.argument or ""
        if theirs not in ours:
            raise
        name, text = ours[theirs], str(error)
        # "probability must be ..." is about the argument by its name; other texts are sentences.
        is_about_it = re.match(rf"{re.escape(theirs)}\b", text)
        text = name + text[len(theirs) :] if is_about_it else f"{name}: {text}"
        raise type(error)(text, error.status, name, error.row) from None
