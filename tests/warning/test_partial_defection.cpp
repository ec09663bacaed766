#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "warning/logs.hpp"
#include <tenure/privacy.hpp>
#include <tenure/signals.hpp>

using namespace tenure;
using tenure::testing::row_of;
using tenure::testing::Rows;

namespace {

constexpr std::int32_t counted = 400;
const DefectionOptions halves{.date = Day{counted}, .recent = 100, .before = 100};

bool flag(const Table& table, const char* column, std::int64_t client) {
  return table.boolean(table.at(column))[row_of(table, client)] != 0;
}

}  // namespace

TEST_CASE(
    "loyal is more often and more regular than the mean client; one that fails is a partial "
    "defector (Buckinx & Van den Poel 2005)") {
  Rows rows;
  rows.every(1, 10, 200, counted);                         // loyal, and stays so
  rows.every(2, 10, 200, 301).every(2, 40, 301, counted);  // less often now
  rows.every(3, 10, 200, 301);                             // and gone
  for (const std::int32_t day : {310, 312, 314, 350, 352, 354, 390, 395}) rows.add(4, day);
  rows.every(4, 10, 200, 301);               // as often, not as regularly
  rows.add(5, 205).add(5, 207).add(5, 290);  // never loyal
  const Table table = partial_defection(rows.portfolio(counted), halves);
  CHECK(table.rows() == 5);
  for (const std::int64_t client : {1, 2, 3, 4}) CHECK(flag(table, "was_loyal", client));
  CHECK_FALSE(flag(table, "was_loyal", 5));
  CHECK_FALSE(flag(table, "is_partial_defector", 1));
  for (const std::int64_t client : {2, 3, 4}) CHECK(flag(table, "is_partial_defector", client));
  CHECK_FALSE(flag(table, "is_partial_defector", 5));
}

TEST_CASE("the category that went is found by Fisher's test, times the categories") {
  Rows rows;
  for (int i = 0; i < 8; ++i) rows.add(1, 210 + 10 * i, 5, i < 6 ? "wine" : "bread");
  for (int i = 0; i < 5; ++i) rows.add(1, 310 + 10 * i, 5, "bread");
  const Table table = partial_defection(rows.portfolio(counted), halves);
  CHECK(table.text("category")[0] == "wine");
  CHECK(table.float64("share_before")[0] == 0.75);
  CHECK(table.float64("share_now")[0] == 0);
  // None of 5 purchases among the 6 of 13 with wine: C(7, 5) / C(13, 5), two categories.
  CHECK(table.float64("p_value")[0] == doctest::Approx(2 * 21.0 / 1287));
}

TEST_CASE("a purchase of several rows is one, whatever categories it holds") {
  Rows rows;
  for (int i = 0; i < 4; ++i) {
    rows.add(1, 210 + 10 * i, 5, "wine").add(1, 210 + 10 * i, 5, "bread");
    rows.add(1, 310 + 10 * i, 5, "bread").add(1, 310 + 10 * i, 6, "bread");
  }
  const Table table = partial_defection(rows.portfolio(counted), halves);
  CHECK(table.int64("purchases_before")[0] == 4);
  CHECK(table.float64("share_before")[0] == 1);
  CHECK(table.float64("p_value")[0] == doctest::Approx(2 * 1.0 / 70));  // 2 / C(8, 4)
}

TEST_CASE("who opted out is counted and not in the table; windows of no days are refused") {
  const Rows rows = Rows().every(1, 10, 200, counted).every(2, 10, 200, counted);
  const std::int64_t out[] = {2};
  const std::uint8_t yes[] = {1};
  const Portfolio flagged =
      with_flags(rows.portfolio(counted),
                 {.clients = std::span<const std::int64_t>(out), .no_profiling = yes});
  const Table table = partial_defection(flagged, halves);
  CHECK(table.rows() == 1);
  CHECK(table.excluded_clients() == 1);
  DefectionOptions none = halves;
  none.recent = 0;
  CHECK_THROWS_AS((void)partial_defection(flagged, none), Error);
}
