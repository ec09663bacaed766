"""Make cnbd_windows.csv: P(count) of BG/CNBD-k in a window that opens later.

    python make_cnbd_windows.py > cnbd_windows.csv

Far tails, where the rates that count lie far above those that are likely, beside counts of every
day. Needs mpmath; gmpy2 speeds it up. Every number is computed twice, see
reference/predicted/cnbd.py, and is given if both agree to 24 digits.
"""

import csv
import sys

import mpmath as mp
from reference.cnbd import BGCNBD
from reference.predicted.cnbd import Window
from reference.verified import AGREED_DIGITS, agreeing_digits, printed

MODELS = {"bg_cnbd_k": BGCNBD}
ROWS = (  # model, k, parameters, history, window, count
    ("bg_cnbd_k", 3, (20, 5, 0.8, 2.5), (40, 29, 30), (5, 40), 20),
    ("bg_cnbd_k", 3, (20, 5, 0.8, 2.5), (40, 29, 30), (5, 40), 150),
    ("bg_cnbd_k", 3, (20, 5, 0.8, 2.5), (40, 29, 30), (5, 40), 200),
    ("bg_cnbd_k", 3, (1, 5, 0.8, 2.5), (3, 20, 30), (5, 10), 2),
    ("bg_cnbd_k", 3, (1, 5, 0.8, 2.5), (3, 20, 30), (5, 10), 40),
    ("bg_cnbd_k", 12, (6.122, 1.7005, 3.9413, 4.7843), (1, 0.0611, 0.182), (0.1879, 1.486), 60),
)


def make():
    writer = csv.writer(sys.stdout, lineterminator="\n")
    parameters = ("r", "alpha", "a", "b")
    writer.writerow(["model", "k", *parameters, "x", "t_x", "T", "from", "to", "count", "pmf"])
    for name, k, values, history, window, count in ROWS:
        asked = Window(MODELS[name](), values, k, history, *window)
        first, second = asked.by_count(count), asked.by_quadrature(count)
        if agreeing_digits(first, second) < AGREED_DIGITS:
            raise ValueError(f"{name} {k} {values}: {first} {second}")
        inputs = [repr(float(v)) for v in (*values, *history, *window)]
        writer.writerow([name, k, *inputs, count, printed(first)])
        sys.stdout.flush()


if __name__ == "__main__":
    mp.mp.dps = 60
    make()
