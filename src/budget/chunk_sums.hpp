/// Sums over many clients on all threads, the same bits for every number of them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/parallel.hpp"

namespace tenure::budget {

inline constexpr std::size_t kClientsAChunk = 16'384;

/// sum_of(begin, end) of each chunk of [0, n), added in their order. Sum: has +=.
template <class Sum, class SumOf>
Sum chunk_sums(std::size_t n, const Execution& execution, std::string_view stage,
               const SumOf& sum_of) {
  std::vector<Sum> parts(n == 0 ? 0 : (n - 1) / kClientsAChunk + 1);
  parallel_for(n, kClientsAChunk, execution, stage, [&](std::size_t begin, std::size_t end) {
    parts[begin / kClientsAChunk] = sum_of(begin, end);
  });
  Sum total{};
  for (const Sum& part : parts) total += part;
  return total;
}

}  // namespace tenure::budget
