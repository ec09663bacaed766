"""The problem of `allocate_offers` as an integer programme, solved by HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class Solved(NamedTuple):
    """Gain less cost of the best plan found, and what no plan can exceed."""

    objective: float
    bound: float


def solve(
    gain: Numbers,
    cost: Numbers,
    budget: float,
    further: Sequence[tuple[Numbers, float, float]] = (),
    *,
    gap: float = 1e-9,
    threads: int = 1,
) -> Solved:
    """Choose at most one offer a client.

    `further`: rows besides the budget, as (coefficients of shape (n, offers), least, most).
    """
    n, offers = gain.shape
    size = n * offers
    sums = [(cost, -np.inf, budget), *further]
    model = highspy.HighsLp()
    model.num_col_ = size
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = (gain - cost).ravel()
    model.col_lower_ = np.zeros(size)
    model.col_upper_ = np.ones(size)
    model.integrality_ = [highspy.HighsVarType.kInteger] * size
    model.num_row_ = n + len(sums)
    model.row_lower_ = np.r_[np.zeros(n), [least for _, least, _ in sums]]
    model.row_upper_ = np.r_[np.ones(n), [most for _, _, most in sums]]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.r_[
        np.arange(0, size, offers), size * np.arange(1, len(sums) + 2)
    ].astype(np.int32)
    model.a_matrix_.index_ = np.tile(np.arange(size, dtype=np.int32), 1 + len(sums))
    model.a_matrix_.value_ = np.concatenate([np.ones(size), *(row.ravel() for row, _, _ in sums)])
    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "presolve": "off",  # it takes most of the time, and there is nothing to take out
        "mip_rel_gap": gap,
        "threads": threads,
    }.items():
        solver.setOptionValue(option, value)
    solver.passModel(model)
    solver.run()
    found = solver.getInfo()
    return Solved(found.objective_function_value, found.mip_dual_bound)
