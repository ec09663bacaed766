/// Parameters drawn from their posterior itself, where the data of the fit are at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include <Eigen/Core>

#include <tenure/execution.hpp>

namespace tenure::inference {

/// By the logarithms of the parameters, up to a constant; minus infinity where there is none.
using LogDensity = std::function<double(const Eigen::VectorXd& log_parameters)>;

/// One draw a column, all of the same weight. `centre` and `covariance` describe the normal law
/// that is near the density. The same for every number of threads.
///
/// Importance sampling from Student's distributions, each fitted to what the ones before found,
/// with the mixture of all as the denominator; Error(not_supported) where they find too little of
/// it: J.-M. Cornuet, J.-M. Marin, A. Mira & C. P. Robert
/// (2012), Adaptive Multiple Importance Sampling, Scandinavian Journal of Statistics 39.
[[nodiscard]] Eigen::MatrixXd posterior_draws(const LogDensity& density,
                                              const Eigen::VectorXd& centre,
                                              const Eigen::MatrixXd& covariance, std::size_t draws,
                                              std::uint64_t seed, const Execution& execution);

}  // namespace tenure::inference
