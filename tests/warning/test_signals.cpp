#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/signals.hpp>

using namespace tenure;

namespace {

double cell(const Table& table, const char* column, std::size_t row = 0) {
  const auto validity = table.validity(table.at(column));
  REQUIRE((validity.empty() || validity[row] != 0));
  return table.float64(column)[row];
}

bool is_absent(const Table& table, const char* column, std::size_t row = 0) {
  const auto validity = table.validity(table.at(column));
  return !validity.empty() && validity[row] == 0;
}

Table drop(double before, double weeks_before, double now, double weeks_now,
           const RateDropOptions& options = {}) {
  return rate_drop(std::vector{before}, std::vector{weeks_before}, std::vector{now},
                   std::vector{weeks_now}, options);
}

}  // namespace

TEST_CASE("12 purchases in 52 weeks, then 1 in 13 (METHODS 9: exact conditional test, Jeffreys)") {
  const Table test = drop(12, 52, 1, 13);
  CHECK(cell(test, "p_value") == doctest::Approx(0.2336462209).epsilon(1e-9));
  CHECK(cell(test, "mid_p") == doctest::Approx(0.1443111).epsilon(1e-6));
  const double as_few = 13 * 0.2 * std::pow(0.8, 12);  // exactly 1 of 13 in a fifth of the time
  CHECK(cell(test, "mid_p") == doctest::Approx(0.2336462209 - as_few / 2).epsilon(1e-9));
  CHECK(cell(test, "p_lower") == doctest::Approx(0.8720873).epsilon(1e-7));
  CHECK(cell(test, "ratio") == doctest::Approx(1.0 / 12 * 4));
}

TEST_CASE("the exact test adds up the binomial probabilities, and its limits are where it turns") {
  double sum = 0;
  const double share = 13.0 / 65;
  for (int n = 0; n <= 3; ++n) {
    sum += std::exp(std::lgamma(18) - std::lgamma(n + 1) - std::lgamma(18 - n) +
                    n * std::log(share) + (17 - n) * std::log1p(-share));
  }
  CHECK(cell(drop(14, 52, 3, 13), "p_value") == doctest::Approx(sum).epsilon(1e-12));
  // Clopper and Pearson: at the upper limit of the ratio the test's p-value is (1 - level) / 2.
  const Table at = drop(14, 52, 3, 13, {.level = 0.9});
  const double upper = cell(at, "ratio_to");
  CHECK(cell(drop(14, 52 / upper, 3, 13), "p_value") == doctest::Approx(0.05).epsilon(1e-9));
}

TEST_CASE("windows without events have no ratio, or no limit, and never a wrong one") {
  const Table none = drop(0, 10, 0, 10);
  CHECK(is_absent(none, "ratio"));
  CHECK(is_absent(none, "ratio_to"));
  CHECK(cell(none, "p_value") == 1);
  CHECK(cell(none, "p_lower") == doctest::Approx(0.5));
  const Table gone = drop(5, 10, 0, 10);
  CHECK(cell(gone, "ratio") == 0);
  CHECK(cell(gone, "ratio_from") == 0);
  CHECK(cell(gone, "p_value") == doctest::Approx(std::pow(0.5, 5)));
  CHECK(cell(gone, "mid_p") == doctest::Approx(std::pow(0.5, 6)));
}

TEST_CASE("a prior that knows the rate leaves little to two windows") {
  const RateDropOptions sure{.prior_shape = 1000, .prior_rate = 1000};
  CHECK(cell(drop(5, 10, 0, 10, sure), "p_lower") < 0.6);
  CHECK(cell(drop(5, 10, 0, 10), "p_lower") > 0.95);
}

TEST_CASE("a basket that falls (METHODS 9: Theil-Sen and Mann-Kendall)") {
  const std::vector<double> baskets{52, 50, 55, 48, 47, 49, 42, 40, 41, 36};
  const Table test = trend_test(baskets, std::vector<std::int64_t>{10});
  CHECK(cell(test, "slope") == doctest::Approx(-1.777778).epsilon(1e-6));
  CHECK(cell(test, "s") == -35);
  CHECK(cell(test, "z") == doctest::Approx(-3.041052).epsilon(1e-6));
  CHECK(cell(test, "p_value") == doctest::Approx(0.0023575).epsilon(1e-4));
  CHECK(cell(test, "p_fall") == doctest::Approx(0.0023575 / 2).epsilon(1e-4));
}

TEST_CASE("ties take off the variance: 1, 2, 2, 3 by hand") {
  // s = 5; 18 var = 4 * 3 * 13 - 2 * 1 * 9 = 138.
  const Table test = trend_test(std::vector<double>{1, 2, 2, 3}, std::vector<std::int64_t>{4});
  CHECK(cell(test, "s") == 5);
  CHECK(cell(test, "z") == doctest::Approx(4 / std::sqrt(138.0 / 18)));
}

TEST_CASE("series of any length stand side by side; short and level ones have no test") {
  const std::vector<double> values{7, 5, 5, 5, 5, 1, 2};
  const Table test = trend_test(values, std::vector<std::int64_t>{1, 4, 0, 2});
  CHECK(test.rows() == 4);
  CHECK(is_absent(test, "slope", 0));
  CHECK(cell(test, "slope", 1) == 0);
  CHECK(is_absent(test, "z", 1));
  CHECK(is_absent(test, "slope", 2));
  CHECK(cell(test, "slope", 3) == 1);
  CHECK(is_absent(test, "p_value", 3));
}

TEST_CASE("adjusted p-values (METHODS 9: Benjamini and Hochberg; R p.adjust)") {
  const std::vector<double> p{.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
  const std::vector<double> expected{.01, .04, .084, .084, .084, .1, .105714, .216, .216, .216};
  const std::vector<double> adjusted = adjusted_p_values(p);
  const std::vector<double> of_any = adjusted_p_values(p, FalseDiscovery::benjamini_yekutieli);
  double harmonic = 0;
  for (int i = 1; i <= 10; ++i) harmonic += 1.0 / i;
  for (std::size_t i = 0; i < p.size(); ++i) {
    CHECK(adjusted[i] == doctest::Approx(expected[i]).epsilon(1e-5));
    CHECK(of_any[i] == doctest::Approx(std::min(1.0, harmonic * adjusted[i])));
  }
  CHECK(adjusted_p_values({}).empty());
}

TEST_CASE("what is no count, time, series or p-value is refused with its row") {
  const auto argument_of = [](auto&& call) -> std::string {
    try {
      call();
    } catch (const Error& error) {
      return error.argument() + " " + std::to_string(error.row());
    }
    return "";
  };
  CHECK(argument_of([] { (void)drop(1.5, 1, 1, 1); }) == "events_before 0");
  CHECK(argument_of([] { (void)drop(1, 0, 1, 1); }) == "time_before 0");
  CHECK(argument_of([] { (void)drop(1, 1, -1, 1); }) == "events_now 0");
  CHECK(argument_of([] { (void)drop(1, 1, 1, 1, {.level = 1}); }) == "level -1");
  CHECK(argument_of([] { (void)trend_test(std::vector<double>{1}, {}); }) == "lengths -1");
  CHECK(argument_of([] {
          (void)trend_test(std::vector<double>{1, INFINITY}, std::vector<std::int64_t>{2});
        }) == "values 1");
  CHECK(argument_of([] {
          (void)adjusted_p_values(std::vector<double>{0.5, NAN});
        }) == "p_values 1");
}
