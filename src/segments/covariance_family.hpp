/// Covariances of mixture components under what they share.
#pragma once

#include <cstddef>
#include <vector>

#include <Eigen/Core>

#include <tenure/mixtures.hpp>

namespace tenure::segment {

/// Of each component: the sum of its clients' probabilities, and their scatter around its mean.
struct Scatter {
  double weight = 0;
  Eigen::MatrixXd matrix;
};

/// Covariances of greatest likelihood given the scatters (G. Celeux & G. Govaert 1995, sections 3
/// and 4). A component without scatter in some direction gives one that is not positive definite.
[[nodiscard]] std::vector<Eigen::MatrixXd> covariances(CovarianceFamily family,
                                                       const std::vector<Scatter>& scatters);

/// Free parameters of `components` covariances of `columns` measures.
[[nodiscard]] double covariance_parameters(CovarianceFamily family, std::size_t components,
                                           std::size_t columns);

}  // namespace tenure::segment
