/// What makes clients stay or leave: regressions of survival on features, and their predictions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <tenure/survival.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// How features act on the time until a client leaves.
enum class SurvivalLaw : std::int32_t {
  cox = 0,  ///< they multiply the hazard, whose course in time is free (D. R. Cox 1972)
  // Accelerated failure times: log duration = intercept + features x coefficients + scale x noise.
  exponential = 1,   ///< Weibull of scale 1
  weibull = 2,       ///< noise: logarithm of a standard exponential
  log_normal = 3,    ///< noise: standard normal
  log_logistic = 4,  ///< noise: standard logistic
  // Discrete time: the probability to leave in a period, given that one has stayed until then.
  logit = 5,    ///< log odds are linear
  cloglog = 6,  ///< log(-log(1 - p)) is linear: Cox's model in grouped time
};

/// Several lives that end at the same time, in Cox's model.
enum class Ties : std::int32_t { efron = 0, breslow = 1 };

/// How the hazard of a discrete law depends on the period, counted from 1.
enum class PeriodEffect : std::int32_t { constant = 0, linear = 1, logarithm = 2, each = 3 };

struct SurvivalRegressionOptions {
  SurvivalLaw law = SurvivalLaw::cox;
  Ties ties = Ties::efron;
  PeriodEffect periods = PeriodEffect::logarithm;  ///< of a discrete law
  /// Penalty, at least 0: half of it times the squares of the coefficients of features scaled to a
  /// standard deviation of 1. It makes a fit unique that is not.
  double ridge = 0;
  double level = 0.95;     ///< of intervals, in (0, 1)
  bool is_robust = false;  ///< standard errors by the sandwich (D. Y. Lin & L. J. Wei 1989)
  std::int32_t cause = 0;  ///< whose hazard it is, other causes censor; 0: any
};

struct SurvivalRegressionInput {
  /// Features that change with time: one row for each interval (entry, duration] in which they do
  /// not, with a cause of 0 where the life goes on. Of a discrete law, times are whole periods, 1
  /// or more. Groups are not read.
  Lives lives;
  std::span<const double> features = {};  ///< rows times columns, a row's beside each other
  std::size_t columns = 0;
  std::span<const std::string_view> names = {};  ///< of the columns; empty: x1, x2, ...
  std::span<const std::int64_t> client = {};     ///< whose rows these are, for robust errors
};

/// What predictions need, as plain numbers.
struct SurvivalModel {
  SurvivalLaw law = SurvivalLaw::cox;
  PeriodEffect periods = PeriodEffect::constant;  ///< of a discrete law
  /// Without the features' ones: of an AFT law the intercept; of a discrete one the intercept and,
  /// unless it is constant, the period's coefficient, or one a period. Cox: none.
  std::vector<double> baseline = {};
  double scale = 1;  ///< of an AFT law, above 0
  std::vector<double> coefficients = {};
  std::vector<double> means = {};  ///< of the features, in the data
  /// Cox: the hazard accumulated at the features' means at the times at which lives ended.
  std::vector<double> times = {}, cumulative_hazard = {};
  double last_time = 0;           ///< seen; Cox, a coefficient a period: nothing is known later
  bool has_other_causes = false;  ///< then no survival follows from this hazard alone
};

enum class SurvivalFitStatus : std::int32_t {
  converged = 0,
  no_events = 1,  ///< no life was seen to end
  collinear = 2,  ///< columns repeat each other, or one never changes
  separated = 3,  ///< the likelihood rises for ever: some columns tell exactly who leaves first
  iteration_limit = 4,  ///< it has not come to its maximum
};
/// "converged", "no_events", "collinear", "separated", "iteration_limit".
[[nodiscard]] std::string_view to_string(SurvivalFitStatus status);
/// The same in a sentence, with what helps.
[[nodiscard]] std::string_view explain(SurvivalFitStatus status);

struct SurvivalRegression {
  /// term (of the baseline: "intercept", "period", "log_period", "period_1", ...; the features;
  /// "log_scale"), coefficient, standard_error, z, p_value, lower, upper, ratio (exp(coefficient):
  /// of hazards, of times or of odds). No values unless converged, no rows without events.
  Table coefficients;
  /// time (those of the data), cumulative_hazard and survival of a client whose features are the
  /// means. No rows unless converged, no survival where there are other causes.
  Table baseline;
  std::optional<SurvivalModel> model = {};  ///< absent unless converged, as the rest
  double log_likelihood = 0;                ///< Cox: the partial one
  double log_likelihood_null = 0;           ///< without the features
  double likelihood_ratio = 0;              ///< twice the difference
  std::int32_t degrees_of_freedom = 0;
  std::optional<double> p_value = {};
  /// Of all pairs in which one is seen to leave first, the share in which he was at the higher risk
  /// (F. E. Harrell 1982), equal risks by half.
  std::optional<double> concordance = {};
  std::int32_t iterations = 0;
  SurvivalFitStatus status = SurvivalFitStatus::converged;
};

/// Maximum likelihood with exact derivatives. Ties by B. Efron (1977) or N. Breslow (1974); lives
/// observed from a later entry count from then on. Throws Error(invalid_argument) naming column and
/// row of what is out of range; data that do not determine the coefficients give a result that says
/// so.
[[nodiscard]] SurvivalRegression survival_regression(const SurvivalRegressionInput& input,
                                                     const SurvivalRegressionOptions& options = {});

struct SurvivalQuery {
  std::span<const double> features = {};  ///< clients times columns, as of the fit
  std::size_t clients = 0;
  std::span<const double> times = {};    ///< from now, ascending, at least 0
  std::span<const double> elapsed = {};  ///< for how long each has stayed already; empty: 0
};

struct SurvivalPredictions {
  /// client (his row), time, survival (probability to stay so long from now): absent later than the
  /// model knows.
  Table survival;
  /// risk (log of the hazard, or of the speed of time, against a client whose features are the
  /// means: the higher, the sooner he leaves), median (time from now by which half of such clients
  /// have left; absent if later than the model knows).
  Table clients;
};

/// A discrete law without a coefficient a period is followed for 10,000 periods. Throws
/// Error(not_supported) for the hazard of one cause among several.
[[nodiscard]] SurvivalPredictions predict_survival(const SurvivalModel& model,
                                                   const SurvivalQuery& query);

}  // namespace tenure
