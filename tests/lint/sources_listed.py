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
    ("tests/capi", "*.cpp", "tests/capi/CMakeLists.txt"),
    ("tests/compile_fail", "*.cpp", "tests/compile_fail/CMakeLists.txt"),
)


def words(listing: Path) -> set[str]:
    text = re.sub(r"#.*", "", listing.read_text(encoding="utf-8"))
    return set(re.split(r"[\s()]+", text))


def complaints() -> Iterator[str]:
    tree = list(files())
    for folder, pattern, listing in LISTS:
        listed = words(ROOT / listing)
        # A folder with a list of its own is not its parent's.
        deeper = {ROOT / other for other, *_ in LISTS if other.startswith(folder + "/")}
        sources = (
            path
            for path in tree
            if path.match(pattern)
            and ROOT / folder in path.parents
            and deeper.isdisjoint(path.parents)
        )
        for path in sources:
            if path.relative_to((ROOT / listing).parent).as_posix() not in listed:
                yield f"{name(path)}: not listed in {listing}"


finish(complaints())
