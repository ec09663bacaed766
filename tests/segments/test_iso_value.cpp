#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/iso_value.hpp>

using namespace tenure;

namespace {

// Pareto/NBD and Gamma-Gamma of the CDNOW sample, in weeks.
FittedModel purchases() {
  return FittedModel::from_parameters(
      "pareto_nbd", std::vector<double>{0.5533, 10.578, 0.6062, 11.669}, TimeUnit::week);
}
FittedModel spend() {
  return FittedModel::from_parameters("gamma_gamma", std::vector<double>{6.25, 3.74, 15.44},
                                      TimeUnit::week);
}
const DiscountRate fifteen = DiscountRate::effective(0.15, TimeUnit::year);

double value_at(double x, double t_x, double age) {
  const std::vector<double> frequency{x}, recency{t_x}, ages{age};
  return purchases().discounted_purchases({.frequency = frequency, .recency = recency, .age = ages},
                                          fifteen)[0];
}

}  // namespace

TEST_CASE("points of the curves are worth what they say, between whole frequencies too") {
  const IsoValueResult result = iso_value(purchases(), nullptr,
                                          {.age = 78,
                                           .max_frequency = 14,
                                           .recency_steps = 156,
                                           .discount = fifteen,
                                           .levels = {2, 5}});
  CHECK(result.grid.rows() == 14 * 156);
  CHECK(result.grid.float64("value")[156 * 2 + 99] == doctest::Approx(value_at(3, 50, 78)));
  REQUIRE(result.contours.rows() > 50);
  for (std::size_t i = 0; i < result.contours.rows(); ++i) {
    const double level = result.contours.float64("level")[i];
    const double x = result.contours.float64("frequency")[i];
    const double t_x = result.contours.float64("recency")[i];
    const double worth = (std::floor(x) + 1 - x) * value_at(std::floor(x), t_x, 78) +
                         (x - std::floor(x)) * value_at(std::floor(x) + 1, t_x, 78);
    CHECK(worth == doctest::Approx(level).epsilon(0.03));
  }
}

TEST_CASE("the curves bend backwards (Fader, Hardie & Lee 2005)") {
  // Of two clients who have not bought since week 30 of 78, the more frequent one is worth less.
  CHECK(value_at(12, 30, 78) < value_at(3, 30, 78));
  // So the curve of a low level meets one recency twice.
  const IsoValueResult result = iso_value(
      purchases(), nullptr, {.age = 78, .max_frequency = 14, .discount = fifteen, .levels = {1.5}});
  double least = 78;
  double at_end = 78;
  for (std::size_t i = 0; i < result.contours.rows(); ++i) {
    const double recency = result.contours.float64("recency")[i];
    least = std::min(least, recency);
    if (result.contours.float64("frequency")[i] == 14) at_end = recency;
  }
  CHECK(least < at_end - 5);
}

TEST_CASE("spend and margin multiply") {
  const IsoValueOptions options{
      .age = 78, .max_frequency = 5, .recency_steps = 10, .discount = fifteen, .margin = 0.3};
  const IsoValueResult worth = iso_value(purchases(), nullptr, options);
  const FittedModel money = spend();
  const IsoValueResult mean = iso_value(purchases(), &money, options);
  IsoValueOptions own = options;
  own.mean_spend = 100;
  const IsoValueResult rich = iso_value(purchases(), &money, own);
  const std::vector<double> x{4}, zero{0}, m{100};
  const double expected =
      money.expected_spend({.frequency = x, .recency = zero, .age = zero, .mean_spend = m})
          .value[0];
  const std::size_t i = 3 * 10 + 7;
  const double base = worth.grid.float64("value")[i];
  CHECK(mean.grid.float64("value")[i] == doctest::Approx(base * *money.population_spend()));
  CHECK(rich.grid.float64("value")[i] == doctest::Approx(base * expected));
}

TEST_CASE("every model of purchases has curves") {
  for (const ModelInfo& info : models()) {
    if (info.kind != ModelKind::purchases) continue;
    const std::vector<double> parameters(info.parameters.size(), 1.5);
    const FittedModel model = FittedModel::from_parameters(info.name, parameters, TimeUnit::week,
                                                           info.max_regularity > 0 ? 2 : 0);
    const IsoValueResult result =
        iso_value(model, nullptr, {.age = 12, .max_frequency = 6, .recency_steps = 24});
    INFO(info.name);
    CHECK(result.contours.rows() > 10);
    std::set<double> levels;
    for (const double level : result.contours.float64("level")) levels.insert(level);
    CHECK(levels.size() <= 10);
  }
}

TEST_CASE("in discrete time nobody buys more often than there are periods") {
  const FittedModel model = FittedModel::from_parameters(
      "bg_bb", std::vector<double>{1.204, 0.750, 0.657, 2.783}, TimeUnit::year);
  const IsoValueResult result = iso_value(model, nullptr, {.age = 6, .max_frequency = 6});
  CHECK(result.grid.rows() == 36);
  const auto validity = result.grid.validity(result.grid.at("value"));
  CHECK(std::count(validity.begin(), validity.end(), 1) == 21);
}

TEST_CASE("nonsense of iso-value curves is refused by name") {
  const auto refused = [](IsoValueOptions options, const FittedModel& model) -> std::string {
    try {
      (void)iso_value(model, nullptr, options);
    } catch (const Error& error) {
      return error.argument();
    }
    return "accepted";
  };
  CHECK(refused({}, purchases()) == "age");
  CHECK(refused({.age = 10, .max_frequency = 1}, purchases()) == "max_frequency");
  CHECK(refused({.age = 10, .recency_steps = 1001}, purchases()) == "recency_steps");
  CHECK(refused({.age = 10, .mean_spend = 5}, purchases()) == "mean_spend");
  CHECK(refused({.age = 10, .horizon = 0}, purchases()) == "horizon");
  CHECK(refused({.age = 10, .margin = 0}, purchases()) == "margin");
  CHECK(refused({.age = 10, .levels = {1.0 / 0.0}}, purchases()) == "levels");
  CHECK(refused({.age = 10}, spend()) == "purchases");
  const FittedModel discrete = FittedModel::from_parameters(
      "bg_bb", std::vector<double>{1.204, 0.750, 0.657, 2.783}, TimeUnit::year);
  CHECK(refused({.age = 6.5}, discrete) == "age");
}
