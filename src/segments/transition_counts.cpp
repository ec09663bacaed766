#include "segments/transition_counts.hpp"

#include <cmath>
#include <cstddef>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::segment {

void check_state_names(std::span<const std::string> states) {
  const auto refuse = [](const std::string& why, std::int64_t row) {
    throw Error(Status::invalid_argument, "migration: " + why, "states", row);
  };
  if (states.empty()) refuse("there are no states", -1);
  std::set<std::string_view> known;
  for (std::size_t i = 0; i < states.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (states[i].empty()) refuse("a state has no name", row);
    if (!is_utf8(states[i])) refuse("the name of a state is not UTF-8", row);
    if (!known.insert(states[i]).second) refuse("two states are " + in_quotes(states[i]), row);
  }
}

void check(const TransitionCounts& counts) {
  check_state_names(counts.states);
  const std::size_t n = counts.states.size();
  const auto refuse = [](const std::string& why, const char* argument) {
    throw Error(Status::invalid_argument, "migration: " + why, argument);
  };
  if (counts.periods == 0) refuse("there is no period", "periods");
  if (counts.counts.size() % (n * n) != 0 || counts.counts.size() / (n * n) != counts.periods) {
    refuse(std::to_string(counts.counts.size()) + " counts are not " +
               std::to_string(counts.periods) + " periods of " + std::to_string(n) + " x " +
               std::to_string(n),
           "counts");
  }
  for (std::size_t i = 0; i < counts.counts.size(); ++i) {
    if (counts.counts[i] >= 0.0 && std::isfinite(counts.counts[i])) continue;
    throw Error(Status::invalid_data, "migration: a count cannot be " + to_text(counts.counts[i]),
                "counts", static_cast<std::int64_t>(i));
  }
}

}  // namespace tenure::segment
