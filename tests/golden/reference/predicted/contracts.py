"""Contracts: shifted beta-geometric (c = 1) and beta-discrete-Weibull.

P(renews n times at least | theta) = (1 - theta)^(n^c): beta functions, and quadrature over theta.
"""

import mpmath as mp
from mpmath import mpf

from ..integrals import beta_integral, log_beta
from . import NoMeanError


class Contract:
    def __init__(self, parameters, x, _, n):
        self.al, self.be, *power = parameters
        self.power = power[0] if power else mpf(1)
        self.lacks = ("mean_rate",) if self.power == 1 else ("mean_rate", "lifetime_all")
        self.x, self.stays = x, x == n

    def first(self, name, begins, ends, count, delta):
        now = self._survived(0)

        def total(factors):
            """The sum over n of factors[n] times P(n more renewals), of who is under contract."""
            return sum(
                factor * mp.exp(log_beta(self.al, self._survived(n)) - log_beta(self.al, now))
                for n, factor in factors.items()
            )

        return self._predict(name, begins, ends, count, delta, total, beta_function)

    def second(self, name, begins, ends, count, delta):
        now = self._survived(0)

        def total(factors):
            powers = [(self._survived(n) - now, factor) for n, factor in factors.items()]

            def renews(theta):
                log_stays = mp.log1p(-theta)
                return sum(factor * mp.exp(power * log_stays) for power, factor in powers)

            return beta_integral(self.al, now, renews) / beta_integral(self.al, now)

        return self._predict(name, begins, ends, count, delta, total, beta_integral)

    def _survived(self, n):
        """The second parameter of theta's distribution after n more renewals."""
        return self.be + mpf(self.x + n) ** self.power

    def _predict(self, name, begins, ends, count, delta, total, beta):
        if name == "mean_dropout":
            return self._mean_dropout(beta)
        if not self.stays:
            return mpf(0)
        if name == "lifetime_all":
            if self.al <= 1:
                raise NoMeanError
            return beta(self.al - 1, self._survived(1)) / beta(self.al, self._survived(0))
        if name == "lifetime":
            return total(dict.fromkeys(range(1, ends + 1), 1))
        if name == "window_expected":
            return total(dict.fromkeys(range(begins + 1, ends + 1), 1))
        if name == "window_discounted":
            return total({n: mp.exp(-delta * n) for n in range(begins + 1, ends + 1)})
        if name == "window_active":
            return total({begins + 1: 1})
        if name == "window_at_least" or count == ends - begins:
            return total({begins + count: 1})
        return total({begins + count: 1, begins + count + 1: -1})

    def _mean_dropout(self, beta):
        al, now = self.al, self._survived(0)
        if self.stays:
            return beta(al + 1, now) / beta(al, now)
        then = self._survived(1)
        return (beta(al + 1, now) - beta(al + 1, then)) / (beta(al, now) - beta(al, then))


def beta_function(a, b):
    return mp.exp(log_beta(a, b))
