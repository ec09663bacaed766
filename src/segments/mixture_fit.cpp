#include "segments/mixture_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

#include "base/parallel.hpp"
#include "math/linear_algebra.hpp"
#include "segments/covariance_family.hpp"

namespace tenure::segment {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr const char* stage = "fitting mixtures";
// Smaller than those of k-means: a client costs more.
constexpr std::size_t clients_a_part = 1024;

/// ln(share) plus the logarithm of a normal density.
class Density {
 public:
  explicit Density(const Component& component)
      : mean_(component.mean), factor_(math::cholesky(component.covariance)) {
    // As mclust: a covariance is singular where its condition is beyond the doubles.
    if (factor_ && !(factor_->reciprocal_condition > std::numeric_limits<double>::epsilon())) {
      factor_.reset();
    }
    if (!factor_) return;
    const auto d = static_cast<double>(mean_.size());
    constant_ = std::log(component.share) - 0.5 * d * std::log(2.0 * std::numbers::pi) -
                factor_->log_volume();
  }
  [[nodiscard]] bool is_proper() const noexcept {
    return factor_.has_value() && std::isfinite(constant_);
  }
  /// `room`: for as many numbers as a row has.
  [[nodiscard]] double log_at(const double* row, std::vector<double>& room) const {
    return constant_ - 0.5 * factor_->squared_distance(row, mean_, room.data());
  }

 private:
  VectorXd mean_;
  std::optional<math::Cholesky> factor_;
  double constant_ = 0;
};

/// What the next step needs of some clients: sums of their probabilities, coordinates and squares
/// around the centre of all clients.
struct Sums {
  Sums(std::size_t components, std::size_t columns) {
    const auto d = static_cast<Eigen::Index>(columns);
    of.resize(components, {0.0, VectorXd::Zero(d), MatrixXd::Zero(d, d)});
  }
  struct OfComponent {
    double weight;
    VectorXd first;
    MatrixXd second;
  };
  void add(std::size_t component, double weight, const Eigen::Ref<const VectorXd>& difference) {
    OfComponent& sums = of[component];
    sums.weight += weight;
    sums.first += weight * difference;
    for (Eigen::Index j = 0; j < difference.size(); ++j) {  // the lower half
      const double times = weight * difference[j];
      for (Eigen::Index i = j; i < difference.size(); ++i)
        sums.second(i, j) += times * difference[i];
    }
  }
  void add(const Sums& other) {
    for (std::size_t k = 0; k < of.size(); ++k) {
      of[k].weight += other.of[k].weight;
      of[k].first += other.of[k].first;
      of[k].second += other.of[k].second;
    }
    log_likelihood += other.log_likelihood;
  }
  std::vector<OfComponent> of;
  double log_likelihood = 0;
};

class Fit {
 public:
  Fit(const FeatureSpace& space, CovarianceFamily family, std::size_t components,
      const Execution& execution)
      : space_(space), family_(family), components_(components), execution_(execution) {}

  /// Components from clients who wholly belong to one.
  void start(const std::vector<std::int32_t>& assigned) {
    // Around the means so far: squares around a far point would keep few digits.
    centres_.assign(components_, VectorXd::Zero(columns()));
    std::vector<double> sizes(components_);
    for (std::size_t i = 0; i < space_.rows(); ++i) {
      const auto k = static_cast<std::size_t>(assigned[i]);
      sizes[k] += 1.0;
      centres_[k] += (row(i) - centres_[k]) / sizes[k];
    }
    Sums sums(components_, space_.columns());
    for (std::size_t i = 0; i < space_.rows(); ++i) {
      const auto k = static_cast<std::size_t>(assigned[i]);
      sums.add(k, 1.0, row(i) - centres_[k]);
    }
    maximise(sums);
  }

  /// The log-likelihood of the components, and the next components.
  [[nodiscard]] double step() {
    std::vector<Density> densities(found_.components.begin(), found_.components.end());
    found_.singular = !std::ranges::all_of(densities, &Density::is_proper);
    if (found_.singular) return 0.0;
    std::vector<Sums> parts((space_.rows() + clients_a_part - 1) / clients_a_part,
                            Sums(components_, space_.columns()));
    parallel_for(space_.rows(), clients_a_part, execution_, stage,
                 [&](std::size_t begin, std::size_t end) {
                   add_clients(densities, begin, end, parts[begin / clients_a_part]);
                 });
    for (std::size_t i = 1; i < parts.size(); ++i) parts[0].add(parts[i]);
    maximise(parts[0]);
    return parts[0].log_likelihood;
  }

  [[nodiscard]] MixtureFit& found() { return found_; }

 private:
  [[nodiscard]] Eigen::Index columns() const { return static_cast<Eigen::Index>(space_.columns()); }
  [[nodiscard]] Eigen::Map<const VectorXd> row(std::size_t i) const {
    return {space_.row(i), columns()};
  }

  void add_clients(const std::vector<Density>& densities, std::size_t begin, std::size_t end,
                   Sums& sums) const {
    std::vector<double> logs(components_);
    std::vector<double> room(space_.columns());
    Eigen::Map<VectorXd> difference(room.data(), columns());
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t k = 0; k < components_; ++k) {
        logs[k] = densities[k].log_at(space_.row(i), room);
      }
      const double most = std::ranges::max(logs);
      double sum = 0.0;
      for (double& log : logs) sum += (log = std::exp(log - most));
      sums.log_likelihood += most + std::log(sum);
      for (std::size_t k = 0; k < components_; ++k) {
        difference = row(i) - centres_[k];
        sums.add(k, logs[k] / sum, difference);
      }
    }
  }

  void maximise(const Sums& sums) {
    std::vector<Scatter> scatters;
    std::vector<Component> next;
    for (std::size_t k = 0; k < components_; ++k) {
      const auto& of = sums.of[k];
      const VectorXd shift = of.first / of.weight;
      MatrixXd scatter = of.second.selfadjointView<Eigen::Lower>();
      scatter -= of.weight * shift * shift.transpose();
      centres_[k] += shift;
      scatters.push_back({of.weight, std::move(scatter)});
      next.push_back({.share = of.weight / static_cast<double>(space_.rows()),
                      .mean = centres_[k],
                      .covariance = {}});
    }
    std::vector<MatrixXd> matrices = covariances(family_, scatters);
    for (std::size_t k = 0; k < components_; ++k) next[k].covariance = std::move(matrices[k]);
    found_.components = std::move(next);
  }

  const FeatureSpace& space_;
  CovarianceFamily family_;
  std::size_t components_;
  const Execution& execution_;
  std::vector<VectorXd> centres_;  // means of the components
  MixtureFit found_;
};

}  // namespace

MixtureFit fit_mixture(const FeatureSpace& space, CovarianceFamily family,
                       const std::vector<std::int32_t>& assigned, std::size_t components,
                       int max_iterations, double tolerance, const Execution& execution) {
  Fit fit(space, family, components, execution);
  MixtureFit& found = fit.found();
  fit.start(assigned);
  std::vector<Component> before;
  double last = 0.0;
  for (int iteration = 0; iteration < max_iterations; ++iteration) {
    before = found.components;
    const double log_likelihood = fit.step();
    if (found.singular) break;
    found.iterations = iteration + 1;
    found.log_likelihood = log_likelihood;
    found.converged = iteration > 0 && std::abs(log_likelihood - last) <=
                                           tolerance * (1.0 + std::abs(log_likelihood));
    last = log_likelihood;
    if (found.converged) break;
  }
  // The likelihood is that of the components before the last step.
  if (!found.singular) found.components = std::move(before);
  return std::move(found);
}

Membership membership(const FeatureSpace& space, const MixtureFit& fit,
                      const Execution& execution) {
  const std::vector<Density> densities(fit.components.begin(), fit.components.end());
  Membership result{std::vector<std::int32_t>(space.rows()), std::vector<double>(space.rows())};
  parallel_for(space.rows(), clients_a_part, execution, stage,
               [&](std::size_t begin, std::size_t end) {
                 std::vector<double> logs(densities.size());
                 std::vector<double> room(space.columns());
                 for (std::size_t i = begin; i < end; ++i) {
                   for (std::size_t k = 0; k < densities.size(); ++k) {
                     logs[k] = densities[k].log_at(space.row(i), room);
                   }
                   const auto most = std::ranges::max_element(logs);
                   double sum = 0.0;
                   for (const double log : logs) sum += std::exp(log - *most);
                   result.component[i] = static_cast<std::int32_t>(most - logs.begin());
                   result.probability[i] = 1.0 / sum;
                 }
               });
  return result;
}

}  // namespace tenure::segment
