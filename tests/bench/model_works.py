"""Fits and predictions, beside the packages that people fit with."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import simulated
from sides import Sizes, Work

import tenure as tn

HORIZON = 90.0
BG = {"r": 0.8, "alpha": 40.0, "a": 0.8, "b": 6.0}
PARETO = {"r": 0.8, "alpha": 30.0, "s": 0.6, "beta": 150.0}
#: Parameters that two optimisers of one likelihood must share.
SAME = 0.02


def histories(sizes: Sizes) -> tuple[Any, Any, int]:
    columns = simulated.histories(sizes.clients)
    return columns, columns, sizes.threads


def fit_by_tenure(model: type[tn.BGNBD] | type[tn.ParetoNBD]) -> Callable[[], Callable[[Any], Any]]:
    def run(data: Any) -> Any:
        fitted = model(threads=data[2]).fit(data[0])
        return list(fitted.params_.values())

    return lambda: run


def fit_by_lifetimes(name: str) -> Callable[[], Callable[[Any], Any]]:
    def build() -> Callable[[Any], Any]:
        import lifetimes

        def run(data: Any) -> Any:
            fitter = getattr(lifetimes, name)(penalizer_coef=0.0)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                fitter.fit(data[1]["frequency"], data[1]["recency"], data[1]["age"])
            return list(fitter.params_)

        return run

    return build


def fit_by_pymc(name: str) -> Callable[[], Callable[[Any], Any]]:
    def build() -> Callable[[Any], Any]:
        import pandas as pd
        from pymc_marketing import clv

        def run(data: Any) -> Any:
            frame = pd.DataFrame(
                {
                    "customer_id": np.arange(data[1]["age"].size),
                    "frequency": data[1]["frequency"],
                    "recency": data[1]["recency"],
                    "T": data[1]["age"],
                }
            )
            model = getattr(clv, name)(data=frame)
            model.fit(method="map", progressbar=False)
            return model

        return run

    return build


def same_parameters(ours: Any, theirs: Any) -> bool:
    if not isinstance(theirs, list):  # a maximum of the posterior, under its priors
        return True
    return all(abs(np.log(a / b)) < SAME for a, b in zip(ours, theirs, strict=True))


def predict_by_tenure(
    model: type[tn.BGNBD] | type[tn.ParetoNBD], given: dict[str, float], dert: bool
) -> Callable[[], Callable[[Any], Any]]:
    def run(data: Any) -> Any:
        fitted = model.from_params(unit="day", **given)
        fitted.set_params(threads=data[2])
        answer = [fitted.p_alive(data[0]), fitted.expected_purchases(data[0], HORIZON)]
        if dert:
            answer.append(fitted.dert(data[0], discount_rate=0.1))
        return answer

    return lambda: run


def predict_by_lifetimes(name: str, given: dict[str, float]) -> Callable[[], Callable[[Any], Any]]:
    def build() -> Callable[[Any], Any]:
        import lifetimes
        import pandas as pd

        def run(data: Any) -> Any:
            fitter = getattr(lifetimes, name)()
            fitter.params_ = pd.Series(given)
            x, t_x, age = (data[1][column] for column in ("frequency", "recency", "age"))
            expected = fitter.conditional_expected_number_of_purchases_up_to_time
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return [
                    fitter.conditional_probability_alive(x, t_x, age),
                    expected(HORIZON, x, t_x, age),
                ]

        return run

    return build


def same_predictions(ours: Any, theirs: Any) -> bool:
    # Where the peer's closed form fails, its value is no reference.
    for a, b in zip(ours[:2], theirs, strict=True):
        b = np.asarray(b)
        finite = np.isfinite(b)
        if np.median(np.abs(a[finite] - b[finite])) > 1e-6:
            return False
    return True


WORKS = [
    Work("fit-bg", "fit of BG/NBD", histories,
         {"tenure": fit_by_tenure(tn.BGNBD), "lifetimes": fit_by_lifetimes("BetaGeoFitter"),
          "pymc-marketing": fit_by_pymc("BetaGeoModel")}, same_parameters, False),
    Work("fit-pareto", "fit of Pareto/NBD", histories,
         {"tenure": fit_by_tenure(tn.ParetoNBD), "lifetimes": fit_by_lifetimes("ParetoNBDFitter"),
          "pymc-marketing": fit_by_pymc("ParetoNBDModel")}, same_parameters, False),
    Work("predict-bg", "P(alive) and expected purchases, BG/NBD", histories,
         {"tenure": predict_by_tenure(tn.BGNBD, BG, False),
          "lifetimes": predict_by_lifetimes("BetaGeoFitter", BG)}, same_predictions, False),
    Work("predict-pareto", "P(alive) and expected purchases, Pareto/NBD", histories,
         {"tenure": predict_by_tenure(tn.ParetoNBD, PARETO, False),
          "lifetimes": predict_by_lifetimes("ParetoNBDFitter", PARETO)}, same_predictions, False),
    Work("predict-bg-dert", "the same and DERT, BG/NBD (lifetimes: without it)", histories,
         {"tenure": predict_by_tenure(tn.BGNBD, BG, True),
          "lifetimes": predict_by_lifetimes("BetaGeoFitter", BG)}, same_predictions, False),
    Work("predict-pareto-dert", "the same and DERT, Pareto/NBD (lifetimes: without it)", histories,
         {"tenure": predict_by_tenure(tn.ParetoNBD, PARETO, True),
          "lifetimes": predict_by_lifetimes("ParetoNBDFitter", PARETO)}, same_predictions, False),
]  # fmt: skip
