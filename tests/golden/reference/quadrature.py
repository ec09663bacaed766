"""Adaptive Gauss-Legendre quadrature of vector functions, with nodes of its own (no mp.quad)."""

from functools import cache
from itertools import pairwise

import mpmath as mp
from mpmath import mpf

NODES = 40
TOLERANCE = mpf(10) ** -38
MOST_PANELS = 4000


class QuadratureError(ArithmeticError):
    """The panels ran out before the tolerance was reached."""


def _legendre(n, x):
    """P_n(x) and its derivative."""
    p0, p1 = mpf(1), x
    for k in range(2, n + 1):
        p0, p1 = p1, ((2 * k - 1) * x * p1 - (k - 1) * p0) / k
    return p1, n * (x * p1 - p0) / (x * x - 1)


@cache
def _nodes(n, digits):
    """Nodes and weights on (-1, 1), n even."""
    with mp.workdps(digits + 15):
        found = []
        for i in range(1, n // 2 + 1):
            x = mp.cos(mp.pi * (i - mpf(1) / 4) / (n + mpf(1) / 2))
            for _ in range(60):
                value, slope = _legendre(n, x)
                x -= value / slope
                if abs(value / slope) < mpf(10) ** (-(digits + 10)):
                    break
            _, slope = _legendre(n, x)
            weight = 2 / ((1 - x * x) * slope * slope)
            found += [(x, weight), (-x, weight)]
    return found


def _panel(f, a, b, m):
    """The integral over one panel, and that of the absolute value."""
    half, middle = (b - a) / 2, (a + b) / 2
    total, absolute = [mpf(0)] * m, [mpf(0)] * m
    for x, w in _nodes(NODES, mp.mp.dps):
        for i, value in enumerate(f(middle + half * x)):
            total[i] += w * value
            absolute[i] += abs(w * value)
    return [half * v for v in total], [abs(half) * v for v in absolute]


def integrate_all(f, points, m, tolerance=TOLERANCE):
    """The integral of f, which returns m values, over the panels between increasing points."""
    todo = [(a, b, *_panel(f, a, b, m)) for a, b in pairwise(points) if b > a]
    scale = [sum((panel[3][i] for panel in todo), mpf(0)) for i in range(m)]
    panels = len(todo)
    result = [mpf(0)] * m
    while todo:
        a, b, whole, whole_absolute = todo.pop()
        c = (a + b) / 2
        left, left_absolute = _panel(f, a, c, m)
        right, right_absolute = _panel(f, c, b, m)
        panels += 2
        if panels > MOST_PANELS:
            raise QuadratureError
        halves = [x + y for x, y in zip(left, right, strict=True)]
        for i in range(m):
            scale[i] += max(mpf(0), left_absolute[i] + right_absolute[i] - whole_absolute[i])
        good = all(abs(halves[i] - whole[i]) <= tolerance * scale[i] for i in range(m))
        if good or b - a < mpf(10) ** -45 * max(abs(a), abs(b)):
            result = [x + y for x, y in zip(result, halves, strict=True)]
        else:
            todo += [(a, c, left, left_absolute), (c, b, right, right_absolute)]
    return result


def integrate(f, points, tolerance=TOLERANCE):
    return integrate_all(lambda x: [f(x)], points, 1, tolerance)[0]


def even(length, panels):
    """Points from 0 to `length`, evenly spaced."""
    return [length * mpf(k) / panels for k in range(panels + 1)]


def graded(length, finest, step=2):
    """Points from 0 to `length`, halving `finest` times towards 0, `step` halvings at a time."""
    return [mpf(0)] + [length * mpf(2) ** -k for k in range(finest, -1, -step)]


def graded_then_even(length, finest):
    """Halving towards 0, and eighths above a quarter."""
    eighths = [length * mpf(k) / 8 for k in range(3, 9)]
    return [mpf(0)] + [length * mpf(2) ** -k for k in range(finest, 0, -2)] + eighths


def decades(first, last, factor):
    """Points from 0 to `last`, growing by `factor` from `first`."""
    points = [mpf(0)]
    while first < last:
        points.append(first)
        first *= factor
    return [*points, mpf(last)]
