"""Profile likelihood intervals of NBD and BG/NBD on a table of histories, by scipy alone.

Prints the numbers of test_profile.cpp. Nothing of tenure is used: closed forms of the likelihoods
(Ehrenberg 1959; Fader, Hardie & Lee 2005, equation 6), Nelder-Mead and Brent's method.
"""

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.special import betaln, gammaln
from scipy.stats import chi2

X = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 10])
T_X = np.array([0, 0, 0, 0, 2, 9, 21, 30, 5, 18, 33, 12, 30, 26, 34, 31, 36.5])
T = np.array([28, 32, 36, 39, 30, 39, 33, 36, 28, 32, 39, 30, 36, 33, 39, 32, 39.0])
WEIGHT = np.array([90, 70, 80, 60, 14, 11, 12, 9, 6, 8, 7, 3, 6, 4, 3, 2, 1.0])


def nbd(logs):
    r, alpha = np.exp(logs)
    each = gammaln(r + X) - gammaln(r) + r * np.log(alpha) - (r + X) * np.log(alpha + T)
    return -np.sum(WEIGHT * each)


def bg_nbd(logs):
    r, alpha, a, b = np.exp(logs)
    purchases = gammaln(r + X) - gammaln(r) + r * np.log(alpha)
    alive = betaln(a, b + X) - betaln(a, b) - (r + X) * np.log(alpha + T)
    with np.errstate(divide="ignore", invalid="ignore"):
        gone = betaln(a + 1, b + X - 1) - betaln(a, b) - (r + X) * np.log(alpha + T_X)
    gone = np.where(X > 0, gone, -np.inf)
    return -np.sum(WEIGHT * (purchases + np.logaddexp(alive, gone)))


def lowest(f, start):
    """Nelder-Mead, begun again until it stays."""
    options = {"xatol": 1e-12, "fatol": 1e-13, "maxiter": 40000, "maxfev": 40000}
    best = minimize(f, start, method="Nelder-Mead", options=options)
    for _ in range(6):
        best = minimize(f, best.x, method="Nelder-Mead", options=options)
    return best


def bounds(f, best, i, rise):
    rest = [np.delete(best.x, i)]

    def above(value):
        found = lowest(lambda others: f(np.insert(others, i, value)), rest[0])
        rest[0] = found.x
        return found.fun - best.fun - rise

    for side in (-1, 1):
        rest[0] = np.delete(best.x, i)
        distance = 0.1
        while above(best.x[i] + side * distance) < 0 and distance < 20:
            distance *= 1.6
        if distance >= 20:
            yield None
            continue
        rest[0] = np.delete(best.x, i)
        root = brentq(above, best.x[i], best.x[i] + side * distance, xtol=1e-12)
        yield float(np.exp(root))


for f, start in ((nbd, [0.0, 2.0]), (bg_nbd, [-1.0, 1.5, 0.0, 1.0])):
    best = lowest(f, start)
    print(f.__name__, "log-likelihood", repr(-best.fun))
    for i in range(2):  # Nelder-Mead takes long for the others, whose bounds are far
        estimate = float(np.exp(best.x[i]))
        print(" ", estimate, *bounds(f, best, i, 0.5 * chi2.ppf(0.9, 1)))
