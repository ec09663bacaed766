"""The shared library exports what tenure.h declares: nothing more, nothing less.  LIBRARY"""

import subprocess
import sys

from c_header import Header
from repository import finish

listing = subprocess.run(
    ["nm", "--dynamic", "--defined-only", "--format=posix", sys.argv[1]],
    check=True, capture_output=True, text=True,
)  # fmt: skip
exported = {line.split()[0] for line in listing.stdout.splitlines()}
declared = set(Header().functions())
finish(
    [f"exported, but not declared in tenure.h: {name}" for name in sorted(exported - declared)]
    + [f"declared in tenure.h, but not exported: {name}" for name in sorted(declared - exported)]
)
