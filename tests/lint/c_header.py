"""Reads tenure.h as far as the lint needs it: functions, structs and enumerators. Not a C parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from repository import ROOT


@dataclass(frozen=True)
class Struct:
    name: str
    fields: tuple[str, ...]

    @property
    def may_grow(self) -> bool:
        """An options struct says its own size, so that fields can be appended."""
        return self.fields[:1] == ("struct_size",)


class Header:
    """The declarations of include/tenure/tenure.h."""

    @cached_property
    def text(self) -> str:
        """The header on one line, without comments and preprocessor lines."""
        text = (ROOT / "include/tenure/tenure.h").read_text(encoding="utf-8")
        text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)
        text = re.sub(r"^\s*#(?:.*\\\n)*.*$", " ", text, flags=re.M)
        return re.sub(r"\s+", " ", text)

    def functions(self) -> dict[str, str]:
        """Name to prototype."""
        found = re.findall(r"TENURE_API ([^;{]*?\b(tenure_\w+) ?\([^;]*\)) ?;", self.text)
        return {name: prototype.strip() for prototype, name in found}

    def structs(self) -> list[Struct]:
        found = re.findall(r"\bstruct (tenure_\w+) \{(.*?)\}", self.text)
        return [Struct(name, tuple(self._fields(body))) for name, body in found]

    def enumerators(self) -> list[str]:
        bodies = re.findall(r"\benum(?: \w+)? \{(.*?)\}", self.text)
        return [match for body in bodies for match in re.findall(r"\b(TENURE_\w+)\b", body)]

    @staticmethod
    def _fields(body: str) -> list[str]:
        fields = []
        for declaration in filter(None, map(str.strip, body.split(";"))):
            pointer = re.search(r"\(\*(\w+)\)", declaration)
            first, *more = declaration.split(",") if not pointer else (declaration,)
            names = [first, *more]
            fields += [pointer[1]] if pointer else [
                re.search(r"(\w+)(?:\[[^]]*\])?\s*$", text.strip())[1] for text in names
            ]  # fmt: skip
        return fields
