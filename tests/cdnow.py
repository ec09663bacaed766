"""Write the CDNOW purchase logs as the tests read them:  python cdnow.py FOLDER

The data belong to their authors and are not part of this repository. The package `lifetimes` (MIT)
carries them; `pip install --no-deps lifetimes` is enough, it is never imported.
"""

import importlib.util
import shutil
import sys
from pathlib import Path


def source() -> Path:
    package = importlib.util.find_spec("lifetimes")
    if package is None or package.origin is None:
        sys.exit("the package lifetimes is not installed")
    return Path(package.origin).parent / "datasets"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [line.split() for line in (source() / "CDNOW_sample.txt").read_text().splitlines()]
    table = [(int(master), int(sample), *rest) for master, sample, *rest in rows]
    text = "".join(",".join(map(str, row)) + "\n" for row in table)
    (folder / "cdnow_sample.csv").write_text("masterid,sampleid,date,cds,sales\n" + text)
    shutil.copy(source() / "CDNOW_master.txt", folder / "cdnow_master.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
