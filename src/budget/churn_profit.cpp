// Profit a client of targeting all who score above a threshold is, for each threshold, a straight
// line in the share that accepts; the best threshold for a share is a corner of the convex hull of
// the ROC curve. So the expectation of the greatest is a sum over corners of incomplete beta
// functions.
#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/ranks.hpp"
#include "math/incomplete_beta.hpp"
#include <tenure/targeting.hpp>

namespace tenure {
namespace {

/// All who score at least `score` are targeted: shares of all clients.
struct Corner {
  double leavers = 0.0, stayers = 0.0;
  double score = 0.0;

  [[nodiscard]] double targeted() const { return leavers + stayers; }
};

/// From nobody to everybody; ties of scores are one point.
std::vector<Corner> roc_curve(std::span<const double> score,
                              std::span<const std::uint8_t> churned) {
  const std::vector<std::size_t> order = ascending_order(score);
  const double each = 1.0 / static_cast<double>(score.size());
  std::vector<Corner> curve;
  std::size_t leavers = 0, stayers = 0;
  curve.push_back({.score = score[order.back()]});
  for (std::size_t k = order.size(); k-- > 0;) {
    ++(churned[order[k]] != 0 ? leavers : stayers);
    if (k > 0 && score[order[k - 1]] == score[order[k]]) continue;
    curve.push_back({each * static_cast<double>(leavers), each * static_cast<double>(stayers),
                     score[order[k]]});
  }
  return curve;
}

/// The corners of its upper convex hull.
std::vector<Corner> upper_hull(const std::vector<Corner>& curve) {
  std::vector<Corner> hull;
  for (const Corner& next : curve) {
    while (hull.size() >= 2) {
      const Corner& a = hull[hull.size() - 2];
      const Corner& b = hull.back();
      if ((b.leavers - a.leavers) * (next.stayers - a.stayers) >
          (next.leavers - a.leavers) * (b.stayers - a.stayers)) {
        break;
      }
      hull.pop_back();
    }
    hull.push_back(next);
  }
  return hull;
}

class Profits {
 public:
  Profits(const ChurnProfitOptions& options, std::vector<Corner> hull)
      : options_(options), hull_(std::move(hull)) {}

  [[nodiscard]] double at(const Corner& corner, double accept) const {
    return accept * rise(corner) - fall(corner);
  }

  [[nodiscard]] const Corner& best(double accept) const {
    return *std::ranges::max_element(hull_, {},
                                     [&](const Corner& corner) { return at(corner, accept); });
  }

  /// Adds up each corner's share of the distribution.
  void expect(ChurnProfit& result) const {
    double from = 0.0;
    for (std::size_t i = 0; i < hull_.size() && from < 1.0; ++i) {
      const double to = i + 1 < hull_.size() ? next_better(hull_[i], hull_[i + 1]) : 1.0;
      if (!(to > from)) continue;
      const double share = beta_cdf(to, 0.0) - beta_cdf(from, 0.0);
      const double accepted = mean() * (beta_cdf(to, 1.0) - beta_cdf(from, 1.0));
      result.expected_maximum_profit += accepted * rise(hull_[i]) - share * fall(hull_[i]);
      result.expected_target_share += share * hull_[i].targeted();
      from = to;
    }
  }

  [[nodiscard]] double mean() const {
    return options_.accept_alpha / (options_.accept_alpha + options_.accept_beta);
  }

 private:
  /// Of the profit: a unit of the share that accepts, and without it.
  [[nodiscard]] double rise(const Corner& corner) const {
    return (options_.value - options_.incentive) * corner.leavers;
  }
  [[nodiscard]] double fall(const Corner& corner) const {
    return options_.contact * corner.targeted() + options_.incentive * corner.stayers;
  }

  /// The share from which on the later of two corners earns more.
  [[nodiscard]] double next_better(const Corner& a, const Corner& b) const {
    const double more = rise(b) - rise(a);
    return more > 0.0 ? std::min(1.0, (fall(b) - fall(a)) / more) : 1.0;
  }

  [[nodiscard]] double beta_cdf(double share, double more_alpha) const {
    if (share <= 0.0) return 0.0;
    if (share >= 1.0) return 1.0;
    return math::incomplete_beta(options_.accept_alpha + more_alpha, options_.accept_beta, share,
                                 1.0 - share);
  }

  const ChurnProfitOptions& options_;
  std::vector<Corner> hull_;
};

void check(std::span<const double> score, std::span<const std::uint8_t> churned,
           const ChurnProfitOptions& options) {
  check_length("churned", churned.size(), score.size());
  check_rows("score", score, check_finite);
  const auto left = std::ranges::count_if(churned, [](std::uint8_t c) { return c != 0; });
  if (left == 0 || left == std::ssize(churned)) {
    throw Error(Status::invalid_argument,
                "churned: clients who left and clients who stayed are needed", "churned");
  }
  check_above_0("value", options.value);
  check_amount("value", options.value);
  check_cost("contact", options.contact);
  check_cost("incentive", options.incentive);
  if (options.incentive >= options.value) refuse("incentive", "below value", options.incentive);
  check_above_0("accept_alpha", options.accept_alpha);
  check_above_0("accept_beta", options.accept_beta);
}

}  // namespace

ChurnProfit churn_profit(std::span<const double> score, std::span<const std::uint8_t> churned,
                         const ChurnProfitOptions& options) {
  check(score, churned, options);
  const Profits profits(options, upper_hull(roc_curve(score, churned)));
  const Corner& best = profits.best(profits.mean());
  ChurnProfit result{.maximum_profit = profits.at(best, profits.mean()),
                     .target_share = best.targeted(),
                     .score_threshold = best.score};
  profits.expect(result);
  return result;
}

}  // namespace tenure
