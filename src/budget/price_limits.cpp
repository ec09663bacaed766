// The dual value D(prices) = sum over clients of max over offers of (value - priced use) + b'
// prices is convex with edges. At a temperature t the maximum becomes t log sum exp, and -t
// log(price) keeps prices above 0: a smooth function in as many variables as there are limits,
// minimised by Newton's method while t falls. D itself is a bound at every point on the way; the
// least one is kept.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <Eigen/Core>

#include "budget/chunk_sums.hpp"
#include "budget/many_limits.hpp"
#include "math/linear_algebra.hpp"

namespace tenure::budget {
namespace {

/// Sums over clients at given prices and temperature.
struct Sums {
  double greatest = 0.0;     ///< of each client's worth: D without b' prices
  double smooth = 0.0;       ///< its smooth form
  double value = 0.0;        ///< of the mixture of offers that the temperature makes
  Eigen::VectorXd use;       ///< of the mixture
  Eigen::MatrixXd variance;  ///< minus d use / d price of use, times the temperature

  Sums& operator+=(const Sums& other) {
    if (use.size() == 0) return *this = other;
    greatest += other.greatest;
    smooth += other.smooth;
    value += other.value;
    use += other.use;
    variance += other.variance;
    return *this;
  }
};

class SmoothDual {
 public:
  SmoothDual(const Offers& offers, const OfferRows& rows, const Execution& execution)
      : offers_(offers), rows_(rows), execution_(execution) {}

  [[nodiscard]] Sums at(const Eigen::VectorXd& prices, double temperature) const {
    const Worth worth(offers_, rows_, {prices.begin(), prices.end()});
    return chunk_sums<Sums>(
        offers_.clients(), execution_, "pricing",
        [&](std::size_t begin, std::size_t end) { return chunk(worth, temperature, begin, end); });
  }

 private:
  [[nodiscard]] Sums chunk(const Worth& worth, double temperature, std::size_t begin,
                           std::size_t end) const {
    const auto uses = static_cast<Eigen::Index>(rows_.segments() + rows_.channels());
    const auto segments = static_cast<Eigen::Index>(rows_.segments());
    const auto channels = static_cast<Eigen::Index>(rows_.channels());
    const auto count = static_cast<std::int32_t>(offers_.count());
    Sums sums;
    sums.use = Eigen::VectorXd::Zero(uses);
    sums.variance = Eigen::MatrixXd::Zero(uses, uses);
    std::vector<double> weight(offers_.count());
    Eigen::VectorXd mean_offers(channels), cost_and_offers(channels);
    for (std::size_t i = begin; i < end; ++i) {
      double greatest = 0.0;
      for (std::int32_t j = 0; j < count; ++j) {
        weight[static_cast<std::size_t>(j)] = worth(i, j);
        greatest = std::max(greatest, weight[static_cast<std::size_t>(j)]);
      }
      double total = std::exp(-greatest / temperature);
      for (double& w : weight) total += w = std::exp((w - greatest) / temperature);
      sums.greatest += greatest;
      sums.smooth += greatest + temperature * std::log(total);

      double mean_cost = 0.0, mean_square = 0.0;
      mean_offers.setZero();
      cost_and_offers.setZero();
      for (std::int32_t j = 0; j < count; ++j) {
        const double p = weight[static_cast<std::size_t>(j)] / total;
        const double cost = offers_.cost(i, j);
        const auto channel = rows_.channel_of(j) - segments;
        sums.value += p * offers_.value(i, j);
        mean_cost += p * cost;
        mean_square += p * cost * cost;
        mean_offers[channel] += p;
        cost_and_offers[channel] += p * cost;
      }
      const auto s = rows_.segment_of(i);
      sums.use[s] += mean_cost;
      sums.use.tail(channels) += mean_offers;
      sums.variance(s, s) += mean_square - mean_cost * mean_cost;
      sums.variance.row(s).tail(channels) +=
          (cost_and_offers - mean_cost * mean_offers).transpose();
      auto offers = sums.variance.bottomRightCorner(channels, channels);
      offers.diagonal() += mean_offers;
      offers -= mean_offers * mean_offers.transpose();
    }
    sums.variance.bottomLeftCorner(channels, segments) =
        sums.variance.topRightCorner(segments, channels).transpose();
    return sums;
  }

  const Offers& offers_;
  const OfferRows& rows_;
  const Execution& execution_;
};

/// Newton's method along falling temperatures.
class Descent {
 public:
  Descent(const SmoothDual& dual, const OfferRows& rows, double temperature)
      : dual_(dual), rows_(rows), temperature_(temperature), prices_(rows.bounds().size()) {
    for (Eigen::Index r = 0; r < prices_.size(); ++r) {
      prices_[r] = temperature / std::max(1.0, 0.1 * std::abs(rows.bounds()[r]));
    }
    look(prices_, sums_, smooth_);
  }

  void run() {
    const double cold = kCold * temperature_;
    double before = std::numeric_limits<double>::infinity();
    for (int stage = 0; stage < kMostStages && !proved(); ++stage) {
      for (int step = 0; step < kMostSteps && newton_step(); ++step) {
      }
      if (temperature_ < cold && before - bound_ <= kSettled * std::abs(bound_)) return;
      before = bound_;
      temperature_ *= kCooling;
      look(prices_, sums_, smooth_);
    }
  }

  [[nodiscard]] double bound() const { return bound_; }
  [[nodiscard]] const Eigen::VectorXd& prices() const { return best_prices_; }

 private:
  static constexpr int kMostStages = 40;
  static constexpr int kMostSteps = 12;
  static constexpr double kCooling = 0.2;
  static constexpr double kCold = 1e-3;     ///< of the first temperature
  static constexpr double kSettled = 1e-9;  ///< of the bound, by which a stage must lower it
  static constexpr double kProved = 1e-10;  ///< of the bound: the mixture earns as much

  /// The sums and the smooth function at `prices`; notes the dual value.
  void look(const Eigen::VectorXd& prices, Sums& sums, double& smooth) {
    sums = dual_.at(prices, temperature_);
    const double priced = rows_.bounds().dot(prices);
    smooth = sums.smooth + priced - temperature_ * prices.array().log().sum();
    const double bound = sums.greatest + priced;
    if (bound < bound_) {
      bound_ = bound;
      best_prices_ = prices;
    }
  }

  [[nodiscard]] bool proved() const {
    const Eigen::VectorXd left = rows_.bounds() - rows_.matrix() * sums_.use;
    return left.minCoeff() >= 0.0 && bound_ - sums_.value <= kProved * std::abs(bound_);
  }

  /// False when the minimum at this temperature is near enough.
  bool newton_step() {
    const auto& m = rows_.matrix();
    const Eigen::VectorXd gradient =
        rows_.bounds() - m * sums_.use - temperature_ * prices_.cwiseInverse();
    Eigen::MatrixXd hessian = math::congruence(m, sums_.variance) / temperature_;
    hessian.diagonal() += temperature_ * prices_.cwiseAbs2().cwiseInverse();
    const Eigen::VectorXd step = -math::solve_symmetric(hessian, gradient);
    const double promised = -gradient.dot(step);
    constexpr double kNear = 0.01;
    if (!(promised > kNear * temperature_)) return false;

    // No price comes nearer to 0 than a tenth of the way that is left.
    double length = 1.0;
    for (Eigen::Index r = 0; r < step.size(); ++r) {
      if (step[r] < 0.0) length = std::min(length, 0.9 * prices_[r] / -step[r]);
    }
    for (int halving = 0; halving < 30; ++halving, length *= 0.5) {
      const Eigen::VectorXd next = prices_ + length * step;
      Sums sums;
      double smooth = 0.0;
      look(next, sums, smooth);
      if (smooth <= smooth_ - 1e-4 * length * promised) {
        prices_ = next;
        sums_ = std::move(sums);
        smooth_ = smooth;
        return true;
      }
    }
    return false;
  }

  const SmoothDual& dual_;
  const OfferRows& rows_;
  double temperature_;
  Eigen::VectorXd prices_, best_prices_;
  Sums sums_;
  double smooth_ = 0.0;
  double bound_ = std::numeric_limits<double>::infinity();
};

/// A client's best value on average: where the temperature begins.
double mean_best(const Offers& offers, const Execution& execution) {
  const double sum = chunk_sums<double>(
      offers.clients(), execution, "pricing", [&](std::size_t begin, std::size_t end) {
        double part = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
          double best = 0.0;
          for (std::int32_t j = 0; j < static_cast<std::int32_t>(offers.count()); ++j) {
            best = std::max(best, std::abs(offers.value(i, j)));
          }
          part += best;
        }
        return part;
      });
  return sum / static_cast<double>(offers.clients());
}

}  // namespace

Worth::Worth(const Offers& offers, const OfferRows& rows, const std::vector<double>& prices)
    : offers_(offers),
      rows_(rows),
      price_of_use_(rows.matrix().transpose() *
                    Eigen::Map<const Eigen::VectorXd>(prices.data(),
                                                      static_cast<Eigen::Index>(prices.size()))) {}

OfferPlan price_limits(const Offers& offers, const OfferRows& rows, const Execution& execution) {
  const std::size_t n = offers.clients();
  OfferPlan plan{.choices = Choices(n, kNoOffer),
                 .prices = std::vector<double>(rows.rows().size())};
  const double scale = n == 0 ? 0.0 : mean_best(offers, execution);
  if (scale == 0.0) return plan;  // nothing brings anything
  const SmoothDual dual(offers, rows, execution);
  Descent descent(dual, rows, scale);
  descent.run();
  plan.bound = descent.bound();
  plan.prices.assign(descent.prices().begin(), descent.prices().end());

  const Worth worth(offers, rows, plan.prices);
  parallel_for(n, kClientsAChunk, execution, "pricing", [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (std::int32_t j = 0; j < static_cast<std::int32_t>(offers.count()); ++j) {
        if (worth(i, j) > worth(i, plan.choices[i])) plan.choices[i] = j;
      }
    }
  });
  return plan;
}

}  // namespace tenure::budget
