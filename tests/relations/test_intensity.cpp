#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "relations/diversity.hpp"
#include "relations/percentiles.hpp"
#include <tenure/error.hpp>
#include <tenure/relations.hpp>

using namespace tenure;

namespace {

/// Three clients: one buys much of everything everywhere, one a little, one once.
Portfolio three_clients() {
  const std::vector<std::int64_t> clients{1, 1, 1, 1, 2, 2, 3};
  const std::vector<std::int32_t> days{0, 30, 60, 90, 50, 80, 95};
  const std::vector<double> amounts{10, 20, 30, 40, 5, 5, 1}, costs{5, 10, 15, 20, 4, 4, 0.5};
  const std::vector<std::string_view> categories{"a", "b", "a", "b", "a", "a", "a"};
  const std::vector<std::string_view> channels{"web", "shop", "web", "shop", "web", "web", "web"};
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(clients);
  log.days = days;
  log.amounts = std::span<const double>(amounts);
  log.costs = std::span<const double>(costs);
  log.categories = categories;
  log.channels = channels;
  ImportOptions options;
  options.observed_until = Day{100};
  return Portfolio::from_arrays(log, options);
}

}  // namespace

TEST_CASE("contacts 2, 10, 40 and 100 days ago, half-life 30: 3.236731") {
  const std::vector<double> ages{2, 10, 40, 100}, weights{1, 2, 1, 3};
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += weights[i] * relation::decay(ages[i], 30);
  CHECK(sum == doctest::Approx(3.236731).epsilon(2e-7));
}

TEST_CASE("channels 12/6/2: entropy .897946, normalised .817345, HHI .46, effective 2.454556") {
  const relation::Diversity channels = relation::diversity(std::vector<double>{12, 6, 2});
  CHECK(channels.entropy == doctest::Approx(0.897946).epsilon(1e-6));
  CHECK(channels.normalised == doctest::Approx(0.817345).epsilon(1e-6));
  CHECK(channels.herfindahl == doctest::Approx(0.46).epsilon(1e-14));
  CHECK(channels.effective == doctest::Approx(2.454556).epsilon(1e-6));
  CHECK(relation::diversity(std::vector<double>{0, 0}).effective == 0);
  CHECK(relation::diversity(std::vector<double>{5}).effective == 1);
}

TEST_CASE("composite of (.8,.5,.6,.4,.7,.9,.6): .622661, where the arithmetic mean is .642857") {
  const std::vector<double> seven{.8, .5, .6, .4, .7, .9, .6}, equal(7, 1.0);
  CHECK(relation::geometric_mean(seven, equal) == doctest::Approx(0.622661).epsilon(1e-6));
}

TEST_CASE("percentiles lie between 0 and 1, equal values share one") {
  CHECK(relation::percentiles(std::vector<double>{5, 1, 5, 9}) ==
        std::vector<double>{0.5, 0.125, 0.5, 0.875});
}

TEST_CASE("seven dimensions by hand, raw, as percentiles and together") {
  const std::vector<std::int64_t> client{0, 0, 1, 1};
  const std::vector<std::int32_t> day{100, 10, 70, 200};  // the last one is still to come
  const std::vector<double> weight{1, 2, 1, 5};
  const Table table = relation_intensity(
      three_clients(), {.client = client, .day = day, .weight = weight}, {.half_life = 30});
  const auto cell = [&](const char* name, std::size_t row) { return table.float64(name)[row]; };
  CHECK(cell("nature", 0) == doctest::Approx(2));
  CHECK(cell("nature", 1) == 1);
  CHECK(cell("contacts", 0) == doctest::Approx(1 + 2 * std::exp2(-3)));
  CHECK(cell("contacts", 1) == doctest::Approx(0.5));
  CHECK(cell("contacts", 2) == 0);
  CHECK(cell("time", 0) == 100);
  CHECK(cell("space", 0) == doctest::Approx(2));
  CHECK(cell("volume", 0) == 4);
  CHECK(cell("financial", 0) == doctest::Approx(100));
  CHECK(cell("value", 0) == doctest::Approx(50));
  CHECK(cell("value_percentile", 0) == doctest::Approx(5.0 / 6));
  CHECK(cell("nature_percentile", 2) == doctest::Approx(1.0 / 3));
  CHECK(table.int64("dimensions")[0] == 7);
  CHECK(cell("composite", 0) == doctest::Approx(5.0 / 6));
  CHECK(cell("composite", 2) < cell("composite", 1));
}

TEST_CASE("dimensions that are not recorded are left out, weights and values are the caller's") {
  const std::vector<std::int64_t> clients{1, 2};
  const std::vector<std::int32_t> days{0, 10};
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(clients);
  log.days = days;
  const Portfolio bare = Portfolio::from_arrays(log);
  const Table table = relation_intensity(bare);
  CHECK_FALSE(table.find("nature").has_value());
  CHECK_FALSE(table.find("contacts").has_value());
  CHECK(table.int64("dimensions")[0] == 2);
  const std::vector<double> value{1, 9}, only_value{0, 0, 0, 0, 0, 0, 1};
  const Table valued = relation_intensity(bare, {}, {.weights = only_value, .value = value});
  CHECK(valued.float64("composite")[1] == valued.float64("value_percentile")[1]);
  CHECK_THROWS_AS((void)relation_intensity(bare, {}, {.weights = only_value}), Error);
  CHECK_THROWS_AS((void)relation_intensity(bare, {}, {.half_life = 0}), Error);
  CHECK_THROWS_AS((void)relation_intensity(bare, {.client = clients, .day = days}), Error);
}
