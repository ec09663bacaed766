"""Print the accuracy table: the worst error of each quantity of each model on the golden rows.

    python accuracy_table.py build/tests/tests_models

The errors are those that the golden tests measure, in the terms of their tolerances: relative, and
for logarithms and gradients (by the logarithm of the parameter) relative to max(1, |reference|).
"""

import subprocess
import sys

NAMES = {
    "nbd": "NBD",
    "pareto_nbd": "Pareto/NBD",
    "bg_nbd": "BG/NBD",
    "mbg_nbd": "MBG/NBD",
    "bg_cnbd_k": "BG/CNBD-k",
    "mbg_cnbd_k": "MBG/CNBD-k",
    "ggompertz_nbd": "GGompertz/NBD",
    "bg_bb": "BG/BB",
    "shifted_beta_geometric": "sBG",
    "beta_discrete_weibull": "BdW",
    "gamma_gamma": "Gamma-Gamma",
}
QUANTITIES = {
    "ll": "log-likelihood",
    "log_pmf": "log-likelihood, left",
    "log_surv": "log-likelihood, stays",
    "gradient": "its gradient",
    "p_alive": "P(alive)",
    "p_alive_n": "P(alive)",
    "p_alive_n1": "P(alive) next",
    "retention": "retention",
    "p_dead": "P(dead)",
    "cet": "expected purchases",
    "ext": "the same, new client",
    "dert": "DERT",
    "del": "DEL",
    "derl": "DERL",
    "pmf": "PMF",
    "window_expected": "expected purchases in a window",
    "window_active": "P(at least one purchase in it)",
    "window_at_least": "P(at least k)",
    "window_pmf": "P(k)",
    "window_discounted": "discounted purchases in it",
    "new_expected": "purchases in it, new client",
    "new_at_least": "P(at least k), new client",
    "new_pmf": "P(k), new client",
    "lifetime": "expected lifetime, to a horizon",
    "lifetime_all": "the same, for ever",
    "mean_rate": "posterior rate of buying",
    "mean_dropout": "posterior rate of leaving",
    "cond_mean": "expected spend",
    "pop_mean": "the same, new client",
}


def measured(program):
    """One (rows, core rows, worst core, worst other, excused) a model and quantity."""
    run = subprocess.run(
        [program, "--source-file=*golden.cpp"], check=False, capture_output=True, text=True
    )
    if run.returncode != 0:
        sys.exit(run.stdout)
    table = {}
    for line in run.stdout.splitlines():
        _, found, fields = line.partition("MESSAGE: accuracy,")
        if not found:
            continue
        model, quantity, rows, core_rows, core, extreme, excused = fields.split(",")
        if quantity.startswith("dl"):  # dll_dr, dlogpmf_dalpha, ...: the worst of the gradient
            quantity = "gradient"
        new = [int(rows), int(core_rows), float(core), float(extreme), int(excused)]
        old = table.setdefault((model, quantity), new)
        table[model, quantity] = [max(pair) for pair in zip(old, new, strict=True)]
    return table


def main(program):
    table = measured(program)
    print("| model | quantity | rows | of the core | worst there | worst elsewhere | excused |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for model, title in NAMES.items():
        for quantity, name in QUANTITIES.items():
            if (model, quantity) in table:
                rows, core_rows, core, extreme, excused = table[model, quantity]
                numbers = f"{rows} | {core_rows} | {core:.1e} | {extreme:.1e} | {excused}"
                print(f"| {title} | {name} | {numbers} |")


if __name__ == "__main__":
    main(sys.argv[1])
