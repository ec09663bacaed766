"""BG/NBD: buys at rate lambda ~ Gamma(r, alpha), leaves after a purchase with p ~ Beta(a, b).

MBG/NBD: may leave after the first purchase, too. `first` is 1 for it, 0 for BG/NBD.
"""

import mpmath as mp
from mpmath import mpf

from .histories import ContinuousModel
from .integrals import beta_integral, gamma_integral, log_beta
from .quadrature import decades, even, integrate
from .verified import central_difference


class BGNBD(ContinuousModel):
    first = 0
    parameters = ("r", "alpha", "a", "b")
    regimes = (
        ("cdnow", (0.2426, 4.4136, 0.7929, 2.4259)),
        ("cdnow_round", (0.243, 4.414, 0.793, 2.426)),
        ("a=1", (0.6, 9.0, 1.0, 2.0)),
        ("a=1+1e-9", (0.6, 9.0, 1.0 + 1e-9, 2.0)),
        ("a=1-1e-12", (0.6, 9.0, 1.0 - 1e-12, 2.0)),
        ("a=2,b=1", (1.0, 9.0, 2.0, 1.0)),
        ("a+b=1", (0.6, 9.0, 0.4, 0.6)),
        ("a+b<1", (0.6, 9.0, 0.3, 0.2)),
        ("tiny_a", (0.5, 5.0, 1e-3, 2.0)),
        ("tiny_b", (0.5, 5.0, 0.8, 1e-2)),
        ("tiny_ab", (0.5, 5.0, 5e-3, 5e-3)),
        ("huge_ab", (0.5, 5.0, 1e3, 1e4)),
        ("huge_b", (0.5, 5.0, 0.9, 5e4)),
        ("huge_a", (0.5, 5.0, 3e3, 2.0)),
        ("tiny_r", (1e-3, 5.0, 0.8, 2.4)),
        ("huge_r", (1000.0, 800.0, 0.8, 2.4)),
        ("huge_r4", (2e4, 1e4, 0.6, 3.0)),
        ("homog", (5e3, 1e4, 2e3, 8e3)),
        ("tiny_alpha", (0.3, 1e-4, 0.8, 2.4)),
        ("huge_alpha", (0.3, 1e5, 0.8, 2.4)),
        ("days_unit", (0.2426, 30.895, 0.7929, 2.4259)),
        ("sec_unit", (0.2426, 2.669e6, 0.7929, 2.4259)),
        ("pymc_fixture", (0.55, 10.58, 0.61, 11.67)),
        ("fast_buyers", (30.0, 1.5, 0.4, 60.0)),
        ("int_params", (2.0, 4.0, 3.0, 5.0)),
        ("nan_issue", (0.008379009, 0.025, 0.0006, 0.0072)),
        ("a_gt_b", (1.5, 20.0, 6.0, 0.7)),
    )

    def compute(self, parameters, values, row):
        r, al, a, b = point = [mpf(value) for value in parameters]
        x, t_x, age, horizon, delta, window = map(mpf, values[:6])
        count, first = values[6], self.first
        may_be_dead = x > 0 or first == 1
        quadrature = None

        def closed():
            return self.parts(*point, x, t_x, age)

        def integral():
            nonlocal quadrature
            quadrature = quadrature or self.parts_integral(*point, x, t_x, age)
            return quadrature

        def p_alive(parts):
            return parts[0] / sum(parts)

        if x == 0 and age == 0:
            row.set("ll", "0")
        else:
            row.both(
                "ll",
                lambda: mp.log(sum(closed())),
                lambda: mp.log(sum(integral())),
                log=True,
            )
        row.both("p_alive", lambda: p_alive(closed()), lambda: p_alive(integral()))
        if may_be_dead:
            row.both(
                "p_dead",
                lambda: closed()[1] / sum(closed()),
                lambda: integral()[1] / sum(integral()),
            )
        else:
            row.set("p_dead", "0")
        if x > 0 or age > 0:
            self._gradient(point, x, t_x, age, row)

        shape, rate, later = r + x, al + age, b + x + first
        row.both(
            "cet",
            lambda: p_alive(closed()) * purchases(a, later, shape, rate, horizon),
            lambda: p_alive(integral()) * purchases_integral(a, later, shape, rate, horizon),
        )
        stays = b / (a + b) if first else mpf(1)
        row.both(
            "ext",
            lambda: stays * purchases(a, b + first, r, al, horizon),
            lambda: stays * purchases_integral(a, b + first, r, al, horizon),
        )
        if row.index % 4 == 0 and shape < 400:  # two double integrals: slow
            row.both(
                "dert",
                lambda: p_alive(closed()) * residual_over_p(a, later, shape, rate, delta),
                lambda: p_alive(integral()) * residual_over_time(a, later, shape, rate, delta),
                seconds=15,
            )
        if window > 0:
            row.both(
                "pmf",
                lambda: self.pmf(*point, window, count),
                lambda: self.pmf_integral(*point, window, count),
            )

    def parts(self, r, al, a, b, x, t_x, age):
        """The likelihood of being a client still, and of having left after the last purchase."""
        rates = mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(al)
        stayed = log_beta(a, b + x + self.first) - log_beta(a, b)
        alive = mp.exp(stayed + rates - (r + x) * mp.log(al + age))
        if x == 0 and not self.first:
            return alive, mpf(0)
        left = log_beta(a + 1, b + x - 1 + self.first) - log_beta(a, b)
        return alive, mp.exp(left + rates - (r + x) * mp.log(al + t_x))

    def parts_integral(self, r, al, a, b, x, t_x, age):
        whole = beta_integral(a, b) * gamma_integral(r, al)
        alive = beta_integral(a, b + x + self.first) * gamma_integral(r + x, al + age)
        left = mpf(0)
        if x > 0 or self.first:
            stays_then_leaves = beta_integral(a + 1, b + x - 1 + self.first)
            left = stays_then_leaves * gamma_integral(r + x, al + t_x)
        return alive / whole, left / whole

    def _gradient(self, point, x, t_x, age, row):
        for i, name in enumerate(self.parameters):
            if x == 0 and not self.first and name in "ab":
                row.set("dll_d" + name, "0")
                continue
            row.both(
                "dll_d" + name,
                lambda i=i: self.gradient(*point, x, t_x, age)[i],
                lambda i=i: self.difference(point, x, t_x, age, i),
            )

    def difference(self, point, x, t_x, age, i):
        with mp.workdps(110):
            return central_difference(lambda *p: mp.log(sum(self.parts(*p, x, t_x, age))), point, i)

    def gradient(self, r, al, a, b, x, t_x, age):
        """By digamma functions."""
        alive, left = self.parts(r, al, a, b, x, t_x, age)
        w, u = alive / (alive + left), left / (alive + left)
        total = mp.psi(0, a + b) - mp.psi(0, a + b + x + self.first)

        def psi_difference(after, before):
            return mp.psi(0, after) - mp.psi(0, before)

        by_a = w * total
        by_b = w * (psi_difference(b + x + self.first, b) + total)
        if left:
            by_a += u * (psi_difference(a + 1, a) + total)
            by_b += u * (psi_difference(b + x - 1 + self.first, b) + total)
        return [
            psi_difference(r + x, r) + mp.log(al) - w * mp.log(al + age) - u * mp.log(al + t_x),
            r / al - (r + x) * (w / (al + age) + u / (al + t_x)),
            by_a,
            by_b,
        ]

    def pmf(self, r, al, a, b, t, k):
        stayed = log_beta(a, b + k + self.first) - log_beta(a, b)
        total = mp.exp(stayed) * exactly(r, al, t, k)
        if k == 0 and not self.first:
            return total
        left = mp.exp(log_beta(a + 1, b + k - 1 + self.first) - log_beta(a, b))
        at_least = mp.betainc(k, r, 0, t / (al + t), regularized=True) if k else 1
        return total + left * at_least

    def pmf_integral(self, r, al, a, b, t, k):
        whole = beta_integral(a, b)
        total = beta_integral(a, b + k + self.first) / whole * exactly(r, al, t, k)
        if k == 0:
            return total + (beta_integral(a + 1, b) / whole if self.first else 0)

        def density(w):
            """Of the time of the k-th purchase; that time is alpha (e^w - 1)."""
            time = al * mp.expm1(w)
            powers = (k - 1) * mp.log(time) - (r + k) * (mp.log(al) + w)
            return mp.exp(powers) * al * mp.exp(w)

        scale = mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k))) * al**r
        at_least = scale * integrate(density, even(mp.log1p(t / al), 6))
        return total + beta_integral(a + 1, b + k - 1 + self.first) / whole * at_least


class MBGNBD(BGNBD):
    first = 1


def exactly(r, al, t, k):
    """The negative binomial probability of k purchases in t."""
    counted = mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1))
    return mp.exp(counted + r * mp.log(al / (al + t)) + k * mp.log(t / (al + t)))


def purchases(a, b, shape, rate, t):
    """E[(1 - (rate / (rate + p t))^shape) / p] over p ~ Beta(a, b)."""
    if t == 0:
        return mpf(0)
    if a == 1:
        return shape * t / rate * mp.hyp3f2(shape + 1, a, 1, a + b, 2, -t / rate)
    c = a + b - 1
    for digits in (110, 200, 400):  # until the difference keeps 60 of them
        with mp.workdps(digits):
            series = mp.hyp2f1(shape, b, c, t / (rate + t))
            bracket = 1 - (rate / (rate + t)) ** shape * series
            if abs(bracket) > mpf(10) ** (60 - digits):
                return c / (a - 1) * bracket
    raise ValueError(t)


def purchases_integral(a, b, shape, rate, t):
    if t == 0:
        return mpf(0)

    def before_leaving(p):
        if p <= mpf(10) ** -300:
            return shape * t / rate
        return -mp.expm1(-shape * mp.log1p(p * t / rate)) / p

    return beta_integral(a, b, before_leaving) / beta_integral(a, b)


def residual_over_p(a, b, shape, rate, delta):
    """Over p; the inner integral, over time, is Tricomi's U."""
    with mp.workdps(50):

        def discounted(p):
            if p <= mpf(10) ** -200:
                return shape / rate / delta
            return shape / p * mp.hyperu(1, 1 - shape, delta * rate / p)

        return beta_integral(a, b, discounted) / beta_integral(a, b)


def residual_over_time(a, b, shape, rate, delta):
    """Over time; the inner integral, over p, is 2F1."""
    with mp.workdps(50):
        z = delta * rate
        integral = integrate(
            lambda v: mp.exp(-v) * mp.hyp2f1(shape + 1, a, a + b, -v / z),
            decades(min(z, mpf(1)), 120, 16),
            tolerance=mpf(10) ** -30,
        )
        return shape / rate / delta * integral
