"""Gamma-Gamma: spend per purchase is Gamma(p, rate nu), nu is Gamma(q, rate v)."""

import mpmath as mp
from mpmath import mpf

from .histories import rounded
from .integrals import gamma_integral
from .verified import central_difference

FREQUENCIES = [0, 1, 1, 2, 3, 7, 26, 100, 171, 1000, 5000]


class GammaGamma:
    parameters = ("p", "q", "v")
    inputs = ("x", "m")
    outputs = ("ll", "cond_mean", "pop_mean", "dll_dp", "dll_dq", "dll_dv")
    regimes = (
        ("cdnow", (6.25, 3.74, 15.44)),
        ("cdnow_full", (6.2495, 3.7442, 15.4474)),
        ("q=1", (2.0, 1.0, 10.0)),
        ("q<1", (6.0, 0.4, 30.0)),
        ("q_near1+", (3.0, 1.0 + 1e-9, 8.0)),
        ("p<1", (0.3, 2.5, 20.0)),
        ("p_tiny", (1e-3, 3.0, 5.0)),
        ("p_huge", (1e4, 4.0, 0.1)),
        ("homog", (5e3, 5e3, 100.0)),
        ("v_tiny", (2.0, 3.0, 1e-8)),
        ("v_huge", (2.0, 3.0, 1e9)),
        ("unit1", (1.0, 2.0, 1.0)),
        ("q_huge", (2.0, 1e4, 1e5)),
        ("q=2", (1.5, 2.0, 7.0)),
    )

    def rows(self, rng, each):
        for regime, parameters in self.regimes:
            p, q, v = map(mpf, parameters)
            scale = float(v * p / max(abs(q - 1), mpf(1) / 10))
            for _ in range(each):
                x = rng.choice(FREQUENCIES)
                means = [
                    0.01,
                    1.0,
                    22.35,
                    35.17,
                    scale,
                    scale * 10 ** rng.uniform(-3, 3),
                    1e6,
                ]
                mean = rounded(rng.choice(means), 8)
                yield regime, parameters, (x, mean if x > 0 else 0.0)

    def compute(self, parameters, values, row):
        p, q, v = point = [mpf(value) for value in parameters]
        x, m = values[0], mpf(values[1])
        if x > 0:
            self._likelihood(point, x, m, row)
        shape, rate = p * x + q, v + m * x  # of nu, given the client's mean
        if shape > 1:
            row.both(
                "cond_mean",
                lambda: p * rate / (shape - 1),
                lambda: p * gamma_integral(shape - 1, rate) / gamma_integral(shape, rate),
            )
        else:
            row.set("cond_mean", "inf")
        if q > 1:
            row.both(
                "pop_mean",
                lambda: p * v / (q - 1),
                lambda: p * gamma_integral(q - 1, v) / gamma_integral(q, v),
            )
        else:
            row.set("pop_mean", "inf")

    def _likelihood(self, point, x, m, row):
        p, q, v = point
        shape, rate = p * x + q, v + m * x

        def closed(p, q, v):
            return (
                mp.loggamma(p * x + q)
                - mp.loggamma(p * x)
                - mp.loggamma(q)
                + q * mp.log(v)
                + (p * x - 1) * mp.log(m)
                + p * x * mp.log(x)
                - (p * x + q) * mp.log(v + m * x)
            )

        def integral():
            """The Gamma(p x, nu x) density at m, over nu."""
            return (
                p * x * mp.log(x)
                + (p * x - 1) * mp.log(m)
                - mp.log(gamma_integral(p * x, mpf(1)))
                + mp.log(gamma_integral(shape, rate))
                - mp.log(gamma_integral(q, v))
            )

        def gradient():
            common = mp.psi(0, shape) - mp.log(rate)
            return [
                x * (common - mp.psi(0, p * x) + mp.log(m) + mp.log(x)),
                common - mp.psi(0, q) + mp.log(v),
                q / v - shape / rate,
            ]

        row.both("ll", lambda: closed(p, q, v), integral, log=True)
        for i, name in enumerate(self.parameters):
            row.both(
                "dll_d" + name,
                lambda i=i: central_difference(closed, point, i),
                lambda i=i: gradient()[i],
            )
