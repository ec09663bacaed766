#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/fitted_base.hpp"
#include "math/normal.hpp"
#include "math/relative_error.hpp"

using namespace tenure;
using tenure::testing::fitted_base;
using tenure::testing::FittedBase;
using tenure::testing::kHorizon;
using tenure::testing::predicted_at;
using tenure::testing::relative_error;

namespace {

const FittedBase& pareto() {
  static const FittedBase base = fitted_base("pareto_nbd", {0.8, 6.0, 0.7, 9.0}, 1000);
  return base;
}

/// Of a function of the parameters, by central differences in their logarithms.
template <class F>
double differenced_error(const FittedModel& fitted, F&& value) {
  const std::vector<double> best(fitted.parameters().begin(), fitted.parameters().end());
  const std::size_t n = best.size();
  std::vector<double> by(n);
  for (std::size_t k = 0; k < n; ++k) {
    const double step = 1e-5 * best[k];
    std::vector<double> more = best, less = best;
    more[k] += step;
    less[k] -= step;
    by[k] = (value(more) - value(less)) / (2.0 * step);
  }
  double variance = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      variance += by[i] * by[j] * fitted.result().covariance[i * n + j];
    }
  }
  return std::sqrt(variance);
}

}  // namespace

TEST_CASE("the delta method's standard error is that of finite differences") {
  const FittedBase& base = pareto();
  const Table table = prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases,
                                           predicted_at(0.9));
  const auto expected = base.fitted.expected_purchases(base.data.view(), kHorizon);
  for (const std::size_t i : {0UL, 7UL, 100UL, 999UL}) {
    CHECK(relative_error(table.float64("estimate")[i], expected[i]) < 1e-13);
    const double error = differenced_error(base.fitted, [&](const std::vector<double>& p) {
      return FittedModel::from_parameters("pareto_nbd", p, TimeUnit::week)
          .expected_purchases(base.data.view(), kHorizon)[i];
    });
    CHECK(relative_error(table.float64("standard_error")[i], error) < 1e-6);
    const double width = math::two_sided_normal(0.9) * error / expected[i];
    CHECK(relative_error(table.float64("lower")[i], expected[i] * std::exp(-width)) < 1e-6);
    CHECK(relative_error(table.float64("upper")[i], expected[i] * std::exp(width)) < 1e-6);
  }
}

TEST_CASE("sums over groups: weights count, -1 is in none, an empty group is 0") {
  const FittedBase& base = pareto();
  std::vector<std::int64_t> groups(1000);
  for (std::size_t i = 0; i < 1000; ++i) groups[i] = i < 10 ? -1 : i % 2 == 0 ? 0 : 2;
  PredictionOptions options = predicted_at(0.9);
  options.groups = groups;
  const Table table =
      prediction_intervals(base.fitted, base.summary, Predicted::discounted_purchases, options);
  CHECK(table.rows() == 3);
  const auto value = [&](const std::vector<double>& p) {
    const auto each = FittedModel::from_parameters("pareto_nbd", p, TimeUnit::week)
                          .discounted_purchases(base.data.view(), options.discount, kHorizon);
    double total = 0.0;
    for (std::size_t i = 10; i < each.size(); i += 2) total += each[i];
    return total;
  };
  const auto best = base.fitted.parameters();
  CHECK(relative_error(table.float64("estimate")[0], value({best.begin(), best.end()})) < 1e-12);
  CHECK(relative_error(table.float64("standard_error")[0], differenced_error(base.fitted, value)) <
        1e-6);
  CHECK(table.float64("clients")[0] == 495.0);
  CHECK(table.float64("clients")[1] == 0.0);
  CHECK(table.float64("upper")[1] == 0.0);

  // Each client twice by weight: the same sums as of twice the clients.
  testing::SimulatedHistories doubled = base.data;
  doubled.weight.assign(1000, 2.0);
  const Table twice =
      prediction_intervals(base.fitted, Summary::from_arrays(doubled.view(), TimeUnit::week),
                           Predicted::discounted_purchases, options);
  CHECK(relative_error(twice.float64("upper")[0], 2.0 * table.float64("upper")[0]) < 1e-12);
}

TEST_CASE("sampling the parameters agrees with the delta method, for any number of threads") {
  const FittedBase& base = pareto();
  const std::vector<std::int64_t> all(1000, 0);
  for (const Predicted of : {Predicted::expected_purchases, Predicted::p_alive}) {
    PredictionOptions options = predicted_at(0.9);
    options.groups = all;
    const Table delta = prediction_intervals(base.fitted, base.summary, of, options);
    options.method = IntervalMethod::sampling;
    options.draws = 1000;
    const Table drawn = prediction_intervals(base.fitted, base.summary, of, options,
                                             {.threads = 1, .progress = {}});
    const double error = delta.float64("standard_error")[0];
    CHECK(drawn.float64("estimate")[0] == delta.float64("estimate")[0]);
    CHECK(relative_error(drawn.float64("standard_error")[0], error) < 0.15);
    CHECK(std::abs(drawn.float64("lower")[0] - delta.float64("lower")[0]) < 0.3 * error);
    CHECK(std::abs(drawn.float64("upper")[0] - delta.float64("upper")[0]) < 0.3 * error);
    options.draws = 50;
    const auto on = [&](unsigned threads) {
      return prediction_intervals(base.fitted, base.summary, of, options,
                                  {.threads = threads, .progress = {}});
    };
    const Table one = on(1), three = on(3);
    CHECK(three.float64("lower")[0] == one.float64("lower")[0]);
    CHECK(three.float64("standard_error")[0] == one.float64("standard_error")[0]);
  }
}

TEST_CASE("a lifetime value by draws of both posteriors") {
  testing::SimulatedHistories data = pareto().data;
  data.m = testing::simulate(model::gamma_gamma(), std::array{6.0, 3.7, 15.0}, 1000, 3).m;
  const Summary summary = Summary::from_arrays(data.view(), TimeUnit::week);
  const auto purchases = FittedModel::fit("nbd", summary);
  const auto spend = FittedModel::fit("gamma_gamma", summary);
  const std::vector<std::int64_t> all(1000, 0);
  PredictionOptions options = predicted_at(0.9);
  options.groups = all;
  const ClvOptions value{.horizon = 52.0};
  const Table delta = clv_intervals(purchases, spend, summary, value, options);
  options.method = IntervalMethod::sampling;
  options.fitted_to = &summary;
  const Table drawn = clv_intervals(purchases, spend, summary, value, options);
  CHECK(relative_error(drawn.float64("standard_error")[0], delta.float64("standard_error")[0]) <
        0.25);
  const Summary other = Summary::from_arrays(pareto().data.view(), TimeUnit::week);
  options.fitted_to = &other;
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(clv_intervals(purchases, spend, summary, value, options));
        }).argument() == "fitted_to");
}

TEST_CASE("intervals of P(alive) stay within 0 and 1; a certainty has none") {
  const FittedBase bg = fitted_base("bg_nbd", {0.5, 6.0, 0.8, 2.5}, 600);
  const Table table = prediction_intervals(bg.fitted, bg.summary, Predicted::p_alive, {});
  for (std::size_t i = 0; i < 600; ++i) {
    const double p = table.float64("estimate")[i];
    CHECK(table.float64("lower")[i] >= 0.0);
    CHECK(table.float64("lower")[i] <= p);
    CHECK(p <= table.float64("upper")[i]);
    CHECK(table.float64("upper")[i] <= 1.0);
    if (bg.data.x[i] == 0.0) CHECK(table.float64("lower")[i] == 1.0);
  }
}

TEST_CASE("spend: a client without an expectation has no interval and enters no sum") {
  const FittedBase spend = fitted_base("gamma_gamma", {6.0, 3.7, 15.0}, 800);
  const auto heavy = FittedModel::fit(
      "gamma_gamma", spend.data.view(), TimeUnit::week,
      {.priors = {{"p", 6.0, 0.1},
                  {"q", 0.8, 1e-3}}});  // q <= 1: the mean over all clients is infinite
  std::vector<double> x{0, 3}, t_x{0, 9}, T{30, 30}, m{0, 25};
  const Summary two = Summary::from_arrays({x, t_x, T, m, {}}, TimeUnit::week);
  const Table each = prediction_intervals(heavy, two, Predicted::expected_spend, {});
  CHECK(each.validity(each.at("estimate"))[0] == 0);
  CHECK(each.validity(each.at("upper"))[0] == 0);
  CHECK(each.validity(each.at("upper"))[1] == 1);
  const std::vector<std::int64_t> all(2, 0);
  PredictionOptions options;
  options.groups = all;
  const Table sums = prediction_intervals(heavy, two, Predicted::expected_spend, options);
  CHECK(sums.int64("not_valued")[0] == 1);
  CHECK(sums.float64("clients")[0] == 1.0);
  CHECK(sums.float64("estimate")[0] == each.float64("estimate")[1]);
}

TEST_CASE("a lifetime value's error comes from both models, by either timing") {
  const FittedBase& base = pareto();
  testing::SimulatedHistories priced = base.data;
  const auto amounts = testing::simulate(model::gamma_gamma(), std::array{6.0, 3.7, 15.0}, 1000, 3);
  priced.m = amounts.m;
  const Summary summary = Summary::from_arrays(priced.view(), TimeUnit::week);
  const auto purchases = FittedModel::fit("pareto_nbd", summary);
  const auto spend = FittedModel::fit("gamma_gamma", summary);
  const std::vector<std::int64_t> all(1000, 0);
  PredictionOptions options;
  options.groups = all;
  for (const Timing timing : {Timing::at_purchase, Timing::period_end}) {
    ClvOptions value{.horizon = 52.0, .timing = timing, .margin = 0.3};
    const Table table = clv_intervals(purchases, spend, summary, value, options);
    const double total = clv(purchases, spend, summary, value).total;
    CHECK(relative_error(table.float64("estimate")[0], total) < 1e-12);
    const double of_purchases = differenced_error(purchases, [&](const std::vector<double>& p) {
      return clv(FittedModel::from_parameters("pareto_nbd", p, TimeUnit::week), spend, summary,
                 value)
          .total;
    });
    const double of_spend = differenced_error(spend, [&](const std::vector<double>& p) {
      return clv(purchases, FittedModel::from_parameters("gamma_gamma", p, TimeUnit::week), summary,
                 value)
          .total;
    });
    CHECK(relative_error(table.float64("standard_error")[0], std::hypot(of_purchases, of_spend)) <
          1e-6);
    PredictionOptions drawn = options;
    drawn.method = IntervalMethod::sampling;
    drawn.draws = 300;
    const Table sampled = clv_intervals(purchases, spend, summary, value, drawn);
    CHECK(relative_error(sampled.float64("standard_error")[0], table.float64("standard_error")[0]) <
          0.25);
  }
}

TEST_CASE("what is asked wrongly is refused by name") {
  const FittedBase& base = pareto();
  const auto argument_of = [&](Predicted of, const PredictionOptions& options,
                               Status status = Status::invalid_argument) {
    return error_of(
               status,
               [&] {
                 static_cast<void>(prediction_intervals(base.fitted, base.summary, of, options));
               })
        .argument();
  };
  CHECK(argument_of(Predicted::expected_purchases, {}) == "horizon");
  CHECK(argument_of(Predicted::expected_purchases, predicted_at(1.5)) == "level");
  PredictionOptions options = predicted_at(0.9);
  options.draws = 1;
  CHECK(argument_of(Predicted::expected_purchases, options) == "draws");
  const std::vector<std::int64_t> far(1000, 1000);
  options = predicted_at(0.9);
  options.groups = far;
  const Error error = error_of(Status::invalid_argument, [&] {
    static_cast<void>(
        prediction_intervals(base.fitted, base.summary, Predicted::purchases, options));
  });
  CHECK(error.argument() == "groups");
  CHECK(error.row() == 0);
  argument_of(Predicted::expected_spend, predicted_at(0.9), Status::not_supported);
  options = predicted_at(0.9);
  options.method = IntervalMethod::sampling;
  CHECK(argument_of(Predicted::purchases, options, Status::not_supported) == "method");
  const auto given =
      FittedModel::from_parameters("pareto_nbd", std::array{1.0, 9.0, 1.0, 9.0}, TimeUnit::week);
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(
              prediction_intervals(given, base.summary, Predicted::p_alive, predicted_at(0.9)));
        }).argument() == "model");
}
