#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/offers.hpp>

using namespace tenure;

namespace {

struct Line {
  std::int64_t client;
  std::int32_t day;
  const char* item;
  double amount;
};

Portfolio portfolio_of(const std::vector<Line>& lines, int until) {
  std::vector<std::int64_t> clients;
  std::vector<std::int32_t> days;
  std::vector<std::string_view> items;
  std::vector<double> amounts;
  for (const Line& line : lines) {
    clients.push_back(line.client);
    days.push_back(line.day);
    items.push_back(line.item);
    amounts.push_back(line.amount);
  }
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(clients);
  log.days = days;
  log.categories = items;
  log.amounts = std::span<const double>(amounts);
  ImportOptions options;
  options.observed_until = Day{until};
  return Portfolio::from_arrays(log, options);
}

double probability(const Table& next, std::string_view from, std::string_view to) {
  for (std::size_t i = 0; i < next.rows(); ++i) {
    if (next.text("item")[i] == from && next.text("next_item")[i] == to) {
      return next.float64("probability")[i];
    }
  }
  FAIL("no such pair");
  return 0;
}

}  // namespace

TEST_CASE("60 of 1000 baskets hold both: lift 2, leverage .03, conviction 1.21, G2 38.335689") {
  const PairMetrics pair = pair_metrics(1000, 200, 150, 60);
  CHECK(pair.support == doctest::Approx(0.06));
  CHECK(pair.confidence == doctest::Approx(0.3));
  CHECK(pair.lift == doctest::Approx(2.0));
  CHECK(pair.leverage == doctest::Approx(0.03));
  CHECK(pair.conviction == doctest::Approx(1.2142857).epsilon(1e-7));
  CHECK(pair.jaccard == doctest::Approx(0.2068966).epsilon(1e-6));
  CHECK(pair.g2 == doctest::Approx(38.335689).epsilon(1e-8));
}

// Counts (both, first alone, second alone, neither) of Mahout's LogLikelihoodTest.
TEST_CASE("Dunning's G2 (Mahout): 2.772589, 27.725887, 39.33, 4730.74, 5734.34") {
  const auto g2 = [](double both, double first, double second, double neither) {
    return pair_metrics(both + first + second + neither, both + first, both + second, both).g2;
  };
  CHECK(g2(1, 0, 0, 1) == doctest::Approx(2.772589).epsilon(2e-7));
  CHECK(g2(10, 0, 0, 10) == doctest::Approx(27.725887).epsilon(2e-8));
  CHECK(g2(5, 1995, 0, 100000) == doctest::Approx(39.330522).epsilon(1e-6));
  CHECK(g2(1000, 1995, 1000, 100000) == doctest::Approx(4730.736813).epsilon(1e-9));
  CHECK(g2(1000, 1000, 1000, 100000) == doctest::Approx(5734.342525).epsilon(1e-9));
}

TEST_CASE("next product after A (0,6,2) with a prior of .5: .0526316, .6842105, .2631579") {
  std::vector<Line> lines;
  for (int i = 0; i < 8; ++i) {
    lines.push_back({i, 0, "a", 10});
    lines.push_back({i, 10, i < 6 ? "b" : "c", 20});
  }
  const OfferResult result = next_offers(portfolio_of(lines, 100));
  CHECK(probability(result.next, "a", "a") == doctest::Approx(0.0526316).epsilon(1e-6));
  CHECK(probability(result.next, "a", "b") == doctest::Approx(0.6842105).epsilon(1e-6));
  CHECK(probability(result.next, "a", "c") == doctest::Approx(0.2631579).epsilon(1e-6));
  CHECK(probability(result.next, "b", "a") == doctest::Approx(1.0 / 3));
}

TEST_CASE("what was just bought is not offered, and what is owned only if it may be") {
  const std::vector<Line> lines{{1, 0, "a", 10},  {1, 90, "b", 20}, {2, 0, "b", 20},
                                {2, 20, "a", 10}, {3, 95, "a", 10}, {3, 95, "b", 20},
                                {3, 96, "c", 50}};
  const Portfolio base = portfolio_of(lines, 100);
  const OfferResult recent = next_offers(base, {.offers_a_client = 3});
  for (std::size_t i = 0; i < recent.offers.rows(); ++i) {
    if (recent.offers.int64("client")[i] == 1) CHECK(recent.offers.text("item")[i] != "b");
    CHECK(recent.offers.int64("client")[i] != 3);
  }
  CHECK(recent.clients_without_offer == 1);
  const OfferResult owned = next_offers(base, {.exclude_owned = true, .offers_a_client = 3});
  REQUIRE(owned.offers.rows() == 2);
  CHECK(owned.offers.text("item")[0] == "c");
  const OfferResult all = next_offers(base, {.just_bought_days = -1, .offers_a_client = 3});
  CHECK(all.offers.rows() == 9);
}

TEST_CASE("the expected value: probability of buying at all, of the item, and its margin") {
  const Portfolio base =
      portfolio_of({{1, 0, "a", 10}, {1, 5, "b", 30}, {2, 0, "a", 10}, {2, 5, "b", 30}}, 100);
  const std::vector<double> margins{4, 20}, active{0.5, 1};
  const OfferResult result = next_offers(base, {.margins = margins, .cost = 3, .active = active});
  // After b nothing is known: one half each.
  CHECK(result.offers.text("item")[0] == "b");
  CHECK(result.offers.float64("probability")[0] == doctest::Approx(0.25));
  CHECK(result.offers.float64("expected_value")[0] == doctest::Approx(0.25 * 20 - 3));
  CHECK(result.offers.float64("expected_value")[1] == doctest::Approx(0.5 * 20 - 3));
  CHECK(result.items.float64("margin")[1] == 20);
  CHECK(next_offers(base).items.float64("margin")[1] == doctest::Approx(30));
}

TEST_CASE("pairs by purchase and by client") {
  const Portfolio base = portfolio_of(
      {{1, 0, "a", 1}, {1, 0, "b", 1}, {1, 9, "c", 1}, {2, 0, "a", 1}, {2, 0, "a", 1}}, 20);
  CHECK(next_offers(base, {.basket = Basket::purchase}).pairs.rows() == 2);
  const Table pairs = next_offers(base).pairs;
  CHECK(pairs.rows() == 6);
  CHECK(pairs.float64("confidence")[0] == 0.5);
  CHECK(pairs.validity(pairs.at("conviction"))[1] == 0);  // who has b has a
}

TEST_CASE("nonsense is refused") {
  const Portfolio base = portfolio_of({{1, 0, "a", 1}}, 10);
  const std::vector<double> two{1, 2};
  CHECK_THROWS_AS((void)next_offers(base, {.prior = 0}), Error);
  CHECK_THROWS_AS((void)next_offers(base, {.margins = two}), Error);
  CHECK_THROWS_AS((void)next_offers(base, {.active = two}), Error);
  CHECK_THROWS_AS((void)pair_metrics(10, 2, 3, 4), Error);
  CHECK_THROWS_AS((void)pair_metrics(10, 8, 8, 1), Error);
}
