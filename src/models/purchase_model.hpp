/// PurchaseModel: what the fit engine and the predictions ask of a model, over flat arrays.
///
/// A model is stateless: parameters are an argument, in the order of `traits().info.parameters`, on
/// their natural scale, all positive and finite. One virtual call serves a portfolio; the loop over
/// clients is inside. A model is made from a kernel by kernel_model.hpp.
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "models/histories.hpp"
#include <tenure/model.hpp>

namespace tenure::math {
class RandomStream;
}

namespace tenure::model {

/// A simpler model that a model becomes when a pure number runs to the edge of its range: a
/// parameter, or what `measure` makes of the parameters.
struct Boundary {
  enum class Side { zero, infinity };
  int parameter;  ///< one that the data then no longer determine: index into the parameters
  Side side;
  std::string_view becomes;  ///< the simpler model, in words that can end "this is ..."
  double (*measure)(std::span<const double> parameters, double oldest) = nullptr;
  std::string_view measured = {};  ///< name of the measure, if there is one
};

/// What a model takes the times of a history to be.
enum class Clock {
  continuous,
  opportunities,  ///< whole numbers of opportunities to buy, at each of which a client buys or not
  renewals,       ///< whole numbers of contracts ended, all of which he renewed but for the last
};

class PurchaseModel;

/// Where a fit begins: factors on a model's own starting values, in the order of its parameters; a
/// model with fewer takes fewer.
using StartFactors = std::array<double, 5>;
/// Likelihoods of small bases have several maxima, some at boundaries. From these starts the best
/// of 17 was found for each of 200 simulated bases of 10 to 1000 clients and each of three models.
inline constexpr StartFactors kUsualStarts[] = {{1, 1, 1, 1, 1},       {0.1, 0.1, 0.1, 0.001, 1},
                                                {1, 1, 0.1, 0.001, 1}, {10, 10, 1, 1, 1},
                                                {0.1, 0.1, 1, 1, 1},   {1, 1, 1, 0.01, 1}};

/// The public description of a model, and what the engine needs to know of it.
struct ModelTraits {
  ModelInfo info;
  std::span<const Boundary> boundaries;  ///< of several for a parameter, the first one tells
  bool reads_recency = true;             ///< t_x
  bool reads_age = true;                 ///< T
  bool reads_mean_spend = false;         ///< m
  Clock clock = Clock::continuous;
  /// Models with a regularity are one for each k: this one's, and where to find the others.
  int regularity = 0;
  const PurchaseModel& (*of_regularity)(int k) = nullptr;
  std::span<const StartFactors> starts = kUsualStarts;

  [[nodiscard]] bool reads_log_interpurchase() const { return regularity > 1; }
};

/// What can be asked about one client with a history, and which fields of `At` it reads. The window
/// is (T + at.from, T + at.horizon].
enum class ClientQuantity {
  log_likelihood,
  p_alive,               ///< at T + at.horizon
  p_dead,                ///< 1 - p_alive at T + at.horizon, to full relative accuracy
  log_p_alive,           ///< at T + at.horizon
  expected_purchases,    ///< in the window
  discounted_purchases,  ///< E[sum of exp(-at.discount * time from T until it)], in the window
  p_silent,              ///< no purchase in the window
  p_active,              ///< at least one, to full relative accuracy
  p_at_least,            ///< at.count purchases or more in the window, likewise
  conditional_pmf,       ///< of at.count purchases in the window
  expected_lifetime,     ///< time alive in (T, T + at.horizon]; NaN if there is no mean
  expected_rate,         ///< the mean of his rate, or chance, to buy
  expected_dropout,      ///< the mean of what makes him leave
  expected_spend,        ///< a purchase, given x and m
};

/// What can be asked about a client of whom nothing is known but that he has just bought first. The
/// window is (at.from, at.horizon] of his age.
enum class NewClientQuantity {
  expected_purchases,  ///< repeats in the window
  p_at_least,          ///< at.count repeats or more in the window
  pmf,                 ///< of at.count repeats in the window
  expected_spend,
};

struct At {
  double from = 0.0;      ///< time ahead, in the model's unit, >= 0
  double horizon = 0.0;   ///< >= from; may be infinite for a discount above 0, and for a lifetime
  double discount = 0.0;  ///< continuous rate a unit of time, >= 0
  double count = 0.0;     ///< a whole number >= 0

  [[nodiscard]] Window window() const { return {from, horizon}; }
};

/// An expectation that does not exist, unlike one that is only too large for a double.
inline constexpr double kNoMean = std::numeric_limits<double>::quiet_NaN();

/// The opportunities, one a unit of time, that fall in a window, as a window of whole numbers.
[[nodiscard]] inline Window whole_units(const Window& window) {
  return {std::floor(window.from), std::floor(window.to)};
}

/// A weighted sum of log-likelihoods with derivatives by the natural parameters.
struct LikelihoodSum {
  double value = 0.0;
  std::vector<double> gradient;
  std::vector<double> hessian;  ///< upper triangle, row by row
};

class PurchaseModel {
 public:
  virtual ~PurchaseModel() = default;
  PurchaseModel(const PurchaseModel&) = delete;
  PurchaseModel& operator=(const PurchaseModel&) = delete;

  [[nodiscard]] virtual const ModelTraits& traits() const noexcept = 0;
  [[nodiscard]] virtual bool supports(ClientQuantity quantity) const noexcept = 0;
  [[nodiscard]] virtual bool supports(NewClientQuantity quantity) const noexcept = 0;
  [[nodiscard]] virtual bool can_simulate_purchases() const noexcept = 0;
  [[nodiscard]] virtual bool can_simulate_spend() const noexcept = 0;

  /// The quantity for each client; `out` has one entry a client. Requires supports(quantity).
  virtual void evaluate(ClientQuantity quantity, std::span<const double> parameters,
                        const Histories& histories, const At& at, std::span<double> out) const = 0;
  /// The same with the gradient by the parameters: row by row, a client a row.
  virtual void evaluate(ClientQuantity quantity, std::span<const double> parameters,
                        const Histories& histories, const At& at, std::span<double> out,
                        std::span<double> gradients) const = 0;

  [[nodiscard]] virtual double evaluate(NewClientQuantity quantity,
                                        std::span<const double> parameters, const At& at) const = 0;
  virtual double evaluate(NewClientQuantity quantity, std::span<const double> parameters,
                          const At& at, std::span<double> gradient) const = 0;

  /// Sum over histories of weight times log-likelihood, in their order.
  [[nodiscard]] virtual LikelihoodSum likelihood_sum(std::span<const double> parameters,
                                                     const Histories& histories) const = 0;

  /// Its value alone.
  [[nodiscard]] virtual double log_likelihood_sum(std::span<const double> parameters,
                                                  const Histories& histories) const = 0;

  /// Where a fit begins: parameters of the right order of magnitude, from moments of the data.
  /// Any positive numbers for data without information.
  [[nodiscard]] virtual std::vector<double> starting_values(const Histories& histories) const = 0;

  /// Appends one client's repeat purchase times in (0, age], ascending.
  virtual void simulate_purchases(std::span<const double> parameters, double age,
                                  math::RandomStream& random, std::vector<double>& times) const = 0;
  /// Appends the spend of each of one client's `count` purchases.
  virtual void simulate_spend(std::span<const double> parameters, int count,
                              math::RandomStream& random, std::vector<double>& amounts) const = 0;

 protected:
  PurchaseModel() = default;
};

}  // namespace tenure::model
