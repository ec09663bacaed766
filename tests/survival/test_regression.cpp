#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "survival/twelve_clients.hpp"

using namespace tenure;

namespace {

double coefficient(const SurvivalRegression& fit, std::size_t row) {
  REQUIRE(to_string(fit.status) == "converged");
  return fit.coefficients.float64("coefficient")[row];
}
double error(const SurvivalRegression& fit, std::size_t row) {
  return fit.coefficients.float64("standard_error")[row];
}

}  // namespace

TEST_CASE(
    "METHODS 8.2, R survival: Cox beta -1.043630259, se .8368270963, concordance .670212766") {
  const TwelveClients twelve;
  const SurvivalRegression fit = survival_regression(twelve.regression());
  CHECK(coefficient(fit, 0) == doctest::Approx(-1.043630259).epsilon(1e-9));
  CHECK(error(fit, 0) == doctest::Approx(.8368270963).epsilon(1e-9));
  CHECK(fit.log_likelihood_null == doctest::Approx(-13.65927771).epsilon(1e-9));
  CHECK(fit.log_likelihood == doctest::Approx(-12.91130617).epsilon(1e-9));
  CHECK(fit.concordance.value() == doctest::Approx(.670212766).epsilon(1e-9));
}

TEST_CASE("METHODS 8.2, R survival: accelerated failure times of twelve clients") {
  const TwelveClients twelve;
  const auto fitted = [&](SurvivalLaw law) {
    return survival_regression(twelve.regression(), {.law = law});
  };
  const SurvivalRegression weibull = fitted(SurvivalLaw::weibull);
  CHECK(coefficient(weibull, 0) == doctest::Approx(1.50608225).epsilon(1e-8));
  CHECK(coefficient(weibull, 1) == doctest::Approx(.5903895426).epsilon(1e-8));
  CHECK(weibull.model->scale == doctest::Approx(.5088871977).epsilon(1e-8));
  CHECK(weibull.log_likelihood == doctest::Approx(-19.40145555).epsilon(1e-9));

  const SurvivalRegression normal = fitted(SurvivalLaw::log_normal);
  CHECK(coefficient(normal, 0) == doctest::Approx(1.123186285).epsilon(1e-8));
  CHECK(coefficient(normal, 1) == doctest::Approx(.8408629904).epsilon(1e-8));
  CHECK(normal.model->scale == doctest::Approx(.6531151366).epsilon(1e-8));
  CHECK(normal.log_likelihood == doctest::Approx(-18.88175936).epsilon(1e-9));

  const SurvivalRegression logistic = fitted(SurvivalLaw::log_logistic);
  CHECK(coefficient(logistic, 0) == doctest::Approx(1.12907286).epsilon(1e-8));
  CHECK(coefficient(logistic, 1) == doctest::Approx(.8072611475).epsilon(1e-8));
  CHECK(logistic.model->scale == doctest::Approx(.3822127515).epsilon(1e-8));
  CHECK(logistic.log_likelihood == doctest::Approx(-18.99901696).epsilon(1e-9));
}

TEST_CASE("METHODS 8.2, R survival: exponential rate 7/56 = .125, log-likelihood -21.55609079") {
  const TwelveClients twelve;
  const SurvivalRegression fit =
      survival_regression({.lives = twelve.lives()}, {.law = SurvivalLaw::exponential});
  CHECK(std::exp(-coefficient(fit, 0)) == doctest::Approx(.125).epsilon(1e-12));
  CHECK(error(fit, 0) == doctest::Approx(1 / std::sqrt(7.0)).epsilon(1e-10));
  CHECK(fit.log_likelihood == doctest::Approx(-21.55609079).epsilon(1e-9));
  CHECK(fit.log_likelihood_null == fit.log_likelihood);
  CHECK_FALSE(fit.p_value.has_value());
}

TEST_CASE("METHODS 8.2, R: person-periods, 56 rows with 7 events, by log(t) and g") {
  const TwelveClients twelve;
  const SurvivalRegression logit =
      survival_regression(twelve.regression(), {.law = SurvivalLaw::logit});
  CHECK(coefficient(logit, 0) == doctest::Approx(-2.0628592161).epsilon(1e-9));
  CHECK(coefficient(logit, 1) == doctest::Approx(.8111117693).epsilon(1e-9));
  CHECK(coefficient(logit, 2) == doctest::Approx(-1.1778496736).epsilon(1e-9));
  CHECK(logit.log_likelihood == doctest::Approx(-19.91081804).epsilon(1e-9));
  CHECK(logit.coefficients.text("term")[1] == "log_period");

  const SurvivalRegression cloglog =
      survival_regression(twelve.regression(), {.law = SurvivalLaw::cloglog});
  // R's glm ends when the deviance settles, here where the score is still 7e-5; the root of the
  // score itself, by scipy.optimize.root, is
  CHECK(coefficient(cloglog, 0) == doctest::Approx(-2.13174935659811).epsilon(1e-12));
  CHECK(coefficient(cloglog, 1) == doctest::Approx(.7135140704397136).epsilon(1e-12));
  CHECK(coefficient(cloglog, 2) == doctest::Approx(-1.0283258413514622).epsilon(1e-12));
  // and R's numbers are as near to it as that lets them be.
  CHECK(std::abs(coefficient(cloglog, 0) + 2.1317425397) < 2e-5);
  CHECK(std::abs(coefficient(cloglog, 1) - .7134974789) < 2e-5);
  CHECK(std::abs(coefficient(cloglog, 2) + 1.0283092884) < 2e-5);
  CHECK(cloglog.log_likelihood == doctest::Approx(-19.96239176).epsilon(1e-9));
}

TEST_CASE("Freireich et al. 1963: Cox by Efron 1.572125 (.412397), by Breslow 1.509191 (.409564)") {
  const Leukaemia trial;
  // statsmodels 0.15.0: PHReg; lifelines 0.30.3: CoxPHFitter.
  const SurvivalRegression efron = survival_regression(trial.regression());
  CHECK(coefficient(efron, 0) == doctest::Approx(1.57212515).epsilon(1e-8));
  CHECK(error(efron, 0) == doctest::Approx(.41239672).epsilon(1e-7));
  CHECK(efron.log_likelihood == doctest::Approx(-85.00842457737).epsilon(1e-12));
  CHECK(efron.likelihood_ratio == doctest::Approx(16.35169083895).epsilon(1e-11));
  CHECK(efron.concordance.value() == doctest::Approx(0.6900420757363254).epsilon(1e-14));
  const SurvivalRegression breslow =
      survival_regression(trial.regression(), {.ties = Ties::breslow});
  CHECK(coefficient(breslow, 0) == doctest::Approx(1.50919141).epsilon(1e-8));
  CHECK(error(breslow, 0) == doctest::Approx(.40956441).epsilon(1e-7));
  CHECK(breslow.log_likelihood == doctest::Approx(-86.37962207114555).epsilon(1e-12));
}

TEST_CASE("Freireich et al. 1963, lifelines 0.30.3: accelerated failure times with their errors") {
  const Leukaemia trial;
  struct Expected {
    SurvivalLaw law;
    double intercept, placebo, log_scale, intercept_error, placebo_error, scale_error, likelihood;
  };
  for (const Expected& e :
       {Expected{SurvivalLaw::weibull, 3.51568723518, -1.26733472246, -0.31170926265, 0.2517810807,
                 0.3106399887, 0.1472918855, -106.57949158157},
        Expected{SurvivalLaw::log_normal, 3.17197727773, -1.34685951060, -0.07918153283,
                 0.2439822002, 0.3164999004, 0.1323242314, -106.70462235554},
        // lifelines ends at a log-likelihood of -107.6614181; scipy.optimize goes on to
        Expected{SurvivalLaw::log_logistic, 3.15815397, -1.26546339, -0.60412339, 0.2483232823,
                 0.3256059336, 0.1501076109, -107.66141715992599}}) {
    const SurvivalRegression fit = survival_regression(trial.regression(), {.law = e.law});
    // lifelines stops at a gradient of 1e-5.
    CHECK(coefficient(fit, 0) == doctest::Approx(e.intercept).epsilon(1e-5));
    CHECK(coefficient(fit, 1) == doctest::Approx(e.placebo).epsilon(1e-5));
    CHECK(coefficient(fit, 2) == doctest::Approx(e.log_scale).epsilon(1e-4));
    CHECK(error(fit, 0) == doctest::Approx(e.intercept_error).epsilon(1e-4));
    CHECK(error(fit, 1) == doctest::Approx(e.placebo_error).epsilon(1e-4));
    CHECK(error(fit, 2) == doctest::Approx(e.scale_error).epsilon(1e-4));
    CHECK(fit.log_likelihood == doctest::Approx(e.likelihood).epsilon(1e-9));
  }
}

TEST_CASE("the exponential law is the Weibull of scale 1, and Poisson's rate by group") {
  const Leukaemia trial;
  const SurvivalRegression fit =
      survival_regression(trial.regression(), {.law = SurvivalLaw::exponential});
  // 9 relapses in 359 weeks with 6-MP, 21 in 182 with placebo.
  CHECK(coefficient(fit, 0) == doctest::Approx(std::log(359.0 / 9)).epsilon(1e-12));
  CHECK(coefficient(fit, 1) == doctest::Approx(std::log(182.0 / 21 * 9 / 359)).epsilon(1e-12));
  CHECK(error(fit, 1) == doctest::Approx(std::sqrt(1.0 / 9 + 1.0 / 21)).epsilon(1e-10));
}
