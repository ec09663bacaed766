/// Small values between C and C++: days, units, discount rates.
#pragma once

#include <cmath>
#include <optional>
#include <string>

#include "capi/inputs.hpp"
#include <tenure/units.hpp>

namespace tenure::capi {

inline TimeUnit time_unit(std::int32_t unit, const std::string& name) {
  return enumerator(unit, TimeUnit::year, name);
}

inline std::optional<Day> optional_day(std::int32_t day) {
  if (day == TENURE_NO_DAY) return std::nullopt;
  return Day{day};
}

inline std::int32_t day_or_none(std::optional<Day> day) {
  return day ? day->since_epoch : TENURE_NO_DAY;
}

/// NaN stands for a number that is not there.
inline std::optional<double> optional_number(double value) {
  if (std::isnan(value)) return std::nullopt;
  return value;
}

/// Infinity stands for no horizon. (Minus infinity is left for the callee to refuse.)
inline std::optional<double> optional_horizon(double horizon) {
  if (std::isinf(horizon) && horizon > 0) return std::nullopt;
  return horizon;
}

inline DiscountRate discount_rate(double rate, std::int32_t kind, std::int32_t period,
                                  const std::string& prefix) {
  const TimeUnit unit = time_unit(period, prefix + "period");
  switch (kind) {
    case TENURE_EFFECTIVE:
      return DiscountRate::effective(rate, unit);
    case TENURE_CONTINUOUS:
      return DiscountRate::continuous(rate, unit);
    default:
      refuse(prefix + "kind", " must be TENURE_EFFECTIVE or TENURE_CONTINUOUS");
  }
}

}  // namespace tenure::capi
