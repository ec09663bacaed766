/// Measures of clients as Python gives them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arrays.hpp"
#include "tenure/clusters.hpp"

namespace tenure::python {

/// Rows of numbers with one name and transform a column; holds what the C++ form points to.
class FeaturesIn {
 public:
  FeaturesIn(Array<double> values, std::vector<std::string> names,
             const std::vector<std::string>& transforms, const std::string& scaling);
  FeaturesIn(const FeaturesIn&) = delete;
  FeaturesIn& operator=(const FeaturesIn&) = delete;
  [[nodiscard]] const Features& get() const noexcept { return features_; }

 private:
  Array<double> values_;
  std::vector<std::string> names_;
  std::vector<std::string_view> name_views_;
  std::vector<Transform> transforms_;
  Features features_;
};

/// All numbers of an array of two dimensions, row after row.
[[nodiscard]] std::span<const double> matrix_of(const Array<double>& array, const char* argument);

}  // namespace tenure::python
