#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "segments/iris.hpp"
#include <tenure/clusters.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

std::vector<std::int64_t> column(const Table& table, const char* name) {
  const auto values = table.int64(name);
  return {values.begin(), values.end()};
}

/// `clusters` clouds that overlap, in `columns` dimensions.
std::vector<double> clouds(std::size_t rows, std::size_t columns, int clusters) {
  std::vector<double> values;
  for (std::size_t i = 0; i < rows; ++i) {
    math::RandomStream random(5, i);
    math::RandomStream centre(6, i % static_cast<std::size_t>(clusters));
    for (std::size_t c = 0; c < columns; ++c) {
      values.push_back(6 * centre.uniform() + random.normal());
    }
  }
  return values;
}

struct Plain {
  std::vector<std::int64_t> cluster;
  std::vector<double> centres;
  int iterations = 0;
};

/// Lloyd's algorithm as it is written in books: every distance, every time.
Plain plain_lloyd(const Features& features, std::vector<double> centres) {
  const std::size_t d = features.columns, n = features.values.size() / d, k = centres.size() / d;
  Plain plain{std::vector<std::int64_t>(n, -1), std::move(centres), 0};
  for (bool changed = true; changed; ++plain.iterations) {
    changed = false;
    std::vector<double> sums(k * d), sizes(k);
    for (std::size_t i = 0; i < n; ++i) {
      double least = std::numeric_limits<double>::infinity();
      std::int64_t nearest = -1;
      for (std::size_t j = 0; j < k; ++j) {
        double square = 0;
        for (std::size_t c = 0; c < d; ++c) {
          square += std::pow(features.values[i * d + c] - plain.centres[j * d + c], 2);
        }
        if (square < least) {
          least = square;
          nearest = static_cast<std::int64_t>(j);
        }
      }
      changed = changed || plain.cluster[i] != nearest;
      plain.cluster[i] = nearest;
      const auto j = static_cast<std::size_t>(nearest);
      sizes[j] += 1;
      for (std::size_t c = 0; c < d; ++c) sums[j * d + c] += features.values[i * d + c];
    }
    for (std::size_t i = 0; i < sums.size(); ++i) plain.centres[i] = sums[i] / sizes[i / d];
  }
  return plain;
}

}  // namespace

TEST_CASE("iris, K = 3 (R kmeans, 50 restarts): SSE 78.85144143, 38/50/62, ARI 0.7302382723") {
  const KMeansResult result = k_means(iris::features, {.clusters = 3, .restarts = 50});
  CHECK(result.objective == doctest::Approx(78.85144143).epsilon(1e-10));
  CHECK(result.total == doctest::Approx(681.3706).epsilon(1e-10));
  CHECK(result.converged);
  CHECK(column(result.clusters, "clients") == std::vector<std::int64_t>{62, 50, 38});
  CHECK(adjusted_rand_index(column(result.clients, "cluster"), iris::species()) ==
        doctest::Approx(0.7302382723).epsilon(1e-10));
  // scikit-learn's calinski_harabasz_score of the same clusters.
  CHECK(result.calinski_harabasz == doctest::Approx(561.62775662962).epsilon(1e-12));
}

TEST_CASE("adjusted Rand index of nine clients (R mclust): 0.3571428571") {
  const std::vector<std::int64_t> a{1, 1, 1, 2, 2, 2, 3, 3, 3}, b{1, 1, 2, 2, 2, 2, 3, 3, 1};
  CHECK(adjusted_rand_index(a, b) == doctest::Approx(0.3571428571).epsilon(1e-9));
  CHECK(adjusted_rand_index(a, a) == 1);
  CHECK(adjusted_rand_index(std::vector<std::int64_t>(4, 7), std::vector<std::int64_t>(4, 1)) == 1);
  CHECK_THROWS_AS((void)adjusted_rand_index(a, std::vector<std::int64_t>{1}), Error);
}

TEST_CASE("the distances that are skipped change nothing: the clusters are Lloyd's") {
  for (const std::size_t columns : {1U, 2U, 4U, 7U}) {
    CAPTURE(columns);
    const std::vector<double> values = clouds(40'000, columns, 6);
    const Features features{.values = values, .columns = columns};
    const std::vector<double> start(values.begin(), values.begin() + long(6 * columns));
    const Plain plain = plain_lloyd(features, start);
    const KMeansResult result =
        k_means(features, {.clusters = 6, .max_iterations = 5000, .initial_centres = start});
    CHECK(result.converged);
    // Ours are numbered by size: the same pairs of numbers throughout.
    CHECK(adjusted_rand_index(column(result.clients, "cluster"), plain.cluster) == 1);
    CHECK(result.distances < std::int64_t{40'000} * 6 * result.iterations / 2);
  }
}

TEST_CASE("the same bits for every thread count") {
  const std::vector<double> values = clouds(50'000, 3, 5);
  const Features features{.values = values, .columns = 3};
  const KMeansOptions options{.clusters = 5, .restarts = 2};
  const KMeansResult one = k_means(features, options, {.threads = 1});
  for (const unsigned threads : {2U, 5U}) {
    const KMeansResult many = k_means(features, options, {.threads = threads});
    CHECK(many.objective == one.objective);
    CHECK(column(many.clients, "cluster") == column(one.clients, "cluster"));
    const auto a = one.centres.float64("centre"), b = many.centres.float64("centre");
    CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end()));
  }
}

TEST_CASE("mini-batches come near the objective of all clients") {
  const std::vector<double> values = clouds(60'000, 4, 8);
  const Features features{.values = values, .columns = 4};
  const KMeansResult all = k_means(features, {.clusters = 8, .restarts = 3});
  const KMeansResult some =
      k_means(features, {.clusters = 8, .restarts = 3, .max_iterations = 100, .batch_size = 1024});
  CHECK(some.objective >= all.objective * (1 - 1e-12));
  CHECK(some.objective < all.objective * 1.02);
}

TEST_CASE("robust scaling of logarithms does not depend on the unit of money") {
  std::vector<double> spend, cents;
  for (int i = 0; i < 300; ++i) {
    math::RandomStream random(9, static_cast<std::uint64_t>(i));
    spend.push_back(std::exp(2 + random.normal()) + (i % 3) * 100);
    spend.push_back(double(random() % 12));
  }
  cents = spend;
  for (std::size_t i = 0; i < cents.size(); i += 2) cents[i] *= 100;
  const auto clusters = [](const std::vector<double>& values) {
    const Features features{.values = values, .columns = 2, .scaling = Scaling::robust};
    return column(k_means(features, {.clusters = 3}).clients, "cluster");
  };
  CHECK(clusters(spend) == clusters(cents));
}

TEST_CASE("transforms and scales are reported, and centres come back in the features' units") {
  const std::vector<double> spend{0, 1, 3, 7, 15, 31, 63};
  const std::vector<Transform> logs{Transform::log1p};
  const Features features{
      .values = spend, .columns = 1, .transforms = logs, .scaling = Scaling::robust};
  const KMeansResult result = k_means(features, {.clusters = 1});
  // Logarithms 0 to 6 times ln 2: the median is 3, the quartiles 1.5 and 4.5.
  CHECK(result.features.text("transform")[0] == "log1p");
  CHECK(result.features.float64("centre")[0] == doctest::Approx(3 * std::log(2)));
  CHECK(result.features.float64("scale")[0] ==
        doctest::Approx(3 * std::log(2) / 1.3489795003921634).epsilon(1e-14));
  CHECK(result.centres.float64("centre")[0] == doctest::Approx(7).epsilon(1e-13));
  CHECK(result.centres.float64("compared")[0] == doctest::Approx(0));
}

TEST_CASE("a start that leaves a cluster empty fills it") {
  const std::vector<double> values{0, 1, 2, 10, 11, 12};
  const Features features{.values = values, .columns = 1};
  const std::vector<double> start{1, 1000};
  const KMeansResult result = k_means(features, {.clusters = 2, .initial_centres = start});
  CHECK(column(result.clusters, "clients") == std::vector<std::int64_t>{3, 3});
  CHECK(result.objective == doctest::Approx(4));
}

TEST_CASE("nonsense is refused") {
  const std::vector<double> same(10, 4.0), gap{1, NAN, 3, 4}, start{1, 2, 3};
  CHECK_THROWS_AS((void)k_means({.values = same, .columns = 1}, {.clusters = 2}), Error);
  CHECK(k_means({.values = same, .columns = 1}, {.clusters = 1}).objective == 0);
  CHECK_THROWS_AS((void)k_means({.values = gap, .columns = 2}, {.clusters = 1}), Error);
  CHECK_THROWS_AS((void)k_means({.values = same, .columns = 3}, {.clusters = 1}), Error);
  CHECK_THROWS_AS((void)k_means({.values = {}, .columns = 1}, {.clusters = 1}), Error);
  CHECK_THROWS_AS((void)k_means(iris::features, {.clusters = 0}), Error);
  CHECK_THROWS_AS((void)k_means(iris::features, {.clusters = 151}), Error);
  CHECK_THROWS_AS((void)k_means(iris::features, {.clusters = 3, .tolerance = -1}), Error);
  CHECK_THROWS_AS((void)k_means(iris::features, {.clusters = 3, .initial_centres = start}), Error);
  const std::vector<Transform> logs{Transform::log1p};
  const std::vector<double> loss{-1, 2};
  CHECK_THROWS_AS(
      (void)k_means({.values = loss, .columns = 1, .transforms = logs}, {.clusters = 1}), Error);
}
