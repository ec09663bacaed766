#include "inference/groups.hpp"

#include <algorithm>
#include <compare>
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

struct Place {
  std::uint32_t group, history, client;
  auto operator<=>(const Place&) const = default;
};

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
  std::vector<Place> places;
  for (std::uint32_t i = 0; i < clients; ++i) {
    if (numbers[i] >= 0)
      places.push_back({static_cast<std::uint32_t>(numbers[i]), history_of[i], i});
  }
  std::ranges::sort(places);
  for (const auto [group, history, client] : places) {
    while (begin_.size() <= group) begin_.push_back(members_.size());  // this and empty ones before
    const double stands_for = weight.empty() ? 1.0 : weight[client];
    if (members_.size() == begin_[group] || members_.back().history != history) {
      members_.push_back({.history = history, .weight = stands_for});
    } else {
      members_.back().weight += stands_for;
      ++members_.back().summaries;
    }
  }
  begin_.push_back(members_.size());
}

}  // namespace tenure::inference
