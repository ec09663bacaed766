"""GGompertz/NBD: lifetimes by 2F1 and counts by parts; over life and the time of a purchase."""

import mpmath as mp
from mpmath import mpf

from .. import ggompertz_nbd
from ..quadrature import decades, graded_then_even, integrate
from . import full_at


class GGompertzNBD:
    lacks = ("window_discounted",)

    def __init__(self, parameters, x, t_x, age):
        self.point, self.history = parameters, (x, t_x, age)
        self.r, self.al = parameters[:2]
        self.x, self.age = x, age

    def _client(self, more_r=0, more_s=0):
        r, al, b, s, be = self.point
        return ggompertz_nbd.Client(r + more_r, al, b, s + more_s, be, *self.history)

    def _posterior_mean(self, name, total):
        if name == "mean_rate":
            return (self.r + self.x) * total(self._client(1)) / total(self._client())
        s, be = self.point[3], self.point[4]
        return s / be * total(self._client(0, 1)) / total(self._client())

    def _later(self, begins):
        """The lifetime of who is alive `begins` from now."""
        _, _, b, s, be = self.point
        left = 1 + (be - 1) * mp.exp(-b * (self.age + begins))
        return ggompertz_nbd.Lifetime(b, s, left)

    def first(self, name, begins, ends, count, delta):
        if name in ("mean_rate", "mean_dropout"):
            return self._posterior_mean(name, lambda client: client.by_parts())
        client = self._client()
        return self._predict(name, client.alive() / client.by_parts(), begins, ends, count, True)

    def second(self, name, begins, ends, count, delta):
        if name in ("mean_rate", "mean_dropout"):
            return self._posterior_mean(name, lambda client: client.total())
        client = self._client()
        return self._predict(name, client.alive() / client.total(), begins, ends, count, False)

    def _predict(self, name, alive, begins, ends, count, is_first):
        life, r, al = self._client().life, self.r + self.x, self.al + self.age
        expected = life.expected if is_first else life.expected_integral
        if name == "lifetime_all":
            if is_first:
                return alive * life.discounted(self.age, mpf(0))
            slowest = life.s * life.b
            now = life.log_survival(self.age)
            points = decades(min(1 / life.b, self.al) / 64, 160 / slowest, 4)
            return alive * integrate(
                lambda u: mp.exp(life.log_survival(self.age + u) - now), points
            )
        if name == "lifetime":
            return alive * expected(self.age, ends)
        survives = mp.exp(life.log_survival(self.age + begins) - life.log_survival(self.age))
        if name == "window_expected":
            if is_first:
                time = expected(self.age, ends) - expected(self.age, begins)
            else:
                time = survives * expected(self.age + begins, ends - begins)
            return alive * r / al * time
        later, length = self._later(begins), ends - begins
        pmf = ggompertz_nbd.pmf_by_parts if is_first else ggompertz_nbd.pmf
        if name == "window_pmf":
            return alive * survives * pmf(r, al, later, length, count)
        least = 1 if name == "window_active" else count
        if is_first:
            below = sum(pmf(r, al, later, length, k) for k in range(least))
            if 1 - below < mpf(10) ** -20:
                raise ValueError(name)
            return alive * survives * (1 - below)

        def density(w):
            u = al * mp.expm1(w)
            return mp.exp(later.log_survival(u)) * full_at(r, al, u, least) * (al + u)

        points = graded_then_even(mp.log1p(length / al), 24)
        return alive * survives * integrate(density, points)
