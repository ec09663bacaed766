#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/fitted_base.hpp"
#include "inference/parameter_draws.hpp"
#include "inference/posterior_draws.hpp"
#include "math/normal.hpp"
#include "math/relative_error.hpp"
#include "models/cells.hpp"

using namespace tenure;
using tenure::testing::fitted_base;
using tenure::testing::FittedBase;
using tenure::testing::predicted_at;
using tenure::testing::relative_error;

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

TEST_CASE("the log-likelihood that draws weigh by is that of the fit") {
  const std::pair<std::string_view, std::vector<double>> cases[] = {
      {"nbd", {0.6, 9.0}},
      {"pareto_nbd", {0.8, 6.0, 0.7, 9.0}},
      {"bg_nbd", {0.5, 6.0, 0.8, 2.5}},
      {"mbg_nbd", {0.5, 6.0, 0.9, 1.6}},
      {"ggompertz_nbd", {0.6, 6.0, 0.1, 0.8, 1.5}}};
  for (const auto& [name, truth] : cases) {
    CAPTURE(name);
    const FittedBase base = fitted_base(name, truth, 300);
    const model::PurchaseModel& model = *model::find_model(name);
    const model::Cells cells(base.summary.histories(), model.traits(), {});
    CHECK(relative_error(model.log_likelihood_sum(base.fitted.parameters(), cells.view()),
                         base.fitted.result().log_likelihood.value()) < 1e-13);
  }
}

TEST_CASE("a posterior that the normal law near it does not lead to is refused") {
  const Eigen::VectorXd centre = Eigen::VectorXd::Zero(2);
  const Eigen::MatrixXd unit = Eigen::MatrixXd::Identity(2, 2);
  const auto refused = [&](const inference::LogDensity& density, const Eigen::MatrixXd& near) {
    return error_of(Status::not_supported, [&] {
             static_cast<void>(inference::posterior_draws(density, centre, near, 100, 1, {}));
           }).argument() == "fitted_to";
  };
  const auto flat = [](const Eigen::VectorXd&) { return 0.0; };
  const auto nothing = [](const Eigen::VectorXd&) { return -INFINITY; };
  // Far outside what is drawn at first, and a millionth as wide.
  const auto needle = [](const Eigen::VectorXd& at) {
    return -0.5e12 * (at.array() - 50.0).square().sum();
  };
  CHECK(refused(nothing, unit));
  CHECK(refused(needle, unit));
  CHECK(refused(flat, -unit));
}

TEST_CASE("the posterior of much data is the normal law near it; other data are refused") {
  const FittedBase nbd = fitted_base("nbd", {0.6, 9.0}, 1000);
  const std::vector<std::int64_t> all(1000, 0);
  PredictionOptions options = predicted_at(0.9);
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
  const FittedBase other = fitted_base("nbd", {0.6, 9.0}, 999);
  CHECK(error_of(Status::invalid_argument, [&] { ask(&other.summary); }).argument() == "fitted_to");
}

TEST_CASE("the posterior of few clients, by draws and on a grid, and not the normal law near it") {
  const FittedBase few = fitted_base("nbd", {0.6, 9.0}, 30);
  const FittedModel& fitted = few.fitted;
  PredictionOptions options = predicted_at(0.9);
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
      const double p = std::exp(log_likelihood - fitted.result().log_likelihood.value() -
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
  const FittedBase plain = fitted_base("nbd", {0.6, 9.0}, 100);
  FitOptions tight;
  tight.priors = {{.parameter = "r", .centre = 2.0, .sd = 0.01}};
  const auto fitted = FittedModel::fit("nbd", plain.summary, tight);
  PredictionOptions options = predicted_at(0.9);
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
