"""Shifted beta-geometric: a contract ends at each renewal with theta ~ Beta(alpha, beta)."""

import mpmath as mp
from mpmath import mpf

from .integrals import beta_integral, log_beta
from .verified import central_difference

RENEWALS = [1, 1, 2, 3, 7, 12, 24, 60, 120, 365, 1000, 10000]
RATES = [1e-6, 1e-3, 0.01, 0.1, 0.15, 1.0]


class ShiftedBetaGeometric:
    parameters = ("alpha", "beta")
    inputs = ("t", "d")
    outputs = (
        *("log_pmf", "log_surv", "retention", "del", "derl"),
        *("dlogpmf_dalpha", "dlogpmf_dbeta", "dlogsurv_dalpha", "dlogsurv_dbeta"),
    )
    regimes = (
        ("high_end", (0.668, 3.806)),
        ("regular", (0.704, 1.182)),
        ("uniform", (1.0, 1.0)),
        ("tiny", (1e-3, 1e-3)),
        ("tiny_a", (1e-4, 2.0)),
        ("tiny_b", (0.5, 1e-3)),
        ("huge", (1e4, 5e4)),
        ("geom_limit", (2e5, 8e5)),
        ("a>>b", (500.0, 0.5)),
        ("b>>a", (0.01, 1e6)),
        ("int", (2.0, 3.0)),
        ("half", (0.5, 0.5)),
    )

    def rows(self, rng, each):
        for regime, parameters in self.regimes:
            for _ in range(each):
                yield regime, parameters, (rng.choice(RENEWALS), rng.choice(RATES))

    def compute(self, parameters, values, row):
        al, be = point = [mpf(value) for value in parameters]
        t, d = values[0], mpf(values[1])

        def log_pmf(a, b):
            return log_beta(a + 1, b + t - 1) - log_beta(a, b)

        def log_survival(a, b):
            return log_beta(a, b + t) - log_beta(a, b)

        def renewed(b, weight=None):
            """E[weight(theta)] of a client who has renewed b - be times."""
            return beta_integral(al, b, weight)

        def perpetuity(theta):
            """Sum of ((1 - theta) / (1 + d))^k over k >= 0, without the factor 1 + d."""
            return 1 / (d + theta)

        row.both(
            "log_pmf",
            lambda: log_pmf(al, be),
            lambda: mp.log(beta_integral(al + 1, be + t - 1)) - mp.log(renewed(be)),
            log=True,
        )
        row.both(
            "log_surv",
            lambda: log_survival(al, be),
            lambda: mp.log(renewed(be + t)) - mp.log(renewed(be)),
            log=True,
        )
        row.both(
            "retention",
            lambda: (be + t - 1) / (al + be + t - 1),
            lambda: renewed(be + t) / renewed(be + t - 1),
        )
        row.both(
            "del",
            lambda: discounted_survival(al, be, d, be + t),
            lambda: (1 + d) * renewed(be, perpetuity) / renewed(be),
        )
        row.both(
            "derl",
            lambda: (be + t - 1) / (al + be + t - 1) * discounted_survival(al, be + t, d, be + t),
            lambda: (1 + d) * renewed(be + t, perpetuity) / renewed(be + t - 1),
        )
        for i, name in enumerate(self.parameters):
            row.both(
                "dlogpmf_d" + name,
                lambda i=i: central_difference(log_pmf, point, i),
                lambda i=i: pmf_gradient(al, be, t)[i],
            )
            row.both(
                "dlogsurv_d" + name,
                lambda i=i: central_difference(log_survival, point, i),
                lambda i=i: survival_gradient(al, be, t)[i],
            )


def discounted_survival(al, b0, d, last):
    """Sum over k of (b0)_k / (al + b0)_k (1 + d)^-k: term by term while that converges fast."""
    z = 1 / (1 + d)
    if last / (al + last) * z <= mpf("0.999"):
        total = term = mpf(1)
        enough = mpf(10) ** (-mp.mp.dps + 5)
        for k in range(200000):
            term *= (b0 + k) / (al + b0 + k) * z
            total += term
            if term < enough * total and k >= 50:
                return total
    return mp.hyp2f1(1, b0, al + b0, z)


def pmf_gradient(al, be, t):
    common = mp.psi(0, al + be) - mp.psi(0, al + be + t)
    return [
        mp.psi(0, al + 1) - mp.psi(0, al) + common,
        mp.psi(0, be + t - 1) - mp.psi(0, be) + common,
    ]


def survival_gradient(al, be, t):
    common = mp.psi(0, al + be) - mp.psi(0, al + be + t)
    return [common, mp.psi(0, be + t) - mp.psi(0, be) + common]
