#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "golden/golden_table.hpp"
#include "math/relative_error.hpp"
#include "models/table_of_models.hpp"

using tenure::model::ClientQuantity;
using tenure::model::NewClientQuantity;
using tenure::testing::GoldenTable;
using tenure::testing::log_error;
using tenure::testing::relative_error;

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double number(const GoldenTable& table, std::size_t row, const char* column) {
  return table.text(row, column) == "inf" ? kInfinity : table.number(row, column);
}
}  // namespace

TEST_CASE("Gamma-Gamma matches 20-digit references in easy and extreme regimes") {
  const tenure::model::PurchaseModel& model = tenure::model::gamma_gamma();
  const GoldenTable table("gammagamma.csv");
  REQUIRE(table.size() > 100);
  double worst_likelihood = 0.0;
  double worst_gradient = 0.0;
  double worst_mean = 0.0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    CAPTURE(table.text(row, "id"));
    CAPTURE(table.text(row, "regime"));
    const std::vector<double> parameters{table.number(row, "p"), table.number(row, "q"),
                                         table.number(row, "v")};
    const double x = table.number(row, "x");
    const double m = table.number(row, "m");
    const tenure::Histories history{
        .frequency = {&x, 1}, .recency = {}, .age = {}, .mean_spend = {&m, 1}, .weight = {}};
    if (table.has(row, "ll")) {
      const auto sum = model.likelihood_sum(parameters, history);
      const double error = log_error(sum.value, table.number(row, "ll"));
      CHECK(error < 1e-13);
      worst_likelihood = std::max(worst_likelihood, error);
      constexpr const char* kColumns[] = {"dll_dp", "dll_dq", "dll_dv"};
      for (std::size_t i = 0; i < 3; ++i) {
        if (!table.has(row, kColumns[i])) continue;
        CAPTURE(kColumns[i]);
        const double slope = log_error(parameters[i] * sum.gradient[i],
                                       parameters[i] * table.number(row, kColumns[i]));
        CHECK(slope < 1e-11);
        worst_gradient = std::max(worst_gradient, slope);
      }
    }
    double spend = 0.0;
    model.evaluate(ClientQuantity::expected_spend, parameters, history, {}, {&spend, 1});
    const double population = model.evaluate(NewClientQuantity::expected_spend, parameters, {});
    for (const auto& [value, column] : {std::pair{spend, "cond_mean"}, {population, "pop_mean"}}) {
      if (!table.has(row, column)) continue;
      const double error = relative_error(value, number(table, row, column));
      CAPTURE(column);
      CHECK(error < 1e-13);
      worst_mean = std::max(worst_mean, error);
    }
  }
  MESSAGE("log-likelihood " << worst_likelihood << ", gradient " << worst_gradient << ", means "
                            << worst_mean);
}
