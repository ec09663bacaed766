#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "models/fit.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include "tenure/error.hpp"

using namespace tenure;
using tenure::testing::relative_error;
using tenure::testing::SimulatedHistories;
using Reason = Convergence::Reason;

namespace {

constexpr std::array<double, 4> kTrueParameters{1.2, 10.0, 0.5, 12.0};

FitResult fit(const model::PurchaseModel& model, const Histories& histories,
              const FitOptions& options = {}, const Execution& execution = {}) {
  return model::fit(model, model::Cells(histories, model.traits()), options, execution);
}
FitResult fit_pareto_nbd(std::vector<double> x, std::vector<double> t_x, std::vector<double> T,
                         const FitOptions& options = {}) {
  return fit(model::pareto_nbd(), {x, t_x, T, {}, {}}, options);
}

/// What every result promises, whatever the data: nothing that is not a number.
void check_sound(const FitResult& result) {
  CHECK(std::isfinite(result.log_likelihood.value_or(0.0)));
  CHECK((result.log_likelihood.has_value() || !result.convergence.usable));
  CHECK(!result.convergence.message.empty());
  for (const double parameter : result.parameters) {
    CHECK(std::isfinite(parameter));
    CHECK(parameter > 0.0);
  }
  for (const double entry : result.covariance) CHECK(std::isfinite(entry));
  for (const double error : result.standard_errors) CHECK(std::isfinite(error));
  CHECK(result.covariance.empty() == result.standard_errors.empty());
}

}  // namespace

TEST_CASE("the same optimum is reached from any sane start, with the same errors") {
  const SimulatedHistories data = testing::simulate(model::pareto_nbd(), kTrueParameters, 2000, 7);
  const FitResult best = fit(model::pareto_nbd(), data.view());
  CHECK(best.convergence.reason == Reason::gradient);
  CHECK(best.convergence.usable);
  CHECK(best.convergence.gradient_norm < 1e-12);
  check_sound(best);
  for (const std::vector<double>& start :
       std::vector<std::vector<double>>{{1, 1, 1, 1},
                                        {.01, .01, .01, .01},
                                        {100, 100, 100, 100},
                                        {10, .1, 10, .1},
                                        {1e-3, 1e3, 1e-3, 1e3}}) {
    const FitResult other = fit(model::pareto_nbd(), data.view(), {.start = start});
    CHECK(other.convergence.reason == Reason::gradient);
    CHECK(other.convergence.starts == 1);
    CHECK(relative_error(other.log_likelihood.value(), best.log_likelihood.value()) < 1e-14);
    for (std::size_t i = 0; i < 4; ++i) {
      CHECK(relative_error(other.parameters[i], best.parameters[i]) < 1e-9);
      CHECK(relative_error(other.standard_errors[i], best.standard_errors[i]) < 1e-7);
    }
  }
}

TEST_CASE("rows in any order and any number of threads give the same bits") {
  const SimulatedHistories data = testing::simulate(model::pareto_nbd(), kTrueParameters, 3000, 11);
  SimulatedHistories reversed = data;
  for (std::vector<double>* column : {&reversed.x, &reversed.t_x, &reversed.T, &reversed.m}) {
    std::ranges::reverse(*column);
  }
  const FitResult once = fit(model::pareto_nbd(), data.view(), {}, {.threads = 1, .progress = {}});
  for (const unsigned threads : {2U, 5U}) {
    const FitResult other =
        fit(model::pareto_nbd(), reversed.view(), {}, {.threads = threads, .progress = {}});
    CHECK(other.parameters == once.parameters);
    CHECK(other.covariance == once.covariance);
    CHECK(other.log_likelihood.value() == once.log_likelihood.value());
  }
}

TEST_CASE("F14 a weight of k is k copies, and divides the errors by the root of k") {
  SimulatedHistories data = testing::simulate(model::pareto_nbd(), kTrueParameters, 300, 3);
  const FitResult single = fit(model::pareto_nbd(), data.view());
  SimulatedHistories copies = data;
  for (int k = 0; k < 2; ++k) {
    copies.x.insert(copies.x.end(), data.x.begin(), data.x.end());
    copies.t_x.insert(copies.t_x.end(), data.t_x.begin(), data.t_x.end());
    copies.T.insert(copies.T.end(), data.T.begin(), data.T.end());
    copies.m.insert(copies.m.end(), data.m.begin(), data.m.end());
  }
  data.weight.assign(data.x.size(), 3.0);
  const FitResult weighted = fit(model::pareto_nbd(), data.view());
  const FitResult repeated = fit(model::pareto_nbd(), copies.view());
  CHECK(weighted.parameters == repeated.parameters);
  CHECK(weighted.log_likelihood.value() == repeated.log_likelihood.value());
  CHECK(weighted.clients == 900.0);
  CHECK(weighted.cells == single.cells);
  CHECK(relative_error(weighted.log_likelihood.value(), 3.0 * single.log_likelihood.value()) <
        1e-14);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(relative_error(weighted.parameters[i], single.parameters[i]) < 1e-9);
    CHECK(relative_error(weighted.standard_errors[i] * std::sqrt(3.0), single.standard_errors[i]) <
          1e-7);
  }
}

TEST_CASE("another unit of time moves the parameters with it and nothing else") {
  const SimulatedHistories data = testing::simulate(model::pareto_nbd(), kTrueParameters, 500, 5);
  SimulatedHistories days = data;
  for (double& t : days.t_x) t *= 7.0;
  for (double& t : days.T) t *= 7.0;
  const FitResult in_weeks = fit(model::pareto_nbd(), data.view());
  const FitResult in_days = fit(model::pareto_nbd(), days.view());
  CHECK(relative_error(in_days.parameters[0], in_weeks.parameters[0]) < 1e-9);
  CHECK(relative_error(in_days.parameters[1], 7.0 * in_weeks.parameters[1]) < 1e-9);
  CHECK(relative_error(in_days.parameters[3], 7.0 * in_weeks.parameters[3]) < 1e-9);
}

TEST_CASE("F6 nobody bought again: not identifiable, at once") {
  const FitResult result = fit_pareto_nbd(
      std::vector<double>(50, 0.0), std::vector<double>(50, 0.0), std::vector<double>(50, 10.0));
  CHECK(result.convergence.reason == Reason::not_identifiable);
  CHECK(!result.convergence.usable);
  CHECK(result.standard_errors.empty());
  check_sound(result);
}

TEST_CASE("F10 a single client: a boundary, named, without standard errors") {
  const FitResult result = fit_pareto_nbd({5}, {9}, {10});
  CHECK(result.convergence.reason == Reason::boundary);
  CHECK(result.standard_errors.empty());
  CHECK(result.convergence.boundary.find("no client ever leaves") != std::string::npos);
  check_sound(result);
}

TEST_CASE("F11 a homogeneous base: r goes to infinity and is said to") {
  // All buy at a rate of 0.2 and never leave: Poisson counts, here less spread than expected.
  const SimulatedHistories data =
      testing::simulate(model::pareto_nbd(), std::array<double, 4>{1e9, 5e9, 1.0, 1e12}, 500, 2);
  const FitResult result = fit(model::pareto_nbd(), data.view());
  CHECK(result.convergence.reason == Reason::boundary);
  CHECK(result.convergence.usable);
  CHECK(result.convergence.boundary.find("r goes to infinity") != std::string::npos);
  CHECK(relative_error(result.parameters[0] / result.parameters[1], 0.2) < 0.05);
  check_sound(result);
}

TEST_CASE("F5 clients who never leave: a boundary, named") {
  const SimulatedHistories data =
      testing::simulate(model::pareto_nbd(), std::array<double, 4>{1.2, 8.0, 1e-9, 10.0}, 500, 2);
  const FitResult result = fit(model::pareto_nbd(), data.view());
  CHECK(result.convergence.reason == Reason::boundary);
  CHECK(result.convergence.usable);
  CHECK(!result.convergence.boundary.empty());
  check_sound(result);
}

TEST_CASE("degenerate data end quickly in a status, whatever the model") {
  using Columns = std::array<std::vector<double>, 4>;
  const std::vector<double> fifty(50, 1.0);
  for (const model::PurchaseModel* model : model::all_models()) {
    if (model->traits().clock != model::Clock::continuous) continue;  // not its domain
    CAPTURE(model->traits().info.name);
    for (const Columns& c :
         {Columns{}, Columns{{{0, 0}, {0, 0}, {0, 0}, {0, 0}}},
          Columns{{{1, 2}, {0, 0}, {0, 0}, {5, 6}}},                            // T = 0
          Columns{{{5}, {9}, {10}, {3}}},                                       // one client
          Columns{{fifty, fifty, std::vector<double>(50, 30.0), fifty}},        // identical ones
          Columns{{{400, 500, 500}, {5, 1, 4}, {6, 37, 37}, {1, 2, 3}}},        // N10
          Columns{{{1e4, 2e4, 0}, {1e6, 2e6, 0}, {3e6, 3e6, 3e6}, {1, 1, 0}}},  // in seconds
          Columns{{{0, 0, 1}, {0, 0, 1e-9}, {1e5, 1e5, 1e5}, {0, 0, 1e9}}}}) {
      check_sound(fit(*model, {c[0], c[1], c[2], c[3], {}}));
    }
  }
}

TEST_CASE("of several maxima of the GGompertz/NBD the highest: as from the best of 56 starts") {
  struct Base {
    std::string_view model;
    std::vector<double> truth;
    std::size_t clients;
    std::uint64_t seed;
    double best;  // log-likelihood
  };
  for (const Base& base : {Base{"ggompertz_nbd", {0.6, 10, 0.02, 0.3, 0.2}, 1000, 120, -5000.12147},
                           Base{"pareto_nbd", {0.55, 10.6, 0.6, 11.7}, 150, 106, -574.22190},
                           Base{"bg_nbd", {0.24, 4.4, 0.8, 2.4}, 60, 104, -197.58307}}) {
    CAPTURE(base.seed);
    const SimulatedHistories data =
        testing::simulate(*model::find_model(base.model), base.truth, base.clients, base.seed);
    CHECK(fit(*model::find_model("ggompertz_nbd"), data.view()).log_likelihood.value() >
          base.best - 1e-3);
  }
}

TEST_CASE(
    "contracts that all end at the first renewal: a boundary, named; none has come up: said") {
  const std::vector<double> fifty(50, 0.0), one(50, 1.0);
  for (const char* name : {"shifted_beta_geometric", "beta_discrete_weibull"}) {
    CAPTURE(name);
    const model::PurchaseModel& model = *model::find_model(name);
    const FitResult ended = fit(model, {fifty, {}, one, {}, {}});
    CHECK(ended.convergence.reason == Reason::boundary);
    CHECK(ended.log_likelihood.value() == doctest::Approx(0.0));
    const FitResult nothing = fit(model, {fifty, {}, fifty, {}, {}});
    CHECK(nothing.convergence.reason == Reason::not_identifiable);
    CHECK(nothing.convergence.message == "No contract has come up for renewal.");
  }
}

TEST_CASE("where nobody leaves is judged at the largest age, not at the mean") {
  std::vector<double> x, t_x, T;
  for (int i = 0; i < 90; ++i) {
    const double age = std::pow(10.0, i % 9 - 4);
    x.push_back(1.0 + i % 3);
    t_x.push_back(0.5 * age);
    T.push_back(age);
  }
  const Histories mixed{x, t_x, T, {}, {}};
  const FitResult ageing = fit(*model::find_model("ggompertz_nbd"), mixed);
  CHECK(ageing.log_likelihood.value() >
        fit(*model::find_model("nbd"), mixed).log_likelihood.value() + 10.0);
  CHECK(ageing.convergence.boundary.find("no client ever leaves") == std::string::npos);
}

TEST_CASE("a likelihood that still rises where the search ends is not said to be highest there") {
  const std::vector<double> x{0, 1, 2, 3, 4}, t_x{0, 12, 21, 25, 26}, T(5, 30.0);
  const std::vector<double> weight{5, 4, 3, 2, 1};
  const FitResult result = fit(model::pareto_nbd(), {x, t_x, T, {}, weight});
  CAPTURE(result.convergence.message);
  CHECK(result.convergence.gradient_norm > 1e-4);
  CHECK(result.convergence.message.find("still rises, by ") != std::string::npos);
}

TEST_CASE("a limit of iterations is said, and so is cancellation") {
  const SimulatedHistories data = testing::simulate(model::pareto_nbd(), kTrueParameters, 500, 5);
  const FitResult limited =
      fit(model::pareto_nbd(), data.view(), {.start = {1, 1, 1, 1}, .max_iterations = 2});
  CHECK(limited.convergence.reason == Reason::iteration_limit);
  CHECK(!limited.convergence.usable);
  CHECK(limited.convergence.iterations == 2);

  // The second is explored on some of its cells before the fit goes on with all.
  for (const std::size_t clients : {500U, 3000U}) {
    const SimulatedHistories some =
        testing::simulate(model::pareto_nbd(), kTrueParameters, clients, 5);
    double last = 0.0;
    const auto watch = [&](double done, std::string_view) {
      CHECK(done >= last);
      CHECK(done <= 1.0);
      last = done;
      return true;
    };
    static_cast<void>(fit(model::pareto_nbd(), some.view(), {}, {.threads = 1, .progress = watch}));
    CHECK(last > 0.0);
  }
  const auto refuse = [](double, std::string_view) { return false; };
  CHECK_THROWS_AS(static_cast<void>(fit(model::pareto_nbd(), data.view(), {},
                                        {.threads = 1, .progress = refuse})),
                  Error);
}
