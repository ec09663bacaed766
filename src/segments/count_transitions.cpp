#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "segments/transition_counts.hpp"
#include <tenure/error.hpp>
#include <tenure/migration.hpp>

namespace tenure {

TransitionCounts count_transitions(std::span<const std::int32_t> state_at, std::size_t dates,
                                   std::vector<std::string> states) {
  const auto refuse = [](const std::string& why, const char* argument, std::int64_t row = -1) {
    throw Error(Status::invalid_argument, "migration: " + why, argument, row);
  };
  if (dates < 2) {
    refuse("a move takes two dates, not " + std::to_string(dates), "dates");
  }
  if (state_at.size() % dates != 0) {
    refuse(std::to_string(state_at.size()) + " states cannot be " + std::to_string(dates) +
               " dates of as many clients each",
           "dates");
  }
  segment::check_state_names(states);
  const std::size_t n = states.size();
  const std::size_t clients = state_at.size() / dates;
  for (std::size_t i = 0; i < state_at.size(); ++i) {
    const std::int32_t state = state_at[i];
    if (state >= -1 && (state < 0 || static_cast<std::size_t>(state) < n)) continue;
    refuse("there are states 0 to " + std::to_string(n - 1) + ", and -1 for none, but not " +
               std::to_string(state),
           "state_at", static_cast<std::int64_t>(i));
  }

  TransitionCounts result{std::move(states), dates - 1, std::vector<double>((dates - 1) * n * n)};
  for (std::size_t period = 0; period < result.periods; ++period) {
    for (std::size_t c = 0; c < clients; ++c) {
      const std::int32_t from = state_at[period * clients + c];
      const std::int32_t to = state_at[(period + 1) * clients + c];
      if (from < 0 || to < 0) continue;
      result.counts[(period * n + static_cast<std::size_t>(from)) * n +
                    static_cast<std::size_t>(to)] += 1.0;
    }
  }
  return result;
}

}  // namespace tenure
