"""BG/NBD and MBG/NBD: sums over the number of purchases before the window; quadrature over p."""

import mpmath as mp
from mpmath import mpf

from .. import bg_nbd
from ..integrals import beta_integral, log_beta
from ..quadrature import even, integrate
from . import NoMeanError

MOST_TERMS = 20_000


class BGNBD:
    lacks = ("window_discounted",)
    first_chance = 0

    def __init__(self, parameters, x, t_x, age):
        self.r, self.al, self.a, self.b = parameters
        self.x, self.t_x, self.age = x, t_x, age
        self.model = bg_nbd.MBGNBD() if self.first_chance else bg_nbd.BGNBD()

    def _likelihood(self, r, a, by_integral=False):
        parts = self.model.parts_integral if by_integral else self.model.parts
        return parts(r, self.al, a, self.b, self.x, self.t_x, self.age)

    def _posterior_means(self, name, by_integral):
        now = sum(self._likelihood(self.r, self.a, by_integral))
        if name == "mean_rate":
            return self.r / self.al * sum(self._likelihood(self.r + 1, self.a, by_integral)) / now
        share = self.a / (self.a + self.b)
        return share * sum(self._likelihood(self.r, self.a + 1, by_integral)) / now

    def first(self, name, begins, ends, count, delta):
        if name in ("mean_rate", "mean_dropout"):
            return self._posterior_means(name, False)
        parts = self._likelihood(self.r, self.a)
        alive = parts[0] / sum(parts)
        shape, rate = self.r + self.x, self.al + self.age
        a, b = self.a, self.b + self.x + self.first_chance
        if name == "lifetime_all":
            if shape <= 1 or a <= 1:
                raise NoMeanError
            return alive * rate / (shape - 1) * (a + b - 1) / (a - 1)
        if name == "lifetime":

            def lives(p):
                if p < mpf(10) ** -200:
                    return ends
                growth = mp.log1p(p * ends / rate)
                small = growth if shape == 1 else mp.expm1((1 - shape) * growth) / (1 - shape)
                return rate / p * small

            return alive * beta_integral(a, b, lives) / beta_integral(a, b)
        if name == "window_expected":
            return alive * (
                bg_nbd.purchases(a, b, shape, rate, ends)
                - bg_nbd.purchases(a, b, shape, rate, begins)
            )
        length = ends - begins

        def at_least(k):
            """Over the number n of purchases in (0, begins], all of which he survived."""
            return sum_over_count(
                shape,
                rate,
                begins,
                lambda n: (
                    stays(a, b, n + k - 1)
                    * mp.betainc(
                        k, shape + n, 0, length / (rate + begins + length), regularized=True
                    )
                ),
            )

        def exactly(k):
            def term(n):
                leaves = stays(a, b, n + k - 1) * a / (a + b + n + k - 1)
                u = length / (rate + begins + length)
                more = mp.betainc(k, shape + n, 0, u, regularized=True)
                just = bg_nbd.exactly(shape + n, rate + begins, length, k)
                return stays(a, b, n + k) * just + leaves * more

            return sum_over_count(shape, rate, begins, term)

        if name == "window_pmf":
            return alive * exactly(count)
        return alive * at_least(1 if name == "window_active" else count)

    def second(self, name, begins, ends, count, delta):
        if name in ("mean_rate", "mean_dropout"):
            return self._posterior_means(name, True)
        parts = self._likelihood(self.r, self.a, True)
        alive = parts[0] / sum(parts)
        shape, rate = self.r + self.x, self.al + self.age
        a, b = self.a, self.b + self.x + self.first_chance
        whole = beta_integral(a, b)
        if name == "lifetime_all":
            if shape <= 1 or a <= 1:
                raise NoMeanError
            return alive * rate / (shape - 1) * beta_integral(a - 1, b) / whole
        if name == "lifetime":
            c = rate / (shape + 1)
            return alive * integrate(
                lambda w: mp.hyp2f1(shape, a, a + b, -c * mp.expm1(w) / rate) * c * mp.exp(w),
                even(mp.log1p(ends / c), 4),
                mpf(10) ** -30,
            )
        if name == "window_expected":

            def kept(p):
                if p < mpf(10) ** -200:
                    return shape * (ends - begins) / rate
                opened = 1 + p * begins / rate
                share = p * (ends - begins) / (rate * opened)
                return opened**-shape * -mp.expm1(-shape * mp.log1p(share)) / p

            return alive * beta_integral(a, b, kept) / whole
        length = ends - begins

        def tail(p, k):
            then = rate + p * begins
            u = length / (then + length)
            return (rate / then) ** shape * mp.betainc(k, shape, 0, u, regularized=True)

        def mean_tail(a_, b_, k):
            return beta_integral(a_, b_, lambda p: tail(p, k)) / whole

        if name == "window_pmf":
            k = count
            none = bg_nbd.exactly(shape, rate, length, k)
            silent = beta_integral(
                a, b + k, lambda p: (1 + p * begins / (rate + length)) ** -(shape + k)
            )
            return alive * (none * silent / whole + mean_tail(a + 1, b + k - 1, k))
        k = 1 if name == "window_active" else count
        return alive * mean_tail(a, b + k - 1, k)


class MBGNBD(BGNBD):
    first_chance = 1


def stays(a, b, n):
    """The chance to let n chances to leave pass."""
    return mp.exp(log_beta(a, b + n) - log_beta(a, b))


def sum_over_count(shape, rate, t, term):
    """E[term(N)], N being the purchases in (0, t] at a rate that is Gamma(shape, rate)."""
    if t == 0:
        return term(0)
    probability = (rate / (rate + t)) ** shape
    z, total, left = t / (rate + t), mpf(0), mpf(1)
    for n in range(MOST_TERMS):
        total += probability * term(n)
        left -= probability
        if left < mpf(10) ** -45 and n > shape * t / rate:
            return total
        probability *= z * (shape + n) / (n + 1)
    raise ValueError(shape)
