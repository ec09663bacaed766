#include "models/golden_model.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include <doctest/doctest.h>

#include "golden/golden_table.hpp"
#include "math/relative_error.hpp"

namespace tenure::testing {
namespace {

using model::At;
using model::ClientQuantity;
using model::NewClientQuantity;

constexpr double kForEver = std::numeric_limits<double>::infinity();
// Below this a double holds fewer than 53 bits.
constexpr double kSmallestChecked = 1e-290;

class GoldenCheck {
 public:
  GoldenCheck(const model::PurchaseModel& model, const GoldenTable& table,
              std::initializer_list<ExcusedRow> excused)
      : model_(model), table_(table), excused_(excused) {}

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

  void report() const {
    for (const auto& [quantity, worst] : worst_) {
      MESSAGE(quantity << ": " << worst.checked << " values, largest error " << worst.error
                       << " in row " << worst.id);
    }
  }

 private:
  struct Worst {
    int checked = 0;
    double error = 0.0;
    std::string id;
  };

  double number(std::string_view column) const { return table_.number(row_, column); }

  void read(std::size_t row) {
    row_ = row;
    x_ = number("x");
    t_x_ = number("t_x");
    T_ = number("T");
    core_ = x_ <= 300.0 && T_ <= 1e4 && number("t_pmf") <= 1e4;
    parameters_.clear();
    for (const std::string_view name : model_.traits().info.parameters) {
      const double parameter = number(name);
      parameters_.push_back(parameter);
      core_ = core_ && parameter >= 1e-2 && parameter <= 1e3;
    }
  }
  Histories history() const {
    return {.frequency = {&x_, 1},
            .recency = {&t_x_, 1},
            .age = {&T_, 1},
            .mean_spend = {},
            .weight = {}};
  }

  void client(ClientQuantity quantity, std::string_view column, const At& at,
              const Tolerance& tolerance) {
    if (!model_.supports(quantity) || !table_.has(row_, column)) return;
    double value = 0.0;
    model_.evaluate(quantity, parameters_, history(), at, {&value, 1});
    const bool log = quantity == ClientQuantity::log_likelihood;
    compare(column, value, number(column), log, tolerance);
  }
  void new_client(NewClientQuantity quantity, std::string_view column, const At& at,
                  const Tolerance& tolerance) {
    if (!model_.supports(quantity) || !table_.has(row_, column)) return;
    compare(column, model_.evaluate(quantity, parameters_, at), number(column), false, tolerance);
  }
  void gradient(const Tolerance& tolerance) {
    const model::LikelihoodSum sum = model_.likelihood_sum(parameters_, history());
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      const std::string column = "dll_d" + std::string(model_.traits().info.parameters[i]);
      if (!table_.has(row_, column)) continue;
      compare(column, parameters_[i] * sum.gradient[i], parameters_[i] * number(column), true,
              tolerance);
    }
  }

  void compare(std::string_view quantity, double value, double reference, bool log,
               const Tolerance& tolerance) {
    if (!log && reference != 0.0 && std::abs(reference) < kSmallestChecked) {
      CHECK(std::abs(value) < 2.0 * kSmallestChecked);
      return;
    }
    const double error = log ? log_error(value, reference) : relative_error(value, reference);
    const std::string& id = table_.text(row_, "id");
    double allowed = core_ ? tolerance.core : tolerance.everywhere;
    for (const ExcusedRow& row : excused_) {
      if (row.id == id && row.quantity == quantity) allowed = row.error;
    }
    CAPTURE(id);
    CAPTURE(table_.text(row_, "regime"));
    CAPTURE(quantity);
    CAPTURE(value);
    CAPTURE(reference);
    CHECK(error <= allowed);
    Worst& worst = worst_[std::string(quantity)];
    ++worst.checked;
    if (error > worst.error) {
      worst.error = error;
      worst.id = id;
    }
  }

  const model::PurchaseModel& model_;
  const GoldenTable& table_;
  std::vector<ExcusedRow> excused_;
  std::size_t row_ = 0;
  double x_ = 0.0;
  double t_x_ = 0.0;
  double T_ = 0.0;
  bool core_ = false;
  std::vector<double> parameters_;
  std::map<std::string, Worst> worst_;
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
