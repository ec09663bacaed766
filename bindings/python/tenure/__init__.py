"""Customer-base analysis: who is worth what, who is leaving, and what to spend on it."""

from tenure import privacy
from tenure._core import __version__
from tenure.budget import retention_budget
from tenure.cycle import CycleResult, cycles
from tenure.errors import ConvergenceWarning, DataError, Error
from tenure.evaluation import Comparison, backtest, compare, holdout_errors
from tenure.import_report import ImportReport
from tenure.inequality import (
    ConcentrationResult,
    RateConcentration,
    concentration,
    rate_concentration,
)
from tenure.inference import (
    BootstrapResult,
    LikelihoodRatioTest,
    bootstrap,
    clv_intervals,
    confidence_intervals,
    likelihood_ratio_test,
    prediction_intervals,
)
from tenure.leaving import AttritionResult, attrition
from tenure.models import (
    BGBB,
    BGCNBD,
    BGNBD,
    MBGCNBD,
    MBGNBD,
    NBD,
    BetaDiscreteWeibull,
    GammaGamma,
    GGompertzNBD,
    ParetoNBD,
    ShiftedBetaGeometric,
)
from tenure.portfolio import Portfolio
from tenure.portfolio_builder import PortfolioBuilder
from tenure.record import Record, RecordBuilder
from tenure.results import Convergence, FitResult
from tenure.saved import load_model
from tenure.segments import RfmResult, SegmentRule, rfm, usual_segments
from tenure.shop import Shop, simulate_shop
from tenure.summary import Summary
from tenure.table import Table
from tenure.value import ClvResult, clv, observed_margin

__all__ = [
    "BGBB",
    "BGCNBD",
    "BGNBD",
    "MBGCNBD",
    "MBGNBD",
    "NBD",
    "AttritionResult",
    "BetaDiscreteWeibull",
    "BootstrapResult",
    "ClvResult",
    "Comparison",
    "ConcentrationResult",
    "Convergence",
    "ConvergenceWarning",
    "CycleResult",
    "DataError",
    "Error",
    "FitResult",
    "GGompertzNBD",
    "GammaGamma",
    "ImportReport",
    "LikelihoodRatioTest",
    "ParetoNBD",
    "Portfolio",
    "PortfolioBuilder",
    "RateConcentration",
    "Record",
    "RecordBuilder",
    "RfmResult",
    "SegmentRule",
    "ShiftedBetaGeometric",
    "Shop",
    "Summary",
    "Table",
    "__version__",
    "attrition",
    "backtest",
    "bootstrap",
    "clv",
    "clv_intervals",
    "compare",
    "concentration",
    "confidence_intervals",
    "cycles",
    "holdout_errors",
    "likelihood_ratio_test",
    "load_model",
    "observed_margin",
    "prediction_intervals",
    "privacy",
    "rate_concentration",
    "retention_budget",
    "rfm",
    "simulate_shop",
    "usual_segments",
]
