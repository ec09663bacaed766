#include "warning/count_cusum.hpp"

#include <algorithm>
#include <cmath>

#include "math/linear_algebra.hpp"

namespace tenure::warning {
namespace {

constexpr std::int64_t greatest_unit = 256;

CountChart fraction(double reference, std::int64_t unit) {
  return {.up = std::llround(reference * static_cast<double>(unit)), .unit = unit, .states = 0};
}

double value_of(const CountChart& chart) {
  return static_cast<double>(chart.up) / static_cast<double>(chart.unit);
}

}  // namespace

double mean_run_length(const CountChart& chart, double mean) {
  const auto n = static_cast<Eigen::Index>(chart.states);
  Eigen::MatrixXd stays = Eigen::MatrixXd::Identity(n, n);  // I - Q
  for (Eigen::Index from = 0; from < n; ++from) {
    std::int64_t to = static_cast<std::int64_t>(from) + chart.up;
    double left = 1.0, p = std::exp(-mean), count = 0.0;
    for (; to > 0; to -= chart.unit) {
      if (to < chart.states) stays(from, static_cast<Eigen::Index>(to)) -= p;
      left -= p;
      count += 1.0;
      p *= mean / count;
    }
    stays(from, 0) -= std::max(0.0, left);
  }
  return math::solve(stays, Eigen::VectorXd::Ones(n))(0);
}

CountChart lattice_of(double reference, double least, double most) {
  constexpr double tolerance = 0.02;
  for (std::int64_t unit = 1; unit <= greatest_unit; ++unit) {
    const CountChart chart = fraction(reference, unit);
    const double value = value_of(chart);
    if (value > least && value < most && std::abs(value - reference) <= tolerance * reference) {
      return chart;
    }
  }
  return {};
}

CountChart exact_lattice_of(double reference) {
  for (std::int64_t unit = 1; unit <= greatest_unit; ++unit) {
    const CountChart chart = fraction(reference, unit);
    if (chart.up > 0 && std::abs(value_of(chart) - reference) <= 1e-12 * reference) return chart;
  }
  return {};
}

}  // namespace tenure::warning
