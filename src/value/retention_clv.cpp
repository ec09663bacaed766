#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "base/text.hpp"
#include "value/one_rate.hpp"
#include "value/retention_check.hpp"
#include "value/retention_stream.hpp"
#include <tenure/error.hpp>
#include <tenure/retention_value.hpp>

namespace tenure {
namespace {

using value::RetentionStream;
using value::StreamValue;

struct NamedTiming {
  RetentionTiming timing;
  std::string_view name, formula;
};
/// In the order of the enumerators. The formulas are for ever and without growth.
constexpr std::array<NamedTiming, 6> timings{{
    {RetentionTiming::just_acquired, "just_acquired", "m (1 + d) / (1 + d - r)"},
    {RetentionTiming::about_to_renew, "about_to_renew", "m r (1 + d) / (1 + d - r)"},
    {RetentionTiming::in_arrears, "in_arrears", "m / (1 + d - r)"},
    {RetentionTiming::first_excluded, "first_excluded", "m r / (1 + d - r)"},
    {RetentionTiming::mid_period, "mid_period", "m sqrt(1 + d) / (1 + d - r)"},
    {RetentionTiming::continuous, "continuous", "m / (ln(1 + d) - ln r)"},
}};

RetentionStream stream_of(double retention, RetentionTiming timing,
                          const RetentionOptions& options) {
  return {.timing = timing,
          .force = options.discount.force_per(options.period),
          .growth = 1.0 + options.growth,
          .retention = retention,
          .solvency = options.solvency,
          .polarization = options.polarization,
          .horizon = options.horizon};
}

/// The sum over clients under one convention, absent where one of them has no value.
std::optional<double> total_under(RetentionTiming timing, std::span<const double> margin,
                                  std::span<const double> retention,
                                  const RetentionOptions& options) {
  double total = 0.0;
  for (std::size_t i = 0; i < margin.size(); ++i) {
    const auto worth = value_of(stream_of(retention[i], timing, options));
    if (!worth) return std::nullopt;
    total += margin[i] * worth->value;
  }
  return std::isfinite(total) ? std::optional(total) : std::nullopt;
}

Table timings_table(std::span<const double> margin, std::span<const double> retention,
                    const RetentionOptions& options) {
  TextColumn names, formulas;
  OptionalColumn totals(timings.size());
  for (std::size_t t = 0; t < timings.size(); ++t) {
    names.push_back(timings[t].name);
    formulas.push_back(timings[t].formula);
    // A part of a period is a horizon for the continuous timing alone.
    const bool can = timings[t].timing == RetentionTiming::continuous || !options.horizon ||
                     *options.horizon == std::floor(*options.horizon);
    if (can) totals.set(t, total_under(timings[t].timing, margin, retention, options));
  }
  Table::Builder table;
  table.text("timing", std::move(names)).text("formula", std::move(formulas));
  std::move(totals).add_to(table, "total");
  return table.build();
}

std::string describe(RetentionTiming timing, const RetentionOptions& options) {
  const std::string period(to_string(options.period));
  const auto percent = [](double share) { return value::in_percent(share) + " %"; };
  std::string text(timings[static_cast<std::size_t>(timing)].name);
  text += options.horizon ? ", " + to_text(*options.horizon) + " " + period +
                                (*options.horizon == 1.0 ? "" : "s")
                          : std::string(", for ever");
  text += "; discount " + percent(std::expm1(options.discount.force_per(options.period))) + " a " +
          period;
  if (options.growth != 0.0) text += "; margins grow by " + percent(options.growth);
  if (options.solvency < 1.0) text += "; solvency " + percent(options.solvency);
  if (options.polarization > 0.0) text += "; polarization " + to_text(options.polarization);
  return text + ".";
}

[[noreturn]] void refuse_endless(std::size_t row, const RetentionOptions& options) {
  throw Error(Status::invalid_argument,
              "retention_clv: for ever, the value of row " + std::to_string(row) + " has no bound" +
                  (options.polarization > 0.0 ? " or too many terms" : "") +
                  ": set a horizon, or a discount above the growth",
              "horizon", static_cast<std::int64_t>(row));
}

void add_acquisition(Table::Builder& table, std::span<const double> margin,
                     std::span<const double> retention, std::span<const double> worth,
                     RetentionTiming timing, const RetentionOptions& options) {
  const std::span<const double> cost = options.acquisition_cost;
  OptionalColumn net(cost.size()), ratio(cost.size()), periods(cost.size());
  for (std::size_t i = 0; i < cost.size(); ++i) {
    net.set(i, worth[i] - cost[i]);
    if (cost[i] > 0.0) ratio.set(i, worth[i] / cost[i]);
    if (!(margin[i] > 0.0)) continue;
    periods.set(i, payback(stream_of(retention[i], timing, options), cost[i] / margin[i]));
  }
  table.float64("acquisition_cost", {cost.begin(), cost.end()});
  std::move(net).add_to(table, "net_value");
  std::move(ratio).add_to(table, "value_to_cost");
  std::move(periods).add_to(table, "payback_periods");
}

}  // namespace

RetentionClvResult retention_clv(std::span<const double> margin, std::span<const double> retention,
                                 RetentionTiming timing, const RetentionOptions& options) {
  value::check_retention(margin, retention, timing, options);
  const std::size_t rows = margin.size();
  const double rate = std::expm1(options.discount.force_per(options.period));
  const double by_rate = rate / (1.0 + rate);
  std::vector<double> worth(rows), multiple(rows), by_retention(rows), by_discount(rows);
  OptionalColumn deviation(rows), payments(rows);
  RetentionClvResult result;
  double renewals = 0.0, time = 0.0;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::optional<StreamValue> of_one = value_of(stream_of(retention[i], timing, options));
    if (!of_one || !std::isfinite(margin[i] * of_one->value)) refuse_endless(i, options);
    worth[i] = margin[i] * of_one->value;
    multiple[i] = of_one->value;
    deviation.set(i, std::abs(margin[i]) * std::sqrt(of_one->variance));
    payments.set(i, of_one->payments);
    by_retention[i] = of_one->mean_renewals;
    by_discount[i] = -by_rate * of_one->mean_time;
    result.total += worth[i];
    renewals += worth[i] * of_one->mean_renewals;
    time += worth[i] * of_one->mean_time;
  }
  if (!std::isfinite(result.total)) {
    throw Error(Status::invalid_argument, "retention_clv: the sum of the values is too large",
                "margin");
  }
  if (result.total != 0.0) {
    result.retention_elasticity = renewals / result.total;
    result.discount_elasticity = -by_rate * time / result.total;
  }
  RetentionOptions alike = options;
  alike.polarization = 0.0;
  if (const auto mean = value::mean_retention(margin, retention); mean && result.total > 0.0) {
    const auto of_mean = value_of(stream_of(*mean, timing, alike));
    double margins = 0.0;
    for (const double each : margin) margins += each;
    if (of_mean) {
      result.one_rate_total = margins * of_mean->value;
      result.warning = value::one_rate_warning(*mean, *result.one_rate_total, result.total);
    }
  }
  Table::Builder clients;
  clients.float64("margin", {margin.begin(), margin.end()})
      .float64("retention", {retention.begin(), retention.end()})
      .float64("value", worth)
      .float64("multiple", std::move(multiple));
  std::move(deviation).add_to(clients, "standard_deviation");
  std::move(payments).add_to(clients, "expected_payments");
  clients.float64("retention_elasticity", std::move(by_retention))
      .float64("discount_elasticity", std::move(by_discount));
  if (!options.acquisition_cost.empty()) {
    add_acquisition(clients, margin, retention, worth, timing, options);
  }
  result.clients = clients.build();
  result.timings = timings_table(margin, retention, options);
  result.basis = describe(timing, options);
  return result;
}

}  // namespace tenure
