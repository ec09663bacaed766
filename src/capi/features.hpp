/// Measures of clients as C gives them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tenure/c/clusters.h>
#include <tenure/clusters.hpp>

namespace tenure::capi {

/// `rows` times `columns` numbers.
[[nodiscard]] std::span<const double> matrix(const double* values, std::int64_t rows,
                                             std::int64_t columns, const std::string& name,
                                             const std::string& rows_name,
                                             const std::string& columns_name);

/// Holds what the C++ form of the features points to.
class FeaturesIn {
 public:
  /// `given` must not be NULL.
  FeaturesIn(const tenure_features* given, const std::string& name);
  FeaturesIn(const FeaturesIn&) = delete;
  FeaturesIn& operator=(const FeaturesIn&) = delete;
  [[nodiscard]] const Features& get() const noexcept { return features_; }

 private:
  std::vector<std::string_view> names_;
  std::vector<Transform> transforms_;
  Features features_;
};

}  // namespace tenure::capi
