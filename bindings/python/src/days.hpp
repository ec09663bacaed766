/// Days are plain numbers in the module; the package turns them into dates.
#pragma once

#include <cstdint>
#include <optional>

#include "tenure/units.hpp"

namespace tenure::python {

inline std::optional<Day> day_of(std::optional<std::int32_t> number) {
  return number ? std::optional(Day{*number}) : std::nullopt;
}

inline std::optional<std::int32_t> number_of(std::optional<Day> day) {
  return day ? std::optional(day->since_epoch) : std::nullopt;
}

}  // namespace tenure::python
