"""A file above 400 lines needs a reason (a warning); none is above 800."""

from repository import code_files, finish, lines, name

WARN, FAIL = 400, 800

lengths = {name(path): sum(1 for _ in lines(path)) for path in code_files()}
for path, length in lengths.items():
    if WARN < length <= FAIL:
        print(f"warning: {path}: {length} lines, more than {WARN}")
finish(f"{path}: {length} lines, more than {FAIL}" for path, length in lengths.items() if length > FAIL)
