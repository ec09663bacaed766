"""Make or check mle.csv: maximum-likelihood fits to 18 digits, with standard errors.

    python make_mle.py check [WORD]   fit again the data sets whose name has WORD in it, and compare
    python make_mle.py write          print the table

Newton's method on the closed-form log-likelihoods of `reference/` in 60 digits, with derivatives by
central differences that leave 28 of them: no formula, and no number, in common with the library.
CDNOW, in the two-decimal weekly summary, comes with the package `lifetimes`
(`pip install --no-deps lifetimes`; it is never imported); without it those fits are skipped. Needs
mpmath; with gmpy2 the Pareto/NBD takes a quarter of an hour, the others seconds.
"""

import collections
import csv
import importlib.util
import itertools
import sys
from pathlib import Path

import mpmath as mp
from mpmath import mpf
from reference import bg_bb, bg_nbd, pareto_nbd
from reference.integrals import log_beta

FILE = Path(__file__).with_name("mle.csv")
STEP = mpf(10) ** -15  # relative; differences of 60 digits keep 30 of a second derivative
CONVERGED = mpf(10) ** -18

# Repeat donations, year of the last one, donors; six years. Fader, Hardie & Shang (2010), table 2.
DONATIONS = [
    (6, 6, 1203), (5, 6, 728), (4, 6, 512), (3, 6, 357), (2, 6, 234), (1, 6, 129),
    (5, 5, 335), (4, 5, 284), (3, 5, 225), (2, 5, 173), (1, 5, 119), (4, 4, 240),
    (3, 4, 181), (2, 4, 155), (1, 4, 78), (3, 3, 322), (2, 3, 255), (1, 3, 129),
    (2, 2, 613), (1, 2, 277), (1, 1, 1091), (0, 0, 3464),
]  # fmt: skip
# Of 1000 clients, those left after 0, 1, ... 7 years. Fader & Hardie (2007), table 1.
SURVIVORS = {
    "regular": [1000, 631, 468, 382, 326, 289, 262, 241],
    "high_end": [1000, 869, 743, 653, 593, 551, 517, 491],
}


def of_pareto_nbd(point, history):
    r, al, s, be = point
    x, t_x, age = history
    scale = mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(al) + s * mp.log(be)
    return scale + mp.log(sum(pareto_nbd.alive_and_dead(*point, x, t_x, age)))


def of_bg_nbd(point, history):
    return mp.log(sum(bg_nbd.BGNBD().parts(*point, *history)))


def of_mbg_nbd(point, history):
    return mp.log(sum(bg_nbd.MBGNBD().parts(*point, *history)))


def of_bg_bb(point, history):
    return mp.log(sum(bg_bb.likelihood(*point, *map(int, history))))


def of_gamma_gamma(point, history):
    p, q, v = point
    x, m = history
    shape = p * x
    return (
        q * mp.log(v)
        + (shape - 1) * mp.log(m)
        + shape * mp.log(x)
        - (shape + q) * mp.log(v + m * x)
        - log_beta(shape, q)
    )


def of_contract(point, history):
    """History: renewals, and whether the contract then ended."""
    al, be = point
    renewals, ended = history
    return log_beta(al + ended, be + renewals) - log_beta(al, be)


def cdnow(name, *columns):
    package = importlib.util.find_spec("lifetimes")
    if package is None or package.origin is None:
        return None
    with open(Path(package.origin).parent / "datasets" / name, newline="") as file:
        rows = list(csv.DictReader(file))
    return [tuple(mpf(float(row[column])) for column in columns) for row in rows]


def cells(histories):
    return None if histories is None else list(collections.Counter(histories).items())


def contracts(survivors):
    left = itertools.pairwise(survivors)
    ended = [((renewals, 1), before - after) for renewals, (before, after) in enumerate(left)]
    return [*ended, ((len(survivors) - 1, 0), survivors[-1])]


def data_sets():
    """Name, parameters, log-likelihood of a history, histories with counts, start."""
    summary = cells(cdnow("cdnow_customers_summary.csv", "frequency", "recency", "T"))
    spend = cdnow("cdnow_customers_summary_with_transactions.csv", "x", "zbar")
    repeaters = cells(None if spend is None else [row for row in spend if row[0] > 0])
    donations = [((x, t_x, 6), donors) for x, t_x, donors in DONATIONS]
    yield (
        "bgbb:donations(11104 donors, 22 cells)",
        *(("alpha", "beta", "gamma", "delta"), of_bg_bb, donations, (1.2, 0.75, 0.66, 2.8)),
    )
    yield (
        "gammagamma:cdnow_customers_summary_with_transactions x>0",
        *(("p", "q", "v"), of_gamma_gamma, repeaters, (6.2, 3.7, 15.4)),
    )
    for name, likelihood, start in (
        ("bgnbd", of_bg_nbd, (0.24, 4.4, 0.79, 2.4)),
        ("mbgnbd", of_mbg_nbd, (0.52, 6.2, 0.89, 1.6)),
    ):
        names = ("r", "alpha", "a", "b")
        yield f"{name}:cdnow_customers_summary", names, likelihood, summary, start
    yield (
        "pnbd:cdnow_customers_summary",
        *(("r", "alpha", "s", "beta"), of_pareto_nbd, summary, (0.553, 10.578, 0.606, 11.67)),
    )
    for name, start in (("high_end", (0.67, 3.8)), ("regular", (0.70, 1.18))):
        counts = "/".join(map(str, SURVIVORS[name]))
        yield (
            f"sbg:Fader-Hardie 2007 {name}, survivors of 1000 = {counts}",
            *(("alpha", "beta"), of_contract, contracts(SURVIVORS[name]), start),
        )


def derivatives(function, point):
    """Value, gradient and Hessian by central differences, in units of the parameters."""
    n = len(point)

    def moved(*changes):
        at = list(point)
        for index, sign in changes:
            at[index] *= 1 + sign * STEP
        return function(at)

    value = function(point)
    up = [moved((i, 1)) for i in range(n)]
    down = [moved((i, -1)) for i in range(n)]
    gradient = mp.matrix([(up[i] - down[i]) / (2 * STEP) for i in range(n)])
    hessian = mp.matrix(n, n)
    for i in range(n):
        hessian[i, i] = (up[i] - 2 * value + down[i]) / STEP**2
        for j in range(i):
            both = moved((i, 1), (j, 1)) + moved((i, -1), (j, -1))
            apart = moved((i, 1), (j, -1)) + moved((i, -1), (j, 1))
            hessian[i, j] = hessian[j, i] = (both - apart) / (4 * STEP**2)
    return value, gradient, hessian


def fitted(likelihood, histories, start):
    """Estimates, their standard errors and the log-likelihood at the maximum."""
    point = [mpf(value) for value in start]

    def total(at):
        return mp.fsum(count * likelihood(at, history) for history, count in histories)

    for _ in range(20):
        value, gradient, hessian = derivatives(total, point)
        step = mp.lu_solve(hessian, -gradient)  # relative to the parameters
        point = [at * (1 + move) for at, move in zip(point, step, strict=True)]
        if max(abs(move) for move in step) < CONVERGED:
            covariance = mp.inverse(-hessian)
            errors = [at * mp.sqrt(covariance[i, i]) for i, at in enumerate(point)]
            return point, errors, value
    raise ArithmeticError("Newton's method does not converge")


def write():
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["model_dataset", "parameter", "mle", "se_observed_information", "max_loglik"])
    for name, parameters, likelihood, histories, start in data_sets():
        if histories is None:
            print(f"{name}: skipped, the package lifetimes is not installed", file=sys.stderr)
            continue
        point, errors, value = fitted(likelihood, histories, start)
        best = mp.nstr(value, 18)
        for parameter, estimate, error in zip(parameters, point, errors, strict=True):
            writer.writerow([name, parameter, mp.nstr(estimate, 18), mp.nstr(error, 12), best])
            best = ""


def check(word):
    with open(FILE, newline="") as file:
        given = {(row["model_dataset"], row["parameter"]): row for row in csv.DictReader(file)}
    differences = 0
    for name, parameters, likelihood, histories, start in data_sets():
        if word not in name:
            continue
        if histories is None:
            print(f"{name}: skipped, the package lifetimes is not installed")
            continue
        point, errors, value = fitted(likelihood, histories, start)
        for parameter, estimate, error in zip(parameters, point, errors, strict=True):
            row = given[name, parameter]
            pairs = [(row["mle"], estimate, 1e-16), (row["se_observed_information"], error, 1e-11)]
            if row["max_loglik"]:
                pairs.append((row["max_loglik"], value, 1e-16))
            for text, number, tolerance in pairs:
                if abs(mpf(text) / number - 1) > tolerance:
                    differences += 1
                    print(f"{name}, {parameter}: {text} in the file, {mp.nstr(number, 18)} found")
        print(f"{name}: checked", flush=True)
    return differences


if __name__ == "__main__":
    if sys.argv[1:2] == ["check"]:
        sys.exit(check(sys.argv[2] if len(sys.argv) > 2 else "") != 0)
    write()
