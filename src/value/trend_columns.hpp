/// The columns that say how a number moves from period to period.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/optional_column.hpp"
#include <tenure/trends.hpp>

namespace tenure::value {

class TrendColumns {
 public:
  TrendColumns(std::size_t rows, std::size_t periods, const TrendOptions& options);
  /// `values`: as many as there are periods, the oldest first.
  void set(std::size_t row, std::span<const double> values);
  /// Adds last, before, ... with names that begin with `prefix`; the last value is called `last`.
  void add_to(Table::Builder& table, const std::string& last, const std::string& prefix) &&;

 private:
  void set_log_slope(std::size_t row, std::span<const double> values);

  std::size_t periods_, lag_;
  double reach_ = 0.0;  ///< of the slope's interval in standard errors; 0: there is none
  std::vector<double> last_;
  OptionalColumn before_, ratio_, growth_, slope_, lower_, upper_, theil_sen_;
};

/// The median of the slopes between all pairs (Sen 1968), a step apart each; two values or more.
[[nodiscard]] double theil_sen(std::span<const double> values);

}  // namespace tenure::value
