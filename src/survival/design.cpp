#include "survival/design.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check_arguments.hpp"
#include "math/linear_algebra.hpp"
#include "survival/lives.hpp"
#include <tenure/error.hpp>

namespace tenure::survival {
namespace {

std::string term_of(const SurvivalRegressionInput& input, std::size_t column) {
  return input.names.empty() ? "x" + std::to_string(column + 1) : std::string(input.names[column]);
}

/// Centres and scales the columns from `first` on.
void standardise(Design& design, Eigen::Index first) {
  constexpr double least_variation = 1e-12;  // of a column against its size: constant but for noise
  constexpr double least_eigenvalue = 1e-10;  // of the correlations
  const double total = design.weight.sum();
  const Eigen::Index columns = design.x.cols();
  design.mean = Eigen::VectorXd::Zero(columns);
  design.deviation = Eigen::VectorXd::Ones(columns);
  for (Eigen::Index k = first; k < columns; ++k) {
    const double size = design.x.col(k).cwiseAbs().maxCoeff();
    if (size == 0.0) {
      design.is_collinear = true;
      return;
    }
    // Scaled before it is squared, which would leave the range of double.
    const Eigen::VectorXd scaled = design.x.col(k) / size;
    const double mean = design.weight.dot(scaled) / total;
    const double variance = design.weight.dot((scaled.array() - mean).square().matrix()) / total;
    if (!(std::sqrt(variance) > least_variation)) {
      design.is_collinear = true;
      return;
    }
    design.mean[k] = mean * size;
    design.deviation[k] = std::sqrt(variance) * size;
    design.x.col(k) = (scaled.array() - mean) / std::sqrt(variance);
  }
  const auto features = design.x.rightCols(columns - first);
  if (features.cols() < 2) return;
  const Eigen::MatrixXd correlations = math::weighted_squares(features, design.weight) / total;
  design.is_collinear = math::symmetric_eigen(correlations).values[0] < least_eigenvalue;
}

/// What a discrete law has for its baseline in a period.
std::vector<double> period_row(PeriodEffect periods, double period, std::size_t columns) {
  std::vector<double> row(columns, 0.0);
  if (periods == PeriodEffect::each) {
    row[static_cast<std::size_t>(period) - 1] = 1.0;
    return row;
  }
  row[0] = 1.0;
  if (periods == PeriodEffect::linear) row[1] = period;
  if (periods == PeriodEffect::logarithm) row[1] = std::log(period);
  return row;
}

std::int64_t whole_period(double value, const char* name, std::size_t row) {
  require(value == std::floor(value) && value < 1e9, name,
          "a whole number of periods, below 10^9, of a discrete law", value,
          static_cast<std::int64_t>(row));
  return static_cast<std::int64_t>(value);
}

}  // namespace

Eigen::MatrixXd Design::to_natural() const {
  Eigen::MatrixXd map = deviation.cwiseInverse().asDiagonal();
  const Eigen::RowVectorXd shift = mean.cwiseQuotient(deviation).transpose();
  for (Eigen::Index k = 0; k < shifted; ++k) map.row(k) -= shift;
  return map;
}

Design design_of(const SurvivalRegressionInput& input, bool intercept) {
  const std::size_t n = input.lives.duration.size();
  const auto rows = static_cast<Eigen::Index>(n);
  const auto features = static_cast<Eigen::Index>(input.columns);
  Design design;
  design.baseline = design.shifted = intercept ? 1 : 0;
  design.x.resize(rows, design.baseline + features);
  design.weight.resize(rows);
  if (intercept) {
    design.terms.emplace_back("intercept");
    design.x.col(0).setOnes();
  }
  for (std::size_t k = 0; k < input.columns; ++k) design.terms.push_back(term_of(input, k));
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    design.source.push_back(i);
    design.weight[row] = weight_of(input.lives, i);
    for (Eigen::Index k = 0; k < features; ++k) {
      design.x(row, design.baseline + k) =
          input.features[i * input.columns + static_cast<std::size_t>(k)];
    }
  }
  if (n > 0) standardise(design, design.baseline);
  return design;
}

PersonPeriods person_periods(const SurvivalRegressionInput& input,
                             const SurvivalRegressionOptions& options) {
  constexpr std::int64_t most_rows = 20'000'000, most_periods = 1000;
  const Lives& lives = input.lives;
  std::int64_t total = 0, last = 0;
  for (std::size_t i = 0; i < lives.duration.size(); ++i) {
    const std::int64_t until = whole_period(lives.duration[i], "duration", i);
    require(until >= 1, "duration", "1 or more periods of a discrete law", lives.duration[i],
            static_cast<std::int64_t>(i));
    const std::int64_t from = lives.entry.empty() ? 0 : whole_period(lives.entry[i], "entry", i);
    total += until - from;
    last = std::max(last, until);
    require(total <= most_rows, "duration", "of 20,000,000 periods in all at most",
            static_cast<double>(total));
  }
  const bool is_each = options.periods == PeriodEffect::each;
  require(!is_each || last <= most_periods, "periods", "at most 1000 with a coefficient each",
          static_cast<double>(last));

  PersonPeriods result;
  Design& design = result.design;
  const std::size_t baseline = is_each ? static_cast<std::size_t>(last)
                               : options.periods == PeriodEffect::constant ? 1
                                                                           : 2;
  design.baseline = static_cast<Eigen::Index>(baseline);
  design.shifted = is_each ? design.baseline : 1;
  if (is_each) {
    for (std::int64_t p = 1; p <= last; ++p) design.terms.push_back("period_" + std::to_string(p));
  } else {
    design.terms.emplace_back("intercept");
    if (options.periods == PeriodEffect::linear) design.terms.emplace_back("period");
    if (options.periods == PeriodEffect::logarithm) design.terms.emplace_back("log_period");
  }
  for (std::size_t k = 0; k < input.columns; ++k) design.terms.push_back(term_of(input, k));

  design.x.resize(total, static_cast<Eigen::Index>(baseline + input.columns));
  design.weight.resize(total);
  Eigen::Index row = 0;
  for (std::size_t i = 0; i < lives.duration.size(); ++i) {
    const auto until = static_cast<std::int64_t>(lives.duration[i]);
    const auto from = lives.entry.empty() ? 0 : static_cast<std::int64_t>(lives.entry[i]);
    for (std::int64_t p = from + 1; p <= until; ++p, ++row) {
      const auto columns = period_row(options.periods, static_cast<double>(p), baseline);
      for (std::size_t k = 0; k < baseline; ++k) {
        design.x(row, static_cast<Eigen::Index>(k)) = columns[k];
      }
      for (std::size_t k = 0; k < input.columns; ++k) {
        design.x(row, static_cast<Eigen::Index>(baseline + k)) =
            input.features[i * input.columns + k];
      }
      design.weight[row] = weight_of(lives, i);
      design.source.push_back(i);
      result.ended.push_back(p == until && has_ended(lives, i, options.cause));
    }
  }
  if (total > 0) standardise(design, design.shifted);
  return result;
}

}  // namespace tenure::survival
