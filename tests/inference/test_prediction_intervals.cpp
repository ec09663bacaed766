#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/parameter_draws.hpp"
#include "inference/posterior_draws.hpp"
#include "math/normal.hpp"
#include "math/relative_error.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include <tenure/inference.hpp>

using namespace tenure;
using tenure::testing::relative_error;

namespace {

constexpr double kHorizon = 26.0;

struct Base {
  testing::SimulatedHistories data;
  Summary summary;
  FittedModel fitted;
};

Base base_of(std::string_view model, std::vector<double> truth, std::size_t clients) {
  auto data = testing::simulate(*model::find_model(model), truth, clients, 12);
  Summary summary = Summary::from_arrays(data.view(), TimeUnit::week);
  auto fitted = FittedModel::fit(model, summary);
  return {std::move(data), std::move(summary), std::move(fitted)};
}
const Base& pareto() {
  static const Base base = base_of("pareto_nbd", {0.8, 6.0, 0.7, 9.0}, 1000);
  return base;
}

PredictionOptions at(double level) {
  PredictionOptions options{.level = level};
  options.horizon = kHorizon;
  return options;
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
  const Base& base = pareto();
  const Table table =
      prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases, at(0.9));
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
  const Base& base = pareto();
  std::vector<std::int64_t> groups(1000);
  for (std::size_t i = 0; i < 1000; ++i) groups[i] = i < 10 ? -1 : i % 2 == 0 ? 0 : 2;
  PredictionOptions options = at(0.9);
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
  const Base& base = pareto();
  const std::vector<std::int64_t> all(1000, 0);
  for (const Predicted of : {Predicted::expected_purchases, Predicted::p_alive}) {
    PredictionOptions options = at(0.9);
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

TEST_CASE("draws of a posterior have its shape, not that of the normal law near it") {
  // x ~ N(0, 1) and y | x ~ N(x^2 / 2, 1): about its peak a circle, away from it a banana.
  const auto banana = [](const Eigen::VectorXd& at) {
    const double y = at[1] - 0.5 * at[0] * at[0];
    return -0.5 * (at[0] * at[0] + y * y);
  };
  constexpr std::size_t kDraws = 4000;
  const auto draws = [&](unsigned threads) {
    return inference::posterior_draws(banana, Eigen::VectorXd::Zero(2),
                                      Eigen::MatrixXd::Identity(2, 2), kDraws, 1,
                                      {.threads = threads, .progress = {}});
  };
  const Eigen::MatrixXd drawn = draws(1);
  double mean = 0.0, square = 0.0, beyond = 0.0;
  for (Eigen::Index i = 0; i < drawn.cols(); ++i) {
    mean += drawn(1, i) / kDraws;
    square += drawn(1, i) * drawn(1, i) / kDraws;
    if (std::abs(drawn(0, i)) > math::two_sided_normal(0.9)) beyond += 1.0 / kDraws;
  }
  CHECK(mean == doctest::Approx(0.5).epsilon(0.1));
  CHECK(square - mean * mean == doctest::Approx(1.5).epsilon(0.1));
  CHECK(beyond == doctest::Approx(0.1).epsilon(0.2));
  CHECK(draws(3) == drawn);
}

TEST_CASE("the posterior of much data is the normal law near it; other data are refused") {
  const Base nbd = base_of("nbd", {0.6, 9.0}, 1000);
  const std::vector<std::int64_t> all(1000, 0);
  PredictionOptions options = at(0.9);
  options.groups = all;
  const auto ask = [&](const Summary* fitted_to) {
    options.fitted_to = fitted_to;
    return prediction_intervals(nbd.fitted, nbd.summary, Predicted::expected_purchases, options);
  };
  const Table delta = ask(nullptr);
  options.method = IntervalMethod::sampling;
  const Table drawn = ask(&nbd.summary);
  const double error = delta.float64("standard_error")[0];
  CHECK(relative_error(drawn.float64("standard_error")[0], error) < 0.1);
  CHECK(std::abs(drawn.float64("lower")[0] - delta.float64("lower")[0]) < 0.3 * error);
  CHECK(std::abs(drawn.float64("upper")[0] - delta.float64("upper")[0]) < 0.3 * error);
  const Base& other = pareto();
  CHECK(error_of(Status::invalid_argument, [&] { ask(&other.summary); }).argument() == "fitted_to");
}

TEST_CASE("the posterior of few clients, by draws and on a grid, and not the normal law near it") {
  const Base few = base_of("nbd", {0.6, 9.0}, 30);
  const FittedModel& fitted = few.fitted;
  PredictionOptions options = at(0.9);
  options.draws = 8000;
  const Eigen::MatrixXd normal = inference::parameter_draws(fitted, options, {});
  options.fitted_to = &few.summary;
  const Eigen::MatrixXd drawn = inference::parameter_draws(fitted, options, {});
  const auto moments = [](const auto& values) {
    const double mean = values.mean();
    return std::pair(mean, std::sqrt((values.array() - mean).square().mean()));
  };
  // By the trapezoid rule, seven standard deviations each way, with the vague prior of the draws.
  const double log_r = std::log(fitted.parameters()[0]);
  const double log_alpha = std::log(fitted.parameters()[1]);
  const auto errors = fitted.result().standard_errors;
  constexpr int kSteps = 120;
  double mass = 0.0, first = 0.0, second = 0.0;
  for (int i = 0; i <= kSteps; ++i) {
    for (int j = 0; j <= kSteps; ++j) {
      const double u = errors[0] / fitted.parameters()[0] * 7.0 * (2.0 * i / kSteps - 1.0);
      const double v = errors[1] / fitted.parameters()[1] * 7.0 * (2.0 * j / kSteps - 1.0);
      const auto there = FittedModel::from_parameters(
          "nbd", std::vector{std::exp(log_r + u), std::exp(log_alpha + v)}, TimeUnit::week);
      const auto of_clients = there.log_likelihood(few.summary.histories());
      const double log_likelihood = std::accumulate(of_clients.begin(), of_clients.end(), 0.0);
      const double p = std::exp(log_likelihood - fitted.result().log_likelihood -
                                (u * u + v * v) / (2.0 * 2.0 * 2.0));
      mass += p;
      first += p * u;
      second += p * u * u;
    }
  }
  const double mean = first / mass, sd = std::sqrt(second / mass - mean * mean);
  const auto [drawn_mean, drawn_sd] = moments(drawn.row(0));
  const auto [normal_mean, normal_sd] = moments(normal.row(0));
  CHECK(std::abs(drawn_mean - log_r - mean) < 0.05 * sd);
  CHECK(drawn_sd == doctest::Approx(sd).epsilon(0.05));
  CAPTURE(mean);
  CAPTURE(normal_sd);
  CHECK((std::abs(mean) > 0.1 * sd || std::abs(normal_sd / sd - 1.0) > 0.1));  // they do differ
  CHECK(std::abs(normal_mean - log_r) < 0.05 * normal_sd);
}

TEST_CASE("draws keep the priors of the fit, and two models' draws have no order in common") {
  const Base plain = base_of("nbd", {0.6, 9.0}, 100);
  FitOptions tight;
  tight.priors = {{.parameter = "r", .centre = 2.0, .sd = 0.01}};
  const auto fitted = FittedModel::fit("nbd", plain.summary, tight);
  PredictionOptions options = at(0.9);
  options.draws = 2000;
  options.fitted_to = &plain.summary;
  const Eigen::MatrixXd one = inference::parameter_draws(fitted, options, {});
  const Eigen::ArrayXd log_r = one.row(0).array();
  CHECK(log_r.mean() == doctest::Approx(std::log(2.0)).epsilon(0.02));
  CHECK(std::sqrt((log_r - log_r.mean()).square().mean()) == doctest::Approx(0.01).epsilon(0.15));
  const Eigen::MatrixXd two = inference::parameter_draws(fitted, options, {}, 1);
  const Eigen::ArrayXd far = (one.row(1).array() - one.row(1).mean()).abs();
  const Eigen::ArrayXd other = (two.row(1).array() - two.row(1).mean()).abs();
  const double together = ((far - far.mean()) * (other - other.mean())).mean();
  CHECK(std::abs(together) < 0.1 * std::sqrt((far - far.mean()).square().mean() *
                                             (other - other.mean()).square().mean()));
  options.method = IntervalMethod::delta;
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(
              prediction_intervals(fitted, plain.summary, Predicted::expected_purchases, options));
        }).argument() == "fitted_to");
}

TEST_CASE("a lifetime value by draws of both posteriors") {
  testing::SimulatedHistories data = pareto().data;
  data.m = testing::simulate(model::gamma_gamma(), std::array{6.0, 3.7, 15.0}, 1000, 3).m;
  const Summary summary = Summary::from_arrays(data.view(), TimeUnit::week);
  const auto purchases = FittedModel::fit("nbd", summary);
  const auto spend = FittedModel::fit("gamma_gamma", summary);
  const std::vector<std::int64_t> all(1000, 0);
  PredictionOptions options = at(0.9);
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
  const Base bg = base_of("bg_nbd", {0.5, 6.0, 0.8, 2.5}, 600);
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
  const Base spend = base_of("gamma_gamma", {6.0, 3.7, 15.0}, 800);
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
  const Base& base = pareto();
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
  const Base& base = pareto();
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
  CHECK(argument_of(Predicted::expected_purchases, at(1.5)) == "level");
  PredictionOptions options = at(0.9);
  options.draws = 1;
  CHECK(argument_of(Predicted::expected_purchases, options) == "draws");
  const std::vector<std::int64_t> far(1000, 1000);
  options = at(0.9);
  options.groups = far;
  const Error error = error_of(Status::invalid_argument, [&] {
    static_cast<void>(
        prediction_intervals(base.fitted, base.summary, Predicted::purchases, options));
  });
  CHECK(error.argument() == "groups");
  CHECK(error.row() == 0);
  argument_of(Predicted::expected_spend, at(0.9), Status::not_supported);
  options = at(0.9);
  options.method = IntervalMethod::sampling;
  CHECK(argument_of(Predicted::purchases, options, Status::not_supported) == "method");
  const auto given =
      FittedModel::from_parameters("pareto_nbd", std::array{1.0, 9.0, 1.0, 9.0}, TimeUnit::week);
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(prediction_intervals(given, base.summary, Predicted::p_alive, at(0.9)));
        }).argument() == "model");
}
