"""GGompertz/NBD: buys at rate lambda ~ Gamma(r, alpha); lives with S(t) = (beta/(beta-1+e^bt))^s.

The likelihood has no closed form: one computation integrates by parts over (t_x, T) in tau, with
75 digits, the other directly in log(alpha + tau).
"""

import mpmath as mp
from mpmath import mpf

from .histories import ContinuousModel
from .quadrature import graded, graded_then_even, integrate, integrate_all

FINE = mpf(10) ** -44


class GGompertzNBD(ContinuousModel):
    parameters = ("r", "alpha", "b", "s", "beta")
    regimes = (
        ("apparel", (0.7866, 5.3349, 0.0368, 0.3, 0.0085)),
        ("cdnow", (0.553, 10.578, 0.0002, 0.603, 0.0026)),
        ("cdnow_w", (0.5533, 10.5776, 0.01, 0.6, 0.12)),
        ("beta=1", (0.8, 10.0, 0.05, 0.7, 1.0)),
        ("beta=1+1e-9", (0.8, 10.0, 0.05, 0.7, 1 + 1e-9)),
        ("beta<1", (0.8, 10.0, 0.02, 2.0, 0.2)),
        ("beta_tiny", (0.8, 10.0, 0.02, 0.5, 1e-4)),
        ("beta_huge", (0.8, 10.0, 0.02, 0.5, 1e4)),
        ("b_tiny", (0.5, 5.0, 1e-8, 0.6, 1e-6)),
        ("b_small", (0.5, 5.0, 1e-4, 0.6, 0.01)),
        ("b_big", (0.5, 5.0, 1.0, 0.6, 30.0)),
        ("b_huge", (0.5, 5.0, 20.0, 0.6, 1e3)),
        ("s=1", (0.5, 5.0, 0.03, 1.0, 2.0)),
        ("s_tiny", (0.5, 5.0, 0.03, 1e-3, 0.7)),
        ("s_huge", (0.5, 5.0, 0.03, 1e3, 5e3)),
        ("r_tiny", (1e-3, 5.0, 0.03, 0.5, 2.0)),
        ("r_huge", (1000.0, 800.0, 0.03, 0.5, 2.0)),
        ("alpha_tiny", (0.5, 1e-4, 0.03, 0.5, 2.0)),
        ("alpha_huge", (0.5, 1e5, 0.03, 0.5, 2.0)),
        ("homog", (5e3, 1e4, 0.01, 2e3, 1e5)),
        ("days", (0.5533, 74.0, 0.002, 0.6, 0.3)),
        ("fast", (30.0, 1.5, 0.02, 0.4, 6.0)),
        ("overflow_bT", (0.5, 5.0, 0.5, 0.4, 10.0)),
    )

    def compute(self, parameters, values, row):
        point = [mpf(value) for value in parameters]
        x, t_x, age, horizon, delta, window = map(mpf, values[:6])
        client = Client(*point, x, t_x, age)
        if x > 0 or age > 0:
            scale = client.log_scale()
            row.both(
                "ll",
                lambda: scale + mp.log(client.by_parts()),
                lambda: scale + mp.log(client.total()),
                log=True,
            )
        else:
            row.set("ll", "0")

        def p_alive_by_parts():
            return client.alive() / client.by_parts()

        def p_alive():
            return client.alive() / client.total()

        row.both("p_alive", p_alive_by_parts, p_alive)
        if age > t_x:
            row.both(
                "p_dead",
                lambda: 1 - p_alive_by_parts(),
                lambda: client.death()[0] / client.total(),
            )
        else:
            row.set("p_dead", "0")
        if x > 0 or age > 0:
            for i, name in enumerate(self.parameters):
                row.both(
                    "dll_d" + name,
                    lambda i=i: client.gradient_by_parts()[i],
                    lambda i=i: client.gradient()[i],
                )

        life = client.life
        rate = (client.r + x) / (client.al + age)
        row.both(
            "cet",
            lambda: p_alive_by_parts() * rate * life.expected(age, horizon),
            lambda: p_alive() * rate * life.expected_integral(age, horizon),
        )
        birth = client.r / client.al
        row.both(
            "ext",
            lambda: birth * life.expected(mpf(0), horizon),
            lambda: birth * life.expected_integral(mpf(0), horizon),
        )
        row.both(
            "dert",
            lambda: p_alive_by_parts() * rate * life.discounted(age, delta),
            lambda: p_alive() * rate * life.discounted_integral(age, delta),
        )
        if window > 0:
            row.both(
                "pmf",
                lambda: pmf_by_parts(client.r, client.al, life, window, values[6]),
                lambda: pmf(client.r, client.al, life, window, values[6]),
            )


class Lifetime:
    """Gompertz with a Gamma(s, beta) mixture: survival, density, and integrals of survival."""

    def __init__(self, b, s, be):
        self.b, self.s, self.be = b, s, be

    def log_survival(self, t):
        return -self.s * mp.log1p(mp.expm1(self.b * t) / self.be)

    def log_density(self, t):
        grown = self.be + mp.expm1(self.b * t)
        constant = mp.log(self.b * self.s) + self.s * mp.log(self.be)
        return constant + self.b * t - (self.s + 1) * mp.log(grown)

    def expected(self, age, t):
        """The expected time alive in the next t of who is alive at `age`, by 2F1."""
        if t == 0:
            return mpf(0)
        b, s, be = self.b, self.s, self.be

        def term(w):
            return mp.exp(s * mp.log(w)) * mp.hyp2f1(s, s, s + 1, (1 - be) * w)

        for digits in (110, 220, 400):  # until the difference keeps 60 of them
            with mp.workdps(digits):
                now, then = term(mp.exp(-b * age)), term(mp.exp(-b * (age + t)))
                if abs(now - then) > abs(now) * mpf(10) ** (60 - digits):
                    return (now - then) / (b * s) * (be + mp.expm1(b * age)) ** s
        raise ValueError(t)

    def expected_integral(self, age, t):
        if t == 0:
            return mpf(0)
        now = self.log_survival(age)
        return integrate(
            lambda u: mp.exp(self.log_survival(age + u) - now), graded_then_even(t, 30)
        )

    def discounted(self, age, delta):
        """The integral of e^(-delta u) S(age + u) / S(age) over u > 0, by 2F1."""
        b, s, be = self.b, self.s, self.be
        w, q = mp.exp(-b * age), s + delta / b
        series = mp.hyp2f1(s, q, q + 1, (1 - be) * w)
        return mp.exp(s * mp.log(w)) / (b * q) * series * (be + mp.expm1(b * age)) ** s

    def discounted_integral(self, age, delta):
        now = self.log_survival(age)
        integral = integrate(
            lambda v: mp.exp(-v + self.log_survival(age + v / delta) - now),
            graded(mpf(150), 40),
        )
        return integral / delta


class Client:
    """The likelihood of one client's history, computed in two ways, each once."""

    def __init__(self, r, al, b, s, be, x, t_x, age):
        self.r, self.al, self.life = r, al, Lifetime(b, s, be)
        self.x, self.t_x, self.age = x, t_x, age
        self._death = self._by_parts = self._gradient = None

    def log_scale(self):
        r, al = self.r, self.al
        return mp.loggamma(r + self.x) - mp.loggamma(r) + r * mp.log(al)

    def alive(self):
        return mp.exp(
            self.life.log_survival(self.age) - (self.r + self.x) * mp.log(self.al + self.age)
        )

    def total(self):
        return self.alive() + self.death()[0]

    def death(self):
        """Death at tau in (t_x, age), and the companions of the gradient; w = log(alpha + tau)."""
        if self._death is None:
            self._death = self._death_integrals()
        return self._death

    def _death_integrals(self):
        if self.age <= self.t_x:
            return [mpf(0)] * 6
        b, s, be = self.life.b, self.life.s, self.life.be
        start = self.al + self.t_x

        def integrand(w):
            tau = self.t_x + start * mp.expm1(w)
            a, grown = self.al + tau, be + mp.expm1(b * tau)
            slope = tau * mp.exp(b * tau) / grown
            h = mp.exp(self.life.log_density(tau) - (self.r + self.x) * mp.log(a)) * a
            return [
                h,
                h * mp.log(a),
                h / a,
                h * (1 / b + tau - (s + 1) * slope),
                h * (1 / s + mp.log(be) - mp.log(grown)),
                h * (s / be - (s + 1) / grown),
            ]

        length = mp.log((self.al + self.age) / start)
        return integrate_all(integrand, graded_then_even(length, 24), 6)

    def by_parts(self):
        """S(t_x) g(t_x) - (r + x) times the integral of S g / (alpha + tau)."""
        if self._by_parts is None:
            with mp.workdps(75):
                self._by_parts = self._integrate_by_parts()
        return self._by_parts

    def _points(self):
        return [self.t_x + point for point in graded_then_even(self.age - self.t_x, 30)]

    def _integrate_by_parts(self):
        n, life = self.r + self.x, self.life

        def integrand(u):
            return mp.exp(life.log_survival(u) - (n + 1) * mp.log(self.al + u))

        integral = integrate(integrand, self._points(), FINE) if self.age > self.t_x else mpf(0)
        bought = mp.exp(-n * mp.log(self.al + self.t_x))
        return mp.exp(life.log_survival(self.t_x)) * bought - n * integral

    def gradient(self):
        """The derivatives under the integral sign."""
        b, s, be = self.life.b, self.life.s, self.life.be
        r, al, x, age = self.r, self.al, self.x, self.age
        alive, total = self.alive(), self.total()
        _, log_a, over_a, by_b, by_s, by_be = self.death()
        grown = be + mp.expm1(b * age)
        return [
            mp.psi(0, r + x)
            - mp.psi(0, r)
            + mp.log(al)
            - (mp.log(al + age) * alive + log_a) / total,
            r / al - (r + x) * (alive / (al + age) + over_a) / total,
            (-alive * s * age * mp.exp(b * age) / grown + by_b) / total,
            (alive * mp.log(be / grown) + by_s) / total,
            (alive * s * (1 / be - 1 / grown) + by_be) / total,
        ]

    def gradient_by_parts(self):
        if self._gradient is None:
            with mp.workdps(75):
                self._gradient = self._differentiate_by_parts()
        return self._gradient

    def _differentiate_by_parts(self):
        b, s, be = self.life.b, self.life.s, self.life.be
        r, al, n = self.r, self.al, self.r + self.x

        def log_slopes(u, power):
            """Of S(u) (al + u)^-power, in r, alpha, b, s, beta."""
            grown = be + mp.expm1(b * u)
            return [
                -mp.log(al + u),
                -power / (al + u),
                -s * u * mp.exp(b * u) / grown,
                -mp.log(grown / be),
                s * mp.expm1(b * u) / (be * grown),
            ]

        def integrand(u):
            value = mp.exp(self.life.log_survival(u) - (n + 1) * mp.log(al + u))
            return [value] + [value * slope for slope in log_slopes(u, n + 1)]

        integrals = [mpf(0)] * 6
        if self.age > self.t_x:
            integrals = integrate_all(integrand, self._points(), 6, mpf(10) ** -42)
        edge = mp.exp(self.life.log_survival(self.t_x) - n * mp.log(al + self.t_x))
        total = edge - n * integrals[0]
        slopes = [
            edge * slope - n * integral
            for slope, integral in zip(log_slopes(self.t_x, n), integrals[1:], strict=True)
        ]
        slopes[0] -= integrals[0]
        scale = [mp.psi(0, n) - mp.psi(0, r) + mp.log(al), r / al, 0, 0, 0]
        return [base + slope / total for base, slope in zip(scale, slopes, strict=True)]


def log_count(r, al, k):
    return mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1)) + r * mp.log(al)


def log_buys(r, al, u, k):
    return (k * mp.log(u) if k else 0) - (r + k) * mp.log(al + u)


def pmf(r, al, life, t, k):
    """Over the time of death u = alpha (e^w - 1)."""

    def density(w):
        u = al * mp.expm1(w)
        return mp.exp(life.log_density(u) + log_buys(r, al, u, k)) * (al + u)

    lives = mp.exp(life.log_survival(t) + log_buys(r, al, t, k))
    dies = integrate(density, graded_then_even(mp.log1p(t / al), 24))
    return mp.exp(log_count(r, al, k)) * (lives + dies)


def pmf_by_parts(r, al, life, t, k):
    with mp.workdps(75):

        def slope(u):
            growth = (mpf(k) / u if k else 0) - (r + k) / (al + u)
            return mp.exp(life.log_survival(u) + log_buys(r, al, u, k)) * growth

        integral = integrate(slope, graded_then_even(t, 30), FINE)
        start = al**-r if k == 0 else 0
        return mp.exp(log_count(r, al, k)) * (start + integral)
