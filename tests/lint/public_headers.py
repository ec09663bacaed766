"""Each public header compiles alone and costs its user the standard library only.

public_headers.py CC CXX GENERATED_INCLUDE
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from repository import ROOT, finish, lines, name

OURS = ("tenure/", "c/")
OF_C = re.compile(r"\w+\.h")  # one part of the C ABI includes another
# Costly to every includer, or platform-bound.
UNWANTED = {"chrono", "iostream", "filesystem", "regex", "thread", "windows.h"}
INCLUDE = ROOT / "include"


def foreign_includes(header: Path) -> Iterator[str]:
    for number, line in lines(header):
        if not (include := re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)):
            continue
        standard = re.fullmatch(r"[a-z_]+|stdint\.h|stddef\.h", include[1])
        ours = include[1].startswith(OURS) or (
            header.parent.name == "c" and OF_C.fullmatch(include[1])
        )
        if include[1] in UNWANTED or not (standard or ours):
            yield f"{name(header)}:{number}: a public header may not include {include[1]}"


def stand_alone(header: Path, compiler: str, standard: str, generated: str) -> Iterator[str]:
    """Included twice, as the first thing of a file, with a stranger's strict warnings."""
    path = header.relative_to(INCLUDE)
    text = f"#include <{path}>\n" * 2
    strict = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only"]
    language = "c++" if standard.startswith("c++") else "c"
    folders = [f"-I{INCLUDE}", f"-I{generated}"]
    run = subprocess.run(
        [compiler, f"-std={standard}", *strict, *folders, "-x", language, "-"],
        input=text, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        yield f"{path} does not compile alone as {standard}:\n{run.stderr}"


def complaints(cc: str, cxx: str, generated: str) -> Iterator[str]:
    for header in sorted(INCLUDE.glob("tenure/**/*.h*")):
        if header.suffix in {".h", ".hpp"}:
            yield from foreign_includes(header)
        if header.suffix == ".hpp":
            yield from stand_alone(header, cxx, "c++20", generated)
        elif header.suffix == ".h":
            yield from stand_alone(header, cc, "c99", generated)
    # What stands alone in C does in C++; that each is C++ too, one file of them all tells.
    yield from stand_alone(INCLUDE / "tenure/tenure.h", cxx, "c++17", generated)


finish(complaints(*sys.argv[1:4]))
