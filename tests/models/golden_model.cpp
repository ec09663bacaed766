#include "models/golden_model.hpp"

#include <vector>

#include <doctest/doctest.h>

#include "golden/golden_table.hpp"
#include "models/for_ever.hpp"

namespace tenure::testing {
namespace {

using model::At;
using model::ClientQuantity;
using model::NewClientQuantity;

class GoldenCheck {
 public:
  GoldenCheck(const model::PurchaseModel& model, const GoldenTable& table,
              std::initializer_list<ExcusedRow> excused)
      : model_(&model), table_(table), comparison_(model.traits().info.name, excused) {}

  void check_row(std::size_t row, const GoldenTargets& targets) {
    read(row);
    client(ClientQuantity::log_likelihood, "ll", {}, targets.log_likelihood);
    client(ClientQuantity::p_alive, "p_alive", {}, targets.probability);
    client(ClientQuantity::p_dead, "p_dead", {}, targets.probability);
    client(ClientQuantity::expected_purchases, "cet", {.horizon = number("t_star")},
           targets.expectation);
    client(ClientQuantity::discounted_purchases, "dert",
           {.horizon = kForEver, .discount = number("delta")}, targets.discounted);
    new_client(NewClientQuantity::expected_purchases, "ext", {.horizon = number("t_star")},
               targets.expectation);
    new_client(NewClientQuantity::pmf, "pmf",
               {.horizon = number("t_pmf"), .count = number("k_pmf")}, targets.expectation);
    gradient(targets.gradient);
  }

  void report() const { comparison_.report(); }

 private:
  double number(std::string_view column) const { return table_.number(row_, column); }

  void read(std::size_t row) {
    row_ = row;
    x_ = number("x");
    t_x_ = number("t_x");
    T_ = number("T");
    if (table_.has_column("k")) {
      model_ = &model_->traits().of_regularity(static_cast<int>(number("k")));
      log_interpurchase_ = number("log_interpurchase");
    }
    parameters_.clear();
    for (const std::string_view name : model_->traits().info.parameters) {
      parameters_.push_back(number(name));
    }
    const bool core = GoldenComparison::is_core(parameters_) && x_ <= 300.0 && T_ <= 1e4 &&
                      number("t_pmf") <= 1e4;
    comparison_.begin_row(table_.text(row, "id"), table_.text(row, "regime"), core);
  }
  Histories history() const {
    return {.frequency = {&x_, 1},
            .recency = {&t_x_, 1},
            .age = {&T_, 1},
            .mean_spend = {},
            .weight = {},
            .log_interpurchase = {&log_interpurchase_, 1}};
  }

  void client(ClientQuantity quantity, std::string_view column, const At& at,
              const Tolerance& tolerance) {
    if (!model_->supports(quantity) || !table_.has(row_, column)) return;
    double value = 0.0;
    model_->evaluate(quantity, parameters_, history(), at, {&value, 1});
    if (quantity == ClientQuantity::log_likelihood) {
      comparison_.compare_log(column, value, number(column), tolerance);
    } else {
      comparison_.compare(column, value, number(column), tolerance);
    }
  }
  void new_client(NewClientQuantity quantity, std::string_view column, const At& at,
                  const Tolerance& tolerance) {
    if (!model_->supports(quantity) || !table_.has(row_, column)) return;
    comparison_.compare(column, model_->evaluate(quantity, parameters_, at), number(column),
                        tolerance);
  }
  void gradient(const Tolerance& tolerance) {
    const model::LikelihoodSum sum = model_->likelihood_sum(parameters_, history());
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      const std::string column = "dll_d" + std::string(model_->traits().info.parameters[i]);
      if (!table_.has(row_, column)) continue;
      comparison_.compare_log(column, parameters_[i] * sum.gradient[i],
                              parameters_[i] * number(column), tolerance);
    }
  }

  const model::PurchaseModel* model_;
  const GoldenTable& table_;
  GoldenComparison comparison_;
  std::size_t row_ = 0;
  double x_ = 0.0;
  double t_x_ = 0.0;
  double T_ = 0.0;
  double log_interpurchase_ = 0.0;
  std::vector<double> parameters_;
};

}  // namespace

void check_golden_purchases(const model::PurchaseModel& model, const std::string& file_name,
                            const GoldenTargets& targets,
                            std::initializer_list<ExcusedRow> excused) {
  const GoldenTable table(file_name);
  REQUIRE(table.size() > 100);
  GoldenCheck check(model, table, excused);
  for (std::size_t row = 0; row < table.size(); ++row) check.check_row(row, targets);
  check.report();
}

}  // namespace tenure::testing
