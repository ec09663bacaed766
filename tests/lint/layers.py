"""An include may only point to a layer that src/README.md's table allows."""

import re
from collections.abc import Iterator
from pathlib import Path

from repository import ROOT, code_files, finish, lines, name

PUBLIC = "include/tenure"
C_ABI = f"{PUBLIC}/c/"  # the parts of tenure.h


def table() -> tuple[dict[str, set[str]], dict[str, str]]:
    """Of src/README.md: what each layer may include, and the layer of each public header."""
    allowed: dict[str, set[str]] = {}
    home: dict[str, str] = {}
    for _, line in lines(ROOT / "src/README.md"):
        if not (row := re.match(r"\| `(\w+)/` \|(.*)\|(.*)\|(.*)\|$", line)):
            continue
        layer, _, headers, may = row.groups()
        above = may.strip() == "all above"
        allowed[layer] = {layer, *(list(allowed) if above else re.findall(r"\w+", may))}
        home.update((header, layer) for header in re.findall(r"[\w.]+", headers))
    return allowed, home


def layer_of(path: Path, home: dict[str, str]) -> str | None:
    if name(path).startswith(C_ABI):
        return home["tenure.h"]
    parts = path.relative_to(ROOT).parts
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    return home.get(path.name.removesuffix(".in")) if name(path).startswith(PUBLIC) else None


def target_of(include: str, home: dict[str, str]) -> str | None:
    folder, _, header = include.partition("/")
    if include.removeprefix("tenure/").startswith("c/"):
        return home["tenure.h"]
    return home.get(header, "unknown") if folder == "tenure" else folder if header else None


def complaints() -> Iterator[str]:
    allowed, home = table()
    for path in code_files():
        header = path.name.removesuffix(".in")
        known = header in {*home, "tenure.hpp"} or name(path).startswith(C_ABI)
        if name(path).startswith(PUBLIC) and not known:
            yield f"{name(path)}: in no row of src/README.md"
        if (layer := layer_of(path, home)) is None:
            continue
        if layer not in allowed:
            yield f"{name(path)}: the folder is in no row of src/README.md"
            continue
        for number, line in lines(path):
            include = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<(tenure/[^>]+)>)', line)
            target = include and target_of(include[1] or include[2], home)
            if target and target not in allowed[layer]:
                yield f"{name(path)}:{number}: {layer}/ may not include {target}/"


finish(complaints())
