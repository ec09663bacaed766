#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "budget/logistic.hpp"
#include "budget/randomised_groups.hpp"
#include <tenure/uplift.hpp>

namespace tenure {
namespace {

using namespace budget;

/// Rows of features behind a column of ones.
Eigen::MatrixXd design_of(std::span<const double> features, std::size_t columns) {
  const auto rows = static_cast<Eigen::Index>(features.size() / columns);
  const auto width = static_cast<Eigen::Index>(columns);
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Eigen::MatrixXd design(rows, width + 1);
  design.col(0).setOnes();
  design.rightCols(width) = Eigen::Map<const RowMajor>(features.data(), rows, width);
  return design;
}

void check_features(const std::string& name, std::span<const double> features,
                    std::size_t columns) {
  if (features.size() % columns != 0) {
    throw Error(Status::invalid_argument,
                name + " must have " + std::to_string(columns) + " entries a client", name);
  }
  for (std::size_t k = 0; k < features.size(); ++k) {
    check_amount(name, features[k], static_cast<std::int64_t>(k / columns));
  }
}

void check(const UpliftModelInput& input) {
  if (input.columns == 0) {
    throw Error(Status::invalid_argument, "columns must be above 0", "columns");
  }
  check_features("features", input.features, input.columns);
  check_features("score_features", input.score_features, input.columns);
  const std::size_t n = input.features.size() / input.columns;
  check_groups(input.treated, n);
  check_length("outcome", input.outcome.size(), n);
  check_cost("ridge", input.ridge);
}

/// Collects the regressions' coefficients and whether they converged.
class Regressions {
 public:
  void add(const char* name, const LogisticFit& fit) {
    for (Eigen::Index k = 0; k < fit.coefficients.size(); ++k) {
      regression_.push_back(name);
      feature_.push_back(k - 1);
      coefficient_.push_back(fit.coefficients[k]);
      has_error_.push_back(fit.converged);
      error_.push_back(fit.converged ? fit.standard_errors[k] : 0.0);
    }
    if (!fit.converged && failed_.empty()) failed_ = name;
  }

  void finish(UpliftModel& model) {
    model.converged = failed_.empty();
    model.status = failed_.empty()
                       ? "converged"
                       : "the regression of " + failed_ +
                             " did not converge: features separate the outcome, or repeat each "
                             "other; a ridge makes it unique";
    model.coefficients = Table::Builder()
                             .text("regression", std::move(regression_))
                             .int64("feature", std::move(feature_))
                             .float64("coefficient", std::move(coefficient_))
                             .float64("standard_error", std::move(error_), std::move(has_error_))
                             .build();
  }

 private:
  TextColumn regression_;
  std::vector<std::int64_t> feature_;
  std::vector<double> coefficient_, error_;
  std::vector<std::uint8_t> has_error_;
  std::string failed_;
};

std::vector<double> predict(const Eigen::MatrixXd& design, const LogisticFit& fit) {
  const Eigen::VectorXd linear = design * fit.coefficients;
  std::vector<double> result;
  for (const double x : linear) result.push_back(expit(x));
  return result;
}

/// The regression of the clients of one group alone: the others weigh nothing.
LogisticFit fit_group(const UpliftModelInput& input, const Eigen::MatrixXd& design, bool treated) {
  const auto n = static_cast<Eigen::Index>(input.treated.size());
  Eigen::VectorXd outcome(n), weights(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    outcome[i] = input.outcome[static_cast<std::size_t>(i)] != 0;
    weights[i] = (input.treated[static_cast<std::size_t>(i)] != 0) == treated;
  }
  return fit_logistic(design, outcome, weights, input.ridge);
}

/// P(outcome = treated) with both groups weighing the same is (1 + uplift) / 2.
LogisticFit fit_transformed(const UpliftModelInput& input, const Eigen::MatrixXd& design) {
  const auto n = static_cast<Eigen::Index>(input.treated.size());
  const auto treated = std::ranges::count_if(input.treated, [](std::uint8_t t) { return t != 0; });
  const double share = static_cast<double>(treated) / static_cast<double>(n);
  Eigen::VectorXd outcome(n), weights(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const bool t = input.treated[static_cast<std::size_t>(i)] != 0;
    outcome[i] = (input.outcome[static_cast<std::size_t>(i)] != 0) == t;
    weights[i] = 0.5 / (t ? share : 1.0 - share);
  }
  return fit_logistic(design, outcome, weights, input.ridge);
}

}  // namespace

UpliftModel uplift_model(const UpliftModelInput& input) {
  check(input);
  const Eigen::MatrixXd design = design_of(input.features, input.columns);
  const Eigen::MatrixXd scored =
      input.score_features.empty() ? design : design_of(input.score_features, input.columns);
  const auto rows = static_cast<std::size_t>(scored.rows());
  Regressions regressions;
  std::vector<double> p_treated(rows), p_control(rows), uplift(rows);
  std::vector<std::uint8_t> known(rows, 1);
  if (input.method == UpliftMethod::two_models) {
    const LogisticFit treated = fit_group(input, design, true);
    const LogisticFit control = fit_group(input, design, false);
    regressions.add("treated", treated);
    regressions.add("control", control);
    p_treated = predict(scored, treated);
    p_control = predict(scored, control);
    for (std::size_t i = 0; i < rows; ++i) uplift[i] = p_treated[i] - p_control[i];
  } else {
    const LogisticFit fit = fit_transformed(input, design);
    regressions.add("transformed", fit);
    known.assign(rows, 0);
    uplift = predict(scored, fit);
    for (double& u : uplift) u = 2.0 * u - 1.0;
  }
  UpliftModel model;
  regressions.finish(model);
  model.clients = Table::Builder()
                      .float64("p_treated", std::move(p_treated), known)
                      .float64("p_control", std::move(p_control), known)
                      .float64("uplift", std::move(uplift))
                      .build();
  return model;
}

}  // namespace tenure
