"""What every lint script shares: where the files are, and how complaints end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = {".c", ".h", ".cpp", ".hpp", ".in", ".py", ".pyi", ".sh", ".cmake", ".map"}


def files() -> Iterator[Path]:
    """Every file that is, or would be, committed."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    for name in sorted(set(listing.stdout.split("\0"))):
        if name and (path := ROOT / name).is_file():
            yield path


def code_files() -> Iterator[Path]:
    return (path for path in files() if path.suffix in CODE or path.name == "CMakeLists.txt")


def lines(path: Path) -> Iterator[tuple[int, str]]:
    yield from enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def finish(complaints: Iterable[str]) -> None:
    """Print the complaints and exit: 1 if there are any."""
    found = list(complaints)
    print("\n".join(found) if found else "nothing to complain about")
    sys.exit(1 if found else 0)
