#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/migration.hpp>

using namespace tenure;

namespace {

/// Client 1 buys on days 0 and 50, client 2 on day 0 alone, client 3 on day 60.
Portfolio three_clients() {
  const std::vector<std::int64_t> clients{1, 1, 2, 3};
  const std::vector<std::int32_t> days{0, 50, 0, 60};
  const std::vector<double> amounts{10, 10, 10, 10};
  ImportOptions options;
  options.observed_until = Day{100};
  PurchaseArrays log;
  log.clients = clients;
  log.days = days;
  log.amounts = amounts;
  return Portfolio::from_arrays(log, options);
}

/// Two scores of recency, cut at 30 days: recent or silent.
RfmOptions by_recency() {
  return {.scoring = Scoring::fixed,
          .bins = 2,
          .recency_cuts = {30},
          .frequency_cuts = {1},
          .monetary_cuts = {100},
          .rules = std::vector<SegmentRule>{
              {.name = "recent", .r_from = 2, .r_to = 2, .f_to = 2, .m_to = 2},
              {.name = "silent", .r_to = 1, .f_to = 2, .m_to = 2}}};
}

}  // namespace

TEST_CASE("segments of a portfolio at its dates, as each client stood on that day") {
  const std::vector<Day> dates{{10}, {60}, {100}};
  const TransitionCounts counts = segment_transitions(three_clients(), dates, by_recency());
  CHECK(counts.states == std::vector<std::string>{"recent", "silent"});
  CHECK(counts.periods == 2);
  // To day 60: client 1 stays recent, client 2 falls silent, client 3 arrives. To day 100: clients
  // 1 and 3 fall silent, client 2 stays so.
  CHECK(counts.counts == std::vector<double>{1, 1, 0, 0, 0, 2, 0, 1});
}

TEST_CASE("clients whom no rule takes are a state of their own") {
  RfmOptions options = by_recency();
  options.rules->pop_back();
  const std::vector<Day> dates{{10}, {60}};
  const TransitionCounts counts = segment_transitions(three_clients(), dates, options);
  CHECK(counts.states == std::vector<std::string>{"recent", "Others"});
  CHECK(counts.counts == std::vector<double>{1, 1, 0, 0});
}

TEST_CASE("what cannot be followed over time is refused by name") {
  const auto refused = [](const std::vector<Day>& dates, const RfmOptions& options) -> std::string {
    try {
      (void)segment_transitions(three_clients(), dates, options);
    } catch (const Error& error) {
      return error.argument();
    }
    return "accepted";
  };
  RfmOptions moving = by_recency(), nameless = by_recency();
  moving.scoring = Scoring::quantile;
  nameless.rules->clear();
  CHECK(refused({{10}, {60}}, moving) == "scoring");
  CHECK(refused({{10}, {60}}, nameless) == "rules");
  CHECK(refused({{10}}, by_recency()) == "dates");
  CHECK(refused({{60}, {60}}, by_recency()) == "dates");
  CHECK(refused({{60}, {101}}, by_recency()) == "dates");
}
