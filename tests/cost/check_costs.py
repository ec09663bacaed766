"""Hot paths must not come to cost a tenth more than costs.csv says, in allocations or instructions.

    check_costs.py allocations|instructions PROGRAM COMPILER [--record]

Wall time is no test; these counts are the same in every run. Instructions are those of one compiler
and processor family: elsewhere, and without valgrind, the check says so and is skipped. After a
change that is worth its cost, or one that made a path cheaper, `--record` writes the new counts.
"""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

COSTS = Path(__file__).with_name("costs.csv")
SKIPPED = 77
MOST = 1.1
#: What a maths library chooses its code by.
FEATURES = {"avx2", "fma"}


def skip(why: str) -> None:
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def recorded() -> tuple[str, dict[str, dict[str, int]]]:
    lines = COSTS.read_text(encoding="utf-8").splitlines()
    compiler = lines[0].removeprefix("# instructions of ")
    rows = csv.DictReader(lines[1:])
    return compiler, {
        row["path"]: {what: int(row[what]) for what in ("allocations", "instructions")}
        for row in rows
    }


def allocations(program: str) -> dict[str, int]:
    said = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    return {name: int(count) for name, count in csv.reader(said.splitlines())}


def instructions(program: str, paths: list[str]) -> dict[str, int]:
    counts = {}
    for path in paths:
        command = [
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
            "--toggle-collect=tenure_counted_run", program, path,
        ]  # fmt: skip
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        found = re.search(r"Collected : (\d+)", said)
        assert found, said
        counts[path] = int(found[1])
    return counts


def check_that_they_compare(compiler: str, known: str) -> None:
    if shutil.which("valgrind") is None:
        skip("no valgrind to count instructions")
    if compiler != known:
        skip(f"the counts are those of {known}, this is {compiler}")
    cpu = Path("/proc/cpuinfo")
    if not cpu.exists() or not set(cpu.read_text().split()) >= FEATURES:
        skip(f"the counts are those of a processor with {' and '.join(sorted(FEATURES))}")


def main() -> None:
    what, program, compiler, *options = sys.argv[1:]
    known_compiler, known = recorded()
    if "--record" in options:
        counts = allocations(program)
        executed = instructions(program, list(counts))
        rows = [f"{path},{count},{executed[path]}" for path, count in counts.items()]
        lines = [f"# instructions of {compiler}", "path,allocations,instructions", *rows, ""]
        COSTS.write_text("\n".join(lines), encoding="utf-8")
        return
    if what == "instructions":
        check_that_they_compare(compiler, known_compiler)
        counts = instructions(program, list(known))
    else:
        counts = allocations(program)
    wrong = list(counts.keys() ^ known.keys())
    for path in sorted(counts.keys() & known.keys()):
        before = known[path][what]
        ratio = counts[path] / before
        print(f"{path}: {counts[path]:,} {what}, {before:,} recorded, {ratio:.3f} times")
        if ratio > MOST:
            wrong.append(path)
    if wrong:
        sys.exit(f"not as {COSTS.name} has them: {', '.join(wrong)}")


main()
