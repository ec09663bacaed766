"""BG/CNBD-k and MBG/CNBD-k: as BG/NBD and MBG/NBD, but a purchase takes k phases at rate lambda.

A: sums over the count of phases, negative binomial, or of Gauss's 2F1; B: integrals over lambda, p
and the time of a phase, and generating functions by the k-th roots of unity.
"""

from functools import cache

import mpmath as mp
from mpmath import mpf

from .bg_nbd import BGNBD
from .cnbd_client import Client, fewer_than, silence_terms
from .histories import INPUTS, ContinuousModel, rounded
from .integrals import beta_integral, gamma_integral, log_beta
from .quadrature import even, integrate
from .verified import central_difference

REGULARITIES = [2, 3, 2, 4, 12, 1, 2, 7, 3, 5, 8, 12]


def shared_regimes(*names):
    """Those of the BG/NBD, in the order given: rows keep their ids."""
    parameters = dict(BGNBD.regimes)
    return [(name, parameters[name]) for name in names]


class BGCNBD(ContinuousModel):
    first = 0
    parameters = ("r", "alpha", "a", "b")
    inputs = (*INPUTS, "k", "log_interpurchase")
    drawn_rows = 190
    regimes = (
        ("grocery", (0.3591, 1.1294, 0.5228, 2.7855)),
        ("grocery_mbg", (1.3292, 2.8126, 0.4247, 0.79)),
        ("cdnow", (0.2426, 4.4136, 0.7929, 2.4259)),
        ("simulator", (0.85, 1.45, 0.79, 2.42)),
        *shared_regimes(
            "a=1",
            "a=1-1e-12",
            "a+b=1",
            "tiny_a",
            "tiny_b",
            "huge_ab",
            "huge_a",
            "tiny_r",
            "huge_r",
            "homog",
            "tiny_alpha",
            "huge_alpha",
            "sec_unit",
            "fast_buyers",
            "nan_issue",
            "a_gt_b",
            "a=1+1e-9",
            "a=2,b=1",
            "a+b<1",
            "tiny_ab",
            "huge_r4",
            "days_unit",
            "pymc_fixture",
            "int_params",
        ),
        ("tiny_b4", (0.5, 5.0, 0.8, 1e-4)),
        ("huge_b6", (0.5, 5.0, 0.9, 1e6)),
        ("all_1e-4", (1e-4, 1e-4, 1e-4, 1e-4)),
        ("all_1e6", (1e6, 1e6, 1e6, 1e6)),
    )

    def rows(self, rng, each):
        for regime, parameters, values in super().rows(rng, each):
            x, t_x, *_ = values
            k = REGULARITIES[rng.randrange(len(REGULARITIES))]
            interval = max(t_x, 1e-6) / max(x, 1)
            litt = rounded(x * (float(mp.log(interval)) - 0.4 / k), 8) if x else 0.0
            yield regime, parameters, (*values, k, litt)

    def compute(self, parameters, values, row):
        r, al, a, b = point = [mpf(value) for value in parameters]
        x, t_x, age, horizon, delta, window = map(mpf, values[:6])
        count, k, litt = values[6], values[7], mpf(values[8])
        chances = x + self.first
        intervals = (k - 1) * litt - x * mp.loggamma(mpf(k))
        quadrature = None

        def closed():
            return self.parts(*point, x, t_x, age, k)

        def integral():
            nonlocal quadrature
            quadrature = quadrature or self.parts_integral(*point, x, t_x, age, k)
            return quadrature

        def p_alive(parts):
            return parts[0] / sum(parts)

        if x == 0 and age == 0:
            row.set("ll", "0")
        else:
            row.both(
                "ll",
                lambda: mp.log(sum(closed())) + intervals,
                lambda: mp.log(sum(integral())) + intervals,
                log=True,
            )
        row.both("p_alive", lambda: p_alive(closed()), lambda: p_alive(integral()))
        if chances:
            row.both(
                "p_dead",
                lambda: closed()[1] / sum(closed()),
                lambda: integral()[1] / sum(integral()),
            )
        else:
            row.set("p_dead", "0")
        if x > 0 or age > 0:
            self._gradient(point, x, t_x, age, k, row)

        client = Client(k, r + k * x, al + age, age - t_x, a, b + chances)
        row.both(
            "cet",
            lambda: p_alive(closed()) * client.purchases_by_count(horizon),
            lambda: p_alive(integral()) * client.purchases_by_roots(horizon),
            seconds=20,
        )
        stays = b / (a + b) if self.first else mpf(1)
        newcomer = Client(k, r, al, mpf(0), a, b + self.first)
        row.both(
            "ext",
            lambda: stays * newcomer.purchases_by_count(horizon),
            lambda: stays * newcomer.purchases_by_roots(horizon),
            seconds=20,
        )
        if row.index % 3 == 0 or row.index % 5 == 0:  # two double integrals: slow
            row.both(
                "dert",
                lambda: p_alive(closed()) * client.residual_over_rates(delta),
                lambda: p_alive(integral()) * client.residual_over_chances(delta),
                seconds=20,
            )
        row.both(
            "pmf",
            lambda: self.pmf(point, window, count, k, at_least),
            lambda: self.pmf(point, window, count, k, at_least_integral),
            seconds=20,
        )

    def shares(self, a, b, x):
        """Stays to the end, and leaves at the last chance, as logarithms."""
        stayed = log_beta(a, b + x + self.first) - log_beta(a, b)
        left = log_beta(a + 1, b + x - 1 + self.first) - log_beta(a, b)
        return stayed, left

    def parts(self, r, al, a, b, x, t_x, age, k):
        """The likelihood of being a client still, and of having left after the last purchase."""
        shape = r + k * x
        rates = mp.loggamma(shape) - mp.loggamma(r) + r * mp.log(al)
        silent = sum(silence_terms(k, shape, al + age, age - t_x))
        if x == 0 and not self.first:
            return mp.exp(rates - shape * mp.log(al + age)) * silent, mpf(0)
        stayed, left = self.shares(a, b, x)
        alive = mp.exp(stayed + rates - shape * mp.log(al + age)) * silent
        return alive, mp.exp(left + rates - shape * mp.log(al + t_x))

    def parts_integral(self, r, al, a, b, x, t_x, age, k):
        shape, silence = r + k * x, age - t_x
        whole = beta_integral(a, b) * gamma_integral(r, al)
        alive = gamma_integral(shape, al + age, lambda u: fewer_than(k, u * silence))
        stays = beta_integral(a, b + x + self.first)
        left = mpf(0)
        if x > 0 or self.first:
            leaves = beta_integral(a + 1, b + x - 1 + self.first)
            left = leaves * gamma_integral(shape, al + t_x)
        return stays * alive / whole, left / whole

    def _gradient(self, point, x, t_x, age, k, row):
        moments, chances = None, x + self.first

        def by_integrals(i):
            nonlocal moments
            moments = moments or self.gradient(*point, x, t_x, age, k)
            return moments[i]

        for i, name in enumerate(self.parameters):
            if name in "ab" and (chances == 0 or (chances == 1 and t_x == age)):
                row.set("dll_d" + name, "0")  # no chance to leave, or one and no time to see
                continue
            row.both(
                "dll_d" + name,
                lambda i=i: self.difference(point, x, t_x, age, k, i),
                lambda i=i: by_integrals(i),
            )

    def difference(self, point, x, t_x, age, k, i):
        with mp.workdps(110):
            return central_difference(
                lambda *p: mp.log(sum(self.parts(*p, x, t_x, age, k))), point, i
            )

    def gradient(self, r, al, a, b, x, t_x, age, k):
        """By means of lambda and its logarithm under the posterior, and digamma functions."""
        shape, silence = r + k * x, age - t_x
        alive, left = self.parts_integral(r, al, a, b, x, t_x, age, k)
        w, u = alive / (alive + left), left / (alive + left)

        def moments(rate, f):
            f = cache(f)
            total = gamma_integral(shape, rate, f)
            return [
                gamma_integral(shape, rate, lambda y: mp.log(y) * f(y)) / total,
                gamma_integral(shape, rate, lambda y: y * f(y)) / total,
            ]

        logs, means = moments(al + age, lambda y: fewer_than(k, y * silence))
        if u:
            logs_left, means_left = moments(al + t_x, lambda y: mpf(1))
            logs, means = w * logs + u * logs_left, w * means + u * means_left
        chances = x + self.first
        total = mp.psi(0, a + b) - mp.psi(0, a + b + chances)

        def psi_difference(after, before):
            return mp.psi(0, after) - mp.psi(0, before)

        by_a = w * total
        by_b = w * (psi_difference(b + chances, b) + total)
        if left:
            by_a += u * (psi_difference(a + 1, a) + total)
            by_b += u * (psi_difference(b + chances - 1, b) + total)
        return [mp.log(al) - mp.psi(0, r) + logs, r / al - means, by_a, by_b]

    def pmf(self, point, t, count, k, tail):
        r, al, a, b = point
        exactly = tail(r, al, t, k * count) - tail(r, al, t, k * (count + 1))
        if count == 0 and not self.first:
            return exactly
        stayed, left = self.shares(a, b, count)
        return mp.exp(stayed) * exactly + mp.exp(left) * tail(r, al, t, k * count)


class MBGCNBD(BGCNBD):
    first = 1


def at_least(r, al, t, n):
    """The negative binomial probability of n phases or more in t."""
    return mp.betainc(n, r, 0, t / (al + t), regularized=True) if n else mpf(1)


def at_least_integral(r, al, t, n):
    """Over the time of the n-th phase, alpha (e^w - 1)."""
    if n == 0:
        return mpf(1)
    peak = mp.log(n / r + 1) if n < 1000 * r * t / al else mp.log1p(t / al)

    def log_density(w):
        return (n - 1) * mp.log(mp.expm1(w)) - (r + n - 1) * w

    scale = log_density(peak)
    integral = integrate(
        lambda w: mp.exp(log_density(w) - scale) if w > 0 else mpf(0), even(mp.log1p(t / al), 12)
    )
    return mp.exp(scale + mp.loggamma(r + n) - mp.loggamma(r) - mp.loggamma(mpf(n))) * integral
