#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/count_distribution.hpp"
#include "math/incomplete_beta.hpp"
#include "math/normal.hpp"
#include "math/relative_error.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include <tenure/inference.hpp>

using namespace tenure;
using inference::CountDistribution;
using inference::CountMixture;
using tenure::testing::relative_error;

namespace {

constexpr double kCountHorizon = 30.0;

/// A fit that is as good as certain: its intervals are those of the clients' own chance.
FittedModel certain(std::string_view model, std::span<const double> parameters,
                    const Histories& histories) {
  std::vector<Prior> priors;
  const auto names = model_info(model).parameters;
  for (std::size_t i = 0; i < names.size(); ++i) {
    priors.push_back({std::string(names[i]), parameters[i], 1e-7});
  }
  return FittedModel::fit(model, histories, TimeUnit::week, {.priors = priors});
}

PredictionOptions counts_at(double level) {
  PredictionOptions options{.level = level};
  options.horizon = kCountHorizon;
  return options;
}

}  // namespace

TEST_CASE("sums of counts: a binomial from coins") {
  CountDistribution total;
  for (int i = 0; i < 40; ++i) total.add({0, {0.5, 0.5}});
  CHECK(relative_error(total.mean(), 20.0) < 1e-12);
  CHECK(relative_error(total.variance(), 10.0) < 1e-10);
  const double middle = total.probability[20 - total.first];
  CHECK(relative_error(middle, 137846528820.0 / 1099511627776.0) < 1e-12);
  total.add({5, {1.0}});
  CHECK(relative_error(total.mean(), 25.0) < 1e-12);
}

TEST_CASE("quantiles of a mixture are the smallest counts that suffice") {
  CountMixture mixture;
  mixture.add({0, {1.0}}, 1.0);
  mixture.add({3, {0.5, 0.5}}, 3.0);  // 0: 1/4; 3 and 4: 3/8 each
  CHECK(mixture.quantile(0.2) == 0.0);
  CHECK(mixture.quantile(0.25) == 0.0);
  CHECK(mixture.quantile(0.26) == 3.0);
  CHECK(mixture.quantile(0.63) == 4.0);
  CHECK(mixture.quantile(1.0) == 4.0);
}

TEST_CASE("thinned counts keep their mean, and no quantile moves by a step") {
  // Negative binomial of mean 900, as of a long horizon, with a share of 0.4 at 0.
  CountDistribution exact{0, {0.4}};
  double term = 0.6 * std::pow(0.001, 0.9);
  for (double n = 1.0; n < 20000.0; ++n) {
    exact.probability.push_back(term);
    term *= 0.999 * (0.9 + n - 1.0) / n;
  }
  for (const std::size_t points : {5000U, 700U, 100U, 2U}) {
    CAPTURE(points);
    CountDistribution thinned = exact;
    thinned.thin(points);
    CHECK(thinned.probability.size() <= points);
    CHECK(relative_error(thinned.mean(), exact.mean()) < 1e-12);
    const auto step = static_cast<double>(thinned.step);
    CHECK(thinned.variance() >= exact.variance() * (1.0 - 1e-12));
    CHECK(thinned.variance() <= exact.variance() + 0.25 * step * step);
    CountMixture before, after;
    before.add(exact, 1.0);
    after.add(thinned, 1.0);
    for (const double p : {0.01, 0.3, 0.5, 0.9, 0.999}) {
      CHECK(std::abs(after.quantile(p) - before.quantile(p)) < step);
    }
  }
}

TEST_CASE(
    "copies of a count on a coarse lattice have the mean of so many, and nearly the variance") {
  CountDistribution one{0, std::vector<double>(1000, 1e-3)};
  const CountDistribution sum = one.times(37.0, 600);
  CHECK(sum.probability.size() <= 600);
  CHECK(relative_error(sum.mean(), 37.0 * 499.5) < 1e-12);
  CHECK(relative_error(sum.variance(), 37.0 * (1e6 - 1.0) / 12.0) < 2e-3);
}

TEST_CASE("a client's count has the mean and the silence that the model gives, to 1e-8") {
  const std::array<double, 4> parameters{0.8, 6.0, 0.7, 9.0};
  const double x = 7.0, t_x = 25.0, T = 30.0;
  const Histories client{{&x, 1}, {&t_x, 1}, {&T, 1}, {}, {}};
  for (const char* name : {"pareto_nbd", "bg_nbd", "mbg_nbd"}) {
    const model::PurchaseModel& model = *model::find_model(name);
    const auto counts = inference::purchases_of(model, parameters, client, kCountHorizon);
    const auto fitted = FittedModel::from_parameters(name, parameters, TimeUnit::week);
    CHECK(relative_error(counts.mean(), fitted.expected_purchases(client, kCountHorizon)[0]) <
          1e-7);
    CHECK(relative_error(counts.probability[0], fitted.p_silent(client, kCountHorizon)[0]) < 1e-12);
  }
}

TEST_CASE("with certain parameters a client's interval is that of his distribution") {
  const std::array<double, 2> parameters{0.8, 6.0};
  const auto data = testing::simulate(model::nbd(), parameters, 300, 5);
  const auto fitted = certain("nbd", parameters, data.view());
  const Summary summary = Summary::from_arrays(data.view(), TimeUnit::week);
  const Table table = prediction_intervals(fitted, summary, Predicted::purchases, counts_at(0.8));
  for (std::size_t i = 0; i < 300; i += 17) {
    // Negative binomial: shape r + x, success probability (alpha + T) / (alpha + T + horizon).
    const double shape = 0.8 + data.x[i];
    const double p = kCountHorizon / (6.0 + data.T[i] + kCountHorizon);
    double term = std::pow(1.0 - p, shape), cumulated = term, n = 0.0;
    double lower = cumulated >= 0.1 ? 0.0 : -1.0;
    for (; cumulated < 0.9; cumulated += term) {
      term *= p * (shape + n) / (n + 1.0);
      n += 1.0;
      if (lower < 0.0 && cumulated + term >= 0.1) lower = n;
    }
    CHECK(table.float64("lower")[i] == lower);
    CHECK(table.float64("upper")[i] == n);
    const double variance = shape * p / ((1.0 - p) * (1.0 - p));
    CHECK(relative_error(table.float64("standard_error")[i], std::sqrt(variance)) < 1e-4);
  }
}

TEST_CASE("a sum's interval is that of a normal with the skewness of the sum") {
  const std::array<double, 2> parameters{0.8, 6.0};
  const auto data = testing::simulate(model::nbd(), parameters, 2000, 5);
  const auto fitted = certain("nbd", parameters, data.view());
  const Summary summary = Summary::from_arrays(data.view(), TimeUnit::week);
  const std::vector<std::int64_t> all(2000, 0);
  PredictionOptions options = counts_at(0.9);
  options.groups = all;
  const Table table = prediction_intervals(fitted, summary, Predicted::purchases, options);
  double mean = 0.0, variance = 0.0, third = 0.0;  // cumulants of the negative binomial
  for (std::size_t i = 0; i < 2000; ++i) {
    const double shape = 0.8 + data.x[i];
    const double p = kCountHorizon / (6.0 + data.T[i] + kCountHorizon);
    mean += shape * p / (1.0 - p);
    variance += shape * p / ((1.0 - p) * (1.0 - p));
    third += shape * p * (1.0 + p) / std::pow(1.0 - p, 3);
  }
  CHECK(relative_error(table.float64("estimate")[0], mean) < 1e-6);
  CHECK(relative_error(table.float64("standard_error")[0], std::sqrt(variance)) < 1e-4);
  const double z = math::two_sided_normal(0.9);
  // Cornish & Fisher (1938), to the skewness; counts are whole.
  const double skewed = mean + (z * z - 1.0) * third / (6.0 * variance);
  CHECK(std::abs(table.float64("lower")[0] - (skewed - z * std::sqrt(variance))) < 1.0);
  CHECK(std::abs(table.float64("upper")[0] - (skewed + z * std::sqrt(variance))) < 1.0);
}

TEST_CASE("where the sum of a base turns normal, the interval does not jump") {
  // The parameters' uncertainty takes over as clients are added: both ways agree near the seam.
  const auto data = testing::simulate(model::pareto_nbd(), std::array{0.8, 6.0, 0.7, 9.0}, 500, 12);
  const auto fitted = FittedModel::fit("pareto_nbd", data.view(), TimeUnit::week);
  const Summary summary = Summary::from_arrays(data.view(), TimeUnit::week);
  double before = 0.0;
  for (const std::int64_t size : {100, 200, 300, 400, 500}) {
    std::vector<std::int64_t> groups(500, -1);
    std::fill_n(groups.begin(), size, 0);
    PredictionOptions options = counts_at(0.9);
    options.groups = groups;
    const Table table = prediction_intervals(fitted, summary, Predicted::purchases, options);
    const double width = (table.float64("upper")[0] - table.float64("lower")[0]) /
                         table.float64("standard_error")[0];
    CHECK(std::abs(width - 2.0 * math::two_sided_normal(0.9)) < 0.15);
    if (before > 0.0) CHECK(std::abs(width / before - 1.0) < 0.03);
    before = width;
  }
}

namespace {

/// The interval of all clients together, and what the table says beside it.
struct GroupInterval {
  double estimate, standard_error, lower, upper;
};
GroupInterval of_all(const FittedModel& fitted, const Histories& histories,
                     PredictionOptions options) {
  const std::vector<std::int64_t> all(histories.size(), 0);
  options.groups = all;
  const Table table = prediction_intervals(fitted, Summary::from_arrays(histories, TimeUnit::week),
                                           Predicted::purchases, options);
  return {table.float64("estimate")[0], table.float64("standard_error")[0],
          table.float64("lower")[0], table.float64("upper")[0]};
}

}  // namespace

TEST_CASE("the interval of few clients with long tails contains the median, whatever the horizon") {
  // Who is alive buys for ever: a sum of few is far from normal however much work it is to add.
  const std::vector<double> x{2.0, 4.0}, t_x{15.06, 22.43}, T{27.66, 35.32};
  const Histories two{.frequency = x, .recency = t_x, .age = T};
  const std::array<double, 4> parameters{0.55, 10.6, 0.4, 11.7};
  const auto fitted = certain("pareto_nbd", parameters, two);
  const model::PurchaseModel& model = *model::find_model("pareto_nbd");
  for (const double horizon : {39.0, 2000.0, 8000.0}) {
    CAPTURE(horizon);
    CountDistribution sum =
        inference::purchases_of(model, parameters, model::part_of(two, 0, 1), horizon);
    sum.add(inference::purchases_of(model, parameters, model::part_of(two, 1, 1), horizon));
    CountMixture exact;
    exact.add(sum, 1.0);
    PredictionOptions options{.level = 0.9};
    options.horizon = horizon;
    const GroupInterval interval = of_all(fitted, two, options);
    // A step is at most 1 / 2048 of the longest count.
    const double step = std::floor(static_cast<double>(sum.probability.size()) / 2048.0);
    CHECK(std::abs(interval.lower - exact.quantile(0.05)) <= step);
    CHECK(std::abs(interval.upper - exact.quantile(0.95)) <= step + 1e-3 * interval.upper);
    CHECK(interval.lower <= exact.quantile(0.5));
    CHECK(interval.upper >= exact.quantile(0.5));
    CHECK(interval.lower <= interval.estimate);
    CHECK(interval.upper >= interval.estimate);
  }
}

TEST_CASE("on both sides of the seams the interval is that of the exact convolution") {
  // Newcomers who buy at Gamma(0.8, 6) rates: the skewness of n of them is near 2 / sqrt(0.8 n), so
  // that 60 are added on a lattice and 180 are normal. Together they are negative binomial again.
  for (const double clients : {60.0, 180.0}) {
    CAPTURE(clients);
    const auto n = static_cast<std::size_t>(clients);
    const std::vector<double> none(n, 0.0);
    std::vector<double> age(n);
    std::iota(age.begin(), age.end(), 0.0);
    for (double& one : age) one = 1e-6 * one;  // distinct histories, all but the same
    const std::array<double, 2> parameters{0.8, 6.0};
    const Histories newcomers{.frequency = none, .recency = none, .age = age};
    const auto fitted = certain("nbd", parameters, newcomers);
    PredictionOptions options{.level = 0.95};
    options.horizon = 600.0;
    const GroupInterval interval = of_all(fitted, newcomers, options);
    const double shape = 0.8 * clients;
    const double p = 600.0 / 606.0;
    const double error = std::sqrt(shape * p) / (1.0 - p);
    CHECK(relative_error(interval.standard_error, error) < 1e-4);
    const auto p_below = [&](double count) {
      return 1.0 - math::nbd_at_least(shape, 6.0, 600.0, count + 1.0);
    };
    // In standard errors: 0.01 is what normality costs, 0.0232 a step of the lattice, of 16.
    CHECK(p_below(interval.lower + 0.025 * error) >= 0.025);
    CHECK(p_below(interval.lower - 0.025 * error) <= 0.025);
    CHECK(p_below(interval.upper + 0.025 * error) >= 0.975);
    CHECK(p_below(interval.upper - 0.025 * error) <= 0.975);
  }
}

TEST_CASE("the counts of clients are the same for any number of threads; weights must be whole") {
  auto data = testing::simulate(model::bg_nbd(), std::array{0.5, 6.0, 0.8, 2.5}, 300, 9);
  const auto fitted = FittedModel::fit("bg_nbd", data.view(), TimeUnit::week);
  const Summary summary = Summary::from_arrays(data.view(), TimeUnit::week);
  const Table one = prediction_intervals(fitted, summary, Predicted::purchases, counts_at(0.9),
                                         {.threads = 1, .progress = {}});
  const Table three = prediction_intervals(fitted, summary, Predicted::purchases, counts_at(0.9),
                                           {.threads = 3, .progress = {}});
  for (std::size_t i = 0; i < 300; ++i) {
    CHECK(one.float64("upper")[i] == three.float64("upper")[i]);
    CHECK(one.float64("standard_error")[i] == three.float64("standard_error")[i]);
  }
  data.weight.assign(300, 1.5);
  const std::vector<std::int64_t> all(300, 0);
  PredictionOptions options = counts_at(0.9);
  options.groups = all;
  const Error error = error_of(Status::invalid_argument, [&] {
    static_cast<void>(prediction_intervals(
        fitted, Summary::from_arrays(data.view(), TimeUnit::week), Predicted::purchases, options));
  });
  CHECK(error.argument() == "weight");
}
