#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "relations/time_in_phase.hpp"
#include <tenure/error.hpp>
#include <tenure/phases.hpp>

using namespace tenure;

namespace {

enum Phase : std::int32_t { prospect, lead, proposal, client };

// Four people: one becomes a client, one is still a lead, one a prospect, and one goes back.
const std::vector<std::int64_t> who{7, 7, 7, 7, 8, 8, 9, 10, 10};
const std::vector<std::int32_t> day{0, 10, 20, 50, 0, 30, 5, 0, 10};
const std::vector<std::int32_t> phase{prospect, lead,     proposal, client,  prospect,
                                      lead,     prospect, lead,     prospect};

PhaseResult analysed(bool refuse = false) {
  return phase_analysis(usual_phases(), {.client = who, .day = day, .phase = phase},
                        {.observed_until = Day{100}, .refuse_unexpected = refuse});
}

std::size_t row_of(const Table& table, std::string_view from, std::string_view to) {
  for (std::size_t i = 0; i < table.rows(); ++i) {
    if (table.text("from")[i] == from && table.text("to")[i] == to) return i;
  }
  FAIL("no such move");
  return 0;
}

}  // namespace

TEST_CASE("Wilson's interval of 200 in 1000: .176377 to .225919") {
  const Conversion found = conversion(200, 1000);
  CHECK(found.rate == 0.2);
  CHECK(found.wilson_from == doctest::Approx(0.176377).epsilon(3e-6));
  CHECK(found.wilson_to == doctest::Approx(0.225919).epsilon(3e-6));
  CHECK(found.expected == doctest::Approx(200.5 / 1001));
  CHECK(found.expected_from < 0.2);
  CHECK(found.expected_to > 0.2);
  const Conversion none = conversion(0, 0);
  CHECK(none.expected == 0.5);
  CHECK(none.wilson_to == 1);
  CHECK(conversion(0, 5).wilson_from == doctest::Approx(0));
  CHECK_THROWS_AS((void)conversion(3, 2), Error);
}

TEST_CASE("conversions by visits") {
  const Table table = analysed().conversions;
  const std::size_t to_lead = row_of(table, "prospect", "lead");
  CHECK(table.int64("visits")[to_lead] == 4);
  CHECK(table.int64("moves")[to_lead] == 2);
  CHECK(table.float64("conversion")[to_lead] == 0.5);
  CHECK(table.float64("conversion")[row_of(table, "proposal", "client")] == 1);
  const std::size_t unseen = row_of(table, "client", "lapsed");
  CHECK(table.int64("moves")[unseen] == 0);
  CHECK(table.int64("visits")[unseen] == 1);
  CHECK(table.validity(table.at("conversion"))[row_of(table, "lapsed", "won back")] == 0);
}

TEST_CASE("moves that the machine does not have are told, or an error") {
  const PhaseResult result = analysed();
  REQUIRE(result.unexpected.rows() == 1);
  CHECK(result.unexpected.int64("client")[0] == 10);
  CHECK(result.unexpected.text("from")[0] == "lead");
  CHECK_THROWS_AS((void)analysed(true), Error);
}

TEST_CASE("time in a phase: who is inside still counts") {
  const Table table = analysed().phases;
  // Prospects stay 10 and 30 days; one 95 and one 90 days without an end.
  CHECK(table.int64("left")[prospect] == 2);
  CHECK(table.int64("inside")[prospect] == 2);
  CHECK(table.float64("median_days")[prospect] == 30);
  CHECK(table.float64("mean_days")[prospect] == doctest::Approx(10 + 0.75 * 20 + 0.5 * 65));
  CHECK(table.validity(table.at("median_days"))[client] == 0);
  CHECK(table.validity(table.at("mean_days"))[4] == 0);
}

// The twelve clients of the note on survival (R survival): the same estimate.
TEST_CASE("Kaplan-Meier of twelve stays: .916667 ... .288066, median 6, mean to 8 5.3991769547") {
  const std::vector<std::int32_t> t{1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8};
  const std::vector<int> event{1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0};
  std::vector<relation::Stay> stays;
  for (std::size_t i = 0; i < t.size(); ++i) stays.push_back({t[i], event[i] == 1});
  const relation::TimeInPhase times(stays);
  const std::vector<double> expected{.9166666667, .8333333333, .7407407407, .6481481481,
                                     .5401234568, .4320987654, .2880658436};
  REQUIRE(times.steps().size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(times.steps()[i].inside == doctest::Approx(expected[i]).epsilon(1e-9));
  }
  CHECK(times.median() == 6);
  CHECK(times.mean() == doctest::Approx(5.3991769547).epsilon(1e-10));
}

TEST_CASE("nonsense is refused") {
  const PhaseMachine machine = usual_phases();
  const std::vector<std::int32_t> unknown(9, 99);
  CHECK_THROWS_AS((void)phase_analysis(machine, {.client = who, .day = day, .phase = unknown},
                                       {.observed_until = Day{100}}),
                  Error);
  CHECK_THROWS_AS((void)phase_analysis(machine, {.client = who, .day = day, .phase = phase},
                                       {.observed_until = Day{40}}),
                  Error);
  CHECK_THROWS_AS((void)phase_analysis({}, {}, {.observed_until = Day{40}}), Error);
  CHECK_THROWS_AS((void)phase_analysis({.phases = {"a"}, .moves = {{0, 1}}}, {}, {}), Error);
}
