"""What the models predict of a client with a history in a window (from, to] ahead, and for ever.

Of each model, twice: by closed forms and finite or fast sums (`first`), and by quadrature over the
time of a purchase or of death, or over the mixing distribution (`second`).
"""

import mpmath as mp
from mpmath import mpf

from . import bg_bb, bg_nbd, ggompertz_nbd, pareto_nbd
from .integrals import beta_integral, gauss_jacobi, log_beta
from .quadrature import decades, even, graded, graded_then_even, integrate

QUANTITIES = (
    "window_expected",
    "window_active",
    "window_at_least",
    "window_pmf",
    "lifetime",
    "lifetime_all",
    "mean_rate",
    "mean_dropout",
)
INPUTS = ("from", "to", "count")
COUNTS = (1, 2, 3, 5, 12, 20)
MOST_TERMS = 20_000


class NoMeanError(Exception):
    """The expectation is infinite."""


def windows(index, horizon, longest=None):
    """(from, to, count): from at once or later, short and long, by the number of the row."""
    begins = (0.0, 1.0, 0.1, 10.0)[index % 4] * horizon
    length = (1.0, 1e-6, 3.0, 0.01)[index // 4 % 4] * horizon
    count = COUNTS[index % len(COUNTS)]
    if longest is not None:
        begins, length = round(begins), min(longest, max(1, round(length)))
        count = min(count, length)
    return begins, begins + length, count


def log_count(r, k):
    return mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1))


def full_at(r, al, u, k):
    """The density of the time u of the k-th purchase at a rate that is Gamma(r, al)."""
    scale = mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k)) + r * mp.log(al)
    return mp.exp(scale + (k - 1) * mp.log(u) - (r + k) * mp.log(al + u))


class ParetoNBD:
    """alive_and_dead and pmf by 2F1; the others over the time of death or of the k-th purchase."""

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

    def first(self, name, begins, ends, count):
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
        later = alive * (b / (b + begins)) ** s

        def pmf(k):
            return pareto_nbd.pmf(r + x, al + age, s, b + begins, ends - begins, k)

        if name == "window_pmf":
            return later * pmf(count)
        least = 1 if name == "window_active" else count
        return later * (1 - sum(pmf(k) for k in range(least)))

    def second(self, name, begins, ends, count):
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
        if name == "window_expected":
            c = b + begins
            time = integrate(
                lambda w: survival(begins + c * mp.expm1(w)) * c * mp.exp(w),
                even(mp.log1p((ends - begins) / c), 4),
            )
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


class BGNBD:
    """Sums over the number of purchases before the window; quadrature over p."""

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

    def first(self, name, begins, ends, count):
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

    def second(self, name, begins, ends, count):
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


class GGompertzNBD:
    """Lifetimes by 2F1 and counts by parts; quadrature over life and the time of a purchase."""

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

    def first(self, name, begins, ends, count):
        if name in ("mean_rate", "mean_dropout"):
            return self._posterior_mean(name, lambda client: client.by_parts())
        client = self._client()
        return self._predict(name, client.alive() / client.by_parts(), begins, ends, count, True)

    def second(self, name, begins, ends, count):
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


class BGBB:
    """Sums of beta functions; quadrature over p and theta."""

    def __init__(self, parameters, x, t_x, n):
        self.point, self.history = parameters, (x, t_x, n)

    def _likelihood(self, more_al=0, more_ga=0, by_integral=False):
        al, be, ga, de = self.point
        compute = bg_bb.likelihood_integral if by_integral else bg_bb.likelihood
        return compute(al + more_al, be, ga + more_ga, de, *self.history)

    def _predict(self, name, begins, ends, count, by_integral):
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
        later = alive * bg_bb.ratio(ga, de, 0, n + begins) / here
        point = (al + x, be + n - x, ga, de + n + begins)
        pmf = bg_bb.pmf_integral if by_integral else bg_bb.pmf
        if name == "window_pmf":
            return later * pmf(*point, ends - begins, count)
        least = 1 if name == "window_active" else count
        if by_integral:
            return later * at_least_integral(*point, ends - begins, least)
        return later * (1 - sum(pmf(*point, ends - begins, k) for k in range(least)))

    def first(self, name, begins, ends, count):
        return self._predict(name, begins, ends, count, False)

    def second(self, name, begins, ends, count):
        return self._predict(name, begins, ends, count, True)


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
