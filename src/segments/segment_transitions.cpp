#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "segments/classify.hpp"
#include <tenure/error.hpp>
#include <tenure/migration.hpp>

namespace tenure {
namespace {

void check(const Portfolio& portfolio, std::span<const Day> dates, const RfmOptions& options) {
  const auto refuse = [](const std::string& why, const char* argument, std::int64_t row = -1) {
    throw Error(Status::invalid_argument, "segment_transitions: " + why, argument, row);
  };
  if (options.scoring != Scoring::fixed) {
    refuse("segments can be followed over time by Scoring::fixed alone", "scoring");
  }
  if (segment::rules_of(options).empty()) refuse("there are no segments without rules", "rules");
  if (options.types.size() > 0 || !options.responses.empty()) {
    refuse("types are not known date by date", "types");
  }
  if (dates.size() < 2) refuse("a move takes two dates or more", "dates");
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (i > 0 && dates[i] <= dates[i - 1]) refuse("dates must ascend", "dates", row);
    if (dates[i] > portfolio.observed_until()) {
      refuse("the log is observed until " + portfolio.observed_until().to_string() + ", not " +
                 dates[i].to_string(),
             "dates", row);
    }
  }
}

/// Calls visit(position in `all`, position in `some`) for every id of `some`, which are among
/// `all`; both ascend.
template <class Ids, class Visit>
void match(const Ids& all, const Ids& some, const Visit& visit) {
  for (std::size_t i = 0, j = 0; j < some.size(); ++i) {
    if (all[i] == some[j]) visit(i, j++);
  }
}

/// Writes the clients' states at one date; those without a purchase by then keep -1. Returns how
/// many clients are not to be profiled.
std::size_t write_states(const Portfolio& portfolio, Day date, const RfmOptions& options,
                         const Execution& execution, std::span<std::int32_t> state_at) {
  const Summary summary = Summary::from_portfolio(
      portfolio, {.unit = TimeUnit::day, .observed_until = date}, execution);
  const segment::Classified classified = segment::classify(summary, options);
  const ClientIds all = portfolio.client_ids();
  std::visit(
      [&](const auto& some) {
        using Ids = std::decay_t<decltype(some)>;
        match(std::get<Ids>(all), some, [&](std::size_t client, std::size_t row) {
          state_at[client] = static_cast<std::int32_t>(classified.segment_of[row]);
        });
      },
      summary.client_ids());
  return summary.excluded_clients();
}

}  // namespace

TransitionCounts segment_transitions(const Portfolio& portfolio, std::span<const Day> dates,
                                     const RfmOptions& options, const Execution& execution) {
  check(portfolio, dates, options);
  const std::size_t clients = portfolio.clients();
  std::vector<std::int32_t> state_at(dates.size() * clients, -1);
  std::size_t excluded_clients = 0;  // at the last date: of all who had bought by then
  for (std::size_t d = 0; d < dates.size(); ++d) {
    excluded_clients = write_states(portfolio, dates[d], options, execution,
                                    std::span(state_at).subspan(d * clients, clients));
  }
  const std::vector<SegmentRule> rules = segment::rules_of(options);
  std::vector<std::string> states = segment::Names(rules).list;
  const auto others = static_cast<std::int32_t>(states.size() - 1);
  if (std::ranges::find(state_at, others) == state_at.end()) states.pop_back();
  TransitionCounts counts = count_transitions(state_at, dates.size(), std::move(states));
  counts.excluded_clients = excluded_clients;
  return counts;
}

}  // namespace tenure
