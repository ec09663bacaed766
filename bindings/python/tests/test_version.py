from importlib.metadata import version

import tenure


def test_version_of_the_module_is_that_of_the_distribution():
    assert tenure.__version__ == version("tenure")
