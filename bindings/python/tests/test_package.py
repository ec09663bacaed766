import subprocess
import sys
from importlib.metadata import version

import tenure
from tenure._zones import zone_steps


def test_version_of_the_module_is_that_of_the_distribution():
    assert tenure.__version__ == version("tenure")


def test_import_takes_numpy_and_the_standard_library_only():
    code = "import sys, tenure; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"pandas", "polars", "pyarrow", "duckdb", "scipy", "sklearn", "matplotlib", "tqdm"}
    assert not loaded & heavy
    assert "numpy" in loaded


def test_import_is_quick_beside_numpy():
    code = """
import time
start = time.perf_counter()
import numpy
between = time.perf_counter()
import tenure
print(time.perf_counter() - between, between - start)
"""
    pairs = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        pairs.append([float(seconds) for seconds in done.stdout.split()])
    own, numpy = map(min, zip(*pairs, strict=True))
    # A tenth of a second, or as long as numpy takes where the machine is slow.
    assert own < max(0.1, numpy)


def test_everything_public_has_a_docstring():
    for name in tenure.__all__:
        assert name == "__version__" or getattr(tenure, name).__doc__, name


def test_zones():
    seconds, offsets = zone_steps("America/New_York")
    # 2024-03-10 07:00 UTC: clocks go forward.
    at = seconds.searchsorted(1710054000, side="right") - 1
    assert seconds[at] == 1710054000
    assert offsets[at - 1 : at + 1].tolist() == [-18000, -14400]
    assert len(zone_steps("UTC")[0]) == 1
