#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "evaluation/drawn_portfolio.hpp"
#include <tenure/evaluation.hpp>

using namespace tenure;

namespace {

const Portfolio& portfolio() {
  static const Portfolio drawn = tenure::testing::drawn_portfolio(300);
  return drawn;
}
std::vector<std::int32_t> origins(const Backtest& result) {
  std::vector<std::int32_t> days;
  for (const std::int32_t day : result.models.day(result.models.at("origin"))) {
    if (days.empty() || days.back() != day) days.push_back(day);
  }
  return days;
}
Status status_of(const BacktestOptions& options) {
  try {
    (void)backtest(portfolio(), {"nbd"}, options);
  } catch (const Error& error) {
    return error.status();
  }
  return Status::ok;
}

}  // namespace

TEST_CASE("a row an origin and a method: what compare says of that day") {
  const Backtest result = backtest(portfolio(), {"nbd", "bg_nbd"}, {.horizon = 13});
  CHECK(origins(result) == std::vector<std::int32_t>{39 * 7, 52 * 7, 65 * 7});
  REQUIRE(result.models.rows() == 3 * 4);
  CHECK(result.calibration.rows() == 3 * 4 * 10);
  for (std::size_t origin = 0; origin < 3; ++origin) {
    const Day day{static_cast<std::int32_t>((39 + 13 * origin) * 7)};
    const Summary summary = Summary::from_portfolio(
        portfolio(), {.observed_until = day + Days{13 * 7}, .calibration_end = day});
    const Table expected = compare({"nbd", "bg_nbd"}, summary).models;
    for (std::size_t row = 0; row < 4; ++row) {
      const std::size_t at = 4 * origin + row;
      CHECK(result.models.text("method")[at] == expected.text("method")[row]);
      CHECK(result.models.int64("clients")[at] == 300);
      CHECK(result.models.day("observed_until")[at] == day.since_epoch + 13 * 7);
      for (const char* column : {"log_likelihood", "mae", "log_score", "top_decile_share"}) {
        CHECK(result.models.float64(column)[at] == expected.float64(column)[row]);
      }
    }
  }
}

TEST_CASE("origins: given, or by the first and a step that does not drift") {
  const BacktestOptions given{.horizon = 4, .origins = {Day{300}, Day{200}}};
  CHECK(origins(backtest(portfolio(), {"nbd"}, given)) == std::vector<std::int32_t>{200, 300});
  const BacktestOptions monthly{
      .horizon = 2, .unit = TimeUnit::month, .first = Day{365}, .every = 1};
  // 1971-01-01, the firsts of the months, until two months before 1971-07-01.
  CHECK(origins(backtest(portfolio(), {"nbd"}, monthly)) ==
        std::vector<std::int32_t>{365, 396, 424, 455, 485});
}

TEST_CASE("options that make no sense are refused") {
  CHECK(status_of({.horizon = 13}) == Status::ok);
  CHECK(status_of({}) == Status::invalid_argument);
  CHECK(status_of({.horizon = -1}) == Status::invalid_argument);
  CHECK(status_of({.horizon = 1e308}) == Status::invalid_argument);
  CHECK(status_of({.horizon = 5e-324}) == Status::invalid_argument);
  CHECK(status_of({.horizon = 40}) == Status::invalid_argument);  // the log ends before
  CHECK(status_of({.horizon = 4, .every = 0.001}) == Status::invalid_argument);
  CHECK(status_of({.horizon = 4, .origins = {Day{540}}}) == Status::invalid_argument);
  CHECK(status_of({.horizon = 4, .origins = {Day{200}}, .every = 4}) == Status::invalid_argument);
  const std::vector<double> parameters{1, 1};
  const auto fitted = FittedModel::from_parameters("nbd", parameters, TimeUnit::week);
  error_of(Status::invalid_argument,
           [&] { (void)backtest(portfolio(), {fitted}, {.horizon = 13}); });
  error_of(Status::invalid_argument,
           [&] { (void)backtest(portfolio(), {"gamma_gamma"}, {.horizon = 13}); });
}

TEST_CASE("a model that fails has rows that say so") {
  const Backtest result = backtest(portfolio(), {"bg_bb", "nbd"}, {.horizon = 26});
  CHECK(result.models.text("status")[0] == "failed");
  CHECK_FALSE(result.models.text("message")[0].empty());
  CHECK(result.models.text("status")[1] == "ok");
}

TEST_CASE("progress goes forward, names the model, and can cancel") {
  double last = 0;
  bool named = false;
  const Execution watched{.threads = 0, .progress = [&](double fraction, std::string_view stage) {
                            CHECK(fraction >= last);
                            last = fraction;
                            named = named || stage == "nbd";
                            return fraction < 0.8;
                          }};
  error_of(Status::cancelled,
           [&] { (void)backtest(portfolio(), {"nbd"}, {.horizon = 13}, watched); });
  CHECK(named);
  CHECK(last >= 0.8);
}
