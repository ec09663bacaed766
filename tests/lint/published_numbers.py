"""Each published number in tests/golden/published.csv is named in the test said to reproduce it.

Names end a range: A88-A109 stands in the table and in the test. In Python names are lower case.
"""

import csv
import re
import sys
from pathlib import Path

root = Path(__file__).resolve().parents[2]
failures = []
with open(root / "tests/golden/published.csv", newline="") as file:
    for row in csv.DictReader(file):
        number, test = row["number"], row["reproduced in"]
        if not test:
            if not row["remark"]:
                failures.append(f"{number}: neither a test nor a reason")
            continue
        text = (root / test).read_text()
        if not re.search(rf"(?i)(?<![a-z0-9]){number}(?![0-9])", text.replace("_", " ")):
            failures.append(f"{number}: not named in {test}")
sys.exit("\n".join(failures) or None)
