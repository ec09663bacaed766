#include "segments/covariance_family.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "math/linear_algebra.hpp"

namespace tenure {

std::string_view to_string(CovarianceFamily family) {
  constexpr std::string_view names[] = {"EII", "VII", "EEI", "VEI", "EVI", "VVI",
                                        "EEE", "EEV", "VEV", "EVV", "VVV"};
  return names[static_cast<std::size_t>(family)];
}

namespace segment {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Principal axes of a component, the longest first, and its scatter along them.
struct Axes {
  MatrixXd directions;
  VectorXd scatter;
};

/// Volume, shape and orientation are told apart on axes: the coordinates, or the principal ones.
std::vector<Axes> axes_of(const std::vector<Scatter>& scatters, bool principal) {
  std::vector<Axes> axes;
  for (const Scatter& each : scatters) {
    const Eigen::Index d = each.matrix.rows();
    if (!principal) {
      axes.push_back({MatrixXd::Identity(d, d), each.matrix.diagonal()});
      continue;
    }
    const auto [variances, directions] = math::symmetric_eigen(each.matrix);
    axes.push_back({directions.rowwise().reverse(), variances.reverse().cwiseMax(0.0)});
  }
  return axes;
}

MatrixXd on_axes(const Axes& axes, const VectorXd& variances) {
  return math::along_axes(axes.directions, variances);
}

double geometric_mean(const VectorXd& values) {
  return std::exp(values.array().log().mean());  // 0 if one is 0
}

double total_weight(const std::vector<Scatter>& scatters) {
  double sum = 0.0;
  for (const Scatter& each : scatters) sum += each.weight;
  return sum;
}

/// VEI and VEV: volumes and the common shape maximise the likelihood in turn.
std::vector<MatrixXd> of_one_shape(const std::vector<Scatter>& scatters,
                                   const std::vector<Axes>& axes) {
  constexpr int most = 1000;
  constexpr double settled = 1e-13;
  const auto d = static_cast<double>(axes[0].scatter.size());
  VectorXd shape = VectorXd::Ones(axes[0].scatter.size());
  std::vector<double> volumes(axes.size());
  for (int iteration = 0; iteration < most; ++iteration) {
    VectorXd sum = VectorXd::Zero(shape.size());
    for (std::size_t k = 0; k < axes.size(); ++k) {
      volumes[k] = axes[k].scatter.cwiseQuotient(shape).sum() / (d * scatters[k].weight);
      sum += axes[k].scatter / volumes[k];
    }
    const VectorXd next = sum / geometric_mean(sum);
    const double moved = (next - shape).cwiseAbs().cwiseQuotient(shape).maxCoeff();
    shape = next;
    if (!(moved > settled)) break;
  }
  std::vector<MatrixXd> result;
  for (std::size_t k = 0; k < axes.size(); ++k) {
    result.push_back(on_axes(axes[k], volumes[k] * shape));
  }
  return result;
}

/// EEV: each component's own axes, everything else in common.
std::vector<MatrixXd> of_one_volume_and_shape(const std::vector<Scatter>& scatters,
                                              const std::vector<Axes>& axes) {
  VectorXd sum = VectorXd::Zero(axes[0].scatter.size());
  for (const Axes& each : axes) sum += each.scatter;
  std::vector<MatrixXd> result;
  for (const Axes& each : axes) result.push_back(on_axes(each, sum / total_weight(scatters)));
  return result;
}

/// EVI and EVV.
std::vector<MatrixXd> of_one_volume(const std::vector<Scatter>& scatters,
                                    const std::vector<Axes>& axes) {
  double volume = 0.0;
  for (const Axes& each : axes) volume += geometric_mean(each.scatter) / total_weight(scatters);
  std::vector<MatrixXd> result;
  for (const Axes& each : axes) {
    result.push_back(on_axes(each, each.scatter * (volume / geometric_mean(each.scatter))));
  }
  return result;
}

/// The families in which components share all or nothing.
std::vector<MatrixXd> pooled(const std::vector<Scatter>& scatters) {
  MatrixXd sum = MatrixXd::Zero(scatters[0].matrix.rows(), scatters[0].matrix.cols());
  for (const Scatter& each : scatters) sum += each.matrix;
  return std::vector<MatrixXd>(scatters.size(), sum / total_weight(scatters));
}

std::vector<MatrixXd> apart(const std::vector<Scatter>& scatters) {
  std::vector<MatrixXd> result;
  for (const Scatter& each : scatters) result.push_back(each.matrix / each.weight);
  return result;
}

std::vector<MatrixXd> along_coordinates(std::vector<MatrixXd> matrices) {
  for (MatrixXd& each : matrices) {
    for (Eigen::Index i = 0; i < each.rows(); ++i) {
      for (Eigen::Index j = 0; j < each.cols(); ++j) {
        if (i != j) each(i, j) = 0.0;
      }
    }
  }
  return matrices;
}

std::vector<MatrixXd> spheres(std::vector<MatrixXd> matrices) {
  for (MatrixXd& each : matrices) {
    const double variance = each.trace() / static_cast<double>(each.rows());
    each = variance * MatrixXd::Identity(each.rows(), each.cols());
  }
  return matrices;
}

}  // namespace

std::vector<MatrixXd> covariances(CovarianceFamily family, const std::vector<Scatter>& scatters) {
  switch (family) {
    case CovarianceFamily::eii:
      return spheres(pooled(scatters));
    case CovarianceFamily::vii:
      return spheres(apart(scatters));
    case CovarianceFamily::eei:
      return along_coordinates(pooled(scatters));
    case CovarianceFamily::vei:
      return of_one_shape(scatters, axes_of(scatters, false));
    case CovarianceFamily::evi:
      return of_one_volume(scatters, axes_of(scatters, false));
    case CovarianceFamily::vvi:
      return along_coordinates(apart(scatters));
    case CovarianceFamily::eee:
      return pooled(scatters);
    case CovarianceFamily::eev:
      return of_one_volume_and_shape(scatters, axes_of(scatters, true));
    case CovarianceFamily::vev:
      return of_one_shape(scatters, axes_of(scatters, true));
    case CovarianceFamily::evv:
      return of_one_volume(scatters, axes_of(scatters, true));
    case CovarianceFamily::vvv:
      break;
  }
  return apart(scatters);
}

double covariance_parameters(CovarianceFamily family, std::size_t components, std::size_t columns) {
  const auto k = static_cast<double>(components), d = static_cast<double>(columns);
  const std::string_view letters = to_string(family);
  const double volumes = letters[0] == 'E' ? 1.0 : k;
  const double shapes = letters[1] == 'I' ? 0.0 : (d - 1.0) * (letters[1] == 'E' ? 1.0 : k);
  const double turns = d * (d - 1.0) / 2.0;  // of one orientation
  const double orientations = letters[2] == 'I' ? 0.0 : turns * (letters[2] == 'E' ? 1.0 : k);
  return volumes + shapes + orientations;
}

}  // namespace segment
}  // namespace tenure
