"""NBD: incomplete beta functions, and quadrature over the rate or the time of the k-th purchase."""

import mpmath as mp

from ..integrals import gamma_integral
from ..quadrature import even, graded, integrate
from . import NoMeanError, full_at


class NBD:
    lacks = ("mean_dropout",)  # nobody leaves

    def __init__(self, parameters, x, _, age):
        r, al = parameters
        self.shape, self.rate = r + x, al + age

    def first(self, name, begins, ends, count, delta):
        shape, rate, length = self.shape, self.rate, ends - begins
        if name == "mean_rate":
            return shape / rate
        if name == "lifetime":
            return ends
        if name == "lifetime_all":
            raise NoMeanError
        if name == "window_expected":
            return shape / rate * length
        if name == "window_discounted":
            return shape / rate * mp.exp(-delta * begins) * -mp.expm1(-delta * length) / delta
        least = 1 if name == "window_active" else count
        share = length / (rate + length)
        if name == "window_pmf":
            log_count = mp.loggamma(shape + count) - mp.loggamma(shape) - mp.loggamma(count + 1)
            return mp.exp(log_count) * (1 - share) ** shape * share**count
        return mp.betainc(least, shape, 0, share, regularized=True)

    def second(self, name, begins, ends, count, delta):
        shape, rate, length = self.shape, self.rate, ends - begins
        total = gamma_integral(shape, rate)
        mean = gamma_integral(shape + 1, rate) / total
        if name == "mean_rate":
            return mean
        if name == "lifetime":
            return integrate(lambda _: mp.mpf(1), even(ends, 1))
        if name == "lifetime_all":
            raise NoMeanError
        if name == "window_expected":
            return mean * length
        if name == "window_discounted":
            points = [begins + u for u in even(length, 8)]
            return mean * integrate(lambda u: mp.exp(-delta * u), points)
        if name == "window_pmf":
            bought = gamma_integral(shape + count, rate + length)
            return bought * length**count / mp.factorial(count) / total
        least = 1 if name == "window_active" else count

        def density(w):
            u = rate * mp.expm1(w)
            return full_at(shape, rate, u, least) * (rate + u)

        return integrate(density, graded(mp.log1p(length / rate), 16))
