#include <array>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/profile.hpp"
#include "math/normal.hpp"
#include "math/relative_error.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include <tenure/inference.hpp>

using namespace tenure;
using inference::ProfileBound;
using tenure::testing::relative_error;

namespace {

// The histories of make_profile_reference.py.
const std::vector<double> kX{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 10};
const std::vector<double> kRecency{0, 0, 0, 0, 2, 9, 21, 30, 5, 18, 33, 12, 30, 26, 34, 31, 36.5};
const std::vector<double> kAge{28, 32, 36, 39, 30, 39, 33, 36, 28, 32, 39, 30, 36, 33, 39, 32, 39};
const std::vector<double> kWeight{90, 70, 80, 60, 14, 11, 12, 9, 6, 8, 7, 3, 6, 4, 3, 2, 1};
const Histories kHistories{kX, kRecency, kAge, {}, kWeight};

}  // namespace

TEST_CASE("a parabola's profile is its Wald interval") {
  // x^2 + x y + y^2, lowest over y: 3/4 x^2.
  const optim::Objective parabola = [](const Eigen::VectorXd& at) {
    Eigen::MatrixXd hessian(2, 2);
    hessian << 2.0, 1.0, 1.0, 2.0;
    return optim::SecondOrder{0.5 * at.dot(hessian * at), hessian * at, hessian};
  };
  for (const int direction : {-1, 1}) {
    const ProfileBound bound =
        inference::profile_bound(parabola, Eigen::VectorXd::Zero(2), 0.0, 0, direction, 3.0, 0.3);
    CHECK(bound.status == ProfileBound::Status::ok);
    CHECK(relative_error(bound.at, 2.0 * direction) < 1e-9);
  }
}

TEST_CASE("a bound that is not there, and a lower minimum, are named") {
  const auto one_sided = [](double left) {
    return [left](const Eigen::VectorXd& at) {
      // x^2 / 2 to the right; to the left it rises to `left` and no further.
      const double x = at[0];
      optim::SecondOrder result{0.5 * at[1] * at[1], Eigen::VectorXd::Zero(2),
                                Eigen::MatrixXd::Identity(2, 2)};
      result.gradient[1] = at[1];
      result.value += x > 0.0 ? 0.5 * x * x : left * (1.0 - std::exp(-0.5 * x * x));
      result.gradient[0] = x > 0.0 ? x : left * x * std::exp(-0.5 * x * x);
      return result;
    };
  };
  const Eigen::VectorXd best = Eigen::VectorXd::Zero(2);
  const auto bound = [&](double left, int direction) {
    return inference::profile_bound(one_sided(left), best, 0.0, 0, direction, 2.0, 1.0);
  };
  CHECK(bound(1.0, -1).status == ProfileBound::Status::unbounded);
  CHECK(bound(1.0, 1).status == ProfileBound::Status::ok);
  CHECK(bound(-1.0, -1).status == ProfileBound::Status::higher_elsewhere);
  CHECK(bound(4.0, -1).status == ProfileBound::Status::ok);
}

TEST_CASE("NBD: 90 % profile intervals of make_profile_reference.py") {
  const auto fitted = FittedModel::fit("nbd", kHistories, TimeUnit::week);
  const Table table = profile_intervals(fitted, kHistories, 0.9);
  constexpr double kExpected[2][3] = {{0.253424888828974, 0.1850164053084025, 0.3513065799824226},
                                      {19.396222980960136, 13.142198401886226, 28.271921614294065}};
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(relative_error(fitted.parameters()[i], kExpected[i][0]) < 1e-6);
    CHECK(relative_error(table.float64("lower")[i], kExpected[i][1]) < 1e-6);
    CHECK(relative_error(table.float64("upper")[i], kExpected[i][2]) < 1e-6);
    CHECK(table.text("lower_status")[i] == "ok");
  }
}

TEST_CASE("BG/NBD: 90 % profile intervals of make_profile_reference.py") {
  const auto fitted = FittedModel::fit("bg_nbd", kHistories, TimeUnit::week);
  const Table table = profile_intervals(fitted, kHistories, 0.9);
  constexpr double kExpected[2][3] = {
      {0.17617366988752398, 0.12351433972280987, 0.2652089412817276},
      {10.267158943985484, 5.663837126619241, 19.136693714188812}};
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(relative_error(fitted.parameters()[i], kExpected[i][0]) < 1e-5);
    CHECK(relative_error(table.float64("lower")[i], kExpected[i][1]) < 1e-5);
    CHECK(relative_error(table.float64("upper")[i], kExpected[i][2]) < 1e-5);
  }
}

TEST_CASE("at each bound the likelihood, highest over the other parameters, has fallen as far") {
  const auto data = testing::simulate(model::pareto_nbd(), std::array{0.8, 6.0, 0.7, 9.0}, 1000, 5);
  const auto fitted = FittedModel::fit("pareto_nbd", data.view(), TimeUnit::week);
  const Table table = profile_intervals(fitted, data.view(), 0.95);
  const double fall = 0.5 * std::pow(math::two_sided_normal(0.95), 2);
  const FitResult& best = fitted.result();
  for (std::size_t i = 0; i < 4; ++i) {
    for (const char* side : {"lower", "upper"}) {
      // A narrow prior holds the parameter at the bound.
      const double bound = table.float64(side)[i];
      std::vector<double> start = best.parameters;
      start[i] = bound;
      const auto held =
          FittedModel::fit("pareto_nbd", data.view(), TimeUnit::week,
                           {.start = start, .priors = {{std::string(best.names[i]), bound, 1e-6}}});
      CHECK(std::abs(best.log_likelihood.value() - held.result().log_likelihood.value() - fall) <
            1e-5);
    }
    const Table wald = best.table(0.95);
    CHECK(table.float64("lower")[i] < best.parameters[i]);
    CHECK(std::abs(std::log(table.float64("lower")[i] / wald.float64("lower")[i])) < 1.0);
  }
}

TEST_CASE("a side without a bound says so: nobody leaves in data of the NBD model") {
  const auto data = testing::simulate(model::nbd(), std::array{0.8, 9.0}, 400, 3);
  const auto fitted = FittedModel::fit("bg_nbd", data.view(), TimeUnit::week);
  const Table table = profile_intervals(fitted, data.view(), 0.9);
  CHECK(table.text("lower_status")[0] == "ok");
  CHECK(table.text("upper_status")[3] == "unbounded");  // b
  CHECK(table.validity(table.at("upper"))[3] == 0);
}

TEST_CASE("the bounds are the same bits for every number of threads") {
  const auto data = testing::simulate(model::bg_nbd(), std::array{0.5, 6.0, 0.8, 2.5}, 1200, 9);
  const auto fitted = FittedModel::fit("bg_nbd", data.view(), TimeUnit::week);
  const Table one = profile_intervals(fitted, data.view(), 0.9, {.threads = 1, .progress = {}});
  const Table three = profile_intervals(fitted, data.view(), 0.9, {.threads = 3, .progress = {}});
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(one.float64("lower")[i] == three.float64("lower")[i]);
    CHECK(one.float64("upper")[i] == three.float64("upper")[i]);
  }
}

TEST_CASE("Wald intervals are those of the result, and need a fit that determines the parameters") {
  const auto fitted = FittedModel::fit("nbd", kHistories, TimeUnit::week);
  const Table table = wald_intervals(fitted, 0.9);
  const Table of_result = fitted.result().table(0.9);
  for (const char* column : {"estimate", "lower", "upper"}) {
    for (std::size_t i = 0; i < 2; ++i) {
      CHECK(table.float64(column)[i] == of_result.float64(column)[i]);
    }
  }
  const auto given = FittedModel::from_parameters("nbd", std::array{1.0, 9.0}, TimeUnit::week);
  error_of(Status::invalid_argument, [&] { static_cast<void>(wald_intervals(given)); });
  error_of(Status::invalid_argument, [&] { static_cast<void>(wald_intervals(fitted, 95.0)); });
}

TEST_CASE("profiles need a fit, and the data of the fit") {
  const auto fitted = FittedModel::fit("nbd", kHistories, TimeUnit::week);
  const std::vector<double> other(kX.size(), 39.0);
  error_of(Status::invalid_argument, [&] {
    static_cast<void>(profile_intervals(fitted, {kX, kRecency, other, {}, kWeight}));
  });
  const auto given = FittedModel::from_parameters("nbd", std::array{1.0, 9.0}, TimeUnit::week);
  error_of(Status::invalid_argument,
           [&] { static_cast<void>(profile_intervals(given, kHistories)); });
  error_of(Status::invalid_argument,
           [&] { static_cast<void>(profile_intervals(fitted, kHistories, 95.0)); });
}
