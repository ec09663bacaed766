#include <array>
#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/nested_models.hpp"
#include "math/normal.hpp"
#include "math/relative_error.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include <tenure/inference.hpp>

using namespace tenure;
using tenure::testing::relative_error;

namespace {

FittedModel fit(std::string_view model, const testing::SimulatedHistories& data) {
  return FittedModel::fit(model, data.view(), TimeUnit::week);
}

}  // namespace

TEST_CASE("chi-square tails in closed form") {
  for (const double x : {0.01, 1.0, 3.841458820694124, 40.0}) {
    CHECK(relative_error(math::chi_square_tail(x, 1), std::erfc(std::sqrt(0.5 * x))) < 1e-13);
    CHECK(relative_error(math::chi_square_tail(x, 2), std::exp(-0.5 * x)) < 1e-13);
    CHECK(math::chi_square_tail(x, 0) == 0.0);
  }
  CHECK(math::chi_square_tail(0.0, 0) == 1.0);
  CHECK(relative_error(math::two_sided_normal(0.95), 1.959963984540054) < 1e-14);
}

TEST_CASE("every pair of the table is a pair of models, the larger one with more parameters") {
  for (const auto& pair : inference::nested_models()) {
    CHECK(model_info(pair.smaller).parameters.size() < model_info(pair.larger).parameters.size());
    CHECK(model_info(pair.smaller).kind == model_info(pair.larger).kind);
  }
}

TEST_CASE("dropout that is there is found, and the numbers are those of the definition") {
  const auto data = testing::simulate(model::pareto_nbd(), std::array{0.8, 5.0, 0.8, 8.0}, 1000, 4);
  const FittedModel nbd = fit("nbd", data);
  const FittedModel pareto = fit("pareto_nbd", data);
  const LikelihoodRatioTest test = likelihood_ratio_test(nbd, pareto);
  const double statistic =
      2.0 * (pareto.result().log_likelihood.value() - nbd.result().log_likelihood.value());
  CHECK(test.statistic == statistic);
  CHECK(test.degrees_of_freedom == 2);
  CHECK(relative_error(test.p_value, 0.5 * std::erfc(std::sqrt(0.5 * statistic)) +
                                         0.5 * std::exp(-0.5 * statistic)) < 1e-12);
  CHECK(test.p_value < 1e-6);
  CHECK(test.distribution.find("upper bound") != std::string::npos);
}

TEST_CASE("where the larger model ends at the smaller one, nothing speaks against the smaller") {
  const auto data = testing::simulate(model::nbd(), std::array{0.8, 9.0}, 600, 3);
  for (const char* larger : {"pareto_nbd", "bg_nbd", "mbg_nbd"}) {
    const LikelihoodRatioTest test = likelihood_ratio_test(fit("nbd", data), fit(larger, data));
    CHECK(test.statistic >= 0.0);
    CHECK(test.statistic < 6.0);
    CHECK(test.p_value > 0.03);
    CHECK(test.p_value <= 1.0);
  }
}

TEST_CASE("ageing and duration dependence have their own distributions") {
  const auto purchases =
      testing::simulate(model::pareto_nbd(), std::array{0.8, 5.0, 0.8, 8.0}, 800, 8);
  const auto edge =
      likelihood_ratio_test(fit("pareto_nbd", purchases), fit("ggompertz_nbd", purchases));
  CHECK(edge.degrees_of_freedom == 1);
  if (edge.statistic > 0.0) {
    CHECK(relative_error(edge.p_value, 0.5 * std::erfc(std::sqrt(0.5 * edge.statistic))) < 1e-12);
  }
  const auto contracts =
      testing::simulate(model::beta_discrete_weibull(), std::array{0.6, 3.0, 1.6}, 3000, 8);
  const auto inside = likelihood_ratio_test(fit("shifted_beta_geometric", contracts),
                                            fit("beta_discrete_weibull", contracts));
  CHECK(inside.degrees_of_freedom == 1);
  CHECK(relative_error(inside.p_value, std::erfc(std::sqrt(0.5 * inside.statistic))) < 1e-12);
}

TEST_CASE("pairs that are not nested, other data and priors are refused") {
  const auto data = testing::simulate(model::pareto_nbd(), std::array{0.8, 5.0, 0.8, 8.0}, 300, 4);
  const auto other = testing::simulate(model::pareto_nbd(), std::array{0.8, 5.0, 0.8, 8.0}, 300, 5);
  const auto refused = [](const FittedModel& smaller, const FittedModel& larger) {
    return std::string(error_of(Status::invalid_argument, [&] {
                         static_cast<void>(likelihood_ratio_test(smaller, larger));
                       }).what());
  };
  CHECK(refused(fit("bg_nbd", data), fit("pareto_nbd", data)).find("nbd in pareto_nbd") !=
        std::string::npos);
  CHECK(refused(fit("pareto_nbd", data), fit("nbd", data)).find("special case") !=
        std::string::npos);
  CHECK(refused(fit("nbd", data), fit("pareto_nbd", other)).find("different data") !=
        std::string::npos);
  const auto held =
      FittedModel::fit("nbd", data.view(), TimeUnit::week, {.priors = {{"r", 1.0, 1.0}}});
  CHECK(refused(held, fit("pareto_nbd", data)).find("priors") != std::string::npos);
}
