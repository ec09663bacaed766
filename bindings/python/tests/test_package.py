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


def test_import_loads_little_beside_numpy():
    code = """
import sys, numpy
before = set(sys.modules)
import tenure
own = {name for name in set(sys.modules) - before if name.partition('.')[0] != 'tenure'}
print(*own)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    # Data classes, decimal numbers and what numpy has for type hints: 7 modules with CPython 3.11.
    assert len(done.stdout.split()) <= 20, done.stdout


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
