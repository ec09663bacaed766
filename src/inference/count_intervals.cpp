// Intervals of a number of purchases: of one client, or of all clients of a group together.
//
// Given the parameters, clients are independent and each one's count has an exact distribution; the
// counts of a group add by convolution. The parameters are moved along the one direction that their
// uncertainty gives to the group's expected purchases, and the distributions are averaged over it.
// Simulation would take a thousand times the work for an answer that still wavers.

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "inference/count_distribution.hpp"
#include "inference/fitted_input.hpp"
#include "inference/intervals.hpp"
#include "math/normal.hpp"
#include "models/histories.hpp"
#include <tenure/error.hpp>

namespace tenure::inference {
namespace {

// Groups, or clients, of one piece of parallel work.
constexpr std::size_t kChunk = 16;
// Steps of the trapezoidal rule over the parameters, in standard errors, reach so far out. A step
// may be as long as the spread that a count has by itself, in the same measure.
constexpr double kReach = 3.5;
constexpr double kLongestStep = 1.75;
// From where the parameters' uncertainty is twice the chance of the purchases, it alone shapes the
// interval.
constexpr double kShortestStep = 0.5;
// A convolution that would take longer than about a second is of so many clients that their sum is
// normal, but for its skewness.
constexpr double kMostWork = 5e8;

class CountIntervals {
 public:
  CountIntervals(const FittedModel& fitted, const Histories& histories,
                 const PredictedQuantity& expected, const Groups& groups,
                 const PredictionOptions& options)
      : model_(model::model_of(fitted)),
        histories_(histories),
        expected_(expected),
        groups_(groups),
        horizon_(*options.horizon),
        level_(options.level) {
    if (model_.supports(model::ClientQuantity::conditional_pmf)) return;
    throw Error(Status::not_supported,
                std::string(fitted.info().title) + " does not give the distribution of purchases");
  }

  /// Writes row `g` of the result.
  void write(std::size_t g, const GroupSum& sum, Intervals& result) const {
    const auto members = groups_.members(g);
    const Alone alone = at_estimate(members);
    const double of_parameters = sum.standard_error(expected_.covariance());
    const double own = std::sqrt(alone.variance);
    result.standard_error[g] = std::hypot(own, of_parameters);
    const double step = of_parameters > 0.0 ? std::min(kLongestStep, own / of_parameters) : 1.0;
    const double nodes = 2.0 * std::floor(kReach / step) + 1.0;
    // A sum's distribution is about 16 standard deviations wide.
    const double work = nodes * alone.lengths * std::min(alone.lengths, 16.0 * own + 64.0);
    if (step < kShortestStep) {
      const double z = math::two_sided_normal(level_);
      const double factor = std::exp(z * result.standard_error[g] / sum.value);
      result.lower[g] = std::floor(sum.value / factor);
      result.upper[g] = std::ceil(sum.value * factor);
      return;
    }
    if (work > kMostWork) {
      const double half = math::two_sided_normal(level_) * result.standard_error[g];
      const double middle = sum.value + skewness_shift(alone, of_parameters, sum.value);
      result.lower[g] = std::fmax(0.0, std::floor(middle - half));
      result.upper[g] = std::ceil(middle + half);
      return;
    }
    const CountMixture mixture = averaged(members, alone, sum, of_parameters, step);
    result.lower[g] = mixture.quantile(0.5 * (1.0 - level_));
    result.upper[g] = mixture.quantile(0.5 * (1.0 + level_));
  }

 private:
  /// What the counts of a group have by themselves, at the parameters of the fit.
  struct Alone {
    std::vector<CountDistribution> counts;  ///< of all clients of each member together
    double variance = 0.0;
    double third = 0.0;    ///< third central moment
    double lengths = 0.0;  ///< of the distributions, summed
  };
  [[nodiscard]] Alone at_estimate(std::span<const GroupMember> members) const {
    Alone alone;
    for (const GroupMember& member : members) {
      const CountDistribution one = of_client(expected_.parameters(), member.history);
      alone.variance += member.weight * one.variance();
      alone.third += member.weight * one.third_central_moment();
      alone.counts.push_back(one.times(member.weight));
      alone.lengths += static_cast<double>(alone.counts.back().probability.size());
    }
    return alone;
  }

  /// How far skewness moves both ends of the interval (Cornish & Fisher 1938, first term). The
  /// expectation is log-normal with standard error `of_parameters`, and the variance of the counts
  /// follows it in proportion.
  [[nodiscard]] double skewness_shift(const Alone& alone, double of_parameters,
                                      double expected) const {
    const double z = math::two_sided_normal(level_);
    const double squared = of_parameters * of_parameters;
    const double total = alone.variance + squared;
    const double third = alone.third + 3.0 * squared * total / expected;
    return (z * z - 1.0) * third / (6.0 * total);
  }

  [[nodiscard]] CountMixture averaged(std::span<const GroupMember> members, const Alone& alone,
                                      const GroupSum& sum, double of_parameters,
                                      double step) const {
    CountMixture mixture;
    const auto most = of_parameters > 0.0 ? static_cast<int>(kReach / step) : 0;
    for (int node = -most; node <= most; ++node) {
      const double z = node * step;
      Eigen::VectorXd at = expected_.parameters().array().log();
      if (node != 0) at += z / of_parameters * (expected_.covariance() * sum.gradient);
      const Eigen::VectorXd parameters = at.array().exp();
      CountDistribution total;
      for (std::size_t i = 0; i < members.size(); ++i) {
        total.add(node == 0 ? alone.counts[i]
                            : of_client(parameters, members[i].history).times(members[i].weight));
      }
      mixture.add(total, std::exp(-0.5 * z * z));
    }
    return mixture;
  }

  [[nodiscard]] CountDistribution of_client(const Eigen::VectorXd& parameters,
                                            std::size_t i) const {
    return purchases_of(model_, {parameters.data(), static_cast<std::size_t>(parameters.size())},
                        model::part_of(histories_, i, 1), horizon_);
  }

  const model::PurchaseModel& model_;
  Histories histories_;
  const PredictedQuantity& expected_;
  const Groups& groups_;
  double horizon_;
  double level_;
};

}  // namespace

Intervals count_intervals(const FittedModel& model, const Histories& histories,
                          const PredictedQuantity& expected, const Groups& groups,
                          const std::vector<GroupSum>& sums, const PredictionOptions& options,
                          const Execution& execution) {
  const CountIntervals counts(model, histories, expected, groups, options);
  const std::vector<double> blank(groups.size());
  Intervals result{blank, blank, blank};
  parallel_for(groups.size(), groups.of_one() ? kChunk : 1, execution, "purchases",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t g = begin; g < end; ++g) counts.write(g, sums[g], result);
               });
  return result;
}

}  // namespace tenure::inference
