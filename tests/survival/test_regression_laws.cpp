// What must hold of every law.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "survival/twelve_clients.hpp"

using namespace tenure;

namespace {

constexpr std::array all_laws{SurvivalLaw::cox,          SurvivalLaw::exponential,
                              SurvivalLaw::weibull,      SurvivalLaw::log_normal,
                              SurvivalLaw::log_logistic, SurvivalLaw::logit,
                              SurvivalLaw::cloglog};

/// Each life in pieces of two weeks, as its features might change.
struct Pieces {
  explicit Pieces(const Leukaemia& trial) {
    for (std::size_t i = 0; i < 42; ++i) {
      for (double from = 0; from < trial.weeks[i]; from += 2) {
        const bool is_last = from + 2 >= trial.weeks[i];
        entry.push_back(from);
        duration.push_back(is_last ? trial.weeks[i] : from + 2);
        cause.push_back(is_last ? trial.relapse[i] : 0);
        x.push_back(trial.placebo[i]);
        child.push_back(static_cast<std::int64_t>(i));
      }
    }
  }
  std::vector<double> entry, duration, x;
  std::vector<std::int32_t> cause;
  std::vector<std::int64_t> child;

  [[nodiscard]] SurvivalRegressionInput input() const {
    return {.lives = {.duration = duration, .cause = cause, .entry = entry},
            .features = x,
            .columns = 1,
            .client = child};
  }
};

double last(const Table& table, const char* column) {
  return table.float64(column)[table.rows() - 1];
}

}  // namespace

TEST_CASE("a life in pieces (start, stop] is the same life under every law") {
  const Leukaemia trial;
  const Pieces pieces(trial);
  for (const SurvivalLaw law : all_laws) {
    for (const bool is_robust : {false, true}) {
      CAPTURE(static_cast<int>(law));
      const SurvivalRegressionOptions options{.law = law, .is_robust = is_robust};
      const SurvivalRegression whole = survival_regression(trial.regression(), options);
      const SurvivalRegression split = survival_regression(pieces.input(), options);
      CHECK(split.log_likelihood == doctest::Approx(whole.log_likelihood).epsilon(1e-10));
      for (std::size_t k = 0; k < whole.coefficients.rows(); ++k) {
        CHECK(split.coefficients.float64("coefficient")[k] ==
              doctest::Approx(whole.coefficients.float64("coefficient")[k]).epsilon(1e-6));
        CHECK(split.coefficients.float64("standard_error")[k] ==
              doctest::Approx(whole.coefficients.float64("standard_error")[k]).epsilon(1e-6));
      }
      CHECK(split.concordance.value() == doctest::Approx(whole.concordance.value()).epsilon(1e-12));
    }
  }
}

TEST_CASE("the robust error of Cox's model is the infinitesimal jackknife, ties by Efron") {
  const Leukaemia trial;
  const SurvivalRegression fit = survival_regression(trial.regression(), {.is_robust = true});
  // From the score differentiated numerically by the weight of each child (numpy).
  CHECK(fit.coefficients.float64("standard_error")[0] ==
        doctest::Approx(0.37736559519265).epsilon(1e-8));
}

TEST_CASE("a weight of 2 is the row twice; the unit of a feature does not matter") {
  const Leukaemia trial;
  for (const SurvivalLaw law : all_laws) {
    CAPTURE(static_cast<int>(law));
    // Ties by Breslow: in Efron's way a weight is not a tie more.
    const SurvivalRegressionOptions options{.law = law, .ties = Ties::breslow};
    const SurvivalRegression once = survival_regression(trial.regression(), options);
    std::vector<double> two(42, 2.0), scaled;
    for (const double x : trial.placebo) scaled.push_back(1e7 * x + 3e8);
    SurvivalRegressionInput input = trial.regression();
    input.lives.weight = two;
    input.features = scaled;
    const SurvivalRegression twice = survival_regression(input, options);
    const std::size_t at = law == SurvivalLaw::cox ? 0 : once.model->baseline.size();
    CHECK(1e7 * twice.coefficients.float64("coefficient")[at] ==
          doctest::Approx(once.coefficients.float64("coefficient")[at]).epsilon(1e-7));
    CHECK(1e7 * std::sqrt(2.0) * twice.coefficients.float64("standard_error")[at] ==
          doctest::Approx(once.coefficients.float64("standard_error")[at]).epsilon(1e-6));
  }
}

TEST_CASE("a coefficient a period without features is the hazard of each period") {
  const TwelveClients twelve;
  // No one leaves in period 8: cut at 7, the rest censored there.
  std::vector<double> time = twelve.time;
  for (double& t : time) t = std::min(t, 7.0);
  const Lives lives{.duration = time, .cause = twelve.event};
  const Table curve = kaplan_meier(lives).curve;
  for (const SurvivalLaw law : {SurvivalLaw::logit, SurvivalLaw::cloglog}) {
    const SurvivalRegression fit =
        survival_regression({.lives = lives}, {.law = law, .periods = PeriodEffect::each});
    REQUIRE(to_string(fit.status) == "converged");
    CHECK(fit.coefficients.text("term")[6] == "period_7");
    for (std::size_t i = 0; i < 7; ++i) {
      CHECK(fit.baseline.float64("survival")[i] ==
            doctest::Approx(curve.float64("survival")[i]).epsilon(1e-10));
    }
  }
}

TEST_CASE("Cox's baseline without an effect is Nelson-Aalen's, ties by Breslow") {
  const TwelveClients twelve;
  // A feature that is balanced at every time, so that its coefficient is 0.
  std::vector<double> time, x;
  std::vector<std::int32_t> event;
  for (std::size_t i = 0; i < 12; ++i) {
    for (const double side : {-1.0, 1.0}) {
      time.push_back(twelve.time[i]);
      event.push_back(twelve.event[i]);
      x.push_back(side);
    }
  }
  const SurvivalRegression fit = survival_regression(
      {.lives = {.duration = time, .cause = event}, .features = x, .columns = 1},
      {.ties = Ties::breslow});
  CHECK(std::abs(fit.coefficients.float64("coefficient")[0]) < 1e-12);
  CHECK(last(fit.baseline, "cumulative_hazard") == doctest::Approx(1.110353535).epsilon(1e-9));
  CHECK(fit.concordance.value() == doctest::Approx(0.5).epsilon(1e-14));
}

TEST_CASE("what cannot be fitted has a name and no numbers") {
  TwelveClients twelve;
  for (const SurvivalLaw law : all_laws) {
    CAPTURE(static_cast<int>(law));
    TwelveClients none = twelve;
    none.event.assign(12, 0);
    const SurvivalRegression silent = survival_regression(none.regression(), {.law = law});
    CHECK(to_string(silent.status) == "no_events");
    CHECK_FALSE(silent.model.has_value());

    TwelveClients constant = twelve;
    constant.g.assign(12, 1.0);
    CHECK(to_string(survival_regression(constant.regression(), {.law = law}).status) ==
          "collinear");

    std::vector<double> twice;
    for (const double g : twelve.g) twice.insert(twice.end(), {g, 3 - 2 * g});
    SurvivalRegressionInput repeated = twelve.regression();
    repeated.features = twice;
    repeated.columns = 2;
    CHECK(to_string(survival_regression(repeated, {.law = law}).status) == "collinear");

    // Nobody with g = 1 is seen to leave.
    TwelveClients apart = twelve;
    for (std::size_t i = 0; i < 12; ++i) apart.event[i] = apart.g[i] == 0 ? 1 : 0;
    const SurvivalRegression separated = survival_regression(apart.regression(), {.law = law});
    CHECK(to_string(separated.status) == "separated");
    CHECK(separated.coefficients.validity(separated.coefficients.at("coefficient"))[0] == 0);
    CHECK(separated.baseline.rows() == 0);
    const SurvivalRegression ridge =
        survival_regression(apart.regression(), {.law = law, .ridge = 0.1});
    CHECK(to_string(ridge.status) == "converged");
  }
}

TEST_CASE("seven late entrants whose risk sets are what large risks left over") {
  // Sums from which the risk of those who had not entered is subtracted ended as rounding alone.
  const std::vector<double> x{-91.83, 161.65, 22.89, 219.73, -49.06, 43.35, 42.77};
  const std::vector<double> time{106418431, 76186.3, 20.0153, 2130619, 6381855707, 3827.96, 156581};
  const std::vector<double> entry{66952346,   62649.5, 17.8937, 1317579,
                                  2600547647, 1349.78, 61477.3};
  const std::vector<std::int32_t> event(7, 1);
  const SurvivalRegressionInput input{
      .lives = {.duration = time, .cause = event, .entry = entry}, .features = x, .columns = 1};
  CHECK(to_string(survival_regression(input).status) == "separated");
  CHECK(to_string(survival_regression(input, {.ridge = 0.01}).status) == "converged");
}

TEST_CASE("lives that all end at once have no scale") {
  const TwelveClients twelve;
  const std::vector<double> time(12, 3.0);
  SurvivalRegressionInput input = twelve.regression();
  input.lives.duration = time;
  for (const SurvivalLaw law :
       {SurvivalLaw::weibull, SurvivalLaw::log_normal, SurvivalLaw::log_logistic}) {
    CAPTURE(static_cast<int>(law));
    CHECK(to_string(survival_regression(input, {.law = law}).status) == "separated");
  }
}

TEST_CASE("bad input is named with its row") {
  TwelveClients twelve;
  twelve.g[5] = std::nan("");
  const Error error =
      error_of(Status::invalid_argument, [&] { (void)survival_regression(twelve.regression()); });
  CHECK(error.argument() == "features");
  CHECK(error.row() == 5);
  twelve = {};
  twelve.time[2] = 1.5;
  CHECK(refused_argument([&] {
          (void)survival_regression(twelve.regression(), {.law = SurvivalLaw::logit});
        }) == "duration");
  twelve.time[2] = 0;
  CHECK(refused_argument([&] {
          (void)survival_regression(twelve.regression(), {.law = SurvivalLaw::weibull});
        }) == "duration");
  CHECK(refused_argument([&] { (void)survival_regression({.lives = twelve.lives()}); }) ==
        "columns");
  CHECK(refused_argument([&] { (void)survival_regression(twelve.regression(), {.ridge = -1}); }) ==
        "ridge");
}
