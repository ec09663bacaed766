/// A window of days and the one before it, which a client's purchases are compared in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "history/portfolio_data.hpp"
#include <tenure/units.hpp>

namespace tenure::warning {

struct Windows {
  std::int32_t from, middle, until;  ///< days: before is (from, middle], now is (middle, until]
  [[nodiscard]] bool has_before(std::int32_t day) const { return day > from && day <= middle; }
  [[nodiscard]] bool has_now(std::int32_t day) const { return day > middle && day <= until; }
};

/// Throws Error(invalid_argument) unless `recent` and `before` are 1 to 36500 days and `date` is
/// one of the calendar.
[[nodiscard]] Windows windows_until(Day date, std::int32_t recent, std::int32_t before);

/// Days on which a client bought up to `until`, ascending, each once.
[[nodiscard]] std::vector<std::int32_t> purchase_days(const Portfolio::Data& data,
                                                      std::size_t client, std::int32_t until);

struct CategoryDrop {
  std::uint32_t category = 0;              ///< code
  double share_before = 0, share_now = 0;  ///< of purchases
  double p_value = 1;                      ///< Fisher's exact test of a fall, times the categories
};

/// The category whose share of the client's purchases fell most clearly; none if he bought none
/// before, or nothing now, or the log has no categories.
[[nodiscard]] std::optional<CategoryDrop> category_drop(const Portfolio::Data& data,
                                                        std::size_t client, const Windows& windows);

}  // namespace tenure::warning
