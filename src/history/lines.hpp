/// The recorded rows of a log, a column each. A column the log does not have is empty.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/large_array.hpp"

namespace tenure {

struct Lines {
  LargeArray<std::int32_t> day;
  LargeArray<std::int64_t> amount;  ///< minor units, negative for a return
  LargeArray<std::int64_t> cost;
  LargeArray<std::uint32_t> order, category, channel;  ///< codes; 0: none
  LargeArray<double> quantity;                         ///< NaN: none

  [[nodiscard]] std::size_t size() const noexcept { return day.size(); }

  /// Calls `visit` with every column of each of `all`, which are Lines.
  template <typename Visit, typename... All>
  static void for_each_column(Visit&& visit, All&... all) {
    visit(all.day...);
    visit(all.amount...);
    visit(all.cost...);
    visit(all.order...);
    visit(all.category...);
    visit(all.channel...);
    visit(all.quantity...);
  }
};

}  // namespace tenure
