"""What has no place in the tree: open ends, a machine's paths, registries, copyleft text."""

import re
from collections.abc import Iterator
from pathlib import Path

from repository import ROOT, files, finish, lines, name

# Written so that no pattern matches its own line.
EVERYWHERE = {
    "absolute path of a machine": r"(?<![\w.])/(?:work|farm|root|home)/",
    "address of a package registry": r"index[-]url|[-]-registry|sources[.]list|pypi[.]org",
    "text of a copyleft licence": r"GNU (?:Affero |Lesser )?General Public[ ]License",
}
SOURCE = {"open end; open work lives in issues": r"\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b"}
SOURCE_FOLDERS = ("include", "src", "bindings", "examples", "tests", "cmake")


def complaints() -> Iterator[str]:
    for path in files():
        if path == ROOT / "LICENSE" or b"\0" in path.read_bytes():
            continue
        rules = EVERYWHERE | (SOURCE if name(path).startswith(SOURCE_FOLDERS) else {})
        yield from broken(path, rules)


def broken(path: Path, rules: dict[str, str]) -> Iterator[str]:
    for number, line in lines(path):
        for what, pattern in rules.items():
            if re.search(pattern, line):
                yield f"{name(path)}:{number}: {what}: {line.strip()[:100]}"


finish(complaints())
