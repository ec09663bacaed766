#include "evaluation/origins.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::evaluation {
namespace {

[[noreturn]] void refuse_origins(const std::string& why, const char* argument,
                                 std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "backtest: " + why, argument, row);
}

void check_length(double units, const char* name) {
  if (std::isfinite(units) && units > 0.0) return;
  refuse_origins(std::string(name) + " is " + to_text(units) + ", not a finite number above 0",
                 name);
}

/// The day so many units after another, if the log goes on until then.
std::optional<Day> day_in_log(const Portfolio& portfolio, Day from, double units, TimeUnit unit) {
  const double log = time_between(from, std::max(from, portfolio.observed_until()), unit);
  if (units > log + 1.0) return std::nullopt;  // perhaps no day of the calendar
  const Day day = add_time(from, units, unit);
  return day <= portfolio.observed_until() ? std::optional(day) : std::nullopt;
}

Origin origin_at(const Portfolio& portfolio, Day day, const BacktestOptions& options,
                 std::int64_t row) {
  const auto end = day_in_log(portfolio, day, options.horizon, options.unit);
  if (!end) {
    refuse_origins("the log ends on " + portfolio.observed_until().to_string() +
                       ", before the holdout after " + day.to_string(),
                   options.origins.empty() ? "first" : "origins", row);
  }
  if (*end == day) refuse_origins("horizon is shorter than a day", "horizon");
  return {day, *end};
}

Day middle_of(const Portfolio& portfolio) {
  const Days length = portfolio.observed_until() - portfolio.first_day();
  return portfolio.first_day() + Days{length.count / 2};
}

}  // namespace

std::vector<Origin> origins_of(const Portfolio& portfolio, const BacktestOptions& options) {
  check_length(options.horizon, "horizon");
  std::vector<Origin> result;
  if (!options.origins.empty()) {
    if (options.first || options.every)
      refuse_origins("origins stand instead of first and every", "origins");
    for (std::size_t i = 0; i < options.origins.size(); ++i) {
      result.push_back(
          origin_at(portfolio, options.origins[i], options, static_cast<std::int64_t>(i)));
    }
    std::ranges::sort(result, {}, &Origin::day);
    return result;
  }
  const double every = options.every.value_or(options.horizon);
  check_length(every, "every");
  const Day first = options.first.value_or(middle_of(portfolio));
  result.push_back(origin_at(portfolio, first, options, -1));
  for (int steps = 1;; ++steps) {
    // From the first one, so that months of different lengths do not add up to a drift.
    const auto day = day_in_log(portfolio, first, steps * every, options.unit);
    if (!day || !day_in_log(portfolio, *day, options.horizon, options.unit)) return result;
    if (*day <= result.back().day) refuse_origins("every is shorter than a day", "every");
    result.push_back(origin_at(portfolio, *day, options, -1));
  }
}

}  // namespace tenure::evaluation
