/// One Gaussian mixture, fitted by expectation and maximisation in turn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "segments/features.hpp"
#include <tenure/mixtures.hpp>

namespace tenure::segment {

struct Component {
  double share = 0;
  Eigen::VectorXd mean;
  Eigen::MatrixXd covariance;
};

struct MixtureFit {
  std::vector<Component> components;
  double log_likelihood = 0;
  int iterations = 0;
  bool converged = false;
  bool singular = false;  ///< a covariance is not positive definite: nothing else counts
};

/// From a first assignment of every client to one of `components`, numbered from 0.
[[nodiscard]] MixtureFit fit_mixture(const FeatureSpace& space, CovarianceFamily family,
                                     const std::vector<std::int32_t>& assigned,
                                     std::size_t components, int max_iterations, double tolerance,
                                     const Execution& execution);

/// Most probable component of each client, and its probability.
struct Membership {
  std::vector<std::int32_t> component;
  std::vector<double> probability;
};
[[nodiscard]] Membership membership(const FeatureSpace& space, const MixtureFit& fit,
                                    const Execution& execution);

}  // namespace tenure::segment
