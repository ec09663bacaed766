"""Gamma and beta integrals by quadrature, Gauss-Jacobi rules, and the logarithm of beta."""

from functools import cache

import mpmath as mp
from mpmath import mpf

from .quadrature import QuadratureError, even, graded, integrate

STEEP = mpf(3) / 10  # below, an end point is smoothed by a power substitution
NEAR = mpf(10) ** -40  # to 0 or 1: a mean does not see what a function does nearer to them
FLAT = 12  # above, the integrand is a bump that needs no substitution


def one(_):
    return mpf(1)


def log_beta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def gamma_integral(shape, rate, f=None):
    """The integral over lambda > 0 of lambda^(shape-1) e^(-rate lambda) f(lambda)."""
    if f is None and shape < mpf(1) / 50:  # by parts
        return gamma_integral(shape + 1, rate) * rate / shape
    f = f or one
    if shape < STEEP:
        power = 1 / shape

        def smoothed(z):
            return mp.exp(-(z**power)) * f(z**power / rate) / shape

        return integrate(smoothed, even(mpf(160) ** shape, 8)) * rate**-shape
    if shape <= FLAT:
        below = integrate(
            lambda y: mp.exp(-shape * y - mp.exp(-y)) * f(mp.exp(-y) / rate),
            even(140 / shape, 10),
        )
        above = integrate(
            lambda u: mp.exp((shape - 1) * mp.log(u) - u) * f(u / rate),
            [mpf(u) for u in (1, 6, 16, 36, 70, 120, 200)],
        )
        return (below + above) * rate**-shape
    width = 25 * mp.sqrt(shape)
    low, high = max(mpf(0), shape - width - 200), shape + width + 220
    peak = (shape - 1) * mp.log(shape) - shape

    def bump(u):
        return mp.exp((shape - 1) * mp.log(u) - u - peak) * f(u / rate)

    points = [low + point for point in even(high - low, 12)]
    return integrate(bump, points) * mp.exp(peak) * rate**-shape


def _beta_side(d, a, b, scale, f):
    """The integral over w in (0, d) of w^(b-1) (1-w)^(a-1) f(w), times exp(-scale)."""
    if b < STEEP:
        power, factor = 1 / b, d**b / b

        def smoothed(q):
            w = d * q**power
            return mp.exp((a - 1) * mp.log1p(-w) - scale) * f(w) * factor

        return integrate(smoothed, even(mpf(1), 6))
    if b <= FLAT:

        def decaying(y):
            w = d * mp.exp(-y)
            return mp.exp(b * (mp.log(d) - y) + (a - 1) * mp.log1p(-w) - scale) * f(w)

        first, *rest = even(140 / b, 10)
        return integrate(decaying, [first, *(140 / b / k for k in (80, 40, 20)), *rest])
    return integrate(
        lambda w: mp.exp((a - 1) * mp.log1p(-w) + (b - 1) * mp.log(w) - scale) * f(w),
        graded(d, 12),
    )


def beta_integral(a, b, f=None):
    """The integral over p in (0, 1) of p^(a-1) (1-p)^(b-1) f(p)."""
    f = f or one
    c = min(max(a / (a + b), mpf(1) / 1000), 1 - mpf(1) / 1000)
    d = 1 - c
    scale = (a - 1) * mp.log(c) + (b - 1) * mp.log(d)
    left = _beta_side(c, b, a, scale, f)
    right = _beta_side(d, a, b, scale, lambda w: f(1 - w))
    return (left + right) * mp.exp(scale)


def beta_mean(a, b, f):
    """The mean of f(p) over p ~ Beta(a, b): the trapezoidal rule in u, log(p / (1 - p)) = center +
    width sinh(u), with nodes between the nodes until they change the integrals of the density and
    of f by less than 1e-18: the error that is left is of the order of the square.
    """
    center, width = mp.log(a / b), min(mpf(1), mp.sqrt(1 / a + 1 / b))
    f = cache(f)

    def node(u):
        y = center + width * mp.sinh(u)
        p, q = 1 / (1 + mp.exp(-y)), 1 / (1 + mp.exp(y))
        return a * mp.log(p) + b * mp.log(q), mp.cosh(u), p

    largest, *_ = node(mpf(0))
    whole, weighted = mpf(0), mpf(0)
    start, step = mpf(0), mpf(1) / 4
    while step > mpf(10) ** -4:
        before = whole, weighted
        for first, stride in ((start, step), (start - step, -step)):
            u, weight = first, mpf(1)
            while weight > mpf(10) ** -34 or abs(u) < 1:
                density, slope, p = node(u)
                weight = mp.exp(density - largest) * slope
                whole += weight
                weighted += weight * f(min(max(p, NEAR), 1 - NEAR))
                u += stride
        if start:  # twice the nodes: twice the sums
            step /= 2
            now = whole, weighted
            if all(agreeing(2 * old, new) for old, new in zip(before, now, strict=True)):
                return weighted / whole
        start = step / 2
    raise QuadratureError


def agreeing(a, b):
    return abs(a - b) < mpf(10) ** -18 * abs(b)


@cache
def gauss_jacobi(n, a, b):
    """Nodes and weights for the density of Beta(a, b), by Golub and Welsch."""
    with mp.workdps(75):
        p, q = b - 1, a - 1
        matrix = mp.zeros(n)
        matrix[0, 0] = (q - p) / (p + q + 2)
        for k in range(1, n):
            s = 2 * k + p + q
            matrix[k, k] = (q * q - p * p) / (s * (s + 2))
            # For k = 1 the factors k + p + q and s - 1 are equal, and may both be zero.
            ratio = mpf(1) if k == 1 else (k + p + q) / (s - 1)
            square = 4 * k * (k + p) * (k + q) * ratio / (s**2 * (s + 1))
            matrix[k, k - 1] = matrix[k - 1, k] = mp.sqrt(square)
        values, vectors = mp.eigsy(matrix)
        return [((1 + values[i]) / 2, vectors[0, i] ** 2) for i in range(n)]
