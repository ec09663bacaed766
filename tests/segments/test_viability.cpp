#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/viability.hpp>

using namespace tenure;

namespace {

// Six clients: two like an e-mail, two a call, two nothing, of whom one may not be contacted.
const std::vector<std::int64_t> segment_of{0, 0, 1, 1, 2, 2};
const std::vector<double> revenue{100, 50, 30, 20, 5, 5};
const std::vector<std::uint8_t> reachable{1, 1, 1, 1, 1, 0};
const std::vector<double> profits{4, 1, 6, 2, 1, 9, 2, 8, -1, -3, 50, 50};
const std::vector<double> places{0, 2, 10, 12, 30, 30};

SegmentedClients clients() {
  return {.segment = segment_of,
          .revenue = revenue,
          .reachable = reachable,
          .action_profits = profits,
          .actions = 2,
          .features = {.values = places, .columns = 1}};
}

}  // namespace

TEST_CASE("profits by hand: one action for all 17, one a segment 27, one a client 27") {
  const ViabilityResult result = segment_viability(clients(), {.cost_per_segment = 2});
  // E-mail: 10 + 3 - 1 = 12; call: 3 + 17 - 3 = 17, the best for all.
  CHECK(result.common_profit == doctest::Approx(17));
  CHECK(result.segmented_profit == doctest::Approx(10 + 17 + 0));
  CHECK(result.one_to_one_profit == doctest::Approx(4 + 6 + 9 + 8));
  CHECK(result.cost == 6);
  CHECK(result.net_gain == doctest::Approx(27 - 17 - 6));
  const TextView action = result.segments.text("best_action");
  CHECK(action[0] == "action 1");
  CHECK(action[1] == "action 2");
  CHECK(action[2] == "none");
  CHECK(result.segments.float64("gain")[0] == doctest::Approx(10 - 3 - 2));
  CHECK(result.segments.float64("gain")[1] == doctest::Approx(0 - 2));
  CHECK(result.segments.float64("gain")[2] == doctest::Approx(0 - (-3) - 2));
  CHECK(result.segments.text("reason")[1] == "its own action does not pay for it");
  CHECK(result.segments.boolean(result.segments.at("is_distinct"))[1] == 0);
}

TEST_CASE("size, revenue, reach and separation by hand") {
  const ViabilityResult result = segment_viability(
      clients(), {.min_clients = 2, .min_revenue = 20, .min_reach = 0.6, .min_separation = 5});
  const Table& table = result.segments;
  CHECK(table.float64("revenue")[0] == 150);
  CHECK(table.float64("reach")[2] == 0.5);
  CHECK(table.float64("separation")[0] == doctest::Approx(10.0 / 2));
  CHECK(table.float64("separation")[2] == doctest::Approx(19.0 / 1));
  CHECK(table.text("reason")[0] == "");
  CHECK(table.text("reason")[2] == "too little revenue");
  const auto viable = table.boolean(table.at("is_viable"));
  CHECK(viable[0] == 1);
  CHECK(viable[1] == 1);
  CHECK(viable[2] == 0);
}

TEST_CASE("what is not known is absent, and does not count against a segment") {
  const ViabilityResult result =
      segment_viability({.segment = segment_of}, {.min_revenue = 1e6, .min_separation = 1e6});
  const Table& table = result.segments;
  CHECK(table.validity(table.at("revenue"))[0] == 0);
  CHECK(table.validity(table.at("separation"))[0] == 0);
  CHECK(table.boolean(table.at("is_viable"))[0] == 1);
  CHECK(result.one_to_one_profit == 0);
}

TEST_CASE("nonsense is refused") {
  const std::vector<std::int64_t> negative{0, -1};
  const std::vector<double> three{1, 2, 3};
  CHECK_THROWS_AS((void)segment_viability({}), Error);
  CHECK_THROWS_AS((void)segment_viability({.segment = negative}), Error);
  CHECK_THROWS_AS((void)segment_viability({.segment = segment_of, .revenue = three}), Error);
  CHECK_THROWS_AS(
      (void)segment_viability({.segment = segment_of, .action_profits = three, .actions = 2}),
      Error);
  CHECK_THROWS_AS((void)segment_viability({.segment = segment_of}, {.min_reach = NAN}), Error);
}
