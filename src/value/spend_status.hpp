/// Why a client's value, his purchases times his expected spend, may not exist.
#pragma once

#include <cmath>
#include <cstddef>
#include <string_view>

#include <tenure/model.hpp>

namespace tenure::value {

/// Of row i, whose purchases are worth `value`.
[[nodiscard]] inline Values::Row status_of(const Values& spend, std::size_t i, double value) {
  const Values::Row row = spend.status.empty() ? Values::Row::ok : spend.status[i];
  return row == Values::Row::ok && !std::isfinite(value) ? Values::Row::overflow : row;
}

[[nodiscard]] inline std::string_view name_of(Values::Row status) {
  switch (status) {
    case Values::Row::infinite:
      return "infinite_spend";
    case Values::Row::overflow:
      return "overflow";
    case Values::Row::ok:
      break;
  }
  return "ok";
}

}  // namespace tenure::value
