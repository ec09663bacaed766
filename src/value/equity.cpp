#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "base/text.hpp"
#include <tenure/equity.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

[[noreturn]] void refuse_equity(const char* argument, const std::string& why,
                                std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "customer_equity: " + why, argument, row);
}

void check(const EquityValue& value, const char* argument) {
  const auto finite = [](const std::optional<double>& number) {
    return !number || std::isfinite(*number);
  };
  if (!std::isfinite(value.value) || !finite(value.retention_elasticity) ||
      !finite(value.discount_elasticity)) {
    refuse_equity(argument, std::string(argument) + " must be finite");
  }
}

void check_column(std::span<const double> column, const char* argument) {
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (column[i] >= 0.0 && std::isfinite(column[i])) continue;
    refuse_equity(
        argument,
        std::string(argument) + " must be at least 0 and finite, not " + to_text(column[i]),
        static_cast<std::int64_t>(i));
  }
}

/// Of a cohort won in period number `index` from 0, periods from now.
double time_of(std::size_t index, Timing timing) {
  const auto begun = static_cast<double>(index);
  switch (timing) {
    case Timing::period_start:
      return begun;
    case Timing::period_middle:
      return begun + 0.5;
    case Timing::period_end:
      return begun + 1.0;
    case Timing::at_purchase:
      break;
  }
  refuse_equity("timing", "cohorts are won at the start, in the middle or at the end of a period");
}

/// Sums over the cohorts to come, in today's money.
struct Future {
  double value = 0.0, cost = 0.0;
  double delay = 0.0;  ///< net value times the time until it
};

/// By how much the equity changes if something grows by itself.
struct Change {
  const char* of;
  std::optional<double> amount;
};

Table elasticities_table(double equity, const std::array<Change, 5>& changes) {
  TextColumn of;
  OptionalColumn elasticity(changes.size());
  for (std::size_t i = 0; i < changes.size(); ++i) {
    of.push_back(changes[i].of);
    if (changes[i].amount) elasticity.set(i, *changes[i].amount / equity);
  }
  Table::Builder table;
  table.text("of", std::move(of));
  std::move(elasticity).add_to(table, "elasticity");
  return table.build();
}

/// What the response of each value makes of both; a value of 0 needs none.
std::optional<double> response(double existing, std::optional<double> of_existing, double future,
                               std::optional<double> of_future) {
  if ((existing != 0.0 && !of_existing) || (future != 0.0 && !of_future)) return std::nullopt;
  return existing * of_existing.value_or(0.0) + future * of_future.value_or(0.0);
}

}  // namespace

EquityResult customer_equity(const EquityValue& existing, const EquityValue& new_client,
                             std::span<const double> acquired,
                             std::span<const double> acquisition_cost,
                             const EquityOptions& options) {
  check(existing, "existing");
  check(new_client, "new_client");
  check_column(acquired, "acquired");
  check_column(acquisition_cost, "acquisition_cost");
  if (acquisition_cost.size() != 1 && acquisition_cost.size() != acquired.size()) {
    refuse_equity("acquisition_cost", "give one cost, or one for each of the " +
                                          std::to_string(acquired.size()) + " periods, not " +
                                          std::to_string(acquisition_cost.size()));
  }
  const std::size_t periods = acquired.size();
  const double force = options.discount.force_per(options.period);
  Future future;
  std::vector<std::int64_t> period(periods);
  std::vector<double> net(periods), factor(periods), present(periods);
  for (std::size_t t = 0; t < periods; ++t) {
    const double cost = acquisition_cost[acquisition_cost.size() == 1 ? 0 : t];
    const double time = time_of(t, options.timing);
    period[t] = static_cast<std::int64_t>(t) + 1;
    net[t] = new_client.value - cost;
    factor[t] = std::exp(-force * time);
    present[t] = acquired[t] * net[t] * factor[t];
    future.value += acquired[t] * new_client.value * factor[t];
    future.cost += acquired[t] * cost * factor[t];
    future.delay += present[t] * time;
  }
  EquityResult result;
  result.existing = existing.value;
  for (const double each : present) result.future += each;
  result.total = result.existing + result.future;
  if (!std::isfinite(result.total)) refuse_equity("existing", "the equity is too large");

  const double rate = std::expm1(force);
  std::optional<double> by_discount = response(existing.value, existing.discount_elasticity,
                                               future.value, new_client.discount_elasticity);
  if (by_discount) *by_discount -= rate / (1.0 + rate) * future.delay;
  result.elasticities = elasticities_table(
      result.total, {{{"margin", existing.value + future.value},
                      {"retention", response(existing.value, existing.retention_elasticity,
                                             future.value, new_client.retention_elasticity)},
                      {"acquired", result.future},
                      {"acquisition_cost", -future.cost},
                      {"discount", by_discount}}});
  result.cohorts = Table::Builder()
                       .int64("period", std::move(period))
                       .float64("acquired", {acquired.begin(), acquired.end()})
                       .float64("net_value", std::move(net))
                       .float64("discount_factor", std::move(factor))
                       .float64("present_value", std::move(present))
                       .build();
  return result;
}

}  // namespace tenure
