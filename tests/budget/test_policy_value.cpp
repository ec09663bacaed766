#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/uplift.hpp>

using namespace tenure;

namespace {

const std::vector<std::uint8_t> kTreated{1, 1, 0, 0, 1, 0, 1, 0, 1, 0};
const std::vector<std::uint8_t> kDecision{1, 0, 1, 0, 1, 1, 0, 0, 1, 1};
const std::vector<double> kProfit{40, -5, 10, 0, 25, 20, -5, 30, 60, 0}, kHalf{.5};
const std::vector<double> kExpectedTreated{30, 5, 15, 5, 20, 25, 0, 20, 50, 10};
const std::vector<double> kExpectedControl{10, 5, 8, 4, 10, 18, 2, 25, 20, 6};

}  // namespace

TEST_CASE("METHODS 13: IPW 31.0 (13.860415), SNIPW 31.0, doubly robust 23.8 (7.345142)") {
  const Table values = policy_value({.treated = kTreated,
                                     .profit = kProfit,
                                     .decision = kDecision,
                                     .propensity = kHalf,
                                     .expected_treated = kExpectedTreated,
                                     .expected_control = kExpectedControl});
  CHECK(values.text("estimator")[2] == "doubly_robust");
  CHECK(values.float64("value")[0] == doctest::Approx(31).epsilon(1e-14));
  CHECK(values.float64("standard_error")[0] == doctest::Approx(13.860415).epsilon(4e-8));
  CHECK(values.float64("value")[1] == doctest::Approx(31).epsilon(1e-14));
  CHECK(values.float64("value")[2] == doctest::Approx(23.8).epsilon(1e-14));
  CHECK(values.float64("standard_error")[2] == doctest::Approx(7.345142).epsilon(7e-8));
  CHECK(values.float64("lower")[0] == doctest::Approx(31 - 1.959963985 * 13.860415).epsilon(3e-7));
}

TEST_CASE("a constant added to profits moves SNIPW by it, though propensities differ") {
  const std::vector<double> propensity{.3, .6, .5, .2, .7, .4, .5, .5, .8, .4};
  std::vector<double> moved = kProfit;
  for (double& p : moved) p += 1000;
  const auto value = [&](const std::vector<double>& profit) {
    return policy_value({kTreated, profit, kDecision, propensity}).float64("value")[1];
  };
  CHECK(value(moved) - value(kProfit) == doctest::Approx(1000).epsilon(1e-12));
}

TEST_CASE("a policy is not valued where nobody was treated at random") {
  const std::vector<double> certain{1.0};
  CHECK_THROWS_AS((void)policy_value({kTreated, kProfit, kDecision, certain}), Error);
  std::vector<std::uint8_t> opposite;
  for (const auto t : kTreated) opposite.push_back(t == 0);
  CHECK_THROWS_AS((void)policy_value({kTreated, kProfit, opposite, kHalf}), Error);
}
