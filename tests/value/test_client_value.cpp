#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "value/near.hpp"
#include <tenure/client_value.hpp>
#include <tenure/error.hpp>
#include <tenure/privacy.hpp>

using namespace tenure;

namespace {

/// Two clients: 1 buys for 100 on 1 March, returns 30 in April, and buys for 50 in May; 2 buys
/// for 20.
Portfolio two_clients(bool with_costs) {
  PortfolioBuilder builder;
  const auto push = [&](std::int64_t client, const char* day, double amount, double cost) {
    PortfolioBuilder::Row row;
    row.client = client;
    row.day = Day::parse(day);
    row.amount = amount;
    if (with_costs) row.cost = cost;
    builder.push(row);
  };
  push(1, "2024-03-01", 100, 60);
  push(1, "2024-04-10", -30, -18);
  push(1, "2024-05-02", 50, 30);
  push(2, "2024-04-30", 20, 25);
  return builder.build();
}

}  // namespace

TEST_CASE("revenue 1200 less 700, 36, 84 and 120 leaves 260; ROI on 156 is 1.6667") {
  const std::vector<double> revenue{1200}, goods{700}, mailing{36}, serving{84}, won{120};
  const ClientValueResult result =
      client_value(revenue, goods, {.contacts = mailing, .serving = serving, .acquisition = won});
  CHECK(result.value == near(260));
  CHECK(result.clients.float64("value")[0] == near(260));
  CHECK(result.clients.float64("charges")[0] == near(940));
  CHECK(result.clients.float64("margin")[0] == near(260.0 / 1200));
  CHECK(result.clients.float64("roi")[0] == near(1.6667, 1e-4));
  CHECK(*result.roi == near(260.0 / 156));
  CHECK_FALSE(result.incremental_roi.has_value());
  CHECK(result.account.text("line")[3] == "serving");
  CHECK(result.account.float64("share_of_revenue")[1] == near(700.0 / 1200));
  CHECK(result.account.float64("amount")[5] == near(260));
}

TEST_CASE("the incremental return leaves out what would have come anyway") {
  const std::vector<double> revenue{100, 50}, spent{10, 20}, without{60, 50};
  const ClientValueResult result =
      client_value(revenue, {}, {.contacts = spent, .without = without});
  // (V_treated - V_control - cost) / cost, the treated one's value being before the cost.
  CHECK(result.clients.float64("incremental_roi")[0] == near((100 - 60 - 10) / 10.0));
  CHECK(result.clients.float64("incremental_roi")[1] == near(-1));
  CHECK(*result.incremental_roi == near((150 - 110 - 30) / 30.0));
  CHECK(result.loss_making == 0);
}

TEST_CASE("quotients without a denominator have no value") {
  const std::vector<double> revenue{0, 10};
  const ClientValueResult result = client_value(revenue, {});
  CHECK(result.clients.validity(result.clients.at("margin"))[0] == 0);
  CHECK(result.clients.validity(result.clients.at("roi"))[1] == 0);
  CHECK_FALSE(result.roi.has_value());
  CHECK(client_value({}, {}).value == 0);
}

TEST_CASE("a portfolio's purchases give revenue and cost of goods, returns on their own day") {
  const std::vector<double> won{5, 5};
  const ClientValueResult all = client_value(two_clients(true), {.acquisition = won});
  CHECK(all.clients.int64("client")[1] == 2);
  CHECK(all.clients.float64("revenue")[0] == near(120));
  CHECK(all.clients.float64("cost_of_goods")[0] == near(72));
  CHECK(all.clients.float64("value")[1] == near(20 - 25 - 5));
  CHECK(all.loss_making == 1);
  CHECK(all.value == near(48 - 5 - 10));

  const ClientValueResult april = client_value(
      two_clients(true), {}, {.from = Day::parse("2024-04-01"), .until = Day::parse("2024-04-30")});
  CHECK(april.clients.float64("revenue")[0] == near(-30));
  CHECK(april.clients.float64("revenue")[1] == near(20));
  CHECK(april.clients.validity(april.clients.at("margin"))[0] == 0);
  const ClientValueResult first_day = client_value(
      two_clients(true), {}, {.from = Day::parse("2024-03-01"), .until = Day::parse("2024-03-01")});
  CHECK(first_day.revenue == near(100));

  const ClientValueResult without_costs = client_value(two_clients(false));
  CHECK(without_costs.clients.float64("cost_of_goods")[0] == 0);
  CHECK(without_costs.value == near(140));
}

TEST_CASE("who opted out of profiling counts in every sum and has no row") {
  const std::vector<std::int64_t> who{2};
  const std::vector<std::uint8_t> yes{1};
  const Portfolio portfolio =
      with_flags(two_clients(true), {.clients = std::span(who), .no_profiling = yes});
  const std::vector<double> won{5, 5};
  const ClientValueResult result = client_value(portfolio, {.acquisition = won});
  CHECK(result.value == near(48 - 5 - 10));
  REQUIRE(result.clients.rows() == 1);
  CHECK(result.clients.int64("client")[0] == 1);
  CHECK(result.clients.float64("value")[0] == near(43));
  CHECK(result.clients.excluded_clients() == 1);
}

TEST_CASE("time-driven: 12 orders of 15 minutes, 5 calls of 8, 2 returns of 20 at .80 cost 208") {
  const std::vector<double> orders{12, 0}, calls{5, 1}, returns{2, 0};
  const std::vector<Activity> activities{
      {"order", orders, 15}, {"call", calls, 8}, {"return", returns, 20}};
  const Table cost = time_driven_cost(activities, 0.80);
  CHECK(cost.float64("cost")[0] == near(208));
  CHECK(cost.float64("minutes")[0] == near(260));
  CHECK(cost.float64("order")[0] == near(144));
  CHECK(cost.float64("cost")[1] == near(6.4));
  CHECK(time_driven_cost({}, 1).rows() == 0);
}

TEST_CASE("the incremental return of a group, with Welch's interval by hand") {
  const std::vector<double> treated{12, 14, 16}, control{9, 10, 11, 10};
  const IncrementalReturn result = incremental_return(treated, control, 6);
  CHECK(result.lift == near(4));
  CHECK(result.gain == near(6));
  CHECK(result.roi == near(1));
  // Variances of the means 4 / 3 and 1 / 6, so that there are 2.5051546391752577 degrees of
  // freedom; scipy.stats.t.ppf(0.975, 2.5051546391752577) = 3.5693979227262114.
  const double error = std::sqrt(4.0 / 3 + 1.0 / 6);
  CHECK((result.upper - result.lift) / error == near(3.5693979227262114, 1e-10));
  CHECK(result.lift - result.lower == near(result.upper - result.lift));
  CHECK(result.roi_lower == near((3 * result.lower - 6) / 6));
  const std::vector<double> same{5, 5};
  CHECK(incremental_return(same, same, 1).upper == 0);
}

TEST_CASE("nonsense is refused by name and row") {
  const std::vector<double> one{1}, two{1, 2}, bad{1, NAN}, below{1, -1};
  CHECK(refused_argument([&] { (void)client_value(two, one); }) == "cost_of_goods");
  CHECK(refused_argument([&] { (void)client_value(bad, {}); }) == "revenue");
  CHECK(refused_argument([&] { (void)client_value(two, {}, {.serving = bad}); }) == "serving");
  CHECK(refused_argument([&] { (void)client_value(two, {}, {.without = one}); }) == "without");
  const std::vector<double> huge{1e308, 1e308};
  CHECK(refused_argument([&] { (void)client_value(huge, {}); }) == "revenue");
  CHECK(refused_argument([&] {
          (void)client_value(two_clients(true), {},
                             {.from = Day::parse("2024-05-01"), .until = Day::parse("2024-04-01")});
        }) == "until");
  CHECK(refused_argument([&] {
          (void)time_driven_cost(std::vector<Activity>{{"a", below, 1}}, 1);
        }) == "counts");
  CHECK(refused_argument([&] {
          (void)time_driven_cost(std::vector<Activity>{{"a", two, -1}}, 1);
        }) == "minutes");
  CHECK(refused_argument([&] {
          (void)time_driven_cost(std::vector<Activity>{{"a", two, 1}, {"b", one, 1}}, 1);
        }) == "counts");
  CHECK(refused_argument([&] { (void)time_driven_cost({}, NAN); }) == "cost_per_minute");
  CHECK(refused_argument([&] { (void)incremental_return(one, two, 1); }) == "treated");
  CHECK(refused_argument([&] { (void)incremental_return(two, bad, 1); }) == "control");
  CHECK(refused_argument([&] { (void)incremental_return(two, two, 0); }) == "cost");
  CHECK(refused_argument([&] { (void)incremental_return(two, two, 1, 1); }) == "level");
  PortfolioBuilder builder;
  PortfolioBuilder::Row row;
  row.client = std::int64_t{1};
  builder.push(row);
  const Portfolio without_amounts = builder.build();
  CHECK(refused_argument([&] { (void)client_value(without_amounts); }) == "portfolio");
}
