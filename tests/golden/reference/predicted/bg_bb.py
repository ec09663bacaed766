"""BG/BB: sums of beta functions; quadrature over p and theta."""

import mpmath as mp

from .. import bg_bb
from ..integrals import beta_integral, gauss_jacobi
from . import NoMeanError


class BGBB:
    lacks = ()

    def __init__(self, parameters, x, t_x, n):
        self.point, self.history = parameters, (x, t_x, n)

    def _likelihood(self, more_al=0, more_ga=0, by_integral=False):
        al, be, ga, de = self.point
        compute = bg_bb.likelihood_integral if by_integral else bg_bb.likelihood
        return compute(al + more_al, be, ga + more_ga, de, *self.history)

    def _predict(self, name, begins, ends, count, delta, by_integral):
        al, be, ga, de = self.point
        x, _, n = self.history
        parts = self._likelihood(by_integral=by_integral)
        if name == "mean_rate":
            other = self._likelihood(more_al=1, by_integral=by_integral)
            return al / (al + be) * sum(other) / sum(parts)
        if name == "mean_dropout":
            other = self._likelihood(more_ga=1, by_integral=by_integral)
            return ga / (ga + de) * sum(other) / sum(parts)
        alive = parts[0] / sum(parts)
        time = bg_bb.alive_summed if by_integral else bg_bb.alive
        if name == "lifetime_all":
            if ga <= 1:
                raise NoMeanError
            if by_integral:
                return alive * beta_integral(ga - 1, de + n + 1) / beta_integral(ga, de + n)
            return alive * (de + n) / (ga - 1)
        here = bg_bb.ratio(ga, de, 0, n)  # `time` is of who is there at first, not now
        if name == "lifetime":
            return alive * time(ga, de, n, ends) / here
        if name == "window_expected":
            share = (al + x) / (al + be + n)
            if by_integral:
                terms = (bg_bb.ratio(ga, de, 0, n + k) for k in range(begins + 1, ends + 1))
                return alive * share * sum(terms) / here
            return alive * share * (time(ga, de, n, ends) - time(ga, de, n, begins)) / here
        if name == "window_discounted":
            kept = discounted_integral if by_integral else discounted
            return alive * (al + x) / (al + be + n) * kept(ga, de + n, begins, ends, delta)
        later = alive * bg_bb.ratio(ga, de, 0, n + begins) / here
        point = (al + x, be + n - x, ga, de + n + begins)
        pmf = bg_bb.pmf_integral if by_integral else bg_bb.pmf
        if name == "window_pmf":
            return later * pmf(*point, ends - begins, count)
        least = 1 if name == "window_active" else count
        if by_integral:
            return later * at_least_integral(*point, ends - begins, least)
        return later * (1 - sum(pmf(*point, ends - begins, k) for k in range(least)))

    def first(self, name, begins, ends, count, delta):
        return self._predict(name, begins, ends, count, delta, False)

    def second(self, name, begins, ends, count, delta):
        return self._predict(name, begins, ends, count, delta, True)


def at_least_integral(al, be, ga, de, n, k):
    """Over the opportunity at which the k-th purchase is made."""
    nodes = n // 2 + 2
    buyers, leavers = gauss_jacobi(nodes, al, be), gauss_jacobi(nodes, ga, de)
    return sum(
        mp.binomial(i - 1, k - 1)
        * sum(w * p**k * (1 - p) ** (i - k) for p, w in buyers)
        * sum(w * (1 - theta) ** i for theta, w in leavers)
        for i in range(k, n + 1)
    )


def discounted(ga, de, begins, ends, delta):
    """The discounted chances to be there, of who is there now."""
    return sum(mp.exp(-delta * k) * bg_bb.ratio(ga, de, 0, k) for k in range(begins + 1, ends + 1))


def discounted_integral(ga, de, begins, ends, delta):
    def geometric(theta):
        kept = mp.exp(-delta) * (1 - theta)
        return kept ** (begins + 1) * (1 - kept ** (ends - begins)) / (1 - kept)

    return beta_integral(ga, de, geometric) / beta_integral(ga, de)
