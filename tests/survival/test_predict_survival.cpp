#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "survival/twelve_clients.hpp"

using namespace tenure;

namespace {

SurvivalModel fitted(SurvivalLaw law, PeriodEffect periods = PeriodEffect::constant) {
  const TwelveClients twelve;
  const SurvivalRegression fit =
      survival_regression(twelve.regression(), {.law = law, .periods = periods});
  REQUIRE(fit.model.has_value());
  return *fit.model;
}

}  // namespace

TEST_CASE("a Weibull client by the formula: S = exp(-(t / exp(b0 + b1 x))^(1 / scale))") {
  const SurvivalModel model = fitted(SurvivalLaw::weibull);
  const std::vector<double> x{0, 1}, times{1, 4};
  const SurvivalPredictions ahead =
      predict_survival(model, {.features = x, .clients = 2, .times = times});
  const double scale = model.scale;
  for (std::size_t i = 0; i < 2; ++i) {
    const double centre = std::exp(model.baseline[0] + model.coefficients[0] * x[i]);
    for (std::size_t k = 0; k < 2; ++k) {
      CHECK(ahead.survival.float64("survival")[2 * i + k] ==
            doctest::Approx(std::exp(-std::pow(times[k] / centre, 1 / scale))).epsilon(1e-12));
    }
    CHECK(ahead.clients.float64("median")[i] ==
          doctest::Approx(centre * std::pow(std::log(2.0), scale)).epsilon(1e-12));
  }
  CHECK(ahead.clients.float64("risk")[0] > ahead.clients.float64("risk")[1]);
}

TEST_CASE("the survival at the median is a half, also of who has stayed for a while") {
  for (const SurvivalLaw law : {SurvivalLaw::exponential, SurvivalLaw::weibull,
                                SurvivalLaw::log_normal, SurvivalLaw::log_logistic}) {
    const SurvivalModel model = fitted(law);
    const std::vector<double> x{0, 1}, elapsed{0, 7.5};
    const Table clients =
        predict_survival(model, {.features = x, .clients = 2, .elapsed = elapsed}).clients;
    for (std::size_t i = 0; i < 2; ++i) {
      const std::vector<double> time{clients.float64("median")[i]};
      const Table at = predict_survival(model, {.features = std::span(x).subspan(i, 1),
                                                .clients = 1,
                                                .times = time,
                                                .elapsed = std::span(elapsed).subspan(i, 1)})
                           .survival;
      CHECK(at.float64("survival")[0] == doctest::Approx(0.5).epsilon(1e-12));
    }
  }
}

TEST_CASE("an exponential client forgets how long he has stayed") {
  const SurvivalModel model = fitted(SurvivalLaw::exponential);
  const std::vector<double> x{1, 1}, elapsed{0, 30}, times{5};
  const Table table =
      predict_survival(model, {.features = x, .clients = 2, .times = times, .elapsed = elapsed})
          .survival;
  CHECK(table.float64("survival")[0] ==
        doctest::Approx(table.float64("survival")[1]).epsilon(1e-12));
}

TEST_CASE("Cox's curve of a client at the means is the baseline; it ends where the data do") {
  const TwelveClients twelve;
  const SurvivalRegression fit = survival_regression(twelve.regression());
  const std::vector<double> mean = fit.model->means, times{0, 4, 8, 9}, elapsed{2};
  CHECK(mean[0] == doctest::Approx(7.0 / 12).epsilon(1e-14));
  const Table curve =
      predict_survival(*fit.model, {.features = mean, .clients = 1, .times = times}).survival;
  CHECK(curve.float64("survival")[0] == 1);
  CHECK(curve.float64("survival")[1] ==
        doctest::Approx(fit.baseline.float64("survival")[3]).epsilon(1e-14));
  CHECK(curve.validity(curve.at("survival"))[2] == 1);
  CHECK(curve.validity(curve.at("survival"))[3] == 0);
  const Table later =
      predict_survival(*fit.model,
                       {.features = mean, .clients = 1, .times = times, .elapsed = elapsed})
          .survival;
  const auto s = fit.baseline.float64("survival");
  CHECK(later.float64("survival")[1] == doctest::Approx(s[5] / s[1]).epsilon(1e-13));
  CHECK(later.validity(later.at("survival"))[2] == 0);
}

TEST_CASE("a discrete client stays from period to period") {
  const SurvivalModel model = fitted(SurvivalLaw::logit, PeriodEffect::linear);
  const std::vector<double> x{1}, times{1, 2, 2.9};
  const Table table =
      predict_survival(model, {.features = x, .clients = 1, .times = times}).survival;
  const auto stays = [&](double period) {
    return 1 /
           (1 + std::exp(model.baseline[0] + model.baseline[1] * period + model.coefficients[0]));
  };
  CHECK(table.float64("survival")[0] == doctest::Approx(stays(1)).epsilon(1e-13));
  CHECK(table.float64("survival")[1] == doctest::Approx(stays(1) * stays(2)).epsilon(1e-13));
  CHECK(table.float64("survival")[2] == table.float64("survival")[1]);
}

TEST_CASE("the hazard of one cause among several is fitted, and predicts no survival") {
  const TwelveClients twelve;
  SurvivalRegressionInput input = twelve.regression();
  input.lives = twelve.with_causes();
  const SurvivalRegression fit = survival_regression(input, {.cause = 1});
  REQUIRE(fit.model.has_value());
  CHECK(fit.baseline.validity(fit.baseline.at("survival"))[0] == 0);
  const std::vector<double> x{1};
  const Error error = error_of(Status::not_supported, [&] {
    (void)predict_survival(*fit.model, {.features = x, .clients = 1});
  });
  CHECK(error.argument() == "cause");
}

TEST_CASE("a model that no fit gave is checked") {
  const std::vector<double> x{1};
  SurvivalModel model = fitted(SurvivalLaw::weibull);
  model.scale = 0;
  CHECK(refused_argument([&] { (void)predict_survival(model, {.features = x, .clients = 1}); }) ==
        "scale");
  model = fitted(SurvivalLaw::weibull);
  model.baseline.clear();
  CHECK(refused_argument([&] { (void)predict_survival(model, {.features = x, .clients = 1}); }) ==
        "baseline");
  model = fitted(SurvivalLaw::weibull);
  CHECK(refused_argument([&] { (void)predict_survival(model, {.features = x, .clients = 2}); }) ==
        "features");
  const std::vector<double> backwards{2, 1};
  CHECK(refused_argument([&] {
          (void)predict_survival(model, {.features = x, .clients = 1, .times = backwards});
        }) == "times");
}
