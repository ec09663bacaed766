#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "golden/golden_table.hpp"
#include "models/at_parameters.hpp"
#include "models/golden_comparison.hpp"
#include "models/table_of_models.hpp"

using namespace tenure::testing;

TEST_CASE("Gamma-Gamma matches 20-digit references in easy and extreme regimes") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  constexpr Tolerance kLikelihood{1e-13, 1e-12};
  constexpr Tolerance kMeans{1e-13, 1e-12};
  const GoldenTargets targets;
  const std::vector<std::string> names{"p", "q", "v"};
  const GoldenTable table("gammagamma.csv");
  REQUIRE(table.size() > 100);
  GoldenComparison comparison("gamma_gamma");
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto number = [&](const std::string& column) {
      return table.text(row, column) == "inf" ? kInfinity : table.number(row, column);
    };
    std::vector<double> parameters;
    for (const std::string& name : names) parameters.push_back(number(name));
    const tenure::model::History client{.x = number("x"), .t_x = 0, .T = 0, .m = number("m")};
    comparison.begin_row(table.text(row, "id"), table.text(row, "regime"),
                         GoldenComparison::is_core(parameters) && client.x <= 300.0);
    const AtParameters model(tenure::model::gamma_gamma(), parameters);
    if (table.has(row, "ll")) {
      comparison.compare_log("ll", model.log_likelihood(client), number("ll"), kLikelihood);
      const std::vector<double> score = model.score(client);
      for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string column = "dll_d" + names[i];
        if (!table.has(row, column)) continue;
        comparison.compare_log(column, score[i], parameters[i] * number(column), targets.gradient);
      }
    }
    if (table.has(row, "cond_mean")) {
      comparison.compare("cond_mean", model.expected_spend(client), number("cond_mean"), kMeans);
    }
    if (table.has(row, "pop_mean")) {
      comparison.compare("pop_mean", model.new_expected_spend(), number("pop_mean"), kMeans);
    }
  }
  comparison.report();
}
