"""``python -m tenure analyse``: from a CSV file to a ranked list of clients."""

import sys

from tenure.analysis.command import main

if __name__ == "__main__":
    sys.exit(main())
