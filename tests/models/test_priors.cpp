#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "math/relative_error.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include "tenure/error.hpp"
#include "tenure/model.hpp"

using namespace tenure;
using tenure::testing::relative_error;

namespace {

const testing::SimulatedHistories& data() {
  static const auto drawn =
      testing::simulate(model::pareto_nbd(), std::vector{1.2, 10.0, 0.5, 12.0}, 800, 21);
  return drawn;
}
FittedModel fit(std::vector<Prior> priors) {
  return FittedModel::fit("pareto_nbd", data().view(), TimeUnit::week,
                          {.priors = std::move(priors)});
}
template <class F>
void check_refused(const std::string& why, F&& run) {
  const std::string message = error_of(Status::invalid_argument, run).what();
  CHECK_MESSAGE(message.find(why) != std::string::npos, message);
}

}  // namespace

TEST_CASE("A103, A137: with priors the log-likelihood, AIC and BIC stay those of the data") {
  const FittedModel fitted = fit({{"s", 1.0, 0.1}, {"r", 2.0, 0.5}});
  const FitResult& result = fitted.result();
  double sum = 0.0;
  for (const double each : fitted.log_likelihood(data().view())) sum += each;
  CHECK(relative_error(result.log_likelihood.value(), sum) < 1e-12);
  CHECK(result.aic().value() == 8.0 - 2.0 * result.log_likelihood.value());
  const double s = std::log(result.parameters[2]) / 0.1;
  const double r = std::log(result.parameters[0] / 2.0) / 0.5;
  CHECK(relative_error(result.penalty, 0.5 * (s * s + r * r)) < 1e-12);
  const FitResult free = fit({}).result();
  CHECK(free.penalty == 0.0);
  CHECK(result.log_likelihood.value() < free.log_likelihood.value());
  CHECK(result.log_likelihood.value() - result.penalty >
        free.log_likelihood.value() - 0.5 * 100.0 * std::pow(std::log(free.parameters[2]), 2) -
            2.0 * std::pow(std::log(free.parameters[0] / 2.0), 2));
}

TEST_CASE("a narrow prior holds its parameter, a wide one does not move it") {
  const FitResult narrow = fit({{"beta", 7.0, 1e-4}}).result();
  CHECK(relative_error(narrow.parameters[3], 7.0) < 1e-4);
  CHECK(relative_error(narrow.standard_errors[3], 7e-4) < 1e-3);
  const FitResult wide = fit({{"beta", 7.0, 1e4}}).result();
  const FitResult free = fit({}).result();
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(relative_error(wide.parameters[i], free.parameters[i]) < 1e-6);
    CHECK(relative_error(wide.standard_errors[i], free.standard_errors[i]) < 1e-6);
  }
}

TEST_CASE("F14 with priors too, a weight of k is k copies") {
  testing::SimulatedHistories weighted = data();
  weighted.weight.assign(weighted.x.size(), 2.0);
  testing::SimulatedHistories copies = data();
  for (auto column : {&testing::SimulatedHistories::x, &testing::SimulatedHistories::t_x,
                      &testing::SimulatedHistories::T, &testing::SimulatedHistories::m}) {
    (copies.*column)
        .insert((copies.*column).end(), (data().*column).begin(), (data().*column).end());
  }
  const FitOptions options{.priors = {{"s", 1.0, 0.2}}};
  const auto once = FittedModel::fit("pareto_nbd", weighted.view(), TimeUnit::week, options);
  const auto twice = FittedModel::fit("pareto_nbd", copies.view(), TimeUnit::week, options);
  CHECK(once.result().parameters == twice.result().parameters);
  CHECK(once.result().penalty == twice.result().penalty);
  CHECK(once.result().data_fingerprint == twice.result().data_fingerprint);
  CHECK(once.result().data_fingerprint != fit({}).result().data_fingerprint);
}

TEST_CASE("priors determine what the data do not") {
  const std::vector<double> x{0, 0}, t_x{0, 0}, T{30, 40};
  const Histories silent{x, t_x, T, {}, {}};
  CHECK(!FittedModel::fit("nbd", silent, TimeUnit::week).result().convergence.usable);
  const auto fitted = FittedModel::fit("nbd", silent, TimeUnit::week,
                                       {.priors = {{"r", 0.5, 0.5}, {"alpha", 10.0, 0.5}}});
  CHECK(fitted.result().convergence.reason == Convergence::Reason::gradient);
  CHECK(fitted.result().parameters[0] < 0.5);
  CHECK(fitted.result().parameters[1] > 10.0);
}

TEST_CASE("priors that are none are refused by name") {
  check_refused("no parameter", [] { fit({{"q", 1.0, 1.0}}); });
  check_refused("two priors of r", [] { fit({{"r", 1.0, 1.0}, {"r", 2.0, 1.0}}); });
  check_refused("centre", [] { fit({{"r", 0.0, 1.0}}); });
  check_refused("deviation", [] { fit({{"r", 1.0, -1.0}}); });
}

TEST_CASE("the summary says what was fitted, how sure it is, and what the priors did") {
  const std::string text = fit({{"s", 1.0, 0.5}}).summary(0.9);
  for (const char* part :
       {"Pareto/NBD, mode of the posterior", "clients 800 in ", "log-likelihood -", "90 % from",
        "prior of s: median 1, standard", "alpha", "AIC", "BIC"}) {
    CHECK_MESSAGE(text.find(part) != std::string::npos, part);
  }
  const auto given = FittedModel::from_parameters("nbd", std::vector{0.5, 10.0}, TimeUnit::week);
  CHECK(given.summary().find("not fitted") != std::string::npos);
  CHECK(given.summary().find("std. error") == std::string::npos);
  check_refused("level", [&] { (void)given.summary(1.0); });
}
