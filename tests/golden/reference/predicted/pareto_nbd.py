"""Pareto/NBD: by 2F1, and over the time of death or of the k-th purchase."""

import mpmath as mp
from mpmath import mpf

from .. import pareto_nbd
from ..quadrature import even, graded, integrate
from . import NoMeanError, full_at


class ParetoNBD:
    lacks = ()

    def __init__(self, parameters, x, t_x, age):
        self.r, self.al, self.s, self.be = parameters
        self.x, self.t_x, self.age = x, t_x, age

    def _parts(self, r, s):
        return pareto_nbd.alive_and_dead(r, self.al, s, self.be, self.x, self.t_x, self.age)

    def _death(self):
        values = pareto_nbd.death_integrals(
            self.r, self.al, self.s, self.be, self.x, self.t_x, self.age
        )
        alive = (self.al + self.age) ** -(self.r + self.x) * (self.be + self.age) ** -self.s
        return alive, values

    def first(self, name, begins, ends, count, delta):
        r, al, s, be, x, age = self.r, self.al, self.s, self.be, self.x, self.age
        if name == "mean_rate":
            return (r + x) * sum(self._parts(r + 1, s)) / sum(self._parts(r, s))
        if name == "mean_dropout":
            return s * sum(self._parts(r, s + 1)) / sum(self._parts(r, s))
        parts = self._parts(r, s)
        b = be + age
        alive = parts[0] / sum(parts)
        if name == "lifetime_all":
            if s <= 1:
                raise NoMeanError
            return alive * b / (s - 1)
        if name == "lifetime":
            return alive * pareto_nbd.time_alive(s, b, ends)
        if name == "window_expected":
            whole = pareto_nbd.time_alive(s, b, ends) - pareto_nbd.time_alive(s, b, begins)
            return alive * (r + x) / (al + age) * whole
        if name == "window_discounted":  # by parts, of what is expected by then

            def by(u):
                return mp.exp(-delta * u) * pareto_nbd.time_alive(s, b, u)

            points = [begins + u for u in even(ends - begins, 8)]
            time = by(ends) - by(begins) + delta * integrate(by, points)
            return alive * (r + x) / (al + age) * time
        later = alive * (b / (b + begins)) ** s

        def pmf(k):
            return pareto_nbd.pmf(r + x, al + age, s, b + begins, ends - begins, k)

        if name == "window_pmf":
            return later * pmf(count)
        least = 1 if name == "window_active" else count
        return later * (1 - sum(pmf(k) for k in range(least)))

    def second(self, name, begins, ends, count, delta):
        r, al, s, be, x, age = self.r, self.al, self.s, self.be, self.x, self.age
        alive, (plain, _, _, over_a, over_b) = self._death()
        total = alive + s * plain
        if name == "mean_rate":
            return (r + x) * (alive / (al + age) + s * over_a) / total
        if name == "mean_dropout":
            return s * (alive / (be + age) + (s + 1) * over_b) / total
        b = be + age

        def survival(u):
            return mp.exp(-s * mp.log1p(u / b))

        if name == "lifetime_all":
            if s <= 1:
                raise NoMeanError
            return alive / total * b * integrate(lambda v: mp.exp(-v), even(mpf(140), 8)) / (s - 1)
        if name == "lifetime":
            return alive / total * pareto_nbd.time_alive_integral(s, b, ends)
        if name in ("window_expected", "window_discounted"):
            c = b + begins
            force = delta if name == "window_discounted" else 0

            def discounted(w):
                u = begins + c * mp.expm1(w)
                return mp.exp(-force * u) * survival(u) * c * mp.exp(w)

            time = integrate(discounted, even(mp.log1p((ends - begins) / c), 4))
            return alive / total * (r + x) / (al + age) * time
        later = alive / total * survival(begins)
        rest, length = b + begins, ends - begins
        if name == "window_pmf":
            return later * pareto_nbd.pmf_integral(r + x, al + age, s, rest, length, count)
        least = 1 if name == "window_active" else count
        c = min(al + age, rest)

        def density(w):
            u = c * mp.expm1(w)
            lives = mp.exp(-s * mp.log1p(u / rest))
            return lives * full_at(r + x, al + age, u, least) * (c + u)

        return later * integrate(density, graded(mp.log1p(length / c), 16))
