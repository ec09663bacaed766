"""Every source and test stands in the list that builds it: none is left out by accident."""

import re
from collections.abc import Iterator
from pathlib import Path

from repository import ROOT, files, finish, name

# Folder of the sources, their pattern, and the file that lists them, relative to itself.
LISTS = (
    ("src", "*.cpp", "src/CMakeLists.txt"),
    ("bindings/python/src", "*.cpp", "bindings/python/CMakeLists.txt"),
    ("tests", "test_*.cpp", "tests/CMakeLists.txt"),
    ("tests/capi", "*.c", "tests/capi/CMakeLists.txt"),
    ("tests/compile_fail", "*.cpp", "tests/compile_fail/CMakeLists.txt"),
)


def words(listing: Path) -> set[str]:
    text = re.sub(r"#.*", "", listing.read_text(encoding="utf-8"))
    return set(re.split(r"[\s()]+", text))


def complaints() -> Iterator[str]:
    tree = list(files())
    for folder, pattern, listing in LISTS:
        listed = words(ROOT / listing)
        sources = (p for p in tree if p.match(pattern) and ROOT / folder in p.parents)
        for path in sources:
            if path.relative_to((ROOT / listing).parent).as_posix() not in listed:
                yield f"{name(path)}: not listed in {listing}"


finish(complaints())
