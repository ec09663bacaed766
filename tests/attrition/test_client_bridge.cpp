#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/attrition_rates.hpp>

using namespace tenure;

namespace {

/// Purchases of four clients, 10 = ann, 11 = bob, 12 = cid, 13 = dan: January to March 2024.
Portfolio shop() {
  const std::vector<std::int64_t> clients{10, 10, 11, 12, 12, 13, 13};
  const auto day = [](const char* text) { return Day::parse(text).since_epoch; };
  const std::vector<std::int32_t> days{day("2024-01-10"), day("2024-02-10"), day("2024-01-31"),
                                       day("2024-01-05"), day("2024-02-29"), day("2024-02-01"),
                                       day("2024-03-01")};
  const std::vector<double> amounts{100, 120, 50, 80, 60, 40, 5};
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(clients);
  log.days = days;
  log.amounts = std::span<const double>(amounts);
  return Portfolio::from_arrays(log);
}

}  // namespace

TEST_CASE("the steps of a bridge add up to its end, exactly") {
  // 0.1, 0.2 and 0.7 have no exact binary form.
  const std::vector<double> opening{0.1, 0.2, 0.7, 0.0, 1e9}, closing{0.3, 0.0, 0.1, 0.2, 1e9};
  const ClientBridge bridge = client_bridge(opening, closing);
  const auto revenue = bridge.steps.float64("revenue");
  CHECK(revenue[0] + revenue[1] + revenue[2] + revenue[3] + revenue[4] == revenue[5]);
  CHECK(revenue[5] == doctest::Approx(1e9 + 0.6).epsilon(1e-16));
  const auto clients = bridge.steps.float64("clients");
  CHECK(clients[0] == 4);
  CHECK(clients[1] == -1);
  CHECK(clients[4] == 1);
  CHECK(clients[5] == 4);
  CHECK(bridge.moves.text("move")[4] == "unchanged");
}

TEST_CASE("a tolerance names small changes unchanged and keeps the sums") {
  const std::vector<double> opening{100, 100}, closing{104, 90};
  const ClientBridge bridge = client_bridge(opening, closing, {.tolerance = 0.05});
  CHECK(bridge.moves.text("move")[0] == "unchanged");
  CHECK(bridge.moves.text("move")[1] == "contraction");
  CHECK(bridge.revenue.expansion == 4);
  CHECK(bridge.steps.float64("revenue")[5] == 194);
}

TEST_CASE("E. B. Wilson 1927: 6 of 100 clients lost: .0278-.1248") {
  std::vector<double> opening(100, 1.0), closing(100, 1.0);
  for (std::size_t i = 0; i < 6; ++i) closing[i] = 0;
  const ClientBridge bridge = client_bridge(opening, closing);
  CHECK(bridge.rates.float64("lower")[0] == doctest::Approx(0.0278).epsilon(2e-3));
  CHECK(bridge.rates.float64("upper")[0] == doctest::Approx(0.1248).epsilon(2e-3));
  // With the same revenue each, revenue loses the same share; its interval is that of a mean.
  CHECK(bridge.rates.float64("value")[5] == doctest::Approx(0.06).epsilon(1e-13));
  CHECK(bridge.rates.float64("upper")[5] ==
        doctest::Approx(0.06 + 1.959963985 * std::sqrt(0.06 * 0.94 / 99)).epsilon(1e-8));
}

TEST_CASE("the bridge of a portfolio between two months") {
  const Portfolio portfolio = shop();
  const BridgePeriods months{Day::parse("2024-01-01"), Day::parse("2024-02-01"),
                             Day::parse("2024-02-29")};
  const ClientBridge bridge = client_bridge(portfolio, months);
  CHECK(bridge.revenue.start == 230);
  CHECK(bridge.revenue.lost == 50);
  CHECK(bridge.revenue.contraction == 20);
  CHECK(bridge.revenue.expansion == 20);
  CHECK(bridge.revenue.gained == 40);
  CHECK(bridge.moves.int64("client")[3] == 13);
  CHECK(bridge.moves.text("move")[3] == "new");
  BridgePeriods late = months;
  late.closing_until = Day::parse("2024-03-02");
  CHECK(refused_argument([&] { (void)client_bridge(portfolio, late); }) == "closing_until");
  late = months;
  late.closing_from = late.opening_from;
  CHECK(refused_argument([&] { (void)client_bridge(portfolio, late); }) == "closing_from");
}

TEST_CASE("bad revenue is named with its client") {
  const std::vector<double> good{1, 2}, bad{1, -2}, one{1};
  const Error error = error_of(Status::invalid_argument, [&] { (void)client_bridge(good, bad); });
  CHECK(error.argument() == "closing");
  CHECK(error.row() == 1);
  CHECK(refused_argument([&] { (void)client_bridge(good, one); }) == "closing");
  CHECK(refused_argument([&] { (void)client_bridge(good, good, {.level = 1}); }) == "level");
}

TEST_CASE("an empty base has a bridge without rates") {
  const ClientBridge bridge = client_bridge(std::span<const double>{}, {});
  CHECK(bridge.moves.rows() == 0);
  CHECK(bridge.rates.validity(bridge.rates.at("value"))[0] == 0);
}
