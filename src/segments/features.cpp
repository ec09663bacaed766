#include "segments/features.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "segments/scoring.hpp"
#include <tenure/error.hpp>

namespace tenure::segment {
namespace {

/// The interquartile range of the standard normal law.
constexpr double normal_quartile_range = 1.3489795003921634;

[[noreturn]] void refuse_features(const std::string& message, const char* argument) {
  throw Error(Status::invalid_argument, "features: " + message, argument);
}

void check(const Features& features) {
  if (features.columns == 0) refuse_features("there must be a column", "columns");
  if (features.values.empty()) refuse_features("there is no client", "values");
  if (features.values.size() % features.columns != 0) {
    refuse_features(std::to_string(features.values.size()) + " values do not make rows of " +
                        std::to_string(features.columns) + " columns",
                    "values");
  }
  if (!features.names.empty() && features.names.size() != features.columns) {
    refuse_features("there must be a name a column", "names");
  }
  if (!features.transforms.empty() && features.transforms.size() != features.columns) {
    refuse_features("there must be a transform a column", "transforms");
  }
}

const char* name_of(Transform transform) { return transform == Transform::none ? "none" : "log1p"; }

const char* name_of(Scaling scaling) {
  return scaling == Scaling::none ? "none" : scaling == Scaling::standard ? "standard" : "robust";
}

}  // namespace

FeatureSpace::FeatureSpace(const Features& features) {
  check(features);
  columns_ = features.columns;
  scaling_ = features.scaling;
  for (std::size_t c = 0; c < columns_; ++c) {
    rules_.push_back(
        {.name =
             features.names.empty() ? "x" + std::to_string(c + 1) : std::string(features.names[c]),
         .transform = features.transforms.empty() ? Transform::none : features.transforms[c]});
  }
  values_.assign(features.values.begin(), features.values.end());
  transform(values_, "values");
  if (scaling_ == Scaling::none) return;
  for (std::size_t c = 0; c < columns_; ++c) find_scale(c, scaling_);
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const Rule& rule = rules_[i % columns_];
    values_[i] = (values_[i] - rule.centre) / rule.scale;
  }
}

void FeatureSpace::transform(std::span<double> measures, const char* argument) const {
  // Differences of larger ones have no finite square.
  constexpr double largest = 1e150;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const Rule& rule = rules_[i % columns_];
    const double measure = measures[i];
    const bool logs = rule.transform == Transform::log1p;
    if (!(std::abs(measure) <= largest) || (logs && !(measure > -1.0))) {
      throw Error(Status::invalid_argument,
                  "features: " + in_quotes(rule.name) + " must be finite" +
                      (logs ? ", and above -1 for its logarithm" : "") + ", not " +
                      to_text(measure),
                  argument, static_cast<std::int64_t>(i / columns_));
    }
    if (logs) measures[i] = std::log1p(measure);
  }
}

void FeatureSpace::find_scale(std::size_t column, Scaling scaling) {
  std::vector<double> values;
  values.reserve(rows());
  for (std::size_t i = column; i < values_.size(); i += columns_) values.push_back(values_[i]);
  const auto n = static_cast<double>(values.size());
  double mean = 0.0, variance = 0.0;
  for (const double value : values) mean += value / n;
  for (const double value : values) variance += (value - mean) * (value - mean) / n;

  Rule& rule = rules_[column];
  rule.centre = mean;
  rule.scale = std::sqrt(variance);
  if (scaling == Scaling::robust) {
    std::ranges::sort(values);
    rule.centre = type_7_quantile(values, 1, 2);
    const double range = type_7_quantile(values, 3, 4) - type_7_quantile(values, 1, 4);
    if (range > 0.0) rule.scale = range / normal_quartile_range;
  }
  if (!(rule.scale > 0.0)) rule.scale = 1.0;
}

std::vector<double> FeatureSpace::compared(std::span<const double> measures,
                                           const char* argument) const {
  std::vector<double> rows(measures.begin(), measures.end());
  transform(rows, argument);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Rule& rule = rules_[i % columns_];
    rows[i] = (rows[i] - rule.centre) / rule.scale;
  }
  return rows;
}

double FeatureSpace::in_units(std::size_t column, double compared) const {
  const Rule& rule = rules_[column];
  const double transformed = rule.centre + rule.scale * compared;
  return rule.transform == Transform::log1p ? std::expm1(transformed) : transformed;
}

double FeatureSpace::mean_variance() const {
  std::vector<double> mean(columns_);
  const auto n = static_cast<double>(rows());
  for (std::size_t i = 0; i < values_.size(); ++i) mean[i % columns_] += values_[i] / n;
  double sum = 0.0;
  for (std::size_t i = 0; i < rows(); ++i) sum += squared_distance(row(i), mean.data(), columns_);
  return sum / n / static_cast<double>(columns_);
}

Table FeatureSpace::table() const {
  TextColumn names, transforms, scalings;
  std::vector<double> centres, scales;
  for (const Rule& rule : rules_) {
    names.push_back(rule.name);
    transforms.push_back(name_of(rule.transform));
    scalings.push_back(name_of(scaling_));
    centres.push_back(rule.centre);
    scales.push_back(rule.scale);
  }
  return Table::Builder()
      .text("feature", std::move(names))
      .text("transform", std::move(transforms))
      .text("scaling", std::move(scalings))
      .float64("centre", std::move(centres))
      .float64("scale", std::move(scales))
      .build();
}

FeatureSpace FeatureSpace::with_values(std::vector<double> values) const {
  FeatureSpace other;
  other.columns_ = columns_;
  other.scaling_ = scaling_;
  other.rules_ = rules_;
  other.values_ = std::move(values);
  return other;
}

}  // namespace tenure::segment
