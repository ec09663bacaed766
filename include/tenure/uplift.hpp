/// Uplift: what a treatment changed, for whom, and what a rule of treating is worth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <tenure/table.hpp>

namespace tenure {

/// Curves over the clients by falling score, from a randomised test; clients of equal score come
/// together, whatever their order. A normalisation is absent where its denominator is not above 0.
struct UpliftCurves {
  /// clients, treated, control (so many first), qini = y_t - y_c n_t / n_c, uplift =
  /// (y_t / n_t - y_c / n_c) (n_t + n_c), from (0, 0); y: outcomes, n: clients.
  Table curve;
  double qini_area = 0, uplift_area = 0;  ///< by the trapezoidal rule, over clients
  /// The areas that a random order has: triangles below the last point.
  double qini_random = 0, uplift_random = 0;
  /// The areas of the best order there is, of a treatment that may also do harm.
  double qini_perfect = 0, uplift_perfect = 0;
  /// (area - random) / (perfect - random), at most 1.
  std::optional<double> qini_coefficient = {}, uplift_coefficient = {};
  double average_effect = 0;  ///< y_t / n_t - y_c / n_c of all
  /// estimate ("qini_area", "qini_above_random", "qini_coefficient", the same of uplift,
  /// "average_effect"), value, standard_error, lower, upper: how far other clients, as many treated
  /// and as many not, would differ. By the infinitesimal jackknife, so good for hundreds of clients
  /// rather than dozens; absent where the clients do not vary, and of a coefficient of 1.
  Table estimates;
};

/// outcome: 1 what was wanted; treated: 1 who was. Both kinds of clients must be there.
/// N. J. Radcliffe (2007), "Using control groups to target on predicted lift", DMA Analytics
/// Journal; F. Devriendt, J. Van Belle, T. Guns & W. Verbeke (2020), "Learning to rank for uplift
/// modeling".
[[nodiscard]] UpliftCurves uplift_curves(std::span<const std::uint8_t> outcome,
                                         std::span<const std::uint8_t> treated,
                                         std::span<const double> score, double level = 0.95);

struct EffectInterval {
  double effect = 0;
  double lower = 0, upper = 0;  ///< R. G. Newcombe (1998), method 10
};

/// Effect among the `share` of clients, in (0, 1], who score highest: of all, and of the treated
/// and the control clients each. A tie at the cut counts in part. The intervals take as given who
/// they are.
struct UpliftAt {
  std::optional<EffectInterval> overall = {};  ///< absent where all are of one kind
  EffectInterval by_group = {};
};
[[nodiscard]] UpliftAt uplift_at(std::span<const std::uint8_t> outcome,
                                 std::span<const std::uint8_t> treated,
                                 std::span<const double> score, double share, double level = 0.95);

/// A rule of treating, valued on a randomised test.
struct PolicyInput {
  std::span<const std::uint8_t> treated;   ///< 1 who was treated
  std::span<const double> profit;          ///< of each client, after the cost of treating him
  std::span<const std::uint8_t> decision;  ///< 1 whom the rule would treat
  /// Probability that he was treated, 1e-12 to 1 - 1e-12: one for all, or each.
  std::span<const double> propensity;
  /// Predicted profit with and without treatment; empty: no doubly robust row.
  std::span<const double> expected_treated = {}, expected_control = {};
  double level = 0.95;
};

/// estimator ("ipw", "snipw", "doubly_robust"), value (profit a client), standard_error, lower,
/// upper. G. J. Hitsch, S. Misra & W. W. Zhang (2024), "Heterogeneous treatment effects and optimal
/// targeting policy evaluation", Quantitative Marketing and Economics 22.
[[nodiscard]] Table policy_value(const PolicyInput& input);

/// How uplift is modelled by logistic regressions on given features.
enum class UpliftMethod : std::int32_t {
  two_models = 0,           ///< one of the treated, one of the control clients
  transformed_outcome = 1,  ///< one of (outcome = treated), M. Jaskowski & S. Jaroszewicz (2012)
};

struct UpliftModelInput {
  std::span<const double> features;  ///< clients times columns, a client's beside each other
  std::size_t columns = 0;
  std::span<const std::uint8_t> treated;
  std::span<const std::uint8_t> outcome;
  std::span<const double> score_features = {};  ///< of the clients to score; empty: the same
  UpliftMethod method = UpliftMethod::two_models;
  double ridge = 0;  ///< penalty on the squares of the coefficients but the intercept; at least 0
};

struct UpliftModel {
  /// regression ("treated", "control" or "transformed"), feature (-1: the intercept), coefficient,
  /// standard_error (absent where the regression did not converge).
  Table coefficients;
  Table clients;  ///< p_treated, p_control (both absent of a transformed outcome), uplift
  bool converged = false;
  std::string status;  ///< "converged", or why not
};

[[nodiscard]] UpliftModel uplift_model(const UpliftModelInput& input);

/// A randomised test that will find a difference of two rates.
struct TestDesign {
  double control_rate = 0, treated_rate = 0;  ///< in (0, 1), different
  double power = 0.8;
  double level = 0.95;             ///< of the two-sided test
  double treated_per_control = 1;  ///< above 0
};
struct SampleSize {
  double exact = 0;  ///< control clients, not yet whole
  std::int64_t control = 0, treated = 0;
};
[[nodiscard]] SampleSize sample_size(const TestDesign& design);

/// Response to doses of effort, from a campaign: a client stays with probability
/// 1 - (1 - base) (1 - max_saved (1 - exp(-speed x))).
struct ResponseEstimate {
  /// parameter ("base", "max_saved", "speed", "half_cost"), estimate (absent where no double holds
  /// it), lower, upper: bounds absent where the data do not identify them.
  Table parameters;
  Table doses;  ///< dose, clients, stayed (share), fitted
  double log_likelihood = 0;
  bool converged = false;
  std::string status;  ///< "converged", or why not
};

/// dose: at least 0, of three different sizes or more, randomised; stayed: 1 who did. `level` of
/// the intervals, in (0, 1).
[[nodiscard]] ResponseEstimate estimate_response(std::span<const double> dose,
                                                 std::span<const std::uint8_t> stayed,
                                                 double level = 0.95);

/// What knowing clients one by one is worth: profit of spending the same on all clients of a
/// segment, as the number of segments grows. Clients gain potential (1 - exp(-speed x)) and are
/// cut, ordered by what would be spent on each alone, into equally many a segment. segments, spend,
/// profit (gain less spend), cost (segments times segment_cost), net, share (of the profit of one
/// segment a client), best (1: greatest net).
[[nodiscard]] Table segmentation_profit(std::span<const double> potential,
                                        std::span<const double> speed,
                                        std::span<const std::int64_t> segments,
                                        double segment_cost);

}  // namespace tenure
