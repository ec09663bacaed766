#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "golden/golden_table.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/golden_comparison.hpp"
#include "models/table_of_models.hpp"

using namespace tenure::testing;

TEST_CASE("BG/BB matches 20-digit references in easy and extreme regimes") {
  const std::vector<std::string> names{"alpha", "beta", "gamma", "delta"};
  const GoldenTargets targets;
  const GoldenTable table("bgbb.csv");
  REQUIRE(table.size() > 100);
  GoldenComparison comparison("bg_bb");
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto number = [&](const std::string& column) { return table.number(row, column); };
    std::vector<double> parameters;
    for (const std::string& name : names) parameters.push_back(number(name));
    const tenure::model::History client{number("x"), number("t_x"), number("n")};
    comparison.begin_row(table.text(row, "id"), table.text(row, "regime"),
                         GoldenComparison::is_core(parameters) && client.x <= 300.0);
    const auto compare = [&](const std::string& column, double value, const Tolerance& tolerance) {
      if (table.has(row, column)) comparison.compare(column, value, number(column), tolerance);
    };

    const AtParameters model(tenure::model::bg_bb(), parameters);
    comparison.compare_log("ll", model.log_likelihood(client), number("ll"),
                           targets.log_likelihood);
    compare("p_alive_n", model.p_alive(client), targets.probability);
    compare("p_alive_n1", model.p_alive(client, 1.0), targets.probability);
    compare("cet", model.expected_purchases(client, number("n_star")), targets.expectation);
    compare("ext", model.new_expected_purchases(client.T), targets.expectation);
    compare("dert", model.discounted_purchases(client, std::log1p(number("d")), kForEver),
            targets.discounted);
    compare("pmf", model.new_pmf(number("n_pmf"), number("k_pmf")), targets.expectation);
    const std::vector<double> score = model.score(client);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string column = "dll_d" + names[i];
      if (!table.has(row, column)) continue;
      comparison.compare_log(column, score[i], parameters[i] * number(column), targets.gradient);
    }
  }
  comparison.report();
}
