"""Make or check the reference numbers of one model.

    python make_models.py check MODEL [ROWS]   compute the rows of MODEL.csv again and compare
    python make_models.py plain MODEL OTHER    compute the rows of k = 1 as rows of the other model
    python make_models.py draw MODEL SEED      print a table for another draw of histories

Needs mpmath; gmpy2 speeds it up. Every number is computed twice, by a closed form or exact finite
sum and by numerical integration over the mixing or death-time distribution, and is given only if
both agree to 24 digits.
"""

import csv
import random
import sys
from pathlib import Path

from reference import (
    bg_bb,
    bg_nbd,
    cnbd,
    gamma_gamma,
    ggompertz_nbd,
    pareto_nbd,
    shifted_beta_geometric,
)
from reference.verified import Row

MODELS = {
    "pnbd": pareto_nbd.ParetoNBD(),
    "bgnbd": bg_nbd.BGNBD(),
    "mbgnbd": bg_nbd.MBGNBD(),
    "bgcnbd": cnbd.BGCNBD(),
    "mbgcnbd": cnbd.MBGCNBD(),
    "ggomnbd": ggompertz_nbd.GGompertzNBD(),
    "bgbb": bg_bb.BGBB(),
    "gammagamma": gamma_gamma.GammaGamma(),
    "sbg": shifted_beta_geometric.ShiftedBetaGeometric(),
}
DRAWN_ROWS = 400  # and a few more, so that every regime has as many


def computed(model, index, parameters, values):
    row = Row(index)
    model.compute(parameters, values, row)
    return row.cells(model.outputs)


def table(name, limit=None):
    """The rows of a table: id, parameters, values and the cells as they are written."""
    model = MODELS[name]
    with open(Path(__file__).with_name(name + ".csv"), newline="") as file:
        for given in list(csv.DictReader(file))[:limit]:
            parameters = [float(given[column]) for column in model.parameters]
            texts = [given[column] for column in model.inputs]
            values = [int(text) if text.isdigit() else float(text) for text in texts]
            yield int(given["id"]), parameters, values, given


def differences(name, index, given, cells):
    found = [(column, cell) for column, cell in cells.items() if given[column] != cell]
    for column, cell in found:
        print(f"{name} row {index}, {column}: {given[column]} in the file, {cell} computed")
    return len(found)


def check(name, limit):
    model = MODELS[name]
    found = 0
    for index, parameters, values, given in table(name, limit):
        cells = computed(model, index, parameters, values)
        found += differences(name, index, given, dict(zip(model.outputs, cells, strict=False)))
    print(f"{name}: {found} differences")
    return found


def check_plain(name, plain_name):
    """Rows of a model with a regularity of 1 are rows of the model without one."""
    plain = MODELS[plain_name]
    found = rows = 0
    for index, parameters, values, given in table(name):
        if given["k"] != "1":
            continue
        cells = dict(zip(plain.outputs, computed(plain, index, parameters, values), strict=False))
        both = {c: cell for c, cell in cells.items() if cell and given[c]}
        found += differences(name, index, given, both)
        rows += 1
    print(f"{name}: {rows} rows of k = 1, {found} differences")
    return found


def draw(name, seed):
    model = MODELS[name]
    columns = ["id", "regime", *model.parameters, *model.inputs, *model.outputs]
    writer = csv.writer(sys.stdout)
    writer.writerow([*columns, "verified_digits_min", "unverified"])
    rows = getattr(model, "drawn_rows", DRAWN_ROWS)
    drawn = model.rows(random.Random(seed), -(-rows // len(model.regimes)))
    for index, (regime, parameters, values) in enumerate(drawn):
        given = [repr(value) for value in (*parameters, *values)]
        writer.writerow([index, regime, *given, *computed(model, index, parameters, values)])


if __name__ == "__main__":
    command, model_name, *rest = sys.argv[1:]
    if command == "check":
        sys.exit(check(model_name, int(rest[0]) if rest else None) != 0)
    if command == "plain":
        sys.exit(check_plain(model_name, *rest) != 0)
    draw(model_name, int(rest[0]))
