#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/count_distribution.hpp"
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
