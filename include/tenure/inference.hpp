/// How sure a fit is: intervals of parameters and predictions, tests between models, bootstrap.
///
/// What follows but Wald intervals needs the histories that the model was fitted to, or those of
/// the clients to predict; a model that was not fitted, or whose data do not determine its
/// parameters, has no intervals: Error(invalid_argument).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <tenure/execution.hpp>
#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>
#include <tenure/value.hpp>

namespace tenure {

/// Wald intervals of the parameters, normal on the scale of logarithms: FitResult::table.
[[nodiscard]] Table wald_intervals(const FittedModel& model, double level = 0.95);

/// Profile likelihood intervals: the values of a parameter for which the likelihood, highest over
/// all other parameters, is within half a chi-square quantile of its maximum. Asymmetric where the
/// likelihood is, and on the way to a boundary they say so. With priors, the same of the posterior.
///
/// Columns: parameter, estimate, lower, upper, lower_status, upper_status: "ok"; "unbounded" (the
/// likelihood never falls so low on this side: the data do not rule out 0, or any large number);
/// "not_found" (the optimiser did not converge on the way); "higher_elsewhere" (there are
/// parameters of higher likelihood than those of the fit). Without "ok" there is no bound. Throws
/// Error(invalid_argument) unless the histories are those of the fit.
[[nodiscard]] Table profile_intervals(const FittedModel& model, const Histories& histories,
                                      double level = 0.95, const Execution& execution = {});

/// Whether the larger of two nested models fits better than chance alone would let it.
struct LikelihoodRatioTest {
  double statistic = 0.0;               ///< twice the difference of the log-likelihoods, at least 0
  std::int32_t degrees_of_freedom = 0;  ///< parameters that the larger model has more
  double p_value = 1.0;
  std::string distribution;  ///< of the statistic if the smaller model is true, in words
};

/// Fits to the same data, both by maximum likelihood and both converged. Pairs: NBD in Pareto/NBD,
/// BG/NBD and MBG/NBD; Pareto/NBD in GGompertz/NBD; shifted beta-geometric in
/// beta-discrete-Weibull. Where the smaller model is at the edge of the larger one the statistic is
/// not chi-square: see `distribution`. Throws Error(invalid_argument) for any other pair. S. G.
/// Self & K.-Y. Liang (1987), JASA 82.
[[nodiscard]] LikelihoodRatioTest likelihood_ratio_test(const FittedModel& smaller,
                                                        const FittedModel& larger);

/// What an interval is of.
enum class Predicted : std::int32_t {
  expected_purchases = 0,    ///< FittedModel::expected_purchases over the horizon
  p_alive = 1,               ///< FittedModel::p_alive after the horizon
  discounted_purchases = 2,  ///< FittedModel::discounted_purchases; no horizon: for ever
  expected_spend = 3,        ///< FittedModel::expected_spend
  /// The number of purchases that will be made over the horizon: the parameters' uncertainty and
  /// the chance of the purchases themselves.
  purchases = 4,
};

enum class IntervalMethod : std::int32_t {
  /// By exact derivatives: normal on the logarithm of the quantity's size, of P(alive) on its
  /// logit,
  /// of a sum over values of either sign on its own scale.
  delta = 0,
  /// Quantiles over drawn parameters: see PredictionOptions::fitted_to. Not of
  /// Predicted::purchases.
  sampling = 1,
  /// The least and the most that parameters give which the likelihood ratio test does not reject:
  /// as sure on either side as profile intervals of parameters. A history or a group takes about 10
  /// log-likelihoods of PredictionOptions::fitted_to and 25 predictions of its own, all with
  /// derivatives, and several times that where the data say little. An end is absent that was not
  /// found, or that there is not. Not of Predicted::purchases.
  profile = 2,
};

struct PredictionOptions {
  double level = 0.95;
  IntervalMethod method = IntervalMethod::delta;
  std::int32_t draws = 1000;  ///< of sampling
  std::uint64_t seed = 1;     ///< of sampling; the same draws for every thread count
  /// What the model, or both, were fitted to. Profile intervals need it. With it, sampling draws
  /// the parameters from their posterior, flat on the log scale but for the fit's priors (and where
  /// it had none, a log-normal one about the estimate of which 95 % are within a factor of 50),
  /// which takes three log-likelihoods a draw, 1500 at least; without, from the normal law near it,
  /// as good where the data say much. How all cover: tests/bench/COVERAGE.md. Error(not_supported)
  /// where the posterior is too unlike the normal law to be drawn from; Error(invalid_argument)
  /// with IntervalMethod::delta.
  const Summary* fitted_to = nullptr;
  /// One number from 0 a client, the group whose sum he enters, or -1: none. Empty: each client by
  /// himself.
  std::span<const std::int64_t> groups = {};
  /// Time ahead, in units; absent: for ever, of discounted purchases alone.
  std::optional<double> horizon = {};
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
};

/// Intervals of a quantity of each client, or of its sum over groups of clients (weights count).
///
/// Columns: client; or group, clients (the number of those who enter) and not_valued (of those who
/// have no value, see Values); then estimate, standard_error (of the prediction), lower, upper.
/// Counts of purchases are from the exact distribution of each client's count, added by
/// convolution, long ones on a coarser grid; of many clients from mean, variance and skewness.
[[nodiscard]] Table prediction_intervals(const FittedModel& model, const Summary& summary,
                                         Predicted of, const PredictionOptions& options = {},
                                         const Execution& execution = {});

/// The same of the lifetime value that `clv` gives with `value`; horizon and discount are its own.
/// The two models' parameters are independent, having been fitted apart. Columns as above.
[[nodiscard]] Table clv_intervals(const FittedModel& purchases, const FittedModel& spend,
                                  const Summary& summary, const ClvOptions& value = {},
                                  const PredictionOptions& options = {},
                                  const Execution& execution = {});

enum class Resampling : std::int32_t {
  clients = 0,  ///< nonparametric: as many clients, drawn with replacement
  model = 1,    ///< parametric: the same clients with histories simulated from the model
};

struct BootstrapOptions {
  Resampling resampling = Resampling::clients;
  std::int32_t replicates = 1000;
  double level = 0.95;
  std::uint64_t seed = 1;
};

struct BootstrapResult {
  /// replicate, one column a parameter, log_likelihood, reason (see Convergence::Reason:
  /// "gradient", "boundary", ...), usable.
  Table replicates;
  /// parameter, estimate, standard_error and bias (standard deviation, and mean less the estimate,
  /// over the replicates that ended at an optimum inside), lower, upper (percentiles over all that
  /// are usable, those at a boundary included).
  Table intervals;
  std::int64_t failed = 0;  ///< replicates that are not usable and enter no interval
};

/// Fits again, each time from the fit's own parameters, to resampled data. Weights must be whole
/// numbers of clients. The result is the same for every thread count.
/// B. Efron & R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 13.
[[nodiscard]] BootstrapResult bootstrap(const FittedModel& model, const Histories& histories,
                                        const BootstrapOptions& options = {},
                                        const Execution& execution = {});

}  // namespace tenure
