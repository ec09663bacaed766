#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "value/near.hpp"
#include <tenure/error.hpp>
#include <tenure/levers.hpp>

using namespace tenure;

namespace {

LeverResult one(double frequency, double basket, double duration,
                const LeverOptions& options = {}) {
  return levers({.frequency = {&frequency, 1}, .basket = {&basket, 1}, .duration = {&duration, 1}},
                options);
}

const std::vector<double> spends{120, 80, 200, 150, 300, 90, 400, 250};
const std::vector<double> ones(8, 1.0);

}  // namespace

TEST_CASE("4 a year x 50 x 3 years = 600; 10 % on one lever 660, on all 798.60, a third each") {
  const LeverResult result = one(4, 50, 3);
  CHECK(result.revenue == near(600));
  const auto revenue = result.levers.float64("revenue");
  const auto share = result.levers.float64("share");
  for (std::size_t l = 0; l < 3; ++l) {
    CHECK(result.levers.float64("elasticity")[l] == 1);
    CHECK(revenue[l] == near(660));
    CHECK(share[l] == near(1.0 / 3));
  }
  CHECK(revenue[3] == near(798.60));
  CHECK(result.levers.text("lever")[3] == "all");
  CHECK(result.levers.validity(result.levers.at("share"))[3] == 0);
}

TEST_CASE("unequal changes share the gain by their logarithms, and exactly") {
  const LeverResult result =
      one(4, 50, 3,
          {.frequency = {.change = 0.2}, .basket = {.change = -0.05}, .duration = {.change = 0}});
  const auto share = result.levers.float64("share");
  CHECK(share[0] + share[1] + share[2] == near(1));
  CHECK(share[0] == near(std::log(1.2) / std::log(1.2 * 0.95)));
  CHECK(share[2] == 0);
}

TEST_CASE("what a lever brings against what moving it costs") {
  const LeverResult result =
      one(4, 50, 3, {.frequency = {.cost = 12}, .basket = {.cost = 0}, .margin = 0.4});
  CHECK(result.levers.float64("gain_to_cost")[0] == near(60 * 0.4 / 12));
  CHECK(result.levers.validity(result.levers.at("gain_to_cost"))[1] == 0);
  CHECK(result.levers.float64("cost")[3] == 12);
}

TEST_CASE("with discount the annuity replaces the duration, whose elasticity falls below 1") {
  const LeverOptions options{.discount = DiscountRate::effective(0.1, TimeUnit::year)};
  const LeverResult result = one(4, 50, 3, options);
  const double force = std::log(1.1);
  CHECK(result.revenue == near(200 * (1 - std::exp(-3 * force)) / force));
  const double step = 1e-6;
  const double slope = (std::log(one(4, 50, 3 * (1 + step), options).revenue) -
                        std::log(one(4, 50, 3 * (1 - step), options).revenue)) /
                       (2 * step);
  CHECK(result.levers.float64("elasticity")[2] == near(slope, 1e-8));
  CHECK(result.levers.float64("elasticity")[2] < 1);
  const auto share = result.levers.float64("share");
  CHECK(share[0] + share[1] + share[2] == near(1));
}

TEST_CASE("eight spends have their 90th percentile (type 7) at 330, and headroom up to it") {
  const LeverResult result = levers({.frequency = ones, .basket = spends, .duration = ones});
  const std::vector<double> headroom{210, 250, 130, 180, 30, 240, 0, 80};
  for (std::size_t i = 0; i < spends.size(); ++i) {
    CHECK(result.clients.float64("frontier")[i] == near(330));
    CHECK(result.clients.float64("headroom")[i] == near(headroom[i]));
  }
  CHECK(result.clients.text("lever")[0] == "basket");
  CHECK(result.clients.text("lever")[4] == "duration");  // 30 of 330: at his maximum
  CHECK(result.clients.text("lever")[6] == "duration");
  CHECK(result.segments.float64("headroom")[0] == near(1120));
  CHECK(result.segments.float64("headroom_share")[0] == near(1120.0 / (8 * 330)));
  CHECK(result.segments.int64("duration_clients")[0] == 2);
  CHECK(result.segments.int64("basket_clients")[0] == 6);
  CHECK(result.segments.text("lever")[0] == "basket");
}

TEST_CASE("advice follows the farther frontier, and leaves alone who is gone") {
  const std::vector<double> frequency{10, 2, 10, 10}, basket{50, 50, 10, 50},
      alive{0.9, 0.9, 0.9, 0.1};
  const LeverResult result = levers({.frequency = frequency,
                                     .basket = basket,
                                     .duration = std::vector(4, 1.0),
                                     .p_alive = alive});
  const TextView lever = result.clients.text("lever");
  CHECK(lever[0] == "duration");
  CHECK(lever[1] == "frequency");
  CHECK(lever[2] == "basket");
  CHECK(lever[3] == "win_back");
}

TEST_CASE("clients are compared within their segment") {
  const std::vector<std::string_view> segments{"big", "small", "big", "small",
                                               "big", "small", "big", "small"};
  const LeverResult result =
      levers({.frequency = ones, .basket = spends, .duration = ones, .segments = segments});
  REQUIRE(result.segments.rows() == 2);
  CHECK(result.segments.text("segment")[0] == "big");
  CHECK(result.segments.int64("clients")[1] == 4);
  CHECK(result.clients.float64("frontier")[0] == near(300 + 0.7 * 100));  // of 120, 200, 300, 400
  CHECK(result.clients.float64("frontier")[1] == near(150 + 0.7 * 100));  // of 80, 90, 150, 250
  CHECK(result.segments.float64("basket")[1] == near((80 + 150 + 90 + 250) / 4.0));
}

TEST_CASE("a summary's levers multiply to what was spent") {
  const std::vector<double> frequency{3, 0}, recency{40, 0}, age{52, 0}, spend{25, 0};
  PortfolioBuilder builder;
  const auto push = [&](std::int64_t client, int day, double amount) {
    PortfolioBuilder::Row row;
    row.client = client;
    row.day = Day{day};
    row.amount = amount;
    builder.push(row);
  };
  for (const int day : {0, 100, 200}) push(1, day, 30 + day / 10.0);
  push(2, 200, 12);
  const Summary summary = Summary::from_portfolio(builder.build(), {.unit = TimeUnit::year});
  const std::vector<double> alive{0.9, 0.2};
  const LeverResult result = levers(summary, {.p_alive = alive});
  CHECK(result.clients.int64("client")[1] == 2);
  CHECK(result.clients.float64("revenue")[0] == near(120));
  CHECK(result.clients.float64("revenue")[1] == near(12));
  CHECK(result.clients.float64("spend")[1] == near(12 * 365.0));  // in his one day, a year
  CHECK(result.clients.text("lever")[1] == "win_back");
  CHECK(refused_argument([&] {
          (void)levers(Summary::from_arrays(
              {.frequency = frequency, .recency = recency, .age = age}, TimeUnit::week));
        }) == "summary");
}

TEST_CASE("nobody, and clients who buy nothing") {
  CHECK(levers(ClientLevers{}).revenue == 0);
  CHECK(levers(ClientLevers{}).segments.rows() == 1);
  const LeverResult nothing = one(0, 0, 0);
  CHECK(nothing.revenue == 0);
  CHECK(nothing.levers.validity(nothing.levers.at("share"))[0] == 0);
  CHECK(nothing.segments.validity(nothing.segments.at("basket"))[0] == 0);
}

TEST_CASE("nonsense is refused by name") {
  const auto argument = [](const LeverOptions& options) {
    return refused_argument([&] { (void)one(1, 1, 1, options); });
  };
  CHECK(argument({.frequency = {.change = -1}}) == "frequency_change");
  CHECK(argument({.basket = {.cost = NAN}}) == "basket_cost");
  CHECK(argument({.duration = {.cost = -1}}) == "duration_cost");
  CHECK(argument({.margin = 0}) == "margin");
  CHECK(argument({.frontier = 1.1}) == "frontier");
  CHECK(argument({.small_headroom = -0.1}) == "small_headroom");
  CHECK(argument({.likely_alive = NAN}) == "likely_alive");
  const std::vector<double> two{1, 2}, bad{1, -2}, huge{1e200, 1e200};
  const std::vector<std::string_view> name{"a"};
  CHECK(refused_argument([&] {
          (void)levers({.frequency = bad, .basket = two, .duration = two});
        }) == "frequency");
  CHECK(refused_argument([&] {
          (void)levers({.frequency = two, .basket = ones, .duration = two});
        }) == "basket");
  CHECK(refused_argument([&] {
          (void)levers({.frequency = two, .basket = two, .duration = two, .p_alive = two});
        }) == "p_alive");
  CHECK(refused_argument([&] {
          (void)levers({.frequency = two, .basket = two, .duration = two, .segments = name});
        }) == "segments");
  CHECK(refused_argument([&] {
          (void)levers({.frequency = huge, .basket = huge, .duration = two});
        }) == "basket");
}
