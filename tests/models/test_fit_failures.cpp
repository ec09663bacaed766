// Fits that fail elsewhere (lifetimes, CLVTools, BTYD and BTYDplus, lifelines), each by the number
// of its report. F4 to F8, F10, F11, F14 and F15 stand in the other files of this folder.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "models/at_parameters.hpp"
#include "models/fit.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include "tenure/error.hpp"

using namespace tenure;
using tenure::testing::AtParameters;
using tenure::testing::relative_error;
using tenure::testing::SimulatedHistories;
using Reason = Convergence::Reason;

namespace {

constexpr std::array<double, 4> kShop{.25, 4.4, .8, 2.4};

FitResult fit_of(const model::PurchaseModel& model, const Histories& histories) {
  return model::fit(model, model::Cells(histories, model.traits()), {}, {});
}

SimulatedHistories in_units(SimulatedHistories data, double units) {
  for (double& t : data.t_x) t *= units;
  for (double& t : data.T) t *= units;
  return data;
}

}  // namespace

TEST_CASE("F1 few clients or large values need no penalty (lifetimes#335, #396)") {
  for (const model::PurchaseModel* model :
       {&model::bg_nbd(), &model::mbg_nbd(), &model::pareto_nbd()}) {
    CAPTURE(model->traits().info.name);
    const auto few = fit_of(*model, testing::simulate(*model, kShop, 40, 1).view());
    CHECK(few.convergence.usable);
    const auto large =
        fit_of(*model, in_units(testing::simulate(*model, kShop, 800, 1), 1e6).view());
    CHECK(large.convergence.usable);
    CHECK(large.convergence.gradient_norm < 1e-6);
  }
}

TEST_CASE(
    "F2 where a peer returned its start as the optimum the gradient vanishes (lifetimes#332)") {
  // Few purchases in long times: exp of a difference overflowed there.
  const SimulatedHistories data =
      testing::simulate(model::bg_nbd(), std::array{.10, 50.16, .40, .81}, 1500, 3);
  const FitResult result = fit_of(model::bg_nbd(), in_units(data, 60.0).view());
  CHECK(result.convergence.usable);
  CHECK(result.convergence.gradient_norm < 1e-6);
  CHECK(result.convergence.iterations > 0);
}

TEST_CASE("F3 a base of daily buyers, x up to 501 in 501 days (lifetimes#405)") {
  SimulatedHistories data;
  for (int i = 0; i < 500; ++i) {
    const double age = 100.0 + i % 402;
    const double last = age - i % 9;
    data.x.push_back(std::floor(last * (0.5 + 0.5 * (i % 97) / 96.0)));
    data.t_x.push_back(last);
    data.T.push_back(age);
    data.weight.push_back(579.0);  // 289,411 clients in all
  }
  const FitResult result = fit_of(model::bg_nbd(), data.view());
  CHECK(result.convergence.usable);
  const AtParameters model(model::bg_nbd(), result.parameters);
  CHECK(model.p_alive({495, 500, 501, 0}) > 0.99);
}

TEST_CASE("F12 F13 a log stamped in seconds fits as one in days (CLVTools#112, BTYDplus#51)") {
  constexpr double kSeconds = 86400.0;
  for (const model::PurchaseModel* model :
       {&model::bg_nbd(), &model::pareto_nbd(), &model::nbd()}) {
    CAPTURE(model->traits().info.name);
    const SimulatedHistories days = testing::simulate(
        *model, std::span(kShop).first(model->traits().info.parameters.size()), 600, 4);
    const FitResult by_day = fit_of(*model, days.view());
    const FitResult by_second = fit_of(*model, in_units(days, kSeconds).view());
    CHECK(by_second.convergence.reason == by_day.convergence.reason);
    CHECK(relative_error(by_second.parameters[0], by_day.parameters[0]) < 1e-6);
    CHECK(relative_error(by_second.parameters[1], kSeconds * by_day.parameters[1]) < 1e-6);
  }
}

TEST_CASE("F16 the gradient for hundreds of purchases is finite and exact (pymc-marketing#131)") {
  const std::vector<double> parameters{10.465, 7.98565181e-03, 3.0516, 2.820};
  const model::History client{500, 4, 37, 0};
  const std::vector<double> score = AtParameters(model::pareto_nbd(), parameters).score(client);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    CAPTURE(i);
    const auto moved = [&](double steps) {
      std::vector<double> at = parameters;
      at[i] *= std::exp(1e-3 * steps);
      return AtParameters(model::pareto_nbd(), at).log_likelihood(client);
    };
    const double slope = (moved(-2) - 8 * moved(-1) + 8 * moved(1) - moved(2)) / (12 * 1e-3);
    CHECK(relative_error(score[i], slope) < 1e-7);
  }
}

TEST_CASE("F17 every reported statistic is the one it is called (lifelines 0.26.0: wrong BIC)") {
  // Fader & Hardie (2007), the regular clients: tests/golden/mle.csv has the fit in 18 digits.
  std::vector<double> x, T, left{369, 163, 86, 56, 37, 27, 21};
  for (std::size_t i = 0; i < left.size(); ++i) {
    x.push_back(static_cast<double>(i));
    T.push_back(7.0);
  }
  x.push_back(7.0);
  T.push_back(7.0);
  left.push_back(241.0);
  const FitResult result = fit_of(model::shifted_beta_geometric(), {x, x, T, {}, left});
  CHECK(relative_error(result.log_likelihood.value(), -1680.26518846328699) < 1e-14);
  CHECK(relative_error(result.standard_errors[0], 0.065598964234) < 1e-10);
  CHECK(relative_error(result.aic().value(), 2 * 2 + 2 * 1680.26518846328699) < 1e-14);
  CHECK(relative_error(result.bic().value(), 2 * std::log(1000.0) + 2 * 1680.26518846328699) <
        1e-14);
  CHECK(result.clients == 1000.0);
}

TEST_CASE("F18 a weight that is not a number is refused by row (lifelines 0.21.0: NaN counted)") {
  const std::vector<double> x{1, 2, 3}, t_x{1, 2, 3}, T{5, 6, 7};
  const std::vector<double> weight{1, std::numeric_limits<double>::quiet_NaN(), 1};
  try {
    static_cast<void>(FittedModel::fit("pareto_nbd", {x, t_x, T, {}, weight}, TimeUnit::week));
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.status() == Status::invalid_data);
    CHECK(error.row() == 1);
    CHECK(error.argument() == "weight");
  }
}
