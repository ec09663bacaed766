from collections.abc import Callable, Sequence
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from tenure.summary import Unit

from . import allocation as allocation
from . import campaigns as campaigns
from . import clusters as clusters
from . import control as control
from . import economics as economics
from . import iso_value as iso_value
from . import lifetimes as lifetimes
from . import markov_value as markov_value
from . import migration as migration
from . import partitions as partitions
from . import payment as payment
from . import privacy as privacy
from . import rates as rates
from . import record as record
from . import relations as relations
from . import response as response
from . import scoring as scoring
from . import segments as segments
from . import uplift as uplift
from . import warehouse as warehouse
from . import warning as warning

__version__: str

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]
_Progress = Callable[[float, str], object] | bool | None
_Column = tuple[str, str, Any, Any]

def add_time(day: int, units: float, unit: str) -> int: ...
def parse_day(text: str) -> int: ...
def units_per_year(unit: str) -> float: ...
def numpy_stream(
    rows: int, columns: Sequence[tuple[str, str, Sequence[NDArray[Any] | None]]]
) -> object: ...
def text_buffers(
    texts: Sequence[str | None], argument: str
) -> tuple[NDArray[np.uint8], _Integers, NDArray[np.uint8]]: ...

@final
class Table:
    @staticmethod
    def from_columns(columns: Sequence[_Column], excluded_clients: int = 0) -> Table: ...
    @property
    def rows(self) -> int: ...
    @property
    def excluded_clients(self) -> int: ...
    @property
    def names(self) -> list[str]: ...
    def type(self, name: str) -> str: ...
    def values(self, name: str) -> NDArray[Any]: ...
    def validity(self, name: str) -> NDArray[np.uint8] | None: ...
    def export_stream(self) -> object: ...

@final
class ImportOptions:
    def __init__(
        self,
        *,
        same_day: str | None = None,
        returns: str | None = None,
        zero_amounts: str | None = None,
        guests: str | None = None,
        invalid_rows: str | None = None,
        after_observed: str | None = None,
        duplicates: str | None = None,
        observed_until: int | None = None,
        currency: str = "",
        decimals: int = 2,
        zone_seconds: _Integers | None = None,
        zone_offsets: NDArray[np.int32] | None = None,
        day_starts_at: int = 0,
    ) -> None: ...

@final
class PurchaseColumns:
    def __init__(
        self,
        *,
        client: str,
        date: str,
        amount: str = "",
        cost: str = "",
        margin: str = "",
        order_id: str = "",
        category: str = "",
        channel: str = "",
        quantity: str = "",
        minor_units: bool = False,
    ) -> None: ...

@final
class ImportReport:
    @property
    def rows_read(self) -> int: ...
    @property
    def kept(self) -> int: ...
    @property
    def merged(self) -> int: ...
    @property
    def rows_dropped(self) -> int: ...
    @property
    def dropped(self) -> dict[str, tuple[int, int]]: ...
    @property
    def first_merged_row(self) -> int: ...
    @property
    def returns_recorded(self) -> int: ...
    @property
    def returns_unmatched(self) -> int: ...
    @property
    def amounts_rounded(self) -> int: ...
    @property
    def first_rounded_row(self) -> int: ...
    @property
    def clients(self) -> int: ...
    def table(self) -> Table: ...

@final
class Portfolio:
    @staticmethod
    def from_arrow(
        stream: object,
        columns: PurchaseColumns,
        options: ImportOptions,
        threads: int = 0,
        progress: _Progress = None,
    ) -> Portfolio: ...
    @staticmethod
    def load(path: str) -> Portfolio: ...
    def save(self, path: str) -> None: ...
    def append(
        self,
        stream: object,
        columns: PurchaseColumns,
        observed_until: int | None = None,
        threads: int = 0,
        progress: _Progress = None,
    ) -> Portfolio: ...
    @property
    def clients(self) -> int: ...
    @property
    def purchases(self) -> int: ...
    @property
    def excluded_clients(self) -> int: ...
    @property
    def client_ids(self) -> NDArray[Any]: ...
    @property
    def first_day(self) -> int: ...
    @property
    def observed_until(self) -> int: ...
    @property
    def has_amounts(self) -> bool: ...
    @property
    def has_costs(self) -> bool: ...
    @property
    def drops_invalid_rows(self) -> bool: ...
    @property
    def currency(self) -> str: ...
    @property
    def report(self) -> ImportReport: ...
    def purchase_table(self) -> Table: ...

@final
class PortfolioBuilder:
    def __init__(self, options: ImportOptions) -> None: ...
    def push(
        self,
        client: int | str | None,
        day: int,
        amount: float | None = None,
        cost: float | None = None,
        order_id: str | None = None,
        category: str | None = None,
        channel: str | None = None,
        quantity: float | None = None,
    ) -> None: ...
    def push_arrow(self, stream: object, columns: PurchaseColumns) -> None: ...
    def merge(self, other: PortfolioBuilder) -> None: ...
    def to_bytes(self) -> bytes: ...
    @staticmethod
    def from_bytes(data: bytes) -> PortfolioBuilder: ...
    @property
    def drops_invalid_rows(self) -> bool: ...
    @property
    def rows_read(self) -> int: ...
    def build(self, threads: int = 0, progress: _Progress = None) -> Portfolio: ...

@final
class Histories:
    def __init__(
        self,
        frequency: _Floats,
        recency: _Floats,
        age: _Floats,
        mean_spend: _Floats | None = None,
        weight: _Floats | None = None,
        log_interpurchase: _Floats | None = None,
    ) -> None: ...
    def __len__(self) -> int: ...

@final
class Summary:
    @staticmethod
    def from_portfolio(
        portfolio: Portfolio,
        unit: str,
        observed_until: int | None = None,
        calibration_end: int | None = None,
        threads: int = 0,
        progress: _Progress = None,
    ) -> Summary: ...
    @staticmethod
    def from_arrays(histories: Histories, unit: str, clients: Any = None) -> Summary: ...
    @staticmethod
    def from_times(client: _Integers, time: _Floats, ages: _Floats, unit: str) -> Summary: ...
    def with_holdout(
        self, length: float, frequency: _Floats, spend: _Floats | None = None
    ) -> Summary: ...
    def __len__(self) -> int: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def client_ids(self) -> NDArray[Any]: ...
    @property
    def calibration_end(self) -> int | None: ...
    @property
    def observed_until(self) -> int | None: ...
    @property
    def has_holdout(self) -> bool: ...
    @property
    def holdout_length(self) -> float: ...
    @property
    def clients_left_out(self) -> int: ...
    @property
    def excluded_clients(self) -> int: ...
    def histories(self) -> Histories: ...
    def table(self) -> Table: ...

@final
class ModelInfo:
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def parameters(self) -> list[str]: ...
    @property
    def reference(self) -> str: ...
    @property
    def max_regularity(self) -> int: ...

def models() -> list[ModelInfo]: ...

@final
class Convergence:
    @property
    def reason(self) -> str: ...
    @property
    def usable(self) -> bool: ...
    @property
    def iterations(self) -> int: ...
    @property
    def evaluations(self) -> int: ...
    @property
    def starts(self) -> int: ...
    @property
    def gradient_norm(self) -> float: ...
    @property
    def boundary(self) -> str: ...
    @property
    def message(self) -> str: ...

@final
class FitResult:
    @property
    def log_likelihood(self) -> float | None: ...
    @property
    def clients(self) -> float: ...
    @property
    def cells(self) -> int: ...
    @property
    def convergence(self) -> Convergence: ...
    @property
    def regularity(self) -> int: ...
    @property
    def regularity_chosen(self) -> bool: ...
    @property
    def parameters(self) -> _Floats: ...
    @property
    def covariance(self) -> _Floats: ...
    @property
    def standard_errors(self) -> _Floats: ...
    @property
    def aic(self) -> float | None: ...
    @property
    def bic(self) -> float | None: ...
    @property
    def priors(self) -> list[tuple[str, float, float]]: ...
    @property
    def penalty(self) -> float: ...
    @property
    def data_fingerprint(self) -> int: ...
    def table(self, level: float = 0.95) -> Table: ...

@final
class FittedModel:
    @staticmethod
    def fit_histories(
        model: str,
        histories: Histories,
        unit: str,
        start: Sequence[float],
        max_iterations: int,
        priors: Sequence[tuple[str, float, float]],
        regularity: int,
        threads: int = 0,
        progress: _Progress = None,
    ) -> FittedModel: ...
    @staticmethod
    def from_parameters(
        model: str, parameters: Sequence[float], unit: str, regularity: int = 0
    ) -> FittedModel: ...
    def to_json(self) -> str: ...
    @staticmethod
    def from_json(json: str) -> FittedModel: ...
    def save(self, path: str) -> None: ...
    @staticmethod
    def load(path: str) -> FittedModel: ...
    def __getstate__(self) -> str: ...
    def __setstate__(self, state: str, /) -> None: ...
    @property
    def info(self) -> ModelInfo: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def result(self) -> FitResult: ...
    def summary(self, level: float = 0.95) -> str: ...
    def log_likelihood(
        self,
        histories: Histories,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def p_alive(
        self,
        histories: Histories,
        after: float = 0.0,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def p_silent(
        self,
        histories: Histories,
        horizon: float,
        after: float = 0.0,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def p_active(
        self,
        histories: Histories,
        horizon: float,
        after: float = 0.0,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def expected_rate(
        self,
        histories: Histories,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def expected_dropout(
        self,
        histories: Histories,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def expected_purchases(
        self,
        histories: Histories,
        horizon: float,
        after: float = 0.0,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def discounted_purchases(
        self,
        histories: Histories,
        discount_rate: float,
        per: str,
        horizon: float | None = None,
        after: float = 0.0,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def expected_lifetime(
        self,
        histories: Histories,
        horizon: float | None = None,
        threads: int = 0,
        progress: _Progress = None,
    ) -> tuple[_Floats, NDArray[np.uint8]]: ...
    def expected_spend(
        self,
        histories: Histories,
        threads: int = 0,
        progress: _Progress = None,
    ) -> tuple[_Floats, NDArray[np.uint8]]: ...
    def conditional_pmf(
        self,
        histories: Histories,
        counts: NDArray[Any],
        horizon: float,
        after: float = 0.0,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Floats: ...
    def purchase_quantiles(
        self,
        histories: Histories,
        probability: float,
        horizon: float,
        after: float = 0.0,
        threads: int = 0,
        progress: _Progress = None,
    ) -> _Integers: ...
    def purchase_intervals(
        self,
        histories: Histories,
        level: float,
        horizon: float,
        after: float = 0.0,
        threads: int = 0,
        progress: _Progress = None,
    ) -> tuple[_Integers, _Integers]: ...
    def predict(
        self,
        summary: Summary,
        horizon: float,
        level: float | None = None,
        threads: int = 0,
        progress: _Progress = None,
    ) -> Table: ...
    def expected_purchases_new(self, times: _Floats, after: float = 0.0) -> _Floats: ...
    def pmf(self, counts: NDArray[Any], time: float, after: float = 0.0) -> _Floats: ...
    def quantiles_new(
        self, probabilities: _Floats, time: float, after: float = 0.0
    ) -> _Integers: ...
    def population_spend(self) -> float | None: ...
    def simulate(
        self, ages: _Floats, seed: int, threads: int = 0, progress: _Progress = None
    ) -> tuple[_Integers, _Floats]: ...
    def simulate_spend(self, counts: _Integers, seed: int) -> _Floats: ...

def cohort_summary(cohorts: Sequence[_Floats], period: str) -> Summary: ...
def contract_summary(
    duration: _Floats, churned: NDArray[np.uint8], period: str, clients: Any = None
) -> Summary: ...
def survival(model: FittedModel, renewals: _Floats) -> _Floats: ...
def retention_rates(model: FittedModel, periods: _Floats) -> _Floats: ...
def discounted_lifetime(model: FittedModel, discount_rate: float, per: str) -> float: ...
def discounted_residual_lifetime(
    model: FittedModel, periods: _Floats, discount_rate: float, per: str
) -> _Floats: ...

@final
class Candidate:
    @staticmethod
    def to_fit(
        label: str,
        model: str,
        start: Sequence[float],
        max_iterations: int,
        priors: Sequence[tuple[str, float, float]],
        regularity: int,
    ) -> Candidate: ...
    @staticmethod
    def fitted(label: str, model: FittedModel) -> Candidate: ...

def compare(
    candidates: Sequence[Candidate], summary: Summary, threads: int = 0, progress: _Progress = None
) -> tuple[Table, Table]: ...
def backtest(
    portfolio: Portfolio,
    candidates: Sequence[Candidate],
    horizon: float,
    unit: str,
    origins: Sequence[int],
    first: int | None,
    every: float | None,
    threads: int = 0,
    progress: _Progress = None,
) -> tuple[Table, Table]: ...
def holdout_errors(
    model: FittedModel, summary: Summary, threads: int = 0, progress: _Progress = None
) -> Table: ...

@final
class ClvResult:
    @property
    def clients(self) -> Table: ...
    @property
    def total(self) -> float: ...
    @property
    def not_valued(self) -> int: ...
    @property
    def basis(self) -> str: ...

def clv(
    purchases: FittedModel,
    spend: FittedModel,
    summary: Summary,
    *,
    horizon: float | None,
    discount_rate: float,
    per: str,
    timing: str,
    period: str,
    margin: float,
    margins: _Floats | None = None,
    threads: int = 0,
    progress: _Progress = None,
) -> ClvResult: ...
def observed_margin(summary: Summary) -> float | None: ...
def wald_intervals(model: FittedModel, level: float) -> Table: ...
def profile_intervals(
    model: FittedModel,
    histories: Histories,
    level: float,
    threads: int = 0,
    progress: _Progress = None,
) -> Table: ...

@final
class LikelihoodRatioTest:
    @property
    def statistic(self) -> float: ...
    @property
    def degrees_of_freedom(self) -> int: ...
    @property
    def p_value(self) -> float: ...
    @property
    def distribution(self) -> str: ...

def likelihood_ratio_test(smaller: FittedModel, larger: FittedModel) -> LikelihoodRatioTest: ...
def prediction_intervals(
    model: FittedModel,
    summary: Summary,
    *,
    of: str,
    horizon: float | None,
    discount_rate: float,
    per: str,
    level: float,
    method: str,
    draws: int,
    seed: int,
    fitted_to: Summary | None,
    groups: _Integers | None,
    threads: int = 0,
    progress: _Progress = None,
) -> Table: ...
def clv_intervals(
    purchases: FittedModel,
    spend: FittedModel,
    summary: Summary,
    *,
    horizon: float | None,
    discount_rate: float,
    per: str,
    timing: str,
    period: str,
    margin: float,
    margins: _Floats | None,
    level: float,
    method: str,
    draws: int,
    seed: int,
    fitted_to: Summary | None,
    groups: _Integers | None,
    threads: int = 0,
    progress: _Progress = None,
) -> Table: ...

@final
class BootstrapResult:
    @property
    def replicates(self) -> Table: ...
    @property
    def intervals(self) -> Table: ...
    @property
    def failed(self) -> int: ...

def bootstrap(
    model: FittedModel,
    histories: Histories,
    *,
    resampling: str,
    replicates: int,
    level: float,
    seed: int,
    threads: int = 0,
    progress: _Progress = None,
) -> BootstrapResult: ...

@final
class ConcentrationResult:
    @property
    def clients(self) -> Table: ...
    @property
    def classes(self) -> Table: ...
    @property
    def lorenz(self) -> Table: ...
    @property
    def total(self) -> float: ...
    @property
    def negative(self) -> int: ...
    @property
    def gini(self) -> float: ...
    @property
    def gini_unbiased(self) -> float: ...
    @property
    def top_tenth_share(self) -> float: ...
    @property
    def top_fifth_share(self) -> float: ...
    @property
    def herfindahl(self) -> float: ...
    @property
    def effective_clients(self) -> float: ...
    @property
    def entropy(self) -> float: ...
    @property
    def hoover(self) -> float: ...

def concentration(values: _Floats, a_share: float, b_share: float) -> ConcentrationResult: ...

@final
class RateConcentration:
    @property
    def gini(self) -> float: ...
    @property
    def top_fifth_share(self) -> float: ...
    @property
    def seen_top_fifth_share(self) -> float: ...

def rate_concentration(purchases: FittedModel, window: float) -> RateConcentration: ...

@final
class CycleResult:
    @property
    def clients(self) -> Table: ...
    @property
    def regularity(self) -> float: ...
    @property
    def regularity_spread(self) -> float: ...
    @property
    def clients_used(self) -> int: ...

def cycles(
    purchases: FittedModel,
    summary: Summary,
    *,
    alarm_level: float,
    level: float,
    own_regularity: bool,
    threads: int = 0,
    progress: _Progress = None,
) -> CycleResult: ...
def rhythm(
    intervals: _Floats, silence: float, alarm_level: float
) -> tuple[float, float, float, float]: ...
def clumpiness(
    portfolio: Portfolio,
    *,
    level: float,
    draws: int,
    seed: int,
    threads: int,
    progress: _Progress,
) -> Table: ...
def seasonality(
    portfolio: Portfolio, *, threads: int, progress: _Progress
) -> tuple[Table, Table, Table, float, float, float]: ...

@final
class AttritionResult:
    @property
    def clients(self) -> Table: ...
    @property
    def clients_observed(self) -> float: ...
    @property
    def expected_alive(self) -> float: ...
    @property
    def expected_lost(self) -> float: ...
    @property
    def expected_leaving(self) -> float: ...
    @property
    def attrition_rate(self) -> float: ...
    @property
    def attrition_rate_per_year(self) -> float: ...

def attrition(
    purchases: FittedModel,
    summary: Summary,
    horizon: float,
    threads: int = 0,
    progress: _Progress = None,
) -> AttritionResult: ...

@final
class ResponseCurve:
    def __init__(self, max_saved: float, speed: float) -> None: ...
    @staticmethod
    def from_half_cost(max_saved: float, half_cost: float) -> ResponseCurve: ...
    @staticmethod
    def logistic(max_saved: float, speed: float, inflection: float) -> ResponseCurve: ...
    @staticmethod
    def from_points(spend: Sequence[float], saved: Sequence[float]) -> ResponseCurve: ...
    @property
    def max_saved(self) -> float: ...
    @property
    def speed(self) -> float: ...

def retention_budget(risk: _Floats, value: _Floats, response: ResponseCurve) -> Table: ...

@final
class ShopOptions:
    clients: int
    seed: int
    opened: int
    joining: int | None
    observed_until: int
    r: float
    alpha: float
    s: float
    beta: float
    p: float
    q: float
    v: float
    margin: float
    def __init__(self) -> None: ...

@final
class Shop:
    @property
    def log(self) -> Table: ...
    @property
    def clients(self) -> Table: ...
    @property
    def contacts(self) -> Table: ...
    @property
    def invoices(self) -> Table: ...
    @property
    def contracts(self) -> Table: ...
    @property
    def truth(self) -> Table: ...

def simulate_shop(options: ShopOptions) -> Shop: ...
