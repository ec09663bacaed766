#include "inference/groups.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

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

Groups::Groups(std::size_t histories) : of_one_(true) {
  for (std::size_t i = 0; i < histories; ++i) {
    begin_.push_back(i);
    members_.push_back({.history = i});
  }
  begin_.push_back(histories);
}

Groups::Groups(std::span<const std::int64_t> numbers, std::span<const std::uint32_t> history_of,
               std::span<const double> weight)
    : of_one_(false) {
  const std::size_t clients = history_of.size();
  check(numbers, clients);
  std::vector<std::uint32_t> in_order(clients);  // by group and history
  std::iota(in_order.begin(), in_order.end(), std::uint32_t{0});
  std::ranges::sort(in_order, {},
                    [&](std::uint32_t i) { return std::tuple(numbers[i], history_of[i], i); });
  for (const std::uint32_t i : in_order) {
    if (numbers[i] < 0) continue;
    const auto group = static_cast<std::size_t>(numbers[i]);
    while (begin_.size() <= group) begin_.push_back(members_.size());  // this and empty ones before
    const double stands_for = weight.empty() ? 1.0 : weight[i];
    if (members_.size() == begin_[group] || members_.back().history != history_of[i]) {
      members_.push_back({.history = history_of[i], .weight = stands_for});
    } else {
      members_.back().weight += stands_for;
      ++members_.back().summaries;
    }
  }
  begin_.push_back(members_.size());
}

}  // namespace tenure::inference
