#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/migration.hpp>

using namespace tenure;

namespace {

const std::vector<std::string> names{"good", "fair", "gone"};

/// Two periods of 300 moves between three states (METHODS 6).
TransitionCounts two_periods() {
  return {names, 2, {60, 30, 10, 20, 50, 30, 5, 15, 80, 50, 35, 15, 15, 50, 35, 5, 10, 85}};
}

std::string refused(const TransitionCounts& counts, const MigrationOptions& options = {}) {
  try {
    (void)migration(counts, options);
  } catch (const Error& error) {
    return error.argument();
  }
  return "accepted";
}

bool has_value(const Table& table, const char* column, std::size_t row) {
  const auto validity = table.validity(table.at(column));
  return validity.empty() || validity[row] == 1;
}

}  // namespace

TEST_CASE("two periods pooled (METHODS 6): P, G2 4.562163, df 6, p 0.601062, stationary law") {
  const Migration result = migration(two_periods());
  const std::vector<double> expected{.55, .325, .125, .175, .5, .325, .05, .125, .825};
  for (std::size_t i = 0; i < 9; ++i) {
    CHECK(result.transitions.float64("probability")[i] ==
          doctest::Approx(expected[i]).epsilon(1e-15));
  }
  CHECK(result.transitions.text("from")[5] == "fair");
  CHECK(result.transitions.text("to")[5] == "gone");
  CHECK(result.g2 == doctest::Approx(4.562163).epsilon(1e-7));
  CHECK(result.degrees_of_freedom == 6);
  REQUIRE(result.p_value.has_value());
  CHECK(*result.p_value == doctest::Approx(0.601062).epsilon(1e-6));
  const std::vector<double> law{0.163043, 0.252174, 0.584783};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(result.chain.float64("stationary")[i] == doctest::Approx(law[i]).epsilon(3e-6));
  }
  CHECK(result.chain.float64("stay")[0] == doctest::Approx(1 / 0.45));
  CHECK(result.periods.float64("g2")[0] + result.periods.float64("g2")[1] ==
        doctest::Approx(result.g2));
}

TEST_CASE("time until lost solves (I - Q) t = 1") {
  const Migration result = migration(two_periods(), {.lost = "gone"});
  CHECK(result.chain.float64("time_to_loss")[0] == doctest::Approx(4.907063197).epsilon(1e-9));
  CHECK(result.chain.float64("time_to_loss")[1] == doctest::Approx(3.717472119).epsilon(1e-9));
  CHECK(result.chain.float64("time_to_loss")[2] == 0);
  CHECK_FALSE(has_value(migration(two_periods()).chain, "time_to_loss", 0));
}

TEST_CASE("the Dirichlet prior adds moves of each kind, and its spread is the posterior's") {
  const TransitionCounts counts{{"a", "b"}, 1, {3, 0, 0, 0}};
  const Migration result = migration(counts, {.prior = 0.5});
  CHECK(result.transitions.float64("probability")[0] == doctest::Approx(3.5 / 4));
  CHECK(result.transitions.float64("probability")[2] == 0.5);
  CHECK(result.transitions.float64("sd")[0] == doctest::Approx(std::sqrt(3.5 / 4 * 0.5 / 4 / 5)));
  CHECK(result.chain.float64("stationary")[0] == doctest::Approx(0.8));
  // The prior has no part in the test, for which one period leaves nothing to compare.
  CHECK(result.g2 == 0);
  CHECK_FALSE(result.p_value.has_value());
}

TEST_CASE("a row never seen has no probabilities, and takes no law from the others") {
  const TransitionCounts counts{{"a", "b", "nobody"}, 1, {3, 1, 0, 2, 2, 0, 0, 0, 0}};
  const Migration result = migration(counts);
  CHECK_FALSE(has_value(result.transitions, "probability", 8));
  CHECK(result.chain.float64("stationary")[0] == doctest::Approx(2.0 / 3));
  CHECK(result.chain.float64("stationary")[2] == 0);
  // Somebody arrived in c, but nobody was seen there since: where it leads is not known.
  const TransitionCounts dead_end{{"a", "b", "c"}, 1, {3, 1, 0, 2, 1, 1, 0, 0, 0}};
  const Migration open = migration(dead_end, {.lost = "b"});
  CHECK_FALSE(has_value(open.chain, "stationary", 0));
  CHECK(open.chain.float64("time_to_loss")[0] == doctest::Approx(4));
  CHECK_FALSE(has_value(open.chain, "time_to_loss", 2));
}

TEST_CASE("periods that agree have a statistic of 0, and one that does not stands out") {
  const TransitionCounts same{{"a", "b"}, 3, {6, 4, 3, 7, 60, 40, 30, 70, 6, 4, 3, 7}};
  const Migration equal = migration(same);
  CHECK(equal.g2 == doctest::Approx(0).epsilon(1e-12));
  CHECK(*equal.p_value == doctest::Approx(1));
  const TransitionCounts turned{{"a", "b"}, 3, {60, 40, 30, 70, 60, 40, 30, 70, 20, 80, 60, 40}};
  const Migration different = migration(turned);
  CHECK(*different.p_value < 1e-6);
  CHECK(different.periods.float64("g2")[2] > different.periods.float64("g2")[0]);
}

TEST_CASE("moves are counted where a client has a state at both ends") {
  // Three dates of four clients; the last client arrives at the second date.
  const std::vector<std::int32_t> state_at{0, 0, 1, -1, 0, 1, 1, 0, 2, 1, -1, 0};
  const TransitionCounts counts = count_transitions(state_at, 3, names);
  CHECK(counts.periods == 2);
  CHECK(counts.counts == std::vector<double>{1, 1, 0, 0, 1, 0, 0, 0, 0,  //
                                             1, 0, 1, 0, 1, 0, 0, 0, 0});
}

TEST_CASE("nonsense of migration is refused by name") {
  CHECK(refused({{}, 1, {}}) == "states");
  CHECK(refused({{"a", "a"}, 1, {1, 1, 1, 1}}) == "states");
  CHECK(refused({{"a", ""}, 1, {1, 1, 1, 1}}) == "states");
  CHECK(refused({{"a"}, 0, {}}) == "periods");
  CHECK(refused({{"a", "b"}, 2, {1, 1, 1, 1}}) == "counts");
  CHECK(refused({{"a"}, 1, {-1}}) == "counts");
  CHECK(refused(two_periods(), {.prior = -1}) == "prior");
  CHECK(refused(two_periods(), {.lost = "lost"}) == "lost");
  CHECK_THROWS_AS((void)count_transitions(std::vector<std::int32_t>{0, 3}, 2, names), Error);
  CHECK_THROWS_AS((void)count_transitions(std::vector<std::int32_t>{0, -2}, 2, names), Error);
  CHECK_THROWS_AS((void)count_transitions(std::vector<std::int32_t>{0, 1, 1}, 2, names), Error);
  CHECK_THROWS_AS((void)count_transitions(std::vector<std::int32_t>{0}, 1, names), Error);
}
