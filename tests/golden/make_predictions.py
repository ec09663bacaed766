"""Make the reference numbers of predictions: MODEL_predictions.csv.

    python make_predictions.py MODEL ROWS     print the table, for so many histories

Histories are those of MODEL.csv (of nbd, pnbd.csv), of contracts a list of their own. Needs mpmath;
gmpy2 speeds it up. Every number is computed twice, see reference/predicted, and is given only if
both agree to 24 digits.
"""

import csv
import itertools
import sys
from pathlib import Path

import mpmath as mp
from mpmath import mpf
from reference.predicted import INPUTS, NEW_QUANTITIES, QUANTITIES, NoMeanError, windows
from reference.predicted.bg_bb import BGBB
from reference.predicted.bg_nbd import BGNBD, MBGNBD
from reference.predicted.contracts import Contract
from reference.predicted.ggompertz_nbd import GGompertzNBD
from reference.predicted.nbd import NBD
from reference.predicted.pareto_nbd import ParetoNBD
from reference.shifted_beta_geometric import ShiftedBetaGeometric
from reference.verified import Row

MODELS = {
    "nbd": (NBD, ("r", "alpha"), "pnbd"),
    "pnbd": (ParetoNBD, ("r", "alpha", "s", "beta"), "pnbd"),
    "bgnbd": (BGNBD, ("r", "alpha", "a", "b"), "bgnbd"),
    "mbgnbd": (MBGNBD, ("r", "alpha", "a", "b"), "mbgnbd"),
    "ggomnbd": (GGompertzNBD, ("r", "alpha", "b", "s", "beta"), "ggomnbd"),
    "bgbb": (BGBB, ("alpha", "beta", "gamma", "delta"), "bgbb"),
    "sbg": (Contract, ("alpha", "beta"), None),
    "bdw": (Contract, ("alpha", "beta", "c"), None),
}
LONGEST = 60  # opportunities or contracts ahead
RENEWALS = ((0, 0), (3, 3), (12, 12), (5, 9), (60, 60), (0, 4))  # made, of so many
POWERS = (0.5, 1.58, 0.9, 3.0, 1.0)
VERIFICATION = ("verified_digits_min", "unverified")


def drawn(name, rows):
    """(id, regime, parameters, history, horizon) as texts and numbers."""
    _, parameters, source = MODELS[name]
    if source is None:
        contracts = itertools.product(RENEWALS, ShiftedBetaGeometric.regimes)
        for index, (history, (regime, values)) in enumerate(contracts):
            if index % max(1, 72 // rows) == 0:
                power = (POWERS[index % len(POWERS)],) if name == "bdw" else ()
                yield index, regime, (*values, *power), (history[0], *history), 12.0
        return
    age, horizon = ("n", "n_star") if source == "bgbb" else ("T", "t_star")
    number = int if source == "bgbb" else float
    with open(Path(__file__).with_name(source + ".csv"), newline="") as file:
        given = list(csv.DictReader(file))
    for one in given[:: max(1, len(given) // rows)]:
        values = tuple(float(one[p]) for p in parameters)
        history = tuple(number(one[column]) for column in ("x", "t_x", age))
        yield int(one["id"]), one["regime"], values, history, float(one[horizon])


def computed(name, index, parameters, history, window, seconds):
    """The cells of a row; an expectation that does not exist is "inf"."""
    make_model = MODELS[name][0]
    model = make_model(parameters, *history)
    newcomer = make_model(parameters, *(0 * value for value in history))
    row = Row(index)
    for output in (*QUANTITIES, *NEW_QUANTITIES):
        asked = newcomer if output in NEW_QUANTITIES else model
        quantity = output.replace("new_", "window_")
        if output in model.lacks:
            continue
        try:
            row.both(
                output,
                lambda asked=asked, quantity=quantity: asked.first(quantity, *window),
                lambda asked=asked, quantity=quantity: asked.second(quantity, *window),
                seconds=seconds,
            )
        except NoMeanError:
            row.set(output, "inf")
    return row.cells((*QUANTITIES, *NEW_QUANTITIES))


def make(name, rows, seconds=6):
    discrete = name in ("bgbb", "sbg", "bdw")
    parameters = MODELS[name][1]
    age = "n" if name == "bgbb" else "T"
    number = int if discrete else mpf
    writer = csv.writer(sys.stdout)
    outputs = (*QUANTITIES, *NEW_QUANTITIES, *VERIFICATION)
    writer.writerow(["id", "regime", *parameters, "x", "t_x", age, *INPUTS, *outputs])
    for index, (row, regime, values, history, horizon) in enumerate(drawn(name, rows)):
        begins, ends, count, delta = windows(index, horizon, LONGEST if discrete else None)
        cells = computed(
            name,
            row,
            tuple(mpf(value) for value in values),
            tuple(number(value) for value in history),
            (number(begins), number(ends), count, mpf(delta)),
            seconds,
        )
        inputs = [repr(v) for v in (*values, *history, begins, ends, count, delta)]
        writer.writerow([row, regime, *inputs, *cells])
        sys.stdout.flush()


if __name__ == "__main__":
    mp.mp.dps = 60
    make(sys.argv[1], int(sys.argv[2]))
