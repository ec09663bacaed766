"""What the models predict of a client in a window (from, to] ahead, and for ever.

Of each model, twice: by closed forms and finite or fast sums (`first`), and by quadrature over the
time of a purchase or of death, or over the mixing distribution (`second`).
"""

import mpmath as mp
from mpmath import mpf

QUANTITIES = (
    "window_expected",
    "window_active",
    "window_at_least",
    "window_pmf",
    "lifetime",
    "lifetime_all",
    "mean_rate",
    "mean_dropout",
    "window_discounted",
)
# Of a client without a history, in a window of his age.
NEW_QUANTITIES = ("new_expected", "new_at_least", "new_pmf")
INPUTS = ("from", "to", "count", "delta")
COUNTS = (1, 2, 3, 5, 12, 20)
DISCOUNTED_TO_END = (0.1, 1e-6, 3.0, 20.0, 1.0)


class NoMeanError(Exception):
    """The expectation is infinite."""


def windows(index, horizon, longest=None):
    """(from, to, count, delta): from at once or later, short and long, by the number of the row."""
    begins = (0.0, 1.0, 0.1, 10.0)[index % 4] * horizon
    length = (1.0, 1e-6, 3.0, 0.01)[index // 4 % 4] * horizon
    count = COUNTS[index % len(COUNTS)]
    if longest is not None:
        begins, length = round(begins), min(longest, max(1, round(length)))
        count = min(count, length)
    delta = DISCOUNTED_TO_END[index % len(DISCOUNTED_TO_END)] / (begins + length)
    return begins, begins + length, count, float(f"{delta:.3g}")


def full_at(r, al, u, k):
    """The density of the time u of the k-th purchase at a rate that is Gamma(r, al)."""
    scale = mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k)) + r * mp.log(al)
    return mp.exp(scale + (k - 1) * mp.log(u) - (r + k) * mp.log(al + u))
