// Fader & Hardie (2010), Customer-base valuation in a contractual setting: the perils of ignoring
// heterogeneity. Cohorts of 10,000 a year, alpha 3.8, beta 15.2, discount 10 %.
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/contracts.hpp>
#include <tenure/error.hpp>
#include <tenure/retention_value.hpp>

using namespace tenure;

namespace {

const std::vector<double> contracts{1, 2, 3, 4, 5};
const std::vector<double> survivors{10000, 8000, 6480, 5307, 4391};

FittedModel high_end() {
  return FittedModel::from_parameters("shifted_beta_geometric", std::vector{3.8, 15.2},
                                      TimeUnit::year);
}

}  // namespace

TEST_CASE("Fader & Hardie (2010): one rate of .811696 makes 10,584,804.5 of 12,054,291.9") {
  const AggregateRetention check = check_aggregate_retention(
      high_end(), contracts, survivors, {.margin = 100, .retention = 24178.0 / 29787.0});
  CHECK(check.retention == doctest::Approx(0.811696).epsilon(1e-6));
  CHECK(check.one_rate_value / 100 / 34178 == doctest::Approx(3.096964).epsilon(1e-6));
  CHECK(check.one_rate_value == doctest::Approx(10'584'804.5).epsilon(1e-8));
  CHECK(check.value == doctest::Approx(12'054'291.9).epsilon(1e-8));
  CHECK(check.shortfall == doctest::Approx(0.1219).epsilon(1e-3));
  CHECK(check.warning.find("12.19 % too low") != std::string::npos);
  const std::vector<double> derl{3.309818421, 3.451000329, 3.586543657, 3.716811539, 3.842134024};
  for (std::size_t i = 0; i < derl.size(); ++i) {
    CHECK(check.cohorts.float64("residual_lifetime")[i] == doctest::Approx(derl[i]).epsilon(1e-9));
  }
  CHECK(discounted_lifetime(high_end(), DiscountRate::effective(0.1, TimeUnit::year)) ==
        doctest::Approx(4.008925837).epsilon(1e-9));
}

TEST_CASE(
    "without a rate the model says what last period's was: that of the paper but for rounding") {
  const AggregateRetention check =
      check_aggregate_retention(high_end(), contracts, survivors, {.margin = 100});
  CHECK(check.retention == doctest::Approx(24178.0 / 29787.0).epsilon(2e-5));
}

TEST_CASE("clients who hardly differ need no warning") {
  const FittedModel alike =
      FittedModel::from_parameters("shifted_beta_geometric", std::vector{2e6, 8e6}, TimeUnit::year);
  const AggregateRetention check = check_aggregate_retention(alike, contracts, survivors);
  CHECK(check.retention == doctest::Approx(0.8).epsilon(1e-6));
  CHECK(std::abs(check.shortfall) < 1e-5);
  CHECK(check.warning.empty());
}

TEST_CASE("nonsense is refused by name") {
  const auto argument = [](const std::vector<double>& signed_contracts,
                           const std::vector<double>& numbers,
                           const AggregateRetentionOptions& options) {
    return refused_argument(
        [&] { (void)check_aggregate_retention(high_end(), signed_contracts, numbers, options); });
  };
  CHECK(argument({1, 2}, {10}, {}) == "clients");
  CHECK(argument({1, 2}, {10, -1}, {}) == "clients");
  CHECK(argument({1, 2}, {0, 0}, {}) == "clients");
  CHECK(argument({1, 0}, {10, 5}, {}) == "periods");
  CHECK(argument({1}, {10}, {}) == "retention");
  CHECK(argument({1, 2}, {10, 8}, {.margin = 0}) == "margin");
  CHECK(argument({1, 2}, {10, 8}, {.retention = 1.0}) == "retention");
}
