// The panel of four clients on two dates, against the functions it is made of and numbers by hand.
#include <cmath>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/has_value.hpp"
#include "base/throws.hpp"
#include <tenure/attrition.hpp>
#include <tenure/client_panel.hpp>
#include <tenure/error.hpp>
#include <tenure/privacy.hpp>
#include <tenure/solvency.hpp>
#include <tenure/summary.hpp>

using namespace tenure;

namespace {

/// amy buys every year, more and more; bob once; cat late; dan after the first date.
Portfolio shop(bool with_costs = true) {
  struct Line {
    std::string_view client;
    const char* day;
    double amount;
  };
  PortfolioBuilder builder;
  for (const Line& line : {Line{"amy", "2021-06-01", 100}, Line{"amy", "2022-06-01", 108},
                           Line{"amy", "2023-03-01", 60}, Line{"amy", "2023-09-01", 55},
                           Line{"bob", "2021-02-01", 40}, Line{"cat", "2023-12-01", 80},
                           Line{"cat", "2023-12-20", 20}, Line{"dan", "2024-02-01", 70}}) {
    PortfolioBuilder::Row row;
    row.client = line.client;
    row.day = Day::parse(line.day);
    row.amount = line.amount;
    if (with_costs) row.cost = 0.6 * line.amount;
    builder.push(row);
  }
  return builder.build();
}
FittedModel purchases() {
  return FittedModel::from_parameters("pareto_nbd", std::vector{0.553, 10.578, 0.606, 11.669},
                                      TimeUnit::week);
}
FittedModel spend() {
  return FittedModel::from_parameters("gamma_gamma", std::vector{6.25, 3.74, 15.44},
                                      TimeUnit::week);
}

const std::vector<Day> dates{Day::parse("2023-12-31"), Day::parse("2024-02-01")};
const std::vector<double> acquisition{50, 30, 20, 10};
const std::vector<std::int64_t> contact_client{0, 0, 1, 3};
const std::vector<std::int32_t> contact_day{
    Day::parse("2022-12-31").since_epoch, Day::parse("2023-01-01").since_epoch,
    Day::parse("2023-05-05").since_epoch, Day::parse("2030-01-01").since_epoch};
const std::vector<double> contact_cost{7, 5, 3, 99};
PanelCosts all_costs() {
  return {.acquisition = acquisition,
          .contact_client = contact_client,
          .contact_day = contact_day,
          .contact_cost = contact_cost};
}
PanelOptions with_response() { return {.response = ResponseCurve::from_half_cost(0.5, 5)}; }

PanelResult panel(const PanelCosts& costs = all_costs(),
                  const PanelOptions& options = with_response()) {
  return client_panel(shop(), purchases(), spend(), dates, costs, options);
}

doctest::Approx near(double value) { return doctest::Approx(value).epsilon(1e-12); }

}  // namespace

TEST_CASE("one row a date and client known by then") {
  const Table table = panel().clients;
  REQUIRE(table.rows() == 7);
  const TextView client = table.text("client");
  CHECK(client[0] == "amy");
  CHECK(client[3] == "amy");
  CHECK(client[6] == "dan");
  CHECK(table.day("date")[2] == dates[0].since_epoch);
  CHECK(table.day("date")[3] == dates[1].since_epoch);
}

TEST_CASE("1 and 3: revenue and profit of the years that end with the date") {
  const Table table = panel().clients;
  CHECK(table.float64("revenue")[0] == near(115));
  CHECK(table.float64("revenue_before")[0] == near(108));
  CHECK(table.float64("revenue_ratio")[0] == near(115.0 / 108));
  CHECK(table.float64("revenue_growth")[0] == near(std::sqrt(1.15) - 1));
  CHECK(table.float64("revenue_theil_sen")[0] == near(7.5));
  // 40 % of revenue less the contact of 1 January 2023; the one of the day before is last year's.
  CHECK(table.float64("profit")[0] == near(0.4 * 115 - 5));
  CHECK(table.float64("profit_before")[0] == near(0.4 * 108 - 7));
  CHECK(table.float64("profit")[1] == near(-3));
  CHECK_FALSE(has_value(table, "revenue_ratio", 2));
}

TEST_CASE("2 and 4: what the models say at the date, and its limits") {
  const Table table = panel(all_costs(),
                            [] {
                              PanelOptions options = with_response();
                              options.solvency = 0.9;
                              return options;
                            }())
                          .clients;
  for (std::size_t d = 0; d < dates.size(); ++d) {
    const Summary known =
        Summary::from_portfolio(shop(), {.unit = TimeUnit::week, .observed_until = dates[d]});
    const Table paid = solvent_revenue(purchases(), spend(), known, {.solvency = 0.9}).clients;
    const Table risk = attrition(purchases(), known, {.horizon = 52}).clients;
    for (std::size_t i = 0; i < known.size(); ++i) {
      const std::size_t row = 3 * d + i;
      CHECK(table.float64("p_alive")[row] == risk.float64("p_alive")[i]);
      CHECK(table.float64("p_leaving")[row] == risk.float64("p_leaving")[i]);
      CHECK(table.float64("expected_revenue")[row] == paid.float64("solvent_revenue")[i]);
      const double stake = 0.4 * paid.float64("solvent_revenue")[i] / risk.float64("p_alive")[i];
      CHECK(table.float64("value_at_stake")[row] == near(stake));
      const RetentionLimits limits = retention_limits(risk.float64("p_leaving")[i], stake,
                                                      ResponseCurve::from_half_cost(0.5, 5));
      CHECK(table.float64("retention_ceiling")[row] == near(limits.ceiling));
      CHECK(table.float64("retention_optimum")[row] == near(limits.optimum));
      CHECK(table.float64("retention_break_even")[row] == near(limits.break_even));
    }
  }
  CHECK(table.float64("retention_spent")[0] == 5);
  CHECK(table.float64("retention_spent")[1] == 3);
}

TEST_CASE("5: acquisition costs are earned back on a day, or not yet") {
  const Table table = panel().clients;
  CHECK(table.day(table.at("payback_day"))[0] ==
        Day::parse("2022-06-01").since_epoch);  // 40 + 43.2
  CHECK(table.float64("acquisition_left")[0] == 0);
  CHECK_FALSE(has_value(table, "payback_day", 1));
  CHECK(table.float64("acquisition_left")[1] == near(30 - 16));
  CHECK(table.day(table.at("payback_day"))[2] == Day::parse("2023-12-01").since_epoch);
}

TEST_CASE("the series by date is the sum of the panel") {
  const PanelResult result = panel();
  REQUIRE(result.dates.rows() == 2);
  CHECK(result.dates.int64("clients")[0] == 3);
  CHECK(result.dates.int64("clients")[1] == 4);
  for (const char* column : {"revenue", "profit", "expected_revenue", "retention_optimum",
                             "retention_spent", "acquisition_cost", "acquisition_left"}) {
    double first = 0;
    for (std::size_t row = 0; row < 3; ++row) first += result.clients.float64(column)[row];
    CHECK(result.dates.float64(column)[0] == near(first));
  }
}

TEST_CASE("who opted out of profiling counts in what was recorded and has no row") {
  const TextColumn who = [] {
    TextColumn names;
    names.push_back("amy");
    return names;
  }();
  const std::vector<std::uint8_t> yes{1};
  const Portfolio portfolio = with_flags(shop(), {.clients = who.view(), .no_profiling = yes});
  const PanelResult all = panel();
  const PanelResult without =
      client_panel(portfolio, purchases(), spend(), dates, all_costs(), with_response());
  REQUIRE(without.clients.rows() == 5);
  CHECK(without.clients.text("client")[0] == "bob");
  CHECK(without.clients.excluded_clients() == 1);
  CHECK(without.dates.excluded_clients() == 1);
  for (const char* column : {"revenue", "profit", "retention_spent"}) {
    CHECK(without.dates.float64(column)[0] == near(all.dates.float64(column)[0]));
  }
  CHECK(without.dates.float64("expected_revenue")[0] < all.dates.float64("expected_revenue")[0]);
  CHECK(without.clients.float64("acquisition_cost")[0] == 30);
}

TEST_CASE("what is not known has no column; without costs the margin stands for them") {
  const PanelResult bare =
      client_panel(shop(false), purchases(), spend(), dates, {}, {.margin = 0.25});
  CHECK_FALSE(bare.clients.find("retention_ceiling").has_value());
  CHECK_FALSE(bare.clients.find("retention_spent").has_value());
  CHECK_FALSE(bare.clients.find("acquisition_cost").has_value());
  CHECK_FALSE(bare.dates.find("retention_optimum").has_value());
  CHECK(bare.clients.float64("profit")[0] == near(0.25 * 115));
  CHECK(client_panel(shop(), purchases(), spend(), {}).clients.rows() == 0);
}

TEST_CASE("the panel is the same on one thread and on four") {
  const PanelResult one = client_panel(shop(), purchases(), spend(), dates, all_costs(),
                                       with_response(), {.threads = 1});
  const PanelResult four = client_panel(shop(), purchases(), spend(), dates, all_costs(),
                                        with_response(), {.threads = 4});
  for (std::size_t row = 0; row < one.clients.rows(); ++row) {
    CHECK(one.clients.float64("expected_revenue")[row] ==
          four.clients.float64("expected_revenue")[row]);
  }
}

TEST_CASE("nonsense is refused by name") {
  const auto argument = [](const PanelCosts& costs, const PanelOptions& options) {
    return refused_argument([&] { (void)panel(costs, options); });
  };
  const std::vector<double> one{1}, bad{1, 1, 1, -1};
  const std::vector<std::int64_t> nobody{4};
  const std::vector<std::int32_t> today{0};
  CHECK(argument({.acquisition = one}, {}) == "acquisition");
  CHECK(argument({.acquisition = bad}, {}) == "acquisition");
  CHECK(argument({.contact_client = nobody, .contact_day = today, .contact_cost = one}, {}) ==
        "contact_client");
  CHECK(argument({.contact_client = contact_client}, {}) == "contact_day");
  CHECK(argument({}, {.periods = 0}) == "periods");
  CHECK(argument({}, {.trend = {.lag = 0}}) == "lag");
  CHECK(argument({}, {.trend = {.level = 1}}) == "level");
  CHECK(argument({}, {.margin = 1.5}) == "margin");
  CHECK(argument({}, {.solvencies = one}) == "solvencies");
  CHECK(argument({}, {.solvency = 0}) == "solvency");
  CHECK(argument({}, {.response = ResponseCurve{}}) == "max_saved");
  const std::vector<Day> twice{dates[1], dates[0]};
  CHECK(refused_argument([&] { (void)client_panel(shop(), purchases(), spend(), twice); }) ==
        "dates");
}
