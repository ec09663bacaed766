/// Lines in the order of a portfolio: by client, then by day, then as they were read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/large_array.hpp"
#include <tenure/execution.hpp>

namespace tenure {

/// How lines are to be arranged, and whose they then are.
template <typename Key>
struct LineOrder {
  LargeArray<std::uint32_t> lines;     ///< in the new order; empty: they were in order already
  std::vector<Key> keys;               ///< of the clients who have lines, ascending
  std::vector<std::uint64_t> offsets;  ///< lines of client i: offsets[i] to offsets[i + 1]
};

/// Orders lines by key and day, stably, and `days` with them; `keys` is given up on the way, which
/// keeps the peak low. A key is a client id, or a number whose order is that of the ids.
///
/// A stable partition by the leading bits of the key leaves parts that fit a cache, in the order
/// of the ids; radix sorts finish each. The result does not depend on the number of threads.
[[nodiscard]] LineOrder<std::int64_t> order_lines(LargeArray<std::int64_t> keys,
                                                  LargeArray<std::int32_t>& days,
                                                  const Execution& execution);
[[nodiscard]] LineOrder<std::uint32_t> order_lines(LargeArray<std::uint32_t> keys,
                                                   LargeArray<std::int32_t>& days,
                                                   const Execution& execution);

}  // namespace tenure
