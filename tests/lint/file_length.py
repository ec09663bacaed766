"""A file above 400 lines needs a reason (a warning); none is above 800."""

from repository import code_files, finish, lines, name

WARN, FAIL = 400, 800

lengths = {name(path): sum(1 for _ in lines(path)) for path in code_files()}
long = {path: length for path, length in lengths.items() if length > WARN}
for path, length in long.items():
    print(f"warning: {path}: {length} lines, more than {WARN}")
finish(f"{path}: {long[path]} lines, more than {FAIL}" for path in long if long[path] > FAIL)
