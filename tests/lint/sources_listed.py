"""Every source and test stands in the list that builds it: nothing is compiled or skipped by accident."""

import re
from collections.abc import Iterator
from pathlib import Path

from repository import ROOT, files, finish, name

# Folder of the sources, their pattern, and the CMake file that lists them with paths relative to itself.
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
        for path in tree:
            if path.match(pattern) and ROOT / folder in path.parents:
                if path.relative_to((ROOT / listing).parent).as_posix() not in listed:
                    yield f"{name(path)}: not listed in {listing}"


finish(complaints())
