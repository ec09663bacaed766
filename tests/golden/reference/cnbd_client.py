"""A client of the BG/CNBD-k who is alive: what he will buy, each by two ways of computing."""

import mpmath as mp
from mpmath import mpf

from .integrals import beta_mean, gamma_integral

MOST_TERMS = 1_000_000  # of the sums over the count of phases


def silence_terms(k, shape, rate, silence):
    return [mp.rf(shape, j) / mp.factorial(j) * (silence / rate) ** j for j in range(k)]


def fewer_than(k, expected):
    """e^expected times the Poisson probability."""
    total = mpf(1)
    for j in range(k - 1, 0, -1):
        total = 1 + total * expected / j
    return total


class Client:
    """Alive, and silent for a while: phases at rate Gamma(shape, rate), given how many ended."""

    def __init__(self, k, shape, rate, silence, a, b):
        self.k, self.shape, self.rate, self.silence = k, shape, rate, silence
        self.a, self.b = a, b
        with mp.workdps(150):  # as the chance of no purchase, of which they add up to 1
            terms = silence_terms(k, shape, rate, silence)
            self.weights = [term / sum(terms) for term in terms]

    def purchases_by_count(self, t):
        """Probability of so many phases times purchases kept, summed over both."""
        if t == 0:
            return mpf(0)
        growth = t / self.rate
        mean = (self.shape + self.k) * growth
        if mean + 14 * mp.sqrt(mean * (1 + growth)) + 70 * (1 + growth) > MOST_TERMS / self.k:
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
        rare = self.digits_of_one(t)
        return beta_mean(self.a, self.b, lambda p: self.kept(p, t, rare))

    def digits_of_one(self, t):
        """How small the probability of a purchase is, in decimal digits."""
        growth = t / self.rate
        if (self.shape + self.k) * growth > 1:
            return 0
        chance = mpf(0)
        for j, weight in enumerate(self.weights):
            missing = self.k - j
            ways = mp.rf(self.shape + j, missing) / mp.factorial(missing)
            chance += weight * ways * growth**missing * (1 + growth) ** (-self.shape - self.k)
        return int(-mp.log10(chance)) + 1

    def kept(self, p, t, rare):
        """By the generating function of a count of k-th events: k exponentials, or here powers."""
        lost = int(-mp.log10(p) - mp.log10(1 - p)) + 1
        with mp.workdps(45 + 2 * lost + rare):
            k, q, growth = self.k, 1 - p, t / self.rate
            rho = mp.root(q, k)
            stays = mpf(0)
            for h in range(k // 2 + 1):  # the others are their conjugates
                root = rho * mp.expjpi(mpf(2 * h) / k)
                amplitude = (1 - 1 / q) / (1 - 1 / root) / k
                base = 1 + (1 - root) * growth
                step, started = root / base, mpf(0)
                for weight in reversed(self.weights):
                    started = started * step + weight
                both = 1 if 2 * h in (0, k) else 2
                stays += both * mp.re(amplitude * started * base**-self.shape)
            return (1 - stays) / p

    def residual_over_rates(self, delta):
        """Over lambda; the inner mean, over p, is 2F1."""
        with mp.workdps(50):

            def discounted(rate):
                v = rate / (rate + delta)
                lost = -mp.expm1(self.k * mp.log(v))
                kept = self.kept_for_ever(v**self.k, lost)
                ended = rate * self.silence
                terms = (ended**j / mp.factorial(j) * v ** (self.k - j) for j in range(self.k))
                return kept * sum(terms)

            total = gamma_integral(
                self.shape, self.rate, lambda y: fewer_than(self.k, y * self.silence)
            )
            return gamma_integral(self.shape, self.rate, discounted) / total

    def kept_for_ever(self, z, lost):
        """1 + z + z^2 + ... while he stays, `lost` being 1 - z."""
        if self.a < 50:
            return mp.hyp2f1(1, self.a, self.a + self.b, -z / lost) / lost
        term, total, n = mpf(1), mpf(0), 0
        while term > 1e-45 * total:
            total += term
            term *= z * (self.b + n) / (self.a + self.b + n)
            n += 1
        return total

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

            def discounted(p):
                return sum(w / (lost + p * (1 - lost)) for w, lost in nodes)

            return beta_mean(self.a, self.b, discounted) / total
