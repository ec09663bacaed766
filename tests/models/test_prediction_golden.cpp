// Predictions in windows and for ever beside 20-digit references: see tests/golden/README.md.
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "golden/golden_table.hpp"
#include "models/golden_comparison.hpp"
#include "models/one_client.hpp"
#include "models/table_of_models.hpp"

using namespace tenure::model;
using namespace tenure::testing;

namespace {

void check_predictions(const PurchaseModel& model, const std::string& file,
                       const std::string& age) {
  const GoldenTable table(file);
  REQUIRE(table.size() > 0);
  const GoldenTargets targets;
  GoldenComparison comparison(model.traits().info.name);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto number = [&](std::string_view column) { return table.number(row, column); };
    std::vector<double> parameters;
    for (const std::string_view name : model.traits().info.parameters) {
      parameters.push_back(number(name));
    }
    const OneClient client{number("x"), number("t_x"), number(age)};
    const At at{.from = number("from"), .horizon = number("to"), .count = number("count")};
    At discounted = at;
    if (table.has_column("delta")) discounted.discount = number("delta");
    const bool core = GoldenComparison::is_core(parameters) && client.x <= 300.0 &&
                      client.T <= 1e4 && at.horizon <= 1e4;
    comparison.begin_row(table.text(row, "id"), table.text(row, "regime"), core);
    const auto check = [&](ClientQuantity quantity, std::string_view column, const At& when,
                           const Tolerance& tolerance) {
      if (!table.has_column(column) || !table.has(row, column)) return;
      const double value = ask(model, parameters, quantity, client, when);
      if (table.text(row, column) == "inf") {
        CHECK(std::isnan(value));
        return;
      }
      comparison.compare(column, value, number(column), tolerance);
    };
    check(ClientQuantity::expected_purchases, "window_expected", at, targets.expectation);
    check(ClientQuantity::p_active, "window_active", at, targets.probability);
    check(ClientQuantity::p_at_least, "window_at_least", at, targets.probability);
    check(ClientQuantity::conditional_pmf, "window_pmf", at, targets.expectation);
    check(ClientQuantity::expected_lifetime, "lifetime", at, targets.expectation);
    check(ClientQuantity::expected_lifetime, "lifetime_all",
          {.horizon = std::numeric_limits<double>::infinity()}, targets.expectation);
    check(ClientQuantity::expected_rate, "mean_rate", at, targets.expectation);
    check(ClientQuantity::expected_dropout, "mean_dropout", at, targets.expectation);
    check(ClientQuantity::discounted_purchases, "window_discounted", discounted,
          targets.discounted);
    const auto check_new = [&](NewClientQuantity quantity, std::string_view column,
                               const Tolerance& tolerance) {
      if (!table.has_column(column) || !table.has(row, column)) return;
      comparison.compare(column, model.evaluate(quantity, parameters, at), number(column),
                         tolerance);
    };
    check_new(NewClientQuantity::expected_purchases, "new_expected", targets.expectation);
    check_new(NewClientQuantity::p_at_least, "new_at_least", targets.probability);
    check_new(NewClientQuantity::pmf, "new_pmf", targets.expectation);
  }
  comparison.report();
}

}  // namespace

TEST_CASE("NBD predictions match their references") {
  check_predictions(nbd(), "nbd_predictions.csv", "T");
}
TEST_CASE("Pareto/NBD predictions match their references") {
  check_predictions(pareto_nbd(), "pnbd_predictions.csv", "T");
}
TEST_CASE("BG/NBD predictions match their references") {
  check_predictions(bg_nbd(), "bgnbd_predictions.csv", "T");
}
TEST_CASE("MBG/NBD predictions match their references") {
  check_predictions(mbg_nbd(), "mbgnbd_predictions.csv", "T");
}
TEST_CASE("GGompertz/NBD predictions match their references") {
  check_predictions(ggompertz_nbd(), "ggomnbd_predictions.csv", "T");
}
TEST_CASE("BG/BB predictions match their references") {
  check_predictions(bg_bb(), "bgbb_predictions.csv", "n");
}
TEST_CASE("shifted beta-geometric predictions match their references") {
  check_predictions(shifted_beta_geometric(), "sbg_predictions.csv", "T");
}
TEST_CASE("beta-discrete-Weibull predictions match their references") {
  check_predictions(beta_discrete_weibull(), "bdw_predictions.csv", "T");
}
