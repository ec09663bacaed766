"""BG/BB: buys with p at each of n opportunities, leaves at the start of each with theta."""

import mpmath as mp
from mpmath import mpf

from .integrals import beta_integral, gauss_jacobi, log_beta
from .verified import AGREED_DIGITS, agreeing_digits, central_difference

OPPORTUNITIES = [1, 2, 5, 6, 12, 24, 40, 60, 120, 365, 1000, 5000]
DONORS = [(0, 0), (2, 4), (6, 6), (1, 1)]  # x, t_x of 6
MOST_NODES = 64


def ratio(a, b, more_a, more_b):
    """B(a + more_a, b + more_b) / B(a, b)."""
    return mp.exp(log_beta(a + more_a, b + more_b) - log_beta(a, b))


class BGBB:
    parameters = ("alpha", "beta", "gamma", "delta")
    inputs = ("x", "t_x", "n", "n_star", "d", "n_pmf", "k_pmf")
    outputs = (
        *("ll", "p_alive_n", "p_alive_n1", "cet", "ext", "dert", "pmf"),
        *("dll_dalpha", "dll_dbeta", "dll_dgamma", "dll_ddelta"),
    )
    regimes = (
        ("donation", (1.204, 0.750, 0.657, 2.783)),
        ("gamma=1", (1.2, 0.75, 1.0, 2.8)),
        ("gamma~1", (1.2, 0.75, 1 + 1e-9, 2.8)),
        ("uniform", (1.0, 1.0, 1.0, 1.0)),
        ("tiny_all", (1e-2, 1e-2, 1e-2, 1e-2)),
        ("tiny_a", (1e-3, 2.0, 0.6, 2.8)),
        ("huge", (1e3, 2e3, 5e2, 5e3)),
        ("huge_ab", (1e4, 1e4, 0.6, 2.7)),
        ("immortal", (1.2, 0.8, 1e-4, 3e3)),
        ("die_fast", (1.2, 0.8, 50.0, 0.5)),
        ("int", (2.0, 3.0, 2.0, 4.0)),
        ("rare", (0.05, 40.0, 0.3, 9.0)),
    )

    def rows(self, rng, each):
        for regime, parameters in self.regimes:
            for j in range(each):
                n = rng.choice(OPPORTUNITIES)
                x = min(n, rng.choice([0, 1, 2, n // 4, n // 2, n]))
                t_x = 0 if x == 0 else rng.choice([n, x, rng.randint(x, n), rng.randint(x, n)])
                if regime == "donation" and j < len(DONORS):
                    n, (x, t_x) = 6, DONORS[j]
                horizon = rng.choice([1, 5, 10, 100])
                rate = rng.choice([1e-4, 0.01, 0.1, 0.15])
                window = rng.choice([1, 6, 12, 40, 120])
                count = min(window, rng.choice([0, 1, 2, window // 2, window]))
                yield regime, parameters, (x, t_x, n, horizon, rate, window, count)

    def compute(self, parameters, values, row):
        point = tuple(mpf(value) for value in parameters)
        al, be, ga, de = point
        x, t_x, n, horizon, rate, window, count = values
        d = mpf(rate)
        integrals = None

        def closed():
            return likelihood(*point, x, t_x, n)

        def integral():
            nonlocal integrals
            integrals = integrals or likelihood_integral(*point, x, t_x, n)
            return integrals

        row.both(
            "ll",
            lambda: mp.log(sum(closed())),
            lambda: mp.log(sum(integral())),
            seconds=25,
            log=True,
        )
        row.both(
            "p_alive_n",
            lambda: closed()[0] / sum(closed()),
            lambda: integral()[0] / sum(integral()),
        )
        row.both(
            "p_alive_n1",
            lambda: ratio(al, be, x, n - x) * ratio(ga, de, 0, n + 1) / sum(closed()),
            lambda: integral()[0] / sum(integral()) * (de + n) / (ga + de + n),
        )

        def buys(parts):
            return ratio(al, be, x + 1, n - x) / sum(parts)

        row.both(
            "cet",
            lambda: buys(closed()) * alive(ga, de, n, horizon),
            lambda: buys(integral()) * alive_summed(ga, de, n, horizon),
        )
        row.both(
            "ext",
            lambda: al / (al + be) * alive(ga, de, 0, n),
            lambda: al / (al + be) * alive_summed(ga, de, 0, n),
        )

        def residual_closed():
            z = 1 / (1 + d)
            series = z * mp.hyp2f1(1, de + n + 1, ga + de + n + 1, z)
            return buys(closed()) * ratio(ga, de, 0, n + 1) * series

        def residual_integral():
            """Sum over k of (1-theta)^(n+k) / (1+d)^k is (1-theta)^(n+1) / (d+theta)."""
            discounted = beta_integral(ga, de + n + 1, lambda theta: 1 / (d + theta))
            return buys(integral()) * discounted / beta_integral(ga, de)

        row.both("dert", residual_closed, residual_integral)
        row.both(
            "pmf",
            lambda: pmf(*point, window, count),
            lambda: pmf_integral(*point, window, count),
            seconds=40,
        )
        if n <= 60:
            for i, name in enumerate(self.parameters):
                row.both(
                    "dll_d" + name,
                    lambda i=i: central_difference(
                        lambda *p: mp.log(sum(likelihood(*p, x, t_x, n))), point, i
                    ),
                    lambda i=i: gradient(*point, x, t_x, n)[i],
                )


def likelihood(al, be, ga, de, x, t_x, n):
    """Alive after n opportunities, and gone after t_x of them: a sum by its terms' ratio."""
    stayed = ratio(al, be, x, n - x) * ratio(ga, de, 0, n)
    gone = mpf(0)
    if n > t_x:
        gone = term = ratio(al, be, x, t_x - x) * ratio(ga, de, 1, t_x)
        for q in range(n - t_x - 1):
            silent = (be + t_x - x + q) / (al + be + t_x + q)
            term *= silent * (de + t_x + q) / (ga + 1 + de + t_x + q)
            gone += term
    return stayed, gone


def likelihood_integral(al, be, ga, de, x, t_x, n):
    if n > 60:
        return likelihood_spot_checked(al, be, ga, de, x, t_x, n)
    nodes = n // 2 + 2  # exact for the polynomial of a client's own p and theta
    buyers, leavers = gauss_jacobi(nodes, al, be), gauss_jacobi(nodes, ga, de)
    stayed = gone = mpf(0)
    always = sum(w * p**x * (1 - p) ** (n - x) for p, w in buyers)
    for theta, weight in leavers:
        stayed += weight * (1 - theta) ** n * always
        for p, w in buyers if n > t_x else ():
            silent = (1 - p) * (1 - theta)
            run = (1 - silent ** (n - t_x)) / (1 - silent)
            gone += weight * theta * (1 - theta) ** t_x * w * p**x * (1 - p) ** (t_x - x) * run
    return stayed, gone


def likelihood_spot_checked(al, be, ga, de, x, t_x, n):
    """Many opportunities: terms by beta functions, the first and a middle one by quadrature."""

    def by_quadrature(a, b, more_a, more_b):
        return beta_integral(a + more_a, b + more_b) / beta_integral(a, b)

    def term(q, ratio_):
        return ratio_(al, be, x, t_x - x + q) * ratio_(ga, de, 1, t_x + q)

    stayed = by_quadrature(al, be, x, n - x) * by_quadrature(ga, de, 0, n)
    gone = sum((term(q, ratio) for q in range(n - t_x)), mpf(0))
    if n > t_x:
        middle = (n - t_x) // 2
        digits = agreeing_digits(term(middle, by_quadrature), term(middle, ratio))
        if digits < AGREED_DIGITS:
            raise ValueError(digits)
    return stayed, gone


def alive(ga, de, n, horizon):
    """The sum over the next `horizon` opportunities of the chance to be there."""
    if ga == 1:
        return de * (mp.psi(0, de + n + horizon + 1) - mp.psi(0, de + n + 1))

    def tail(q):
        return mp.exp(
            mp.loggamma(1 + de + q)
            - mp.loggamma(ga + de + q)
            + mp.loggamma(ga + de)
            - mp.loggamma(1 + de)
        )

    return de / (ga - 1) * (tail(n) - tail(n + horizon))


def alive_summed(ga, de, n, horizon):
    return sum(ratio(ga, de, 0, n + q) for q in range(1, horizon + 1))


def pmf(al, be, ga, de, n, k):
    total = mp.binomial(n, k) * ratio(al, be, k, n - k) * ratio(ga, de, 0, n)
    for q in range(k, n):
        total += mp.binomial(q, k) * ratio(al, be, k, q - k) * ratio(ga, de, 1, q)
    return total


def pmf_integral(al, be, ga, de, n, k):
    nodes = n // 2 + 2
    if nodes > MOST_NODES:
        raise ValueError(nodes)
    buyers, leavers = gauss_jacobi(nodes, al, be), gauss_jacobi(nodes, ga, de)

    def buys(q):
        """k times in q opportunities."""
        return mp.binomial(q, k) * sum(w * p**k * (1 - p) ** (q - k) for p, w in buyers)

    total = buys(n) * sum(w * (1 - theta) ** n for theta, w in leavers)
    for q in range(k, n):
        total += buys(q) * sum(w * theta * (1 - theta) ** q for theta, w in leavers)
    return total


def gradient(al, be, ga, de, x, t_x, n):
    """By digamma functions, term by term."""
    terms = [(x, n - x, 0, n)]
    terms += [(x, t_x - x + q, 1, t_x + q) for q in range(n - t_x)]
    total, slopes = mpf(0), [mpf(0)] * 4
    for more_al, more_be, more_ga, more_de in terms:
        value = ratio(al, be, more_al, more_be) * ratio(ga, de, more_ga, more_de)
        total += value
        for i, slope in enumerate(
            ratio_slopes(al, be, more_al, more_be) + ratio_slopes(ga, de, more_ga, more_de)
        ):
            slopes[i] += value * slope
    return [slope / total for slope in slopes]


def ratio_slopes(a, b, more_a, more_b):
    """The derivatives of log ratio(a, b, more_a, more_b) in a and b."""
    common = mp.psi(0, a + b) - mp.psi(0, a + b + more_a + more_b)
    return [
        mp.psi(0, a + more_a) - mp.psi(0, a) + common,
        mp.psi(0, b + more_b) - mp.psi(0, b) + common,
    ]
