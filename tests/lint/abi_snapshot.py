"""The C ABI never changes under its users: adding is free, changing or removing is red.

`abi_snapshot.txt` holds prototypes, enumerators, struct sizes and field offsets, the numbers as
measured by a C compiler. After an addition, `abi_snapshot.py --update` writes it anew, and refuses
to if something changed. Until the first release a change on purpose is made with `--force`.
"""

import argparse
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from c_header import Header
from repository import ROOT, finish

SNAPSHOT = Path(__file__).with_name("abi_snapshot.txt")


def program(header: Header) -> str:
    """A C program that prints a line for every enumerator, struct and field."""
    body = [f'printf("enumerator {e} = %lld\\n", (long long){e});' for e in header.enumerators()]
    for struct in header.structs():
        size = "size at least" if struct.may_grow else "size"
        struct_type = f"struct {struct.name}"
        body.append(f'printf("{struct_type} {size} = %zu\\n", sizeof({struct_type}));')
        for field in struct.fields:
            text = f"field {struct.name}.{field.name} = {field.type}, offset %zu, size %zu"
            offset = f"offsetof({struct_type}, {field.name})"
            size = f"sizeof((({struct_type}*)0)->{field.name})"
            body.append(f'printf("{text}\\n", {offset}, {size});')
    includes = "#include <stdio.h>\n#include <tenure/tenure.h>\n"
    return includes + "int main(void) {\n" + "\n".join(body) + "\nreturn 0;\n}\n"


def measured(header: Header, compiler: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        source, binary = Path(folder, "abi.c"), Path(folder, "abi")
        source.write_text(program(header))
        include = ROOT / "include"
        subprocess.run([compiler, "-std=c99", f"-I{include}", source, "-o", binary], check=True)
        return subprocess.run([binary], check=True, capture_output=True, text=True).stdout


def entries(text: str) -> dict[str, str]:
    return dict(line.rsplit(" = ", 1) for line in text.splitlines() if line)


def complaints(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for key, value in old.items():
        if key not in new:
            yield f"removed: {key} = {value}"
        elif "size at least" in key:
            if int(new[key]) < int(value):
                yield f"shrunk: {key}: {value} -> {new[key]}"
        elif new[key] != value:
            yield f"changed: {key}: {value} -> {new[key]}"


def holes(new: dict[str, str]) -> Iterator[str]:
    """Padding that a later field could come to lie in, where older programs leave garbage."""
    ends: dict[str, int] = {}
    for key, value in new.items():
        if key.startswith("field "):
            struct = key.removeprefix("field ").split(".")[0]
            offset, size = map(int, re.search(r"offset (\d+), size (\d+)", value).groups())
            if offset != ends.get(struct, 0):
                yield f"padding before {key.removeprefix('field ')}"
            ends[struct] = offset + size
    for key, value in new.items():
        struct = key.split()[1]
        if key.startswith("struct ") and int(value) != ends[struct]:
            yield f"padding at the end of {struct}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", default="cc")
    parser.add_argument("--update", action="store_true", help="write additions into the snapshot")
    parser.add_argument("--force", action="store_true", help="changes and removals too")
    options = parser.parse_args()

    header = Header()
    functions = "".join(f"function {name} = {text}\n" for name, text in header.functions().items())
    text = functions + measured(header, options.compiler)
    old, new = entries(SNAPSHOT.read_text() if SNAPSHOT.exists() else ""), entries(text)
    found = [*complaints(old, new), *holes(new)]
    if options.update and (options.force or not found):
        SNAPSHOT.write_text(text)
        found = []
    elif added := [key for key in new if key not in old]:
        found += [f"not in the snapshot yet, run with --update: {key}" for key in added]
    finish(found)


main()
