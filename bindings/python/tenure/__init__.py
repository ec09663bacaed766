"""Customer-base analysis: who is worth what, who is leaving, and what to spend on it."""

from tenure import privacy, signals
from tenure._core import __version__
from tenure.alerting import AlertMonitor, AlertResult, alerts
from tenure.allocation import Allocation, Certificate, allocate_offers, allocate_spending
from tenure.bootstrapping import BootstrapResult, bootstrap
from tenure.budget import retention_budget
from tenure.campaigns import (
    AcquisitionPlan,
    ChurnProfit,
    balance_acquisition,
    campaign_profit,
    churn_profit,
    profit_lift,
    retention_targets,
)
from tenure.clusters import KMeansResult, adjusted_rand_index, cluster_numbers, k_means
from tenure.complaints import ComplaintReport, complaint_profit
from tenure.control import (
    Calibration,
    ControlReport,
    HoldoutEffect,
    calibration,
    control_limits,
    control_report,
    holdout_effect,
)
from tenure.cycle import (
    CycleResult,
    Rhythm,
    SeasonalityResult,
    clumpiness,
    cycles,
    rhythm,
    seasonality,
)
from tenure.effort_response import ResponseEstimate, estimate_response, segmentation_profit
from tenure.equity import CustomerEquity, customer_equity
from tenure.errors import ConvergenceWarning, DataError, Error
from tenure.evaluation import Comparison, backtest, compare, holdout_errors
from tenure.flows import CashFlows, cash_flows, plan_cash_flows
from tenure.import_report import ImportReport
from tenure.inequality import (
    ConcentrationResult,
    RateConcentration,
    concentration,
    rate_concentration,
)
from tenure.inference import (
    LikelihoodRatioTest,
    clv_intervals,
    confidence_intervals,
    likelihood_ratio_test,
    prediction_intervals,
)
from tenure.iso_values import IsoValue, iso_value
from tenure.leaving import AttritionResult, attrition
from tenure.lever_advice import Levers, levers
from tenure.lost_clients import WinBackPlan, second_lifetime_value, win_back
from tenure.markov import MarkovPolicy, MarkovValue, markov_policy, markov_value
from tenure.migrations import (
    Migration,
    migration,
    migration_of_counts,
    segment_migration,
)
from tenure.mixtures import MixtureResult, mixture
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
from tenure.offers import OfferResult, PairMetrics, next_offers, pair_metrics
from tenure.panel import ClientPanel, SolventRevenue, client_panel, solvent_revenue
from tenure.partitions import (
    Cells,
    LogLikelihood,
    PartialSummary,
    log_likelihood_and_gradient,
)
from tenure.paying import (
    DaysOutstanding,
    Lateness,
    PaymentResult,
    RollResult,
    days_outstanding,
    lateness,
    payment,
    roll_rates,
)
from tenure.phases import (
    Conversion,
    PhaseMachine,
    PhaseResult,
    conversion,
    phase_analysis,
    usual_phases,
)
from tenure.portfolio import Portfolio
from tenure.portfolio_builder import PortfolioBuilder
from tenure.profit import (
    ClientValue,
    IncrementalReturn,
    WhaleCurve,
    client_value,
    incremental_return,
    time_driven_cost,
    trends,
    whale_curve,
)
from tenure.rates import (
    ClientBridge,
    CohortTriangle,
    PeriodRate,
    StockFlow,
    attrition_rates,
    client_bridge,
    cohort_triangle,
    convert_rate,
    stock_flow,
)
from tenure.record import Record, RecordBuilder
from tenure.relations import learned_rates, relation_intensity, value_of_information
from tenure.response import CellResponse, MarginalRevenue, cell_response, marginal_revenue
from tenure.results import Convergence, FitResult
from tenure.retention import (
    AggregateRetention,
    RetentionClv,
    check_aggregate_retention,
    retention_clv,
)
from tenure.saved import load_model
from tenure.scoring import score
from tenure.segment_reports import SegmentReport, segment_report
from tenure.segments import RfmResult, ScoreWeights, SegmentRule, rfm, segment_preset
from tenure.shop import Shop, simulate_shop
from tenure.summary import Summary
from tenure.survival import (
    LogRank,
    SurvivalCurves,
    competing_risks,
    contract_lives,
    kaplan_meier,
    log_rank,
)
from tenure.survival_models import CoxRegression, SurvivalRegression
from tenure.table import Table
from tenure.uplift import (
    EffectInterval,
    SampleSize,
    UpliftCurves,
    UpliftModel,
    policy_value,
    sample_size,
    uplift_at,
    uplift_curves,
    uplift_model,
)
from tenure.value import ClvResult, clv, observed_margin
from tenure.viability import BandResult, ViabilityResult, segment_viability, value_bands
from tenure.warehouse import StreamedSummary, summarise_stream, summary_sql

__all__ = [
    "BGBB",
    "BGCNBD",
    "BGNBD",
    "MBGCNBD",
    "MBGNBD",
    "NBD",
    "AcquisitionPlan",
    "AggregateRetention",
    "AlertMonitor",
    "AlertResult",
    "Allocation",
    "AttritionResult",
    "BandResult",
    "BetaDiscreteWeibull",
    "BootstrapResult",
    "Calibration",
    "CashFlows",
    "CellResponse",
    "Cells",
    "Certificate",
    "ChurnProfit",
    "ClientBridge",
    "ClientPanel",
    "ClientValue",
    "ClvResult",
    "CohortTriangle",
    "Comparison",
    "ComplaintReport",
    "ConcentrationResult",
    "ControlReport",
    "Convergence",
    "ConvergenceWarning",
    "Conversion",
    "CoxRegression",
    "CustomerEquity",
    "CycleResult",
    "DataError",
    "DaysOutstanding",
    "EffectInterval",
    "Error",
    "FitResult",
    "GGompertzNBD",
    "GammaGamma",
    "HoldoutEffect",
    "ImportReport",
    "IncrementalReturn",
    "IsoValue",
    "KMeansResult",
    "Lateness",
    "Levers",
    "LikelihoodRatioTest",
    "LogLikelihood",
    "LogRank",
    "MarginalRevenue",
    "MarkovPolicy",
    "MarkovValue",
    "Migration",
    "MixtureResult",
    "OfferResult",
    "PairMetrics",
    "ParetoNBD",
    "PartialSummary",
    "PaymentResult",
    "PeriodRate",
    "PhaseMachine",
    "PhaseResult",
    "Portfolio",
    "PortfolioBuilder",
    "RateConcentration",
    "Record",
    "RecordBuilder",
    "ResponseEstimate",
    "RetentionClv",
    "RfmResult",
    "Rhythm",
    "RollResult",
    "SampleSize",
    "ScoreWeights",
    "SeasonalityResult",
    "SegmentReport",
    "SegmentRule",
    "ShiftedBetaGeometric",
    "Shop",
    "SolventRevenue",
    "StockFlow",
    "StreamedSummary",
    "Summary",
    "SurvivalCurves",
    "SurvivalRegression",
    "Table",
    "UpliftCurves",
    "UpliftModel",
    "ViabilityResult",
    "WhaleCurve",
    "WinBackPlan",
    "__version__",
    "adjusted_rand_index",
    "alerts",
    "allocate_offers",
    "allocate_spending",
    "attrition",
    "attrition_rates",
    "backtest",
    "balance_acquisition",
    "bootstrap",
    "calibration",
    "campaign_profit",
    "cash_flows",
    "cell_response",
    "check_aggregate_retention",
    "churn_profit",
    "client_bridge",
    "client_panel",
    "client_value",
    "clumpiness",
    "cluster_numbers",
    "clv",
    "clv_intervals",
    "cohort_triangle",
    "compare",
    "competing_risks",
    "complaint_profit",
    "concentration",
    "confidence_intervals",
    "contract_lives",
    "control_limits",
    "control_report",
    "conversion",
    "convert_rate",
    "customer_equity",
    "cycles",
    "days_outstanding",
    "estimate_response",
    "holdout_effect",
    "holdout_errors",
    "incremental_return",
    "iso_value",
    "k_means",
    "kaplan_meier",
    "lateness",
    "learned_rates",
    "levers",
    "likelihood_ratio_test",
    "load_model",
    "log_likelihood_and_gradient",
    "log_rank",
    "marginal_revenue",
    "markov_policy",
    "markov_value",
    "migration",
    "migration_of_counts",
    "mixture",
    "next_offers",
    "observed_margin",
    "pair_metrics",
    "payment",
    "phase_analysis",
    "plan_cash_flows",
    "policy_value",
    "prediction_intervals",
    "privacy",
    "profit_lift",
    "rate_concentration",
    "relation_intensity",
    "retention_budget",
    "retention_clv",
    "retention_targets",
    "rfm",
    "rhythm",
    "roll_rates",
    "sample_size",
    "score",
    "seasonality",
    "second_lifetime_value",
    "segment_migration",
    "segment_preset",
    "segment_report",
    "segment_viability",
    "segmentation_profit",
    "signals",
    "simulate_shop",
    "solvent_revenue",
    "stock_flow",
    "summarise_stream",
    "summary_sql",
    "time_driven_cost",
    "trends",
    "uplift_at",
    "uplift_curves",
    "uplift_model",
    "usual_phases",
    "value_bands",
    "value_of_information",
    "whale_curve",
    "win_back",
]
