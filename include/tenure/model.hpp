/// Models of purchasing and spending: fitted, or with given parameters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

enum class ModelKind : std::int32_t {
  purchases = 0,  ///< when clients buy and when they leave
  spend = 1,      ///< how much a purchase is worth
  contracts = 2,  ///< how often clients renew; see <tenure/contracts.hpp>
};

/// A model as the table of models lists it.
struct ModelInfo {
  std::string_view name;   ///< "pareto_nbd"
  std::string_view title;  ///< "Pareto/NBD"
  ModelKind kind;
  std::span<const std::string_view> parameters;  ///< natural scale, all positive
  std::string_view reference;
  /// The largest regularity k: a client takes k steps of an equal mean, in secret, from one
  /// purchase to the next. A whole number from 1 beside the parameters; 0: the model has none.
  std::int32_t max_regularity = 0;
};

/// All models, in a fixed order.
[[nodiscard]] std::span<const ModelInfo> models();
/// Throws Error(invalid_argument) listing the known names.
[[nodiscard]] const ModelInfo& model_info(std::string_view name);

/// Why the optimiser stopped, and whether what it returned can be used.
struct Convergence {
  enum class Reason : std::int32_t {
    gradient = 0,          ///< the gradient is zero to rounding: the optimum
    boundary = 1,          ///< the optimum lies at a boundary: see `boundary`
    not_identifiable = 2,  ///< the data do not determine the parameters
    iteration_limit = 3,
    stalled = 4,  ///< no further progress before the gradient vanished
    given = 5,    ///< parameters were given, not fitted
  };
  Reason reason = Reason::given;
  bool usable = false;  ///< the parameters may be used for prediction
  std::int32_t iterations = 0;
  std::int32_t evaluations = 0;
  std::int32_t starts = 0;
  double gradient_norm = 0;  ///< largest |d log-likelihood / d log parameter| per client
  std::string boundary;      ///< parameter that ran away, and the simpler model it leads to
  std::string message;       ///< one sentence for a person
};

/// What is believed of a parameter before the data are seen: its logarithm is normal around that of
/// `centre`. A small `sd` holds the parameter there, one above 3 hardly matters.
struct Prior {
  std::string parameter;  ///< one of ModelInfo::parameters
  double centre = 1.0;    ///< the median, on the natural scale, above 0
  double sd = 1.0;        ///< standard deviation of the logarithm, above 0
};

/// "gradient", "boundary", "not_identifiable", "iteration_limit", "stalled", "given".
[[nodiscard]] std::string_view to_string(Convergence::Reason reason);

/// What was learned by a fit. Arrays follow ModelInfo::parameters.
struct FitResult {
  /// Of the data alone, whatever the priors; so are AIC and BIC. All three are absent where
  /// nothing was fitted: for given parameters, and for a fit to no clients.
  std::optional<double> log_likelihood;
  double clients = 0;      ///< sum of weights
  std::int64_t cells = 0;  ///< distinct histories
  Convergence convergence;
  std::span<const std::string_view> names;  ///< ModelInfo::parameters
  std::vector<double> parameters;
  /// Row-major on the natural scale; empty when the Hessian is not positive definite. With priors
  /// that of the posterior at its mode.
  std::vector<double> covariance;
  std::vector<double> standard_errors;  ///< empty with the covariance
  std::int32_t regularity = 0;          ///< k; 0: the model has none
  bool regularity_chosen = false;       ///< by likelihood: AIC and BIC count it with the parameters
  std::vector<Prior> priors;            ///< of the options
  /// Sum over the priors of ((log parameter - log centre) / sd)^2 / 2. The fit made
  /// log_likelihood - penalty as large as possible.
  double penalty = 0;
  /// Of the histories fitted, the same in any order and for copies or weights: tells whether two
  /// fits saw the same data. 0 for given parameters.
  std::uint64_t data_fingerprint = 0;
  [[nodiscard]] std::optional<double> aic() const;
  [[nodiscard]] std::optional<double> bic() const;
  /// parameter, estimate, standard_error, lower, upper: Wald on the log scale, which keeps the
  /// bounds positive; no values where the data do not determine the parameters.
  [[nodiscard]] Table table(double level = 0.95) const;
};

struct FitOptions {
  std::vector<double> start = {};     ///< natural scale; empty: the model's own, and several
  std::int32_t max_iterations = 200;  ///< of each start
  std::vector<Prior> priors = {};     ///< at most one a parameter; empty: maximum likelihood
  /// k of a model that has one; 0: of k = 1, 2, ... the one of highest likelihood, until two in a
  /// row were lower than the best. Above k = 1 histories need log_interpurchase.
  std::int32_t regularity = 0;
};

/// One value a row. Where a row cannot be valued `value` is 0 and `status` says why.
struct Values {
  enum class Row : std::uint8_t {
    ok = 0,
    infinite = 1,  ///< the expectation does not exist (Gamma-Gamma with q <= 1 and no repeats)
    overflow = 2,  ///< finite, but above the range of double
  };
  std::vector<double> value;
  std::vector<Row> status;  ///< empty: every row is ok
};

/// Time ahead, past the end of observation or of a new client's age: more than `from`, at most `to`
/// units, of BG/BB and contracts the whole ones that fall in it. A number alone is a horizon.
struct Window {
  double from = 0.0;  ///< finite
  double to = std::numeric_limits<double>::infinity();

  Window() = default;  ///< all that is to come
  Window(double horizon) : to(horizon) {}
  Window(double from_, double to_) : from(from_), to(to_) {}
  [[nodiscard]] double length() const { return to - from; }
};

/// Counts between which a count lies with a given probability: one pair a row.
struct CountIntervals {
  std::vector<std::int64_t> lower;
  std::vector<std::int64_t> upper;
};

struct PredictOptions {
  /// In (0, 1): the probability of the intervals of the columns purchases_lower and
  /// purchases_upper, which are there if it is.
  std::optional<double> level;
};

/// Continuous-time purchases drawn from a model: one row a purchase, the first at time 0.
struct SimulatedPurchases {
  std::vector<std::int64_t> client;
  std::vector<double> time;  ///< in units since the client's first purchase, ascending
};

/// A model with parameters. Immutable; safe to share between threads.
///
/// Throws Error(not_supported) for a quantity the model does not have, and for any prediction from
/// a fit that is not usable (its parameters can be given to from_parameters all the same);
/// Error(invalid_data) naming column, row and value for a history outside the domain (see
/// Summary::from_arrays); Error(invalid_argument) for a window that is not 0 <= from <= to.
class FittedModel {
 public:
  /// Maximum likelihood. Failing to converge is not an error: see FitResult::convergence.
  [[nodiscard]] static FittedModel fit(std::string_view model, const Summary& summary,
                                       const FitOptions& options = {},
                                       const Execution& execution = {});
  [[nodiscard]] static FittedModel fit(std::string_view model, const Histories& histories,
                                       TimeUnit unit, const FitOptions& options = {},
                                       const Execution& execution = {});
  /// Parameters in the order of ModelInfo::parameters, all positive and finite, and the regularity
  /// of a model that has one, from 1 to ModelInfo::max_regularity; else 0.
  [[nodiscard]] static FittedModel from_parameters(std::string_view model,
                                                   std::span<const double> parameters,
                                                   TimeUnit unit, std::int32_t regularity = 0);

  /// The model and all that its fit told, as a text that people can read and that comes back bit
  /// for bit, whatever the locale.
  [[nodiscard]] std::string to_json() const;
  /// Throws Error(corrupt_data) saying what is wrong and where for a text that is no saved model,
  /// Error(unsupported_version) for one that a newer library wrote.
  [[nodiscard]] static FittedModel from_json(std::string_view json);
  /// The same as a file: written beside `path`, flushed to the disk, then renamed onto it.
  void save(const std::string& path) const;
  /// Throws Error(io_error) for a file that cannot be read, else as from_json.
  [[nodiscard]] static FittedModel load(const std::string& path);

  [[nodiscard]] const ModelInfo& info() const noexcept;
  [[nodiscard]] TimeUnit unit() const noexcept;
  [[nodiscard]] std::span<const double> parameters() const noexcept;
  [[nodiscard]] std::int32_t regularity() const noexcept;  ///< k; 0: the model has none
  [[nodiscard]] const FitResult& result() const noexcept;
  /// The result as a text of some lines for a person.
  [[nodiscard]] std::string summary(double level = 0.95) const;

  /// Of each history (the weight does not enter).
  [[nodiscard]] std::vector<double> log_likelihood(const Histories& histories,
                                                   const Execution& execution = {}) const;
  /// P(still a client `after` units past the end of observation | history).
  [[nodiscard]] std::vector<double> p_alive(const Histories& histories, double after = 0,
                                            const Execution& execution = {}) const;
  /// P(no purchase in the window | history).
  [[nodiscard]] std::vector<double> p_silent(const Histories& histories, Window window,
                                             const Execution& execution = {}) const;
  /// P(at least one purchase in the window | history), to full relative accuracy.
  [[nodiscard]] std::vector<double> p_active(const Histories& histories, Window window,
                                             const Execution& execution = {}) const;
  /// E[purchases in the window | history].
  [[nodiscard]] std::vector<double> expected_purchases(const Histories& histories, Window window,
                                                       const Execution& execution = {}) const;
  /// E[sum over purchases in the window of exp(-force * time from now until it) | history]; without
  /// a window for ever, the DERT of Fader, Hardie & Lee (2005).
  [[nodiscard]] std::vector<double> discounted_purchases(const Histories& histories,
                                                         DiscountRate rate, Window window = {},
                                                         const Execution& execution = {}) const;
  /// P(`counts[j]` purchases in the window | history), row by row: one entry a count.
  [[nodiscard]] std::vector<double> conditional_pmf(const Histories& histories,
                                                    std::span<const std::int64_t> counts,
                                                    Window window,
                                                    const Execution& execution = {}) const;
  /// The smallest n such that P(at most n purchases in the window | history) >= probability, which
  /// lies in (0, 1). Throws Error(invalid_data) naming the row of a quantile above 10^15.
  [[nodiscard]] std::vector<std::int64_t> purchase_quantiles(const Histories& histories,
                                                             double probability, Window window,
                                                             const Execution& execution = {}) const;
  /// The quantiles at (1 - level) / 2 and (1 + level) / 2: the client's own randomness, the
  /// parameters being taken as they are.
  [[nodiscard]] CountIntervals purchase_intervals(const Histories& histories, double level,
                                                  Window window,
                                                  const Execution& execution = {}) const;
  /// E[time as a client still to come, up to `horizon` units | history]; no horizon: for ever,
  /// which has no mean (Values::Row::infinite) where too many stay for long: Pareto/NBD with s <=
  /// 1, BG/NBD with a <= 1 or r + x <= 1, always the NBD. In discrete time: how many opportunities,
  /// or renewals, he is still there for.
  [[nodiscard]] Values expected_lifetime(const Histories& histories,
                                         std::optional<double> horizon = {},
                                         const Execution& execution = {}) const;
  /// E[purchases a unit of time while a client | history]; BG/BB: the chance to buy at an
  /// opportunity. Of those who have left too: it is about the client, not about his future.
  [[nodiscard]] std::vector<double> expected_rate(const Histories& histories,
                                                  const Execution& execution = {}) const;
  /// E[what makes a client leave | history]: Pareto/NBD, his rate of leaving, mu; GGompertz/NBD,
  /// the scale of his risk, eta; others, his chance to leave after a purchase (p) or at an
  /// opportunity or a contract's end (theta).
  [[nodiscard]] std::vector<double> expected_dropout(const Histories& histories,
                                                     const Execution& execution = {}) const;

  /// E[repeat purchases of a new client in (after, times[i]]], ages.
  [[nodiscard]] std::vector<double> expected_purchases_new(std::span<const double> times,
                                                           double after = 0) const;
  /// P(a new client makes `counts[i]` repeat purchases in the window of his age).
  [[nodiscard]] std::vector<double> pmf(std::span<const std::int64_t> counts, Window ages) const;
  /// The smallest n such that P(a new client makes at most n repeat purchases in the window of his
  /// age) >= probabilities[i]; as purchase_quantiles.
  [[nodiscard]] std::vector<std::int64_t> quantiles_new(std::span<const double> probabilities,
                                                        Window ages) const;
  /// Spend models: E[value of a purchase | frequency, mean spend]. Fits leave out clients
  /// without repeat purchases, and those with some but a mean spend of 0.
  [[nodiscard]] Values expected_spend(const Histories& histories,
                                      const Execution& execution = {}) const;
  /// Spend models: mean value of a purchase over all clients; no value if infinite.
  [[nodiscard]] std::optional<double> population_spend() const;

  /// Every client's p_alive, expected_purchases and p_active over `horizon` (spend models:
  /// expected_spend), with client ids, purchases_lower and purchases_upper if options.level asks
  /// for them and, if the summary has a holdout, holdout_frequency.
  [[nodiscard]] Table predict(const Summary& summary, double horizon,
                              const PredictOptions& options = {},
                              const Execution& execution = {}) const;

  /// New clients' purchases over ages[i] units, up to a million; the same for any thread count.
  [[nodiscard]] SimulatedPurchases simulate(std::span<const double> ages, std::uint64_t seed,
                                            const Execution& execution = {}) const;
  /// Spend models: values of counts[i] purchases of each of a number of new clients, in order.
  [[nodiscard]] std::vector<double> simulate_spend(std::span<const std::int64_t> counts,
                                                   std::uint64_t seed) const;

 private:
  struct State;
  explicit FittedModel(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

}  // namespace tenure
