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
// Multiplications that take about a second. For a sum that would take more, its normal
// approximation does where its skewness is small: the term that follows in the expansion of Cornish
// & Fisher moves an end by 0.01 standard errors then. Others are added on a coarser lattice, down
// to so many points.
constexpr double kMostWork = 5e8;
constexpr double kSmallSkewness = 0.2;
constexpr double kFewestPoints = 256.0;

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
    if (step < kShortestStep) {
      const double z = math::two_sided_normal(level_);
      const double factor = std::exp(z * result.standard_error[g] / sum.value);
      result.lower[g] = std::floor(sum.value / factor);
      result.upper[g] = std::ceil(sum.value * factor);
      return;
    }
    const double nodes = 2.0 * std::floor(kReach / step) + 1.0;
    // A sum's distribution is about 16 standard deviations wide.
    const double work = nodes * alone.lengths * std::min(alone.lengths, 16.0 * own + 64.0);
    const double skewness = skewness_of(alone, of_parameters, sum.value);
    if (work > kMostWork && skewness < kSmallSkewness) {
      const double z = math::two_sided_normal(level_);
      // Both ends move with the skewness (Cornish & Fisher 1938, first term).
      const double middle = sum.value + (z * z - 1.0) / 6.0 * skewness * result.standard_error[g];
      result.lower[g] = std::fmax(0.0, std::floor(middle - z * result.standard_error[g]));
      result.upper[g] = std::ceil(middle + z * result.standard_error[g]);
      return;
    }
    const double points = std::sqrt(kMostWork / (nodes * static_cast<double>(members.size())));
    const std::size_t most_points = work > kMostWork
                                        ? static_cast<std::size_t>(std::max(points, kFewestPoints))
                                        : CountDistribution::kAllPoints;
    const CountMixture mixture = averaged(members, sum, of_parameters, step, most_points);
    result.lower[g] = mixture.quantile(0.5 * (1.0 - level_));
    result.upper[g] = mixture.quantile(0.5 * (1.0 + level_));
  }

 private:
  /// What the counts of a group have by themselves, at the parameters of the fit.
  struct Alone {
    double variance = 0.0;
    double third = 0.0;    ///< third central moment
    double lengths = 0.0;  ///< of the distributions of all clients of each member, summed
  };
  [[nodiscard]] Alone at_estimate(std::span<const GroupMember> members) const {
    Alone alone;
    for (const GroupMember& member : members) {
      const CountDistribution one = of_client(expected_.parameters(), member.history);
      const double variance = one.variance();
      alone.variance += member.weight * variance;
      alone.third += member.weight * one.third_central_moment();
      const auto length = static_cast<double>(one.probability.size());
      alone.lengths +=
          std::min(member.weight * length, length + 16.0 * std::sqrt(member.weight * variance));
    }
    return alone;
  }

  /// Of the counts and the parameters together. The expectation is log-normal with standard error
  /// `of_parameters`, and the variance of the counts follows it in proportion.
  [[nodiscard]] static double skewness_of(const Alone& alone, double of_parameters,
                                          double expected) {
    const double squared = of_parameters * of_parameters;
    const double total = alone.variance + squared;
    if (total == 0.0) return 0.0;
    return (alone.third + 3.0 * squared * total / expected) / std::pow(total, 1.5);
  }

  [[nodiscard]] CountMixture averaged(std::span<const GroupMember> members, const GroupSum& sum,
                                      double of_parameters, double step,
                                      std::size_t most_points) const {
    CountMixture mixture;
    const auto most = of_parameters > 0.0 ? static_cast<int>(kReach / step) : 0;
    for (int node = -most; node <= most; ++node) {
      const double z = node * step;
      Eigen::VectorXd at = expected_.parameters().array().log();
      if (node != 0) at += z / of_parameters * (expected_.covariance() * sum.gradient);
      mixture.add(together(members, at.array().exp(), most_points), std::exp(-0.5 * z * z));
    }
    return mixture;
  }

  /// The sum of all clients, added in pairs, pairs of pairs and so on.
  [[nodiscard]] CountDistribution together(std::span<const GroupMember> members,
                                           const Eigen::VectorXd& parameters,
                                           std::size_t most_points) const {
    if (members.empty()) return {};
    if (members.size() == 1) {
      return of_client(parameters, members[0].history).times(members[0].weight, most_points);
    }
    const std::size_t half = members.size() / 2;
    CountDistribution sum = together(members.first(half), parameters, most_points);
    sum.add(together(members.subspan(half), parameters, most_points));
    sum.thin(most_points);
    return sum;
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
