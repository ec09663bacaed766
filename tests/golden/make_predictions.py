"""Make the reference numbers of predictions: MODEL_predictions.csv from histories of MODEL.csv.

    python make_predictions.py MODEL ROWS     print the table, for so many histories of MODEL.csv

Needs mpmath; gmpy2 speeds it up. Every number is computed twice, see reference/predictions.py, and
is given only if both agree to 24 digits.
"""

import csv
import sys
from pathlib import Path

import mpmath as mp
from mpmath import mpf
from reference import predictions
from reference.predictions import INPUTS, QUANTITIES, NoMeanError
from reference.verified import Row

MODELS = {
    "pnbd": (predictions.ParetoNBD, ("r", "alpha", "s", "beta")),
    "bgnbd": (predictions.BGNBD, ("r", "alpha", "a", "b")),
    "mbgnbd": (predictions.MBGNBD, ("r", "alpha", "a", "b")),
    "ggomnbd": (predictions.GGompertzNBD, ("r", "alpha", "b", "s", "beta")),
    "bgbb": (predictions.BGBB, ("alpha", "beta", "gamma", "delta")),
}
VERIFICATION = ("verified_digits_min", "unverified")


def computed(model, row_number, window, seconds):
    """The cells of a row; an expectation that does not exist is "inf"."""
    row = Row(row_number)
    for name in QUANTITIES:
        try:
            row.both(
                name,
                lambda name=name: model.first(name, *window),
                lambda name=name: model.second(name, *window),
                seconds=seconds,
            )
        except NoMeanError:
            row.set(name, "inf")
    return row.cells(QUANTITIES)


def make(name, rows, seconds=6):
    make_model, parameters = MODELS[name]
    discrete = name == "bgbb"
    age, horizon = ("n", "n_star") if discrete else ("T", "t_star")
    with open(Path(__file__).with_name(name + ".csv"), newline="") as file:
        given = list(csv.DictReader(file))
    given = given[:: max(1, len(given) // rows)]
    writer = csv.writer(sys.stdout)
    writer.writerow(
        ["id", "regime", *parameters, "x", "t_x", age, *INPUTS, *QUANTITIES, *VERIFICATION]
    )
    number = int if discrete else mpf
    for index, one in enumerate(given):
        longest = 60 if discrete else None
        begins, ends, count = predictions.windows(index, float(one[horizon]), longest)
        model = make_model(
            tuple(mpf(float(one[p])) for p in parameters),
            *(number(float(one[column])) for column in ("x", "t_x", age)),
        )
        cells = computed(model, int(one["id"]), (number(begins), number(ends), count), seconds)
        inputs = [one[column] for column in (*parameters, "x", "t_x", age)]
        windows = [repr(value) for value in (begins, ends, count)]
        writer.writerow([one["id"], one["regime"], *inputs, *windows, *cells])
        sys.stdout.flush()


if __name__ == "__main__":
    mp.mp.dps = 60
    make(sys.argv[1], int(sys.argv[2]))
