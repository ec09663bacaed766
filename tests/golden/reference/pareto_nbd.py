"""Pareto/NBD: buys at rate lambda ~ Gamma(r, alpha), lives an Exp(mu) time, mu ~ Gamma(s, beta)."""

import math

import mpmath as mp
from mpmath import mpf

from .histories import ContinuousModel
from .quadrature import decades, even, graded, integrate, integrate_all
from .verified import central_difference


class ParetoNBD(ContinuousModel):
    parameters = ("r", "alpha", "s", "beta")
    regimes = (
        ("cdnow", (0.5533, 10.5776, 0.6061, 11.6660)),
        ("cdnow_rounded", (0.55, 10.58, 0.61, 11.67)),
        ("grocery", (1.2, 5.7, 0.35, 40.0)),
        ("eq", (0.8, 10.0, 0.5, 10.0)),
        ("eq_tiny", (2.5, 1e-3, 1.5, 1e-3)),
        ("eq_huge", (0.3, 5e3, 0.3, 5e3)),
        ("eq_s1", (1.0, 1.0, 1.0, 1.0)),
        ("near_eq_ulp", (0.8, 10.0, 0.5, math.nextafter(10.0, 11))),
        ("near_eq_1e-12", (1.3, 10.0, 0.7, 10.0 * (1 + 1e-12))),
        ("near_eq_1e-8", (0.4, 3.0 * (1 + 1e-8), 2.0, 3.0)),
        ("near_eq_1e-4", (0.4, 3.0, 0.2, 3.0003)),
        ("tiny_r", (1e-3, 5.0, 0.6, 12.0)),
        ("tiny_s", (0.6, 5.0, 1e-3, 12.0)),
        ("tiny_rs", (1e-3, 2.0, 1e-3, 1.0)),
        ("huge_r", (1000.0, 800.0, 0.6, 11.0)),
        ("huge_r4", (2e4, 1e4, 0.8, 40.0)),
        ("huge_s", (0.6, 11.0, 1000.0, 5e4)),
        ("homog", (5e3, 1e4, 5e3, 2e5)),
        ("tiny_alpha", (0.5, 1e-4, 0.6, 11.0)),
        ("tiny_beta", (0.5, 11.0, 0.6, 1e-4)),
        ("alpha<<beta", (0.7, 1e-4, 0.9, 1e5)),
        ("alpha>>beta", (0.7, 1e5, 0.9, 1e-4)),
        ("s=1", (0.9, 7.0, 1.0, 30.0)),
        ("s=1+1e-9", (0.9, 7.0, 1.0 + 1e-9, 30.0)),
        ("s=1-1e-12", (0.9, 7.0, 1.0 - 1e-12, 30.0)),
        ("s=2_int", (2.0, 20.0, 2.0, 7.0)),
        ("lifetimes_overflow", (10.465, 7.98565181e-03, 3.0516, 2.820)),
        ("days_unit", (0.5533, 74.0432, 0.6061, 81.662)),
        ("donation", (1.188, 2.41, 0.55, 1.3)),
        ("btyd_issue", (0.16, 1.2e-2, 0.03, 7e-3)),
        ("large_s_small_beta", (1.7, 4.0, 25.0, 0.5)),
        ("fast_buyers", (30.0, 1.5, 0.4, 60.0)),
        ("sec_unit", (0.55, 6.4e6, 0.61, 7.05e6)),
    )

    def compute(self, parameters, values, row):
        r, al, s, be = point = [mpf(value) for value in parameters]
        x, t_x, age, horizon, delta, window = map(mpf, values[:6])
        count = values[6]
        death = None

        def closed():
            return alive_and_dead(*point, x, t_x, age)

        def integrals():
            nonlocal death
            death = death or death_integrals(*point, x, t_x, age)
            return death

        def alive():
            return (al + age) ** -(r + x) * (be + age) ** -s

        def integral():
            return alive(), s * integrals()[0]

        def log_likelihood(r, al, s, be):
            scale = mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(al) + s * mp.log(be)
            return scale + mp.log(sum(alive_and_dead(r, al, s, be, x, t_x, age)))

        row.both(
            "ll",
            lambda: log_likelihood(*point),
            lambda: (
                mp.loggamma(r + x)
                - mp.loggamma(r)
                + r * mp.log(al)
                + s * mp.log(be)
                + mp.log(sum(integral()))
            ),
            log=True,
        )

        def p_alive(parts):
            return parts[0] / sum(parts)

        row.both("p_alive", lambda: p_alive(closed()), lambda: p_alive(integral()))
        if age > t_x:
            row.both(
                "p_dead",
                lambda: closed()[1] / sum(closed()),
                lambda: integral()[1] / sum(integral()),
            )
        else:
            row.set("p_dead", "0")
        if x > 0 or age > 0:
            for i, name in enumerate(self.parameters):
                row.both(
                    "dll_d" + name,
                    lambda i=i: central_difference(log_likelihood, point, i),
                    lambda i=i: gradient(*point, x, age, alive(), integrals())[i],
                )

        rate = (r + x) / (al + age)
        row.both(
            "cet",
            lambda: p_alive(closed()) * rate * time_alive(s, be + age, horizon),
            lambda: p_alive(integral()) * rate * time_alive_integral(s, be + age, horizon),
        )
        row.both(
            "ext",
            lambda: r / al * time_alive(s, be, horizon),
            lambda: r / al * time_alive_integral(s, be, horizon),
        )
        z = delta * (be + age)
        row.both(
            "dert",
            lambda: (
                p_alive(closed()) * rate * (be + age) ** s * delta ** (s - 1) * mp.hyperu(s, s, z)
            ),
            lambda: (
                p_alive(integral())
                * rate
                / delta
                * integrate(
                    lambda v: mp.exp(-v - s * mp.log1p(v / z)),
                    decades(min(z, mpf(1)), 150, 8),
                )
            ),
        )
        if window > 0:
            row.both(
                "pmf",
                lambda: pmf(*point, window, count),
                lambda: pmf_integral(*point, window, count),
            )


def alive_and_dead(r, al, s, be, x, t_x, age):
    """The two parts of the likelihood, without the factor of gammas, by 2F1."""
    n = r + s + x
    larger, gap, second = (al, al - be, s + 1) if al >= be else (be, be - al, r + x)

    def term(time):
        scale = larger + time
        return mp.hyp2f1(n, second, n + 1, gap / scale) * scale**-n

    difference = term(t_x) - term(age) if age > t_x else mpf(0)
    return (al + age) ** -(r + x) * (be + age) ** -s, s / n * difference


def death_integrals(r, al, s, be, x, t_x, age):
    """The density of death at tau in (t_x, age), and its companions for the gradient.

    With tau = (c + t_x) e^w - c, c the smaller of alpha and beta, and a common scale taken out.
    """
    if age <= t_x:
        return [mpf(0)] * 5
    c = min(al, be)
    scale = -(r + x) * mp.log(al + t_x) - (s + 1) * mp.log(be + t_x)

    def integrand(w):
        tau = t_x + (c + t_x) * mp.expm1(w)
        a, b = al + tau, be + tau
        density = mp.exp(-(r + x) * mp.log(a) - (s + 1) * mp.log(b) - scale) * (c + tau)
        return [
            density,
            density * mp.log(a),
            density * mp.log(b),
            density / a,
            density / b,
        ]

    points = graded(mp.log((c + age) / (c + t_x)), 24)
    return [mp.exp(scale) * value for value in integrate_all(integrand, points, 5)]


def gradient(r, al, s, be, x, age, alive, death):
    """The derivatives under the integral sign."""
    plain, log_a, log_b, over_a, over_b = death
    total = alive + s * plain
    a, b = al + age, be + age
    return [
        mp.psi(0, r + x) - mp.psi(0, r) + mp.log(al) - (mp.log(a) * alive + s * log_a) / total,
        r / al - (r + x) * (alive / a + s * over_a) / total,
        mp.log(be) + (-mp.log(b) * alive + plain - s * log_b) / total,
        s / be - s * (alive / b + (s + 1) * over_b) / total,
    ]


def time_alive(s, b, t):
    """The expected time alive in the next t, given a rate of death that is Gamma(s, b)."""
    shrink = mp.log(b / (b + t))
    return -b * shrink if s == 1 else -b * mp.expm1((s - 1) * shrink) / (s - 1)


def time_alive_integral(s, b, t):
    if t == 0:
        return mpf(0)
    return integrate(lambda w: mp.exp(w * (1 - s)) * b, even(mp.log1p(t / b), 4))


def survives(r, al, s, be, t, k):
    """The chance to live through t and buy k times."""
    counted = mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1)))
    return counted * (al / (al + t)) ** r * (t / (al + t)) ** k * (be / (be + t)) ** s


def pmf_integral(r, al, s, be, t, k):
    """Over the time of death; e^w runs over (c + tau) / c."""
    c = min(al, be)
    counted = mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1)))

    def density(w):
        tau = c * mp.expm1(w)
        powers = -(r + k) * mp.log(al + tau) - (s + 1) * mp.log(be + tau)
        return mp.exp((k * mp.log(tau) if k else 0) + powers) * (c + tau)

    dies = integrate(density, even(mp.log1p(t / c), 6))
    return survives(r, al, s, be, t, k) + counted * al**r * s * be**s * dies


def pmf(r, al, s, be, t, k):
    if k > 20:
        return pmf_by_parts(r, al, s, be, t, k)
    larger, gap, second = (al, al - be, s + 1) if al >= be else (be, be - al, r + k)
    for digits in (110, 220, 440, 900):  # until the difference keeps 60 of them
        with mp.workdps(digits):

            def term(i, time):
                n = r + s + i
                return mp.hyp2f1(n, second, r + s + k + 1, gap / (larger + time)) / (
                    (larger + time) ** n
                )

            forever = term(0, mpf(0))
            after = sum(mp.rf(r + s, i) * t**i / mp.factorial(i) * term(i, t) for i in range(k + 1))
            if abs(forever - after) > abs(forever) * mpf(10) ** (60 - digits):
                scale = al**r * be**s * mp.beta(r + k, s + 1) / mp.beta(r, s)
                return survives(r, al, s, be, t, k) + scale * (forever - after)
    raise ValueError(k)


def pmf_by_parts(r, al, s, be, t, k):
    """Many purchases: a second quadrature, in tau itself."""
    counted = mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1)))
    with mp.workdps(60):

        def lives(tau):
            return (be / (be + tau)) ** s

        def buys(tau):
            return mp.exp(k * mp.log(tau) - (r + k) * mp.log(al + tau))

        slope = integrate(
            lambda tau: lives(tau) * buys(tau) * (k / tau - (r + k) / (al + tau)),
            graded(t, 20),
        )
        return survives(r, al, s, be, t, k) + counted * al**r * (slope - lives(t) * buys(t))
