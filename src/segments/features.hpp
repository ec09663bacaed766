/// Measures of clients on the scale on which they are compared.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tenure/clusters.hpp>

namespace tenure::segment {

/// Checked, transformed and scaled; a client after the other.
class FeatureSpace {
 public:
  explicit FeatureSpace(const Features& features);

  [[nodiscard]] std::size_t rows() const noexcept { return values_.size() / columns_; }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] std::span<const double> values() const noexcept { return values_; }
  [[nodiscard]] const double* row(std::size_t i) const noexcept { return &values_[i * columns_]; }

  /// Puts rows of measures in their own units on the compared scale. `argument` names them.
  [[nodiscard]] std::vector<double> compared(std::span<const double> measures,
                                             const char* argument) const;
  [[nodiscard]] double in_units(std::size_t column, double compared) const;
  [[nodiscard]] const std::string& name(std::size_t column) const { return rules_[column].name; }
  [[nodiscard]] double mean_variance() const;
  /// feature, transform, scaling, centre, scale.
  [[nodiscard]] Table table() const;

  /// The same scale with other clients, who are already on it.
  [[nodiscard]] FeatureSpace with_values(std::vector<double> values) const;

 private:
  struct Rule {
    std::string name;
    Transform transform = Transform::none;
    double centre = 0;
    double scale = 1;
  };
  FeatureSpace() = default;
  void transform(std::span<double> measures, const char* argument) const;
  void find_scale(std::size_t column, Scaling scaling);

  std::size_t columns_ = 1;
  Scaling scaling_ = Scaling::none;
  std::vector<Rule> rules_;
  std::vector<double> values_;
};

/// Sum of squared differences of two rows.
[[nodiscard]] inline double squared_distance(const double* a, const double* b,
                                             std::size_t columns) {
  double sum = 0.0;
  for (std::size_t c = 0; c < columns; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

}  // namespace tenure::segment
