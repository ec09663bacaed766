"""A reference number counts when two independent computations agree to 24 digits."""

import signal

import mpmath as mp
from mpmath import mpf

from .quadrature import QuadratureError

mp.mp.dps = 60
CLOSED_DIGITS = 110  # of closed forms, which cancel
AGREED_DIGITS = 24
FAILURES = (
    TimeoutError,
    QuadratureError,
    ValueError,
    ZeroDivisionError,
    mp.libmp.NoConvergence,
    OverflowError,
    MemoryError,
)


def _expired(*_):
    raise TimeoutError


signal.signal(signal.SIGPROF, _expired)


def limited(seconds, function):
    signal.setitimer(signal.ITIMER_PROF, seconds)  # of this process, however busy the machine is
    try:
        return function()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def agreeing_digits(a, b):
    if a == b:
        return 60.0
    return float(-mp.log10(abs(a - b) / max(abs(a), abs(b))))


def agreeing_digits_of_logs(a, b):
    """A log's absolute error is the relative error of what it is the log of."""
    difference = abs(a - b)
    if abs(a) < mpf(10) ** -20 and difference > mpf(10) ** -AGREED_DIGITS * abs(a):
        return 0.0
    digits = 60.0 if difference == 0 else float(-mp.log10(difference))
    return min(digits, agreeing_digits(a, b)) if a != 0 and b != 0 else digits


def printed(value):
    """20 significant digits."""
    value = mpf(value)
    if value == 0:
        return "0"
    always = {"min_fixed": mp.inf, "max_fixed": -mp.inf, "show_zero_exponent": True}
    return mp.nstr(value, 20, strip_zeros=False, **always)


def central_difference(function, point, index):
    """The partial derivative of a closed form, whose 110 digits leave 60 with this step."""
    step = mpf(10) ** -32 * point[index]
    up, down = list(point), list(point)
    up[index] += step
    down[index] -= step
    return (function(*up) - function(*down)) / (2 * step)


class Row:
    """The outputs of one row of a reference table."""

    def __init__(self, index):
        self.index = index
        self._text = {}
        self._digits = []
        self._unverified = []

    def set(self, name, text):
        """An output that the model's definition gives without any computation."""
        self._text[name] = text

    def both(self, name, closed, integral, seconds=12, log=False):
        """Write the output if its two computations agree, and why not otherwise."""
        try:
            with mp.workdps(CLOSED_DIGITS):
                a = limited(seconds, closed)
            b = limited(seconds, integral)
            digits = agreeing_digits_of_logs(a, b) if log else agreeing_digits(a, b)
            if not mp.isfinite(a):
                raise ValueError(name)
        except FAILURES as failure:
            self._unverified.append(f"{name}:{type(failure).__name__}")
            return
        if digits < AGREED_DIGITS:
            self._unverified.append(f"{name}:disagreement")
            return
        self._text[name] = printed(a)
        self._digits.append(digits)

    def cells(self, names):
        smallest = f"{min(self._digits):.0f}" if self._digits else ""
        values = [self._text.get(name, "") for name in names]
        return [*values, smallest, ";".join(self._unverified)]
