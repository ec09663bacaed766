#include <cmath>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/attrition_rates.hpp>

using namespace tenure;

TEST_CASE("METHODS 8.1: of 1000 clients 60 lost and 80 won: .06, .0594059, -.02") {
  const Table rates = attrition_rates({.start = 1000, .lost = 60, .gained = 80});
  const auto value = rates.float64("value");
  CHECK(rates.text("rate")[0] == "gross");
  CHECK(value[0] == doctest::Approx(0.06).epsilon(1e-14));
  CHECK(rates.text("rate")[1] == "average");
  CHECK(value[1] == doctest::Approx(0.0594059).epsilon(1e-6));
  CHECK(rates.text("rate")[2] == "net");
  CHECK(value[2] == doctest::Approx(-0.02).epsilon(1e-14));
}

TEST_CASE("METHODS 8.1: bridge 500k -60 -25 +45 +80: GRR .83, NRR .92, end 540k") {
  const BaseMoves revenue{
      .start = 500, .lost = 60, .contraction = 25, .expansion = 45, .gained = 80};
  CHECK(revenue.end() == 540);
  const Table rates = attrition_rates(revenue, 12);
  CHECK(rates.text("rate")[3] == "retention");
  CHECK(rates.float64("value")[3] == doctest::Approx(0.83).epsilon(1e-14));
  CHECK(rates.float64("over_periods")[3] == doctest::Approx(std::pow(0.83, 12)).epsilon(1e-13));
  CHECK(rates.text("rate")[4] == "net_retention");
  CHECK(rates.float64("value")[4] == doctest::Approx(0.92).epsilon(1e-14));
  // A central rate is not compounded.
  CHECK(rates.validity(rates.at("over_periods"))[1] == 0);
}

TEST_CASE("a base without a start has no rates; more cannot be lost than there was") {
  const Table rates = attrition_rates({.gained = 5});
  for (const auto is_there : rates.validity(rates.at("value"))) CHECK(is_there == 0);
  CHECK(refused_argument([] { (void)attrition_rates({.start = 10, .lost = 11}); }) == "lost");
  CHECK(refused_argument([] { (void)attrition_rates({.start = 10, .expansion = -1}); }) ==
        "expansion");
  CHECK(refused_argument([] { (void)attrition_rates({.start = 10}, 0); }) == "periods");
  const Table gone = attrition_rates({.start = 10, .lost = 10}, 12);
  CHECK(gone.float64("over_periods")[0] == 1);
  CHECK(gone.float64("over_periods")[3] == 0);
}

TEST_CASE("METHODS 8.1: 2 % a month is 21.528328 % a year; 20 % a year 1.842347 % a month") {
  CHECK(convert_rate(0.02, 12).rate == doctest::Approx(0.21528328).epsilon(1e-7));
  const PeriodRate monthly = convert_rate(0.2, 1.0 / 12);
  CHECK(monthly.rate == doctest::Approx(0.01842347).epsilon(1e-6));
  CHECK(monthly.hazard == doctest::Approx(0.0185953).epsilon(1e-5));
  CHECK(convert_rate(monthly.rate, 12).rate == doctest::Approx(0.2).epsilon(1e-13));
  CHECK(refused_argument([] { (void)convert_rate(1.0, 12); }) == "rate");
}

TEST_CASE("METHODS 8.1: N=1000, c=5 %, A=40: 990, 980.5, 971.475, ..., N12 908.072018") {
  const StockFlow base = stock_flow({.clients = 1000, .loss_rate = 0.05, .acquired = 40});
  const auto clients = base.path.float64("clients");
  CHECK(clients[0] == doctest::Approx(990).epsilon(1e-13));
  CHECK(clients[1] == doctest::Approx(980.5).epsilon(1e-13));
  CHECK(clients[2] == doctest::Approx(971.475).epsilon(1e-13));
  CHECK(clients[11] == doctest::Approx(908.072018).epsilon(1e-9));
  CHECK(base.steady.value() == doctest::Approx(800).epsilon(1e-13));
  CHECK(base.hold == doctest::Approx(50).epsilon(1e-13));
  CHECK(base.half_life.value() == doctest::Approx(13.513).epsilon(1e-4));
}

TEST_CASE("METHODS 8.1: 60 natural losses at 8 % conversion: 750 prospects, 2250 at 3 each") {
  const StockFlow base =
      stock_flow({.clients = 1000, .loss_rate = 0.06, .conversion = 0.08, .cost_per_prospect = 3});
  CHECK(base.prospects == doctest::Approx(750).epsilon(1e-13));
  CHECK(base.prospecting_cost == doctest::Approx(2250).epsilon(1e-13));
}

TEST_CASE("a base that loses nobody has neither a steady state nor a half-life") {
  const StockFlow growing = stock_flow({.clients = 10, .acquired = 1, .periods = 3});
  CHECK_FALSE(growing.steady.has_value());
  CHECK_FALSE(growing.half_life.has_value());
  CHECK(growing.path.float64("clients")[2] == 13);
  CHECK_FALSE(stock_flow({.clients = 10, .loss_rate = 1}).half_life.has_value());
  CHECK(refused_argument([] { (void)stock_flow({}); }) == "clients");
  CHECK(refused_argument([] { (void)stock_flow({.clients = 1, .conversion = 0}); }) ==
        "conversion");
}
