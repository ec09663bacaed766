#include "inference/groups.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include <tenure/error.hpp>

namespace tenure::inference {
namespace {

void check(std::span<const std::int64_t> numbers, std::size_t clients) {
  if (numbers.size() != clients) {
    throw Error(Status::invalid_argument,
                std::to_string(numbers.size()) + " group numbers for " + std::to_string(clients) +
                    " clients",
                "groups");
  }
  for (std::size_t i = 0; i < clients; ++i) {
    if (numbers[i] >= -1 && numbers[i] < static_cast<std::int64_t>(clients)) continue;
    throw Error(Status::invalid_argument,
                "groups in row " + std::to_string(i) + " is " + std::to_string(numbers[i]) +
                    ": wanted -1 or a number from 0 and below the number of clients",
                "groups", static_cast<std::int64_t>(i));
  }
}

}  // namespace

Groups::Groups(std::span<const std::int64_t> numbers, const Histories& histories)
    : of_one_(numbers.empty()) {
  const std::size_t n = histories.size();
  if (of_one_) {
    begin_.resize(n + 1);
    std::iota(begin_.begin(), begin_.end(), std::size_t{0});
    clients_.assign(begin_.begin(), begin_.end() - 1);
    return;
  }
  check(numbers, n);
  weight_ = histories.weight;
  const std::int64_t last = std::max(std::int64_t{-1}, *std::ranges::max_element(numbers));
  begin_.resize(static_cast<std::size_t>(last) + 2);
  for (const std::int64_t group : numbers) {
    if (group >= 0) ++begin_[static_cast<std::size_t>(group) + 1];
  }
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  clients_.resize(begin_.back());
  std::vector<std::size_t> next = begin_;
  for (std::size_t i = 0; i < n; ++i) {
    if (numbers[i] >= 0) clients_[next[static_cast<std::size_t>(numbers[i])]++] = i;
  }
}

}  // namespace tenure::inference
