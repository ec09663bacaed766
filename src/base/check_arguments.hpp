/// Arguments in their domain, or an error that names argument, row and value.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure {

/// "risk must be between 0 and 1, not 2"
[[noreturn]] inline void refuse(const std::string& argument, const std::string& domain, double got,
                                std::int64_t row = -1) {
  throw Error(Status::invalid_argument, argument + " must be " + domain + ", not " + to_text(got),
              argument, row);
}

/// The same unless `holds`.
inline void require(bool holds, const std::string& argument, const std::string& domain, double got,
                    std::int64_t row = -1) {
  if (!holds) refuse(argument, domain, got, row);
}

inline void check_at_least_0(const std::string& argument, double value, std::int64_t row = -1) {
  if (!(value >= 0.0 && std::isfinite(value))) {
    refuse(argument, "at least 0 and finite", value, row);
  }
}

inline void check_above_0(const std::string& argument, double value, std::int64_t row = -1) {
  if (!(value > 0.0 && std::isfinite(value))) refuse(argument, "above 0 and finite", value, row);
}

inline void check_probability(const std::string& argument, double value, std::int64_t row = -1) {
  if (!(value >= 0.0 && value <= 1.0)) refuse(argument, "between 0 and 1", value, row);
}

/// Of an interval, as 0.95.
inline void check_level(double level) {
  require(level > 0.0 && level < 1.0, "level", "in (0, 1)", level);
}

inline void check_finite(const std::string& argument, double value, std::int64_t row = -1) {
  if (!std::isfinite(value)) refuse(argument, "finite", value, row);
}

/// Sums and products of amounts of money, and of what they are multiplied by, stay finite below it.
inline constexpr double kLargestAmount = 1e100;

inline void check_amount(const std::string& argument, double value, std::int64_t row = -1) {
  if (!(std::abs(value) <= kLargestAmount)) {
    refuse(argument, "between -1e100 and 1e100", value, row);
  }
}

inline void check_cost(const std::string& argument, double value, std::int64_t row = -1) {
  if (!(value >= 0.0 && value <= kLargestAmount)) refuse(argument, "0 to 1e100", value, row);
}

/// Most that may be spent, or used of anything else.
inline void check_limit(const std::string& argument, double value, std::int64_t row = -1) {
  if (value >= 0.0 && (value <= kLargestAmount || std::isinf(value))) return;
  refuse(argument, "0 to 1e100, or infinite", value, row);
}

/// check(argument, value, row) of every row.
template <class Check>
void check_rows(const std::string& argument, std::span<const double> values, const Check& check) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    check(argument, values[i], static_cast<std::int64_t>(i));
  }
}

inline void check_length(const std::string& argument, std::size_t got, std::size_t wanted) {
  if (got == wanted) return;
  throw Error(
      Status::invalid_argument,
      argument + " has " + std::to_string(got) + " rows instead of " + std::to_string(wanted),
      argument);
}

}  // namespace tenure
