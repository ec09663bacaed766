"""BG/CNBD-k and MBG/CNBD-k: how many purchases a window that opens later holds.

First by sums over the phases before the window, negative binomial; then by quadrature over lambda
and p, the phases before the window by a generating function at the k-th roots of unity.
"""

import mpmath as mp
from mpmath import mpf

from .. import cnbd
from ..integrals import gauss_jacobi
from .bg_nbd import stays

DIGITS = 80  # of sums over roots of unity, which cancel
MOST_PHASES = 20_000
CHANCES = 50  # nodes over p: exact for 99 purchases before the window
STEPS_PER_WIDTH = 2  # of the integrand over log lambda
VANISHED = mpf(10) ** -32  # of a sum


class Window:
    """(begins, ends] as seen by a client who is alive, and silent for a while."""

    def __init__(self, model, parameters, k, history, begins, ends):
        r, al, a, b = (mpf(value) for value in parameters)
        x, t_x, age = (mpf(value) for value in history)
        self.k, self.begins, self.length = k, mpf(begins), mpf(ends) - mpf(begins)
        self.silence = age - t_x
        self.shape, self.rate = r + k * x, al + age
        self.a, self.b = a, b + x + model.first
        self.history = (model, r, al, a, b, x, t_x, age)

    def alive(self, by_integral):
        model, *values = self.history
        parts = (model.parts_integral if by_integral else model.parts)(*values, self.k)
        return parts[0] / sum(parts)

    def by_count(self, count):
        """P(count purchases), count > 0."""
        terms = cnbd.silence_terms(self.k, self.shape, self.rate, self.silence)
        weights = [term / sum(terms) for term in terms]
        z = self.begins / (self.rate + self.begins)
        total = mpf(0)
        for j, weight in enumerate(weights):
            shape = self.shape + j
            probability, sum_, last = (1 - z) ** shape, mpf(0), mpf(0)
            for n in range(MOST_PHASES):
                before, ended = divmod(j + n, self.k)
                term = probability * self._given(shape + n, before, ended, count)
                sum_ += term
                if n > 3 * self.k and term <= last and term < VANISHED * sum_:
                    break
                last = term
                probability *= z * (shape + n) / (n + 1)
            else:
                raise ValueError(count)
            total += weight * sum_
        return self.alive(False) * total

    def _given(self, shape, before, ended, count):
        """Of one who has bought `before` times, `ended` phases of the next having ended."""
        u = self.length / (self.rate + self.begins + self.length)
        first = self.k * count - ended
        at_least = mp.betainc(first, shape, 0, u, regularized=True)
        beyond = mp.betainc(first + self.k, shape, 0, u, regularized=True)
        through = stays(self.a, self.b, before + count)
        last = stays(self.a, self.b, before + count - 1)
        return through * (at_least - beyond) + (last - through) * at_least

    def by_quadrature(self, count):
        with mp.workdps(DIGITS):
            exactly = [(p, stays(self.a, self.b, count) * w) for p, w in self._chances(0, count)]
            leaves = self.a / (self.b + count - 1) * stays(self.a, self.b, count)
            at_least = [(p, leaves * w) for p, w in self._chances(1, count - 1)]
            curvature = self.shape + self.k * (count + 1)
            step = 1 / (STEPS_PER_WIDTH * mp.sqrt(curvature) + 4 * self.k)
            center = mp.log(self.shape / self.rate)
            density = integral = most = mpf(0)
            for sign in (1, -1):
                n = 0 if sign == 1 else 1
                while True:
                    rate = mp.exp(center + sign * n * step)
                    silent = cnbd.fewer_than(self.k, rate * self.silence)
                    weight = mp.exp(self.shape * sign * n * step - self.rate * rate)
                    value = weight * self._at_rate(rate, count, exactly, at_least)
                    density += weight * silent
                    integral += value
                    most = max(most, value)
                    if value < VANISHED * most and weight * silent < VANISHED * density:
                        break
                    n += 1
            return self.alive(True) * integral / density

    def _chances(self, more_a, more_b):
        nodes = gauss_jacobi(CHANCES, self.a + more_a, self.b + more_b)
        total = sum(weight for _, weight in nodes)
        return [(p, weight / total) for p, weight in nodes]

    def _at_rate(self, rate, count, exactly, at_least):
        """With e^expected times the chance of fewer than k phases in the silence."""
        k, passed = self.k, rate * self.length
        started = [(rate * self.silence) ** j / mp.factorial(j) for j in range(k)]
        least = [mp.gammainc(k * count - ended, 0, passed, regularized=True) for ended in range(k)]
        just = []
        for ended in range(k):
            numbers = range(k * count - ended, k * (count + 1) - ended)
            just.append(sum(mp.exp(-passed) * passed**i / mp.factorial(i) for i in numbers))
        total = mpf(0)
        for nodes, chance in ((exactly, just), (at_least, least)):
            for p, weight in nodes:
                opening = self._opening(rate * self.begins, mp.root(1 - p, k), started)
                total += weight * sum(o * c for o, c in zip(opening, chance, strict=True))
        return total

    def _opening(self, before, rho, started):
        """The share alive when the window opens, by the phases of the next purchase that ended."""
        k = self.k
        opening = [mpf(0)] * k
        for h in range(k):
            root = rho * mp.expjpi(mpf(2 * h) / k)
            amplitude = mp.exp(before * (root - 1)) / k
            amplitude *= sum(s * root**j for j, s in enumerate(started))
            for ended in range(k):
                opening[ended] += mp.re(amplitude * root**-ended)
        return opening
