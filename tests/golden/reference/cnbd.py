"""BG/CNBD-k and MBG/CNBD-k: as BG/NBD and MBG/NBD, but a purchase takes k phases at rate lambda.

A: sums over the count of phases, negative binomial, or of Gauss's 2F1; B: integrals over lambda, p
and the time of a phase, and generating functions by the k-th roots of unity.
"""

import mpmath as mp
from mpmath import mpf

from .bg_nbd import BGNBD
from .histories import INPUTS, ContinuousModel, rounded
from .integrals import beta_integral, gamma_integral, log_beta
from .quadrature import even, integrate
from .verified import central_difference

REGULARITIES = [2, 3, 2, 4, 12, 1, 2, 7, 3, 5, 8, 12]
MOST_TERMS = 40_000  # of a sum over the count of phases
TINY = mpf(10) ** -50  # of p or 1 - p: nothing changes below


class BGCNBD(ContinuousModel):
    first = 0
    parameters = ("r", "alpha", "a", "b")
    inputs = (*INPUTS, "k", "log_interpurchase")
    regimes = (
        ("grocery", (0.3591, 1.1294, 0.5228, 2.7855)),
        ("grocery_mbg", (1.3292, 2.8126, 0.4247, 0.79)),
        ("cdnow", (0.2426, 4.4136, 0.7929, 2.4259)),
        ("simulator", (0.85, 1.45, 0.79, 2.42)),
        *(
            regime
            for regime in BGNBD.regimes
            if regime[0]
            in {
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
            }
        ),
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
        if row.index % 5 == 0 and client.shape < 400:  # two double integrals: slow
            row.both(
                "dert",
                lambda: p_alive(closed()) * client.residual_over_rates(delta),
                lambda: p_alive(integral()) * client.residual_over_chances(delta),
                seconds=25,
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
        moments = None

        def by_integrals(i):
            nonlocal moments
            moments = moments or self.gradient(*point, x, t_x, age, k)
            return moments[i]

        for i, name in enumerate(self.parameters):
            if x == 0 and not self.first and name in "ab":
                row.set("dll_d" + name, "0")
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


class Client:
    """Alive, and silent for a while: phases at rate Gamma(shape, rate), given how many ended."""

    def __init__(self, k, shape, rate, silence, a, b):
        self.k, self.shape, self.rate, self.silence = k, shape, rate, silence
        self.a, self.b = a, b
        terms = silence_terms(k, shape, rate, silence)
        self.weights = [term / sum(terms) for term in terms]

    def purchases_by_count(self, t):
        """Probability of so many phases times purchases kept, summed over both."""
        if t == 0:
            return mpf(0)
        growth = t / self.rate
        mean = (self.shape + self.k) * growth
        if mean + 14 * mp.sqrt(mean * (1 + growth)) + 70 * (1 + growth) > MOST_TERMS:
            raise ValueError(t)
        with mp.workdps(50):
            z = t / (self.rate + t)
            total = mpf(0)
            for j, weight in enumerate(self.weights):
                shape, n = self.shape + j, 0
                term = (1 - z) ** shape
                stays, kept, sum_ = mpf(1), mpf(0), mpf(0)
                while n + j < 2 * self.k or n < mean or term * (n + 1) > 1e-42 * sum_:
                    term *= z * (shape + n) / (n + 1)
                    n += 1
                    if (n + j) % self.k == 0:
                        kept += stays
                        bought = (n + j) // self.k - 1
                        stays *= (self.b + bought) / (self.a + self.b + bought)
                    sum_ += term * kept
                total += weight * sum_
            return total

    def purchases_by_roots(self, t):
        """The mean over p of (1 - E[(1 - p)^purchases]) / p."""
        if t == 0:
            return mpf(0)
        whole = beta_integral(self.a, self.b)
        return beta_integral(self.a, self.b, lambda p: self.kept(max(p, TINY), t)) / whole

    def kept(self, p, t):
        """By the generating function of a count of k-th events: k exponentials, or here powers."""
        p = min(p, 1 - TINY)
        lost = int(-mp.log10(p) - mp.log10(1 - p)) + 1
        with mp.workdps(45 + 2 * lost):
            k, q, growth = self.k, 1 - p, t / self.rate
            rho = mp.root(q, k)
            stays = mpf(0)
            for h in range(k):
                root = rho * mp.expjpi(mpf(2 * h) / k)
                amplitude = (1 - 1 / q) / (1 - 1 / root) / k
                base = 1 + (1 - root) * growth
                started = mpf(0)
                for weight in reversed(self.weights):
                    started = started * (root / base) + weight
                stays += mp.re(amplitude * started * base**-self.shape)
            return (1 - stays) / p

    def residual_over_rates(self, delta):
        """Over lambda; the inner mean, over p, is 2F1."""
        with mp.workdps(50):

            def discounted(rate):
                v = rate / (rate + delta)
                lost = -mp.expm1(self.k * mp.log(v))
                kept = mp.hyp2f1(1, self.a, self.a + self.b, -(v**self.k) / lost) / lost
                ended = rate * self.silence
                terms = (ended**j / mp.factorial(j) * v ** (self.k - j) for j in range(self.k))
                return kept * sum(terms)

            total = gamma_integral(
                self.shape, self.rate, lambda y: fewer_than(self.k, y * self.silence)
            )
            return gamma_integral(self.shape, self.rate, discounted) / total

    def residual_over_chances(self, delta):
        """Over p; the inner sum is the trapezoidal rule on log lambda."""
        with mp.workdps(50):
            step = mpf(1) / (4 * self.k + 2 * mp.sqrt(self.shape + self.k))
            center = mp.log((self.shape + self.k) / self.rate)
            nodes, total, largest = [], mpf(0), mpf(0)
            for sign in (1, -1):
                n = 0 if sign == 1 else 1
                while True:
                    rate = mp.exp(center + sign * n * step)
                    density = mp.exp(self.shape * sign * n * step - self.rate * rate)
                    v = rate / (rate + delta)
                    started = mpf(0)
                    for j in range(self.k):
                        started += (rate * self.silence) ** j / mp.factorial(j) * v ** (self.k - j)
                    total += density * fewer_than(self.k, rate * self.silence)
                    lost = -mp.expm1(self.k * mp.log(v))
                    largest = max(largest, density * started / lost)
                    if density * started / lost > mpf(10) ** -40 * largest:
                        nodes.append((density * started, lost))
                    n += 1
                    if n > 40 and density < mpf(10) ** -45 * total:
                        break
            whole = beta_integral(self.a, self.b)

            def discounted(p):
                return sum(w / (lost + p * (1 - lost)) for w, lost in nodes)

            return beta_integral(self.a, self.b, discounted) / whole / total


def silence_terms(k, shape, rate, silence):
    return [mp.rf(shape, j) / mp.factorial(j) * (silence / rate) ** j for j in range(k)]


def fewer_than(k, expected):
    """e^expected times the Poisson probability."""
    return sum(expected**j / mp.factorial(j) for j in range(k))


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
