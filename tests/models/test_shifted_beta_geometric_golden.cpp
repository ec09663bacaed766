// Both models of contracts: the beta-discrete-Weibull with c = 1 is the shifted beta-geometric.
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "golden/golden_table.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/golden_comparison.hpp"
#include "models/table_of_models.hpp"

using namespace tenure::testing;

namespace {

void check_row(const GoldenTable& table, std::size_t row, const AtParameters& model,
               const GoldenTargets& targets, GoldenComparison& comparison) {
  const double t = table.number(row, "t");
  const double d = table.number(row, "d");
  const double alpha = table.number(row, "alpha");
  const double beta = table.number(row, "beta");
  const tenure::model::History left{t - 1.0, t - 1.0, t};
  const tenure::model::History stayed{t, t, t};
  const tenure::model::History due{t - 1.0, t - 1.0, t - 1.0};
  const auto compare = [&](const std::string& column, double value, const Tolerance& tolerance) {
    comparison.compare(column, value, table.number(row, column), tolerance);
  };
  const auto compare_log = [&](const std::string& column, double value, double factor,
                               const Tolerance& tolerance) {
    comparison.compare_log(column, value, factor * table.number(row, column), tolerance);
  };

  compare_log("log_pmf", model.log_likelihood(left), 1.0, targets.log_likelihood);
  compare_log("log_surv", model.log_likelihood(stayed), 1.0, targets.log_likelihood);
  compare("retention", model.p_alive(due, 1.0), targets.probability);
  // DEL counts the contract just signed; DERL the renewal now due, which is a period ahead of
  // "now".
  compare("del", 1.0 + model.discounted_purchases({}, std::log1p(d), kForEver), targets.discounted);
  compare("derl", (1.0 + d) * model.discounted_purchases(due, std::log1p(d), kForEver),
          targets.discounted);
  const std::vector<double> left_score = model.score(left);
  const std::vector<double> stayed_score = model.score(stayed);
  compare_log("dlogpmf_dalpha", left_score[0], alpha, targets.gradient);
  compare_log("dlogpmf_dbeta", left_score[1], beta, targets.gradient);
  compare_log("dlogsurv_dalpha", stayed_score[0], alpha, targets.gradient);
  compare_log("dlogsurv_dbeta", stayed_score[1], beta, targets.gradient);
}

template <class Model>
void check_all(std::string_view name, const Model& model_at) {
  GoldenTargets targets;
  targets.log_likelihood = {1e-13, 1e-12};
  const GoldenTable table("sbg.csv");
  REQUIRE(table.size() > 100);
  GoldenComparison comparison(name);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::vector<double> parameters{table.number(row, "alpha"), table.number(row, "beta")};
    comparison.begin_row(table.text(row, "id"), table.text(row, "regime"),
                         GoldenComparison::is_core(parameters));
    check_row(table, row, model_at(parameters), targets, comparison);
  }
  comparison.report();
}

}  // namespace

TEST_CASE("shifted beta-geometric matches 20-digit references in easy and extreme regimes") {
  check_all("shifted_beta_geometric", [](const std::vector<double>& parameters) {
    return AtParameters(tenure::model::shifted_beta_geometric(), parameters);
  });
}

TEST_CASE("beta-discrete-Weibull with c = 1 matches them too") {
  check_all("beta_discrete_weibull", [](std::vector<double> parameters) {
    parameters.push_back(1.0);
    return AtParameters(tenure::model::beta_discrete_weibull(), parameters);
  });
}
