/// How loops over clients are cut. Sums are kept apart by chunk and added in their order, so that
/// they are the same bits for every thread count.
#pragma once

#include <cstddef>

namespace tenure::segment {

inline constexpr std::size_t clients_a_chunk = 16384;

[[nodiscard]] constexpr std::size_t chunk_count(std::size_t clients) {
  return (clients + clients_a_chunk - 1) / clients_a_chunk;
}

}  // namespace tenure::segment
