#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "tenure/error.hpp"
#include "tenure/model.hpp"

using namespace tenure;
using tenure::testing::relative_error;

namespace {

constexpr std::array<double, 4> kCdnow{0.553, 10.578, 0.606, 11.669};
const double kNaN = std::numeric_limits<double>::quiet_NaN();
const double kInfinity = std::numeric_limits<double>::infinity();

FittedModel weekly_pareto_nbd() {
  return FittedModel::from_parameters("pareto_nbd", kCdnow, TimeUnit::week);
}
FittedModel gamma_gamma(double q) {
  return FittedModel::from_parameters("gamma_gamma", std::array{6.25, q, 15.44}, TimeUnit::week);
}

struct Columns {
  std::vector<double> x{0, 2, 26};
  std::vector<double> t_x{0, 30.43, 30.86};
  std::vector<double> T{38.86, 38.86, 31};
  std::vector<double> m{0, 22.35, 10};
  [[nodiscard]] Histories view() const { return {x, t_x, T, m, {}}; }
};

/// The error of a call: status, argument, row.
struct Caught {
  Status status = Status::ok;
  std::string argument;
  std::int64_t row = -1;
};
Caught caught(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return {error.status(), error.argument(), error.row()};
  }
  return {};
}

}  // namespace

TEST_CASE("the table of models lists each once, and names what it does not have") {
  CHECK(models().size() >= 4);
  CHECK(model_info("pareto_nbd").title == "Pareto/NBD");
  CHECK(model_info("gamma_gamma").kind == ModelKind::spend);
  const Caught error = caught([] { static_cast<void>(model_info("pareto")); });
  CHECK(error.status == Status::invalid_argument);
  CHECK(error.argument == "model");
}

TEST_CASE("a model with given parameters says so") {
  const FittedModel model = weekly_pareto_nbd();
  CHECK(model.info().name == "pareto_nbd");
  CHECK(model.unit() == TimeUnit::week);
  CHECK(model.result().convergence.reason == Convergence::Reason::given);
  CHECK(model.result().convergence.usable);
  CHECK(model.parameters()[1] == 10.578);
  CHECK(model.result().standard_errors.empty());
}

TEST_CASE("parameters outside their domain are refused by name") {
  for (const double bad : {0.0, -1.0, kNaN, kInfinity}) {
    const Caught error = caught([&] {
      static_cast<void>(FittedModel::from_parameters("pareto_nbd", std::array{0.5, 10.0, bad, 11.0},
                                                     TimeUnit::week));
    });
    CHECK(error.status == Status::invalid_argument);
    CHECK(error.argument == "s");
  }
  const Caught error = caught([] {
    static_cast<void>(FittedModel::from_parameters("pareto_nbd", std::array{0.5}, TimeUnit::week));
  });
  CHECK(error.argument == "parameters");
}

TEST_CASE("F7 F8 rows outside the domain are refused by column and row") {
  const auto ask = [](const Columns& columns) {
    return caught([&] { static_cast<void>(weekly_pareto_nbd().p_alive(columns.view())); });
  };
  Columns columns;
  columns.T[1] = kNaN;
  CHECK(ask(columns).row == 1);
  CHECK(ask(columns).argument == "age");
  columns = {};
  columns.x[2] = -1;
  CHECK(ask(columns).row == 2);
  CHECK(ask(columns).argument == "frequency");
  columns = {};
  columns.x[2] = 1.5;
  CHECK(ask(columns).argument == "frequency");
  columns = {};
  columns.T[0] = kInfinity;
  CHECK(ask(columns).argument == "age");
  columns = {};
  columns.t_x[2] = 31.5;  // after the end of observation: CLVTools#100 has such rows
  CHECK(ask(columns).argument == "recency");
  CHECK(ask(columns).status == Status::invalid_data);
  columns = {};
  columns.t_x.clear();
  CHECK(ask(columns).argument == "recency");
  CHECK(caught([&] {
          static_cast<void>(FittedModel::fit("pareto_nbd", columns.view(), TimeUnit::week));
        }).argument == "recency");
}

TEST_CASE("times and rates outside the domain are refused") {
  const FittedModel model = weekly_pareto_nbd();
  const Columns columns;
  for (const double bad : {-1.0, kNaN, kInfinity}) {
    CHECK(caught([&] { static_cast<void>(model.p_alive(columns.view(), bad)); }).argument ==
          "after");
    CHECK(caught([&] {
            static_cast<void>(model.expected_purchases(columns.view(), bad));
          }).argument == "to");
    CHECK(caught([&] {
            static_cast<void>(model.pmf(std::array<std::int64_t, 1>{0}, bad));
          }).argument == "to");
  }
  const DiscountRate none = DiscountRate::continuous(0.0, TimeUnit::week);
  CHECK(caught([&] {
          static_cast<void>(model.discounted_purchases(columns.view(), none));
        }).argument == "discount_rate");
}

TEST_CASE("what a model does not have is not supported") {
  const Columns columns;
  CHECK(caught([&] {
          static_cast<void>(weekly_pareto_nbd().expected_spend(columns.view()));
        }).status == Status::not_supported);
  CHECK(caught([&] { static_cast<void>(gamma_gamma(3.74).p_alive(columns.view())); }).status ==
        Status::not_supported);
  CHECK(caught([&] { static_cast<void>(gamma_gamma(3.74).simulate(std::array{1.0}, 1)); }).status ==
        Status::not_supported);
}

TEST_CASE("discounting at no rate to a horizon counts purchases; for ever it is the DERT") {
  const FittedModel model = weekly_pareto_nbd();
  const Columns columns;
  const DiscountRate none = DiscountRate::continuous(0.0, TimeUnit::week);
  CHECK(model.discounted_purchases(columns.view(), none, 39.0) ==
        model.expected_purchases(columns.view(), 39.0));
  // METHODS: 0.0027 a week; the same given a year.
  const std::array<double, 1> x{2}, t_x{30.43}, T{77.86};
  const Histories client{x, t_x, T, {}, {}};
  const DiscountRate weekly = DiscountRate::continuous(0.0027, TimeUnit::week);
  const DiscountRate yearly = DiscountRate::continuous(0.0027 * 52, TimeUnit::year);
  CHECK(relative_error(model.discounted_purchases(client, weekly)[0], 1.75806033953) < 1e-11);
  CHECK(relative_error(model.discounted_purchases(client, yearly)[0], 1.75806033953) < 1e-11);
}

TEST_CASE("N25 F15 an infinite mean spend is a status, not a number") {
  const Columns columns;
  const Values finite = gamma_gamma(3.74).expected_spend(columns.view());
  CHECK(finite.status.empty());
  CHECK(relative_error(*gamma_gamma(3.74).population_spend(), 6.25 * 15.44 / 2.74) < 1e-14);
  const Values infinite = gamma_gamma(0.4).expected_spend(columns.view());
  CHECK(!gamma_gamma(0.4).population_spend());
  REQUIRE(infinite.status.size() == 3);
  CHECK(infinite.status[0] == Values::Row::infinite);
  CHECK(infinite.value[0] == 0.0);
  CHECK(infinite.status[1] == Values::Row::ok);
  CHECK(infinite.value[1] > 0.0);
}

TEST_CASE("D16 purchases that were all returned stop neither fit nor prediction") {
  Columns columns;
  columns.m[1] = 0.0;
  const Values spend = gamma_gamma(3.74).expected_spend(columns.view());
  CHECK(spend.status.empty());
  CHECK(spend.value[1] == doctest::Approx(6.25 * 15.44 / (2 * 6.25 + 2.74)));
  const FittedModel model = FittedModel::fit("gamma_gamma", columns.view(), TimeUnit::week);
  CHECK(model.result().clients == 1.0);
  CHECK(model.result().convergence.message.ends_with(
      " Clients left out because their repeat purchases came to nothing: 1."));
  CHECK(weekly_pareto_nbd().p_alive(columns.view()).size() == 3);
  CHECK(caught([&] { static_cast<void>(gamma_gamma(3.74).log_likelihood(columns.view())); }).row ==
        1);
}

TEST_CASE("D16 a negative mean spend is refused by row") {
  Columns columns;
  columns.m[1] = -20.0;
  const auto row_of = [](const auto& call) { return caught(call).row; };
  CHECK(row_of([&] { (void)gamma_gamma(3.74).expected_spend(columns.view()); }) == 1);
  CHECK(row_of([&] { (void)FittedModel::fit("gamma_gamma", columns.view(), TimeUnit::week); }) ==
        1);
}

TEST_CASE("simulation depends on the seed and on nothing else") {
  const FittedModel model = weekly_pareto_nbd();
  const std::vector<double> ages(10000, 52.0);
  const SimulatedPurchases once = model.simulate(ages, 42, {.threads = 1, .progress = {}});
  const SimulatedPurchases again = model.simulate(ages, 42, {.threads = 3, .progress = {}});
  CHECK(once.client == again.client);
  CHECK(once.time == again.time);
  CHECK(model.simulate(ages, 43).time != once.time);
  for (std::size_t i = 0; i < once.time.size(); ++i) {
    const bool first = i == 0 || once.client[i] != once.client[i - 1];
    if (first) {
      CHECK(once.time[i] == 0.0);
    } else {
      CHECK(once.time[i] > once.time[i - 1]);
      CHECK(once.time[i] <= 52.0);
    }
  }
  const double repeats = static_cast<double>(once.time.size() - ages.size());
  const double expected = model.expected_purchases_new(std::array{52.0})[0];
  CHECK(relative_error(repeats / 10000.0, expected) < 0.1);  // 4 standard errors
}

TEST_CASE("the result reads as a table") {
  const std::vector<double> ages(2000, 40.0);
  const SimulatedPurchases log = weekly_pareto_nbd().simulate(ages, 9);
  std::vector<double> x(2000, -1.0), t_x(2000, 0.0);
  for (std::size_t i = 0; i < log.time.size(); ++i) {
    const auto client = static_cast<std::size_t>(log.client[i]);
    x[client] += 1.0;
    t_x[client] = log.time[i];
  }
  const FittedModel model = FittedModel::fit("pareto_nbd", {x, t_x, ages, {}, {}}, TimeUnit::week);
  const FitResult& result = model.result();
  REQUIRE(result.convergence.reason == Convergence::Reason::gradient);
  CHECK(result.aic().value() == 8.0 - 2.0 * result.log_likelihood.value());
  CHECK(result.bic().value() ==
        doctest::Approx(4.0 * std::log(2000.0) - 2.0 * result.log_likelihood.value()));
  const Table table = result.table();
  CHECK(table.rows() == 4);
  CHECK(table.text("parameter")[1] == "alpha");
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(table.float64("lower")[i] < table.float64("estimate")[i]);
    CHECK(table.float64("upper")[i] > table.float64("estimate")[i]);
  }
  double sum = 0.0;
  for (const double value : model.log_likelihood({x, t_x, ages, {}, {}})) sum += value;
  CHECK(relative_error(sum, result.log_likelihood.value()) < 1e-13);

  const FitResult of_given = weekly_pareto_nbd().result();
  CHECK_FALSE(of_given.log_likelihood.has_value());
  CHECK_FALSE(of_given.aic().has_value());
  CHECK_FALSE(of_given.bic().has_value());
  const FittedModel of_nobody = FittedModel::fit("pareto_nbd", Histories{}, TimeUnit::week);
  CHECK_FALSE(of_nobody.result().log_likelihood.has_value());
  CHECK_FALSE(of_nobody.result().bic().has_value());
  CHECK(of_nobody.summary().find("log-likelihood") == std::string::npos);
  CHECK_FALSE(FittedModel::from_json(of_nobody.to_json()).result().log_likelihood.has_value());

  const Table given = weekly_pareto_nbd().result().table();
  CHECK(given.validity(given.at("standard_error"))[0] == 0);
}

TEST_CASE("predictions are a table of the summary's clients, in its unit") {
  const Columns columns;
  const Summary weeks = Summary::from_arrays(columns.view(), TimeUnit::week);
  const Table table = weekly_pareto_nbd().predict(weeks, 39.0);
  CHECK(table.rows() == 3);
  CHECK(table.int64("client")[2] == 2);
  CHECK(table.float64("p_alive")[0] == weekly_pareto_nbd().p_alive(columns.view())[0]);
  CHECK(!table.find("holdout_frequency"));
  const Summary days = Summary::from_arrays(columns.view(), TimeUnit::day);
  CHECK(caught([&] { static_cast<void>(weekly_pareto_nbd().predict(days, 39.0)); }).argument ==
        "summary");
  const Table spend = gamma_gamma(3.74).predict(weeks, 39.0);
  CHECK(spend.float64("expected_spend")[1] == doctest::Approx(24.663714).epsilon(1e-7));
}
