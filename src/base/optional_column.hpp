/// A column of numbers of which some have no value.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenure/table.hpp>

namespace tenure {

class OptionalColumn {
 public:
  explicit OptionalColumn(std::size_t rows) : values_(rows), has_(rows) {}

  /// What is not finite is no value.
  void set(std::size_t row, double value) {
    has_[row] = std::isfinite(value);
    values_[row] = has_[row] ? value : 0.0;
  }
  void set(std::size_t row, const std::optional<double>& value) {
    if (value) set(row, *value);
  }
  void add_to(Table::Builder& table, std::string name) && {
    table.float64(std::move(name), std::move(values_), std::move(has_));
  }

 private:
  std::vector<double> values_;
  std::vector<std::uint8_t> has_;
};

}  // namespace tenure
