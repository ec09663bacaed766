"""Make or check the reference numbers of one model.

    python make_models.py check MODEL [ROWS]   compute the rows of MODEL.csv again and compare
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


def check(name, limit):
    model = MODELS[name]
    differences = 0
    with open(Path(__file__).with_name(name + ".csv"), newline="") as file:
        for given in list(csv.DictReader(file))[:limit]:
            parameters = [float(given[column]) for column in model.parameters]
            texts = [given[column] for column in model.inputs]
            values = [int(text) if text.isdigit() else float(text) for text in texts]
            index = int(given["id"])
            cells = computed(model, index, parameters, values)
            for column, cell in zip(model.outputs, cells, strict=False):
                if given[column] != cell:
                    differences += 1
                    print(f"row {index}, {column}: {given[column]} in the file, {cell} computed")
    print(f"{name}: {differences} differences")
    return differences


def draw(name, seed):
    model = MODELS[name]
    columns = ["id", "regime", *model.parameters, *model.inputs, *model.outputs]
    writer = csv.writer(sys.stdout)
    writer.writerow([*columns, "verified_digits_min", "unverified"])
    drawn = model.rows(random.Random(seed), -(-DRAWN_ROWS // len(model.regimes)))
    for index, (regime, parameters, values) in enumerate(drawn):
        given = [repr(value) for value in (*parameters, *values)]
        writer.writerow([index, regime, *given, *computed(model, index, parameters, values)])


if __name__ == "__main__":
    command, model_name, *number = sys.argv[1:]
    if command == "check":
        sys.exit(check(model_name, int(number[0]) if number else None) != 0)
    draw(model_name, int(number[0]))
