#include <array>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "history/earnings.hpp"
#include "history/period_totals.hpp"
#include "history/purchase_logs.hpp"

using namespace tenure;
using tenure::test::day;

namespace {

Portfolio shop(bool with_costs = true) {
  PortfolioBuilder builder;
  const auto push = [&](std::string_view client, const char* on, double amount, double cost) {
    PortfolioBuilder::Row row;
    row.client = client;
    row.day = day(on);
    row.amount = amount;
    if (with_costs) row.cost = cost;
    builder.push(row);
  };
  push("b", "2024-01-31", 10, 4);
  push("b", "2024-02-01", 20, 8);
  push("b", "2024-02-29", -5, -2);
  push("b", "2024-03-01", 40, 16);
  push("a", "2024-03-31", 7, 7);
  return builder.build();
}

}  // namespace

TEST_CASE("periods begin after a bound and end with the next, returns on their own day") {
  const std::array bounds{day("2023-12-31"), day("2024-01-31"), day("2024-02-29"),
                          day("2024-03-31")};
  const PeriodTotals totals = period_totals(shop(), bounds);
  REQUIRE(totals.periods == 3);
  CHECK(totals.revenue == std::vector<double>{0, 0, 7, 10, 15, 40});
  CHECK(totals.cost == std::vector<double>{0, 0, 7, 4, 6, 16});
  CHECK(period_totals(shop(false), bounds).cost.empty());
}

TEST_CASE("earnings are counted to a day, and their target is met on one") {
  const Earnings all = earnings_of(shop(), 1, 15, day("2024-12-31"), 1);
  CHECK(all.total == doctest::Approx(6 + 12 - 3 + 24));
  REQUIRE(all.day.has_value());
  CHECK(*all.day == day("2024-02-01"));
  CHECK_FALSE(earnings_of(shop(), 1, 100, day("2024-12-31"), 1).day.has_value());
  CHECK(earnings_of(shop(), 1, 15, day("2024-01-31"), 1).total == doctest::Approx(6));
  CHECK(earnings_of(shop(false), 1, 15, day("2024-12-31"), 0.5).total == doctest::Approx(32.5));
}
