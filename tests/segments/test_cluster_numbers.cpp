#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "segments/agreement.hpp"
#include "segments/iris.hpp"
#include <tenure/clusters.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

std::int64_t chosen(const Table& table, const char* rule) {
  const auto marks = table.boolean(table.at(rule));
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (marks[i] != 0) return table.int64("clusters")[i];
  }
  return 0;
}

}  // namespace

// R cluster::silhouette and scikit-learn's silhouette_score of the k-means clusters.
TEST_CASE("iris: mean silhouettes .681046 and .552819 for two and three clusters") {
  const Table table =
      cluster_numbers(iris::features, {.from = 2, .to = 3, .references = 0, .resamples = 0});
  CHECK(table.float64("silhouette")[0] == doctest::Approx(0.681046).epsilon(1e-5));
  CHECK(table.float64("silhouette")[1] == doctest::Approx(0.552819).epsilon(1e-5));
  CHECK(chosen(table, "by_silhouette") == 2);
  CHECK(chosen(table, "by_calinski_harabasz") == 3);
  CHECK(chosen(table, "by_stability") == 0);
}

TEST_CASE("four clouds apart are four by every rule") {
  std::vector<double> values;
  for (int i = 0; i < 400; ++i) {
    math::RandomStream random(3, static_cast<std::uint64_t>(i));
    values.push_back(random.normal() + 12 * (i % 2));
    values.push_back(random.normal() + 12 * (i / 2 % 2));
  }
  const Table table = cluster_numbers({.values = values, .columns = 2}, {.from = 2, .to = 6});
  for (const char* rule : {"by_silhouette", "by_calinski_harabasz", "by_gap", "by_stability"}) {
    CAPTURE(rule);
    CHECK(chosen(table, rule) == 4);
  }
  CHECK(table.float64("stability")[2] == doctest::Approx(1));
  CHECK(table.float64("adjusted_rand")[2] == doctest::Approx(1));
}

TEST_CASE("the number of clusters by profit: a cluster more must earn its cost") {
  std::vector<double> values, profits;
  for (int i = 0; i < 90; ++i) {
    const int kind = i % 3;  // one action fits each kind
    values.push_back(kind * 10 + 0.01 * i);
    for (int action = 0; action < 3; ++action) profits.push_back(action == kind ? 5 : -1);
  }
  ClusterNumberOptions options{.from = 1, .to = 5, .references = 0, .resamples = 0};
  options.action_profits = profits;
  options.actions = 3;
  options.cost_per_cluster = 20;
  const Features features{.values = values, .columns = 1};
  const Table table = cluster_numbers(features, options);
  CHECK(chosen(table, "by_profit") == 3);
  CHECK(table.float64("net_profit")[0] == doctest::Approx(30 * 5 - 60 - 20));
  CHECK(table.float64("net_profit")[2] == doctest::Approx(90 * 5 - 60));
  options.cost_per_cluster = 200;
  CHECK(chosen(cluster_numbers(features, options), "by_profit") == 1);
}

TEST_CASE("best Jaccard indices by hand") {
  const std::vector<std::int32_t> a{0, 0, 0, 1, 1, 2}, b{0, 0, 1, 1, 1, 1};
  const std::vector<double> best = segment::best_jaccard(a, b, 4);
  CHECK(best[0] == doctest::Approx(2.0 / 3));
  CHECK(best[1] == doctest::Approx(2.0 / 4));
  CHECK(best[2] == doctest::Approx(1.0 / 4));
  CHECK(best[3] == 0);
}

TEST_CASE("nonsense is refused") {
  CHECK_THROWS_AS((void)cluster_numbers(iris::features, {.from = 0}), Error);
  CHECK_THROWS_AS((void)cluster_numbers(iris::features, {.from = 4, .to = 3}), Error);
  CHECK_THROWS_AS((void)cluster_numbers(iris::features, {.to = 150}), Error);
  CHECK_THROWS_AS((void)cluster_numbers(iris::features, {.references = -1}), Error);
  CHECK_THROWS_AS((void)cluster_numbers(iris::features, {.actions = 2}), Error);
}
