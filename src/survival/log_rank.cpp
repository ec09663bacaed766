#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "math/linear_algebra.hpp"
#include "math/normal.hpp"
#include "survival/lives.hpp"
#include <tenure/error.hpp>
#include <tenure/survival.hpp>

namespace tenure {
namespace {

using namespace survival;

void check_groups(const Lives& lives, const LogRankOptions& options, std::size_t groups) {
  require(options.rho >= 0.0 && options.rho <= 100.0, "rho", "in [0, 100]", options.rho);
  require(options.cause >= 0, "cause", "at least 0", options.cause);
  if (lives.group.empty() || groups < 2) {
    throw Error(Status::invalid_argument, "log_rank: two or more groups are needed", "group");
  }
  constexpr std::size_t most_groups = 1000;
  if (groups > most_groups) {
    throw Error(Status::invalid_argument,
                "log_rank: at most 1000 groups, not " + std::to_string(groups), "group");
  }
}

/// What the test is made of: by group, over all times.
struct Score {
  explicit Score(std::size_t groups)
      : observed(groups),
        expected(groups),
        difference(Eigen::VectorXd::Zero(static_cast<Eigen::Index>(groups))),
        covariance(Eigen::MatrixXd::Zero(difference.size(), difference.size())) {}

  std::vector<double> observed, expected;
  Eigen::VectorXd difference;  ///< observed less expected, each time by its weight
  Eigen::MatrixXd covariance;
};

Score score_of(const RiskSteps& all, const std::vector<RiskSteps>& groups, double rho) {
  Score score(groups.size());
  double survival = 1.0;
  Eigen::VectorXd share(score.difference.size());
  for (std::size_t i = 0; i < all.time.size(); ++i) {
    const double n = all.at_risk[i], d = all.events[i];
    if (d == 0.0) continue;
    const double weight = std::pow(survival, rho);
    survival *= (n - d) / n;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const auto at = static_cast<Eigen::Index>(g);
      share[at] = groups[g].at_risk[i] / n;
      score.observed[g] += groups[g].events[i];
      score.expected[g] += d * share[at];
      score.difference[at] += weight * (groups[g].events[i] - d * share[at]);
    }
    if (n <= 1.0) continue;
    const double spread = weight * weight * d * (n - d) / (n - 1.0);
    score.covariance -= spread * share * share.transpose();
    score.covariance.diagonal() += spread * share;
  }
  return score;
}

}  // namespace

LogRank log_rank(const Lives& lives, const LogRankOptions& options) {
  survival::check(lives);
  const std::vector<Group> groups = groups_of(lives);
  check_groups(lives, options, groups.size());
  std::vector<std::size_t> everybody;
  for (const Group& group : groups) {
    everybody.insert(everybody.end(), group.rows.begin(), group.rows.end());
  }
  const RiskSteps all = risk_steps(lives, everybody, times_of(lives, everybody), options.cause);
  std::vector<RiskSteps> steps;
  TextColumn names;
  std::vector<double> weights;
  for (const Group& group : groups) {
    steps.push_back(risk_steps(lives, group.rows, all.time, options.cause));
    names.push_back(group.name);
    double weight = 0.0;
    for (const std::size_t row : group.rows) weight += weight_of(lives, row);
    weights.push_back(weight);
  }
  Score score = score_of(all, steps, options.rho);

  LogRank result;
  // One direction (all groups together) has no variance; a group that is never at risk when
  // somebody leaves adds another.
  const auto [variances, directions] = math::symmetric_eigen(score.covariance);
  const double least = 1e-10 * variances.cwiseAbs().maxCoeff();
  for (Eigen::Index k = 0; k < variances.size(); ++k) {
    if (variances[k] <= least) continue;
    const double along = directions.col(k).dot(score.difference);
    result.statistic += along * along / variances[k];
    ++result.degrees_of_freedom;
  }
  if (result.degrees_of_freedom > 0) {
    result.p_value = math::chi_square_tail(result.statistic, result.degrees_of_freedom);
  }
  result.groups = Table::Builder()
                      .text("group", std::move(names))
                      .float64("lives", std::move(weights))
                      .float64("observed", std::move(score.observed))
                      .float64("expected", std::move(score.expected))
                      .build();
  return result;
}

}  // namespace tenure
