"""Reads of the C ABI what the lint needs: functions, structs and enumerators. Not a C parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from repository import ROOT


@dataclass(frozen=True)
class Field:
    name: str
    type: str


@dataclass(frozen=True)
class Struct:
    name: str
    fields: tuple[Field, ...]
    may_grow: bool  # a caller's struct comes with its size, so that fields can be appended


class Header:
    """The declarations that include/tenure/tenure.h collects."""

    @cached_property
    def text(self) -> str:
        """The headers on one line, without comments and preprocessor lines."""
        parts = sorted((ROOT / "include/tenure/c").glob("*.h"))
        text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
        text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)
        text = re.sub(r"^\s*#(?:.*\\\n)*.*$", " ", text, flags=re.M)
        return re.sub(r"\s+", " ", text)

    def functions(self) -> dict[str, str]:
        """Name to prototype."""
        found = re.findall(r"TENURE_API ([^;{]*?\b(tenure_\w+) ?\([^;]*\)) ?;", self.text)
        return {name: prototype.strip().replace("( ", "(") for prototype, name in found}

    def structs(self) -> list[Struct]:
        found = re.findall(r"\bstruct (tenure_\w+) \{(.*?)\}", self.text)
        sized = set(re.findall(r"\b(tenure_\w+)\* ?\w+, size_t \w*size\b", self.text))
        return [Struct(name, tuple(self._fields(body)), name in sized) for name, body in found]

    def enumerators(self) -> list[str]:
        bodies = re.findall(r"\benum(?: \w+)? \{(.*?)\}", self.text)
        return [match for body in bodies for match in re.findall(r"\b(TENURE_\w+)\b", body)]

    @staticmethod
    def _fields(body: str) -> Iterator[Field]:
        for declaration in filter(None, map(str.strip, body.split(";"))):
            if function := re.search(r"\(\*(\w+)\)", declaration):
                yield Field(function[1], declaration.replace(function[1], "", 1))
                continue
            first, *more = declaration.split(",")
            type_, name = re.fullmatch(r"(.*?)(\w+(?: ?\[\w+\])?)", first).groups()
            for field in (name, *map(str.strip, more)):
                yield Field(field.split("[")[0].strip(), type_.strip())
