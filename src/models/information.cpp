#include "models/information.hpp"

#include "math/linear_algebra.hpp"

namespace tenure::model {
namespace {

// Below this information, the standard error of a logarithm exceeds 300: no estimate at all. At a
// boundary the optimiser leaves less than 1e-9.
constexpr double kFlat = 1e-5;

}  // namespace

Information::Information(const Eigen::MatrixXd& information) {
  const auto [values, axes] = math::symmetric_eigen(information);  // ascending
  Eigen::Index flat = 0;
  while (flat < values.size() && !(values[flat] > kFlat)) ++flat;
  flat_ = axes.leftCols(flat);
  if (flat == 0) inverse_ = math::along_axes(axes, values.cwiseInverse());
}

double Information::unseen(int parameter) const { return flat_.row(parameter).norm(); }

std::vector<double> Information::covariance(const std::vector<double>& parameters) const {
  const std::size_t n = parameters.size();
  std::vector<double> result;
  result.reserve(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      // The Jacobian of the exponential is diagonal: the parameters themselves.
      result.push_back(parameters[i] * parameters[j] *
                       inverse_(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
    }
  }
  return result;
}

}  // namespace tenure::model
