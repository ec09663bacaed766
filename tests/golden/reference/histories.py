"""Purchase histories for the continuous models, easy and extreme."""

FREQUENCIES = [
    0,
    0,
    0,
    1,
    1,
    2,
    3,
    5,
    10,
    26,
    50,
    100,
    170,
    171,
    300,
    500,
    1000,
    2000,
    5000,
]
AGES = [1.0, 38.857142857142854, 52.0, 365.0, 1e5, 0.01, 11000.0]
RATES = [1e-6, 0.00029, 0.0027, 0.01, 0.1, 1.0]
COUNTS = [0, 0, 1, 1, 2, 3, 5, 10, 20, 50, 170, 300, 1000]

INPUTS = ["x", "t_x", "T", "t_star", "delta", "t_pmf", "k_pmf"]
OUTPUTS = ["ll", "p_alive", "p_dead", "cet", "ext", "dert", "pmf"]

# Clients of CDNOW and its edges: no time at all, no repeat purchase, bought today.
FIXED = [
    (0, 0.0, 0.0, 1.0, 0.01, 1.0, 0),
    (0, 0.0, 38.857142857142854, 39.0, 0.0027, 39.0, 0),
    (1, 0.0, 10.0, 10.0, 0.01, 10.0, 1),
    (2, 30.428571428571427, 38.857142857142854, 39.0, 0.0027, 2.0, 10),
    (26, 30.86, 31.0, 52.0, 0.0027, 30.0, 15),
]


def rounded(value, digits):
    return float(f"{value:.{digits}g}")


def recency(rng, x, age):
    mode = rng.random()
    if x == 0 or 0.32 <= mode < 0.36:
        return 0.0
    if mode < 0.15:
        return age
    if mode < 0.25:
        return age * (1 - 1e-12)
    return age * 1e-6 if mode < 0.32 else age * rng.random()


def history(rng, scale, first):
    """Draw the values of INPUTS; times are drawn around `scale` and far from it."""
    x = 0 if first else FREQUENCIES[rng.randrange(len(FREQUENCIES))]
    ages = [
        10 ** rng.uniform(-2, 5),
        min(1e5, max(0.01, scale * 10 ** rng.uniform(-1.5, 1.5))),
        rng.choice(AGES),
    ]
    age = rounded(rng.choice(ages), 10)
    t_x = recency(rng, x, age)
    far = rounded(10 ** rng.uniform(-2, 4), 6)
    horizon = rng.choice([1.0, 39.0, age, 1e-6 * age, 10 * age, far])
    delta = rng.choice(RATES)
    windows = [scale * 10 ** rng.uniform(-1, 1.5), 10 ** rng.uniform(-2, 4)]
    window = rounded(rng.choice(windows), 10)
    return (x, t_x, age, horizon, delta, window, rng.choice(COUNTS))


class ContinuousModel:
    """The table of a model in continuous time; `parameters[1]` is its time scale."""

    inputs = INPUTS

    @property
    def outputs(self):
        return OUTPUTS + ["dll_d" + name for name in self.parameters]

    def rows(self, rng, each):
        for regime, parameters in self.regimes:
            drawn = [history(rng, parameters[1], j == 0) for j in range(each)]
            fixed = FIXED if regime == "cdnow" else []
            yield from ((regime, parameters, values) for values in [*fixed, *drawn])
