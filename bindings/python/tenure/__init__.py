"""Customer-base analysis: who is worth what, who is leaving, and what to spend on it."""

from tenure._core import __version__

__all__ = ["__version__"]
