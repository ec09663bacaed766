#include "inference/posterior_draws.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "math/linear_algebra.hpp"
#include "math/random.hpp"
#include <tenure/error.hpp>

namespace tenure::inference {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Degrees of freedom: tails that a posterior with one long side does not outlast.
constexpr double kFreedom = 5.0;
constexpr std::size_t kStages = 3;
// Fewer a stage do not tell the shape of a posterior of five parameters.
constexpr std::size_t kFewestCandidates = 500;
// Of independent draws that as many weighted ones are worth, below which no quantile means much.
constexpr double kFewestEffective = 50.0;
// What the covariance before counts beside that of so many draws, which a few may carry.
constexpr double kPriorDraws = 10.0;

[[noreturn]] void refuse_to_draw() {
  throw Error(Status::not_supported,
              "fitted_to: the posterior of the parameters is too unlike the normal law near it to "
              "be drawn from; the delta method, or priors, are left",
              "fitted_to");
}

/// Student's distribution of several variables.
class Proposal {
 public:
  Proposal(VectorXd centre, const MatrixXd& covariance) : centre_(std::move(centre)) {
    auto factor = math::cholesky(covariance);
    if (!factor) refuse_to_draw();
    factor_ = std::move(*factor);
    log_volume_ = factor_.log_volume();
  }

  [[nodiscard]] VectorXd draw(math::RandomStream& random) const {
    VectorXd standard(centre_.size());
    for (double& each : standard) each = random.normal();
    const double stretch = 1.0 / std::sqrt(random.gamma(0.5 * kFreedom, 0.5 * kFreedom));
    VectorXd result = centre_;
    for (Index i = 0; i < result.size(); ++i) {
      for (Index j = 0; j <= i; ++j) result[i] += stretch * factor_.lower(i, j) * standard[j];
    }
    return result;
  }

  /// Up to a constant that is the same for all proposals.
  [[nodiscard]] double log_density(const VectorXd& at) const {
    std::vector<double> room(static_cast<std::size_t>(centre_.size()));
    const double squares = factor_.squared_distance(at.data(), centre_, room.data());
    const auto variables = static_cast<double>(centre_.size());
    return -log_volume_ - 0.5 * (kFreedom + variables) * std::log1p(squares / kFreedom);
  }

 private:
  VectorXd centre_;
  math::Cholesky factor_;
  double log_volume_ = 0.0;
};

/// Draws and what they weigh.
class Sample {
 public:
  Sample(VectorXd centre, const MatrixXd& covariance) {
    proposals_.emplace_back(std::move(centre), covariance);
  }

  void draw(const LogDensity& density, std::size_t count, std::uint64_t seed,
            const Execution& execution) {
    const std::size_t first = at_.size();
    at_.resize(first + count);
    log_density_.resize(first + count);
    const Proposal& proposal = proposals_.back();
    parallel_for(count, 1, execution, "posterior", [&](std::size_t i, std::size_t) {
      math::RandomStream random(seed, first + i);
      at_[first + i] = proposal.draw(random);
      log_density_[first + i] = density(at_[first + i]);
    });
    weigh();
  }

  /// Another proposal, of the moments of the weighted sample.
  void adapt(const MatrixXd& before) {
    const Index n = before.rows();
    VectorXd mean = VectorXd::Zero(n);
    for (std::size_t m = 0; m < at_.size(); ++m) {
      for (Index i = 0; i < n; ++i) mean[i] += weight_[m] * at_[m][i];
    }
    const double effective = effective_draws();
    MatrixXd covariance(n, n);
    for (Index i = 0; i < n; ++i) {
      for (Index j = 0; j < n; ++j) {
        double moment = 0.0;
        for (std::size_t m = 0; m < at_.size(); ++m) {
          moment += weight_[m] * (at_[m][i] - mean[i]) * (at_[m][j] - mean[j]);
        }
        covariance(i, j) =
            (effective * moment + kPriorDraws * before(i, j)) / (effective + kPriorDraws);
      }
    }
    proposals_.emplace_back(std::move(mean), covariance);
  }

  /// How many independent draws tell as much: L. Kish (1965), Survey Sampling.
  [[nodiscard]] double effective_draws() const {
    double squares = 0.0;
    for (const double each : weight_) squares += each * each;
    return 1.0 / squares;
  }

  /// Systematic resampling: each draw as often as its weight says, to less than one; then in an
  /// order without meaning, so that the draws of two models can be put side by side.
  [[nodiscard]] MatrixXd resampled(std::size_t draws, math::RandomStream& random) const {
    const double start = random.uniform();
    MatrixXd result(at_.front().size(), static_cast<Index>(draws));
    std::size_t from = 0;
    double sum = weight_.front();
    for (std::size_t m = 0; m < draws; ++m) {
      const double tick = (static_cast<double>(m) + start) / static_cast<double>(draws);
      while (sum < tick && from + 1 < at_.size()) sum += weight_[++from];
      result.col(static_cast<Index>(m)) = at_[from];
    }
    for (Index last = result.cols() - 1; last > 0; --last) {  // Fisher & Yates
      const auto other = static_cast<Index>(random.uniform() * static_cast<double>(last + 1));
      result.col(last).swap(result.col(std::min(other, last)));
    }
    return result;
  }

 private:
  /// A weight is at most the square root of their number times their mean: E. L. Ionides (2008),
  /// Truncated importance sampling, Journal of Computational and Graphical Statistics 17.
  void weigh() {
    weight_.resize(at_.size());
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t m = 0; m < at_.size(); ++m) {
      double mixture = 0.0;
      for (const Proposal& each : proposals_) mixture += std::exp(each.log_density(at_[m]));
      weight_[m] = log_density_[m] - std::log(mixture);
      most = std::max(most, weight_[m]);
    }
    if (!std::isfinite(most)) refuse_to_draw();
    for (double& each : weight_) each = std::exp(each - most);
    const double bound = sum() / std::sqrt(static_cast<double>(weight_.size()));
    for (double& each : weight_) each = std::min(each, bound);
    const double total = sum();
    for (double& each : weight_) each /= total;
  }
  [[nodiscard]] double sum() const {
    double total = 0.0;
    for (const double each : weight_) total += each;
    return total;
  }

  std::vector<Proposal> proposals_;
  std::vector<VectorXd> at_;
  std::vector<double> log_density_;
  std::vector<double> weight_;  ///< adds up to 1
};

}  // namespace

MatrixXd posterior_draws(const LogDensity& density, const VectorXd& centre,
                         const MatrixXd& covariance, std::size_t draws, std::uint64_t seed,
                         const Execution& execution) {
  const std::size_t candidates = std::max(draws, kFewestCandidates);
  Sample sample(centre, covariance);
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    if (stage > 0) sample.adapt(covariance);
    sample.draw(density, candidates, seed, execution);
  }
  if (!(sample.effective_draws() >= kFewestEffective)) refuse_to_draw();
  math::RandomStream random(seed, kStages * candidates);
  return sample.resampled(draws, random);
}

}  // namespace tenure::inference
