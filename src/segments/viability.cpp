#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "segments/action_profits.hpp"
#include "segments/separation.hpp"
#include <tenure/error.hpp>
#include <tenure/viability.hpp>

namespace tenure {
namespace {

using segment::ActionChoice;

[[noreturn]] void refuse_viability(const std::string& message, const char* argument,
                                   std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "segment_viability: " + message, argument, row);
}

void check_finite(std::span<const double> values, std::size_t columns, const char* argument) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) continue;
    refuse_viability(std::string(argument) + " must be finite, not " + to_text(values[i]), argument,
                     static_cast<std::int64_t>(i / columns));
  }
}

void check_option(double value, const char* name) {
  constexpr double most = 1e300;
  if (value >= -most && value <= most) return;
  refuse_viability(std::string(name) + " must be a finite number, not " + to_text(value), name);
}

/// The number of segments.
std::size_t check(const SegmentedClients& clients, const ViabilityOptions& options) {
  const std::size_t n = clients.segment.size();
  if (n == 0) refuse_viability("there is no client", "segment");
  constexpr std::int64_t most = 1'000'000;
  for (std::size_t i = 0; i < n; ++i) {
    if (clients.segment[i] >= 0 && clients.segment[i] < most) continue;
    refuse_viability("segments are numbered from 0, not " + std::to_string(clients.segment[i]),
                     "segment", static_cast<std::int64_t>(i));
  }
  const auto check_length = [n](std::size_t length, const char* argument) {
    if (length != 0 && length != n) {
      refuse_viability(
          std::to_string(length) + " " + argument + " for " + std::to_string(n) + " clients",
          argument);
    }
  };
  check_length(clients.revenue.size(), "revenue");
  check_length(clients.reachable.size(), "reachable");
  if (clients.actions > clients.action_profits.size() ||
      clients.action_profits.size() != n * clients.actions) {
    refuse_viability("there must be a profit for each client and action", "action_profits");
  }
  if (!clients.action_names.empty() && clients.action_names.size() != clients.actions) {
    refuse_viability("there must be a name an action", "action_names");
  }
  if (!clients.features.values.empty() && clients.features.columns > 0) {
    check_length(clients.features.values.size() / clients.features.columns, "features");
  }
  check_finite(clients.revenue, 1, "revenue");
  check_finite(clients.action_profits, clients.actions, "action_profits");
  check_option(options.min_clients, "min_clients");
  check_option(options.min_revenue, "min_revenue");
  check_option(options.min_reach, "min_reach");
  check_option(options.min_separation, "min_separation");
  check_option(options.cost_per_segment, "cost_per_segment");
  return static_cast<std::size_t>(*std::ranges::max_element(clients.segment)) + 1;
}

std::string name_of(const SegmentedClients& clients, std::size_t action) {
  if (action == segment::no_action) return "none";
  if (!clients.action_names.empty()) return std::string(clients.action_names[action]);
  return "action " + std::to_string(action + 1);
}

/// Columns of the table of segments.
struct Columns {
  explicit Columns(std::size_t segments)
      : clients(segments), revenue(segments), reached(segments), separation(segments) {}
  std::vector<double> clients, revenue, reached, separation;
  std::vector<ActionChoice> best;
  std::vector<double> common_profit;
};

Columns measure(const SegmentedClients& clients, std::size_t segments) {
  Columns columns(segments);
  for (std::size_t i = 0; i < clients.segment.size(); ++i) {
    const auto s = static_cast<std::size_t>(clients.segment[i]);
    columns.clients[s] += 1.0;
    if (!clients.revenue.empty()) columns.revenue[s] += clients.revenue[i];
    if (clients.reachable.empty() || clients.reachable[i] != 0) columns.reached[s] += 1.0;
  }
  if (!clients.features.values.empty()) {
    columns.separation =
        segment::separations(segment::FeatureSpace(clients.features), clients.segment, segments);
  }
  return columns;
}

Table table_of(const SegmentedClients& clients, const ViabilityOptions& options,
               const Columns& columns, std::size_t common_action) {
  const std::size_t segments = columns.clients.size();
  const bool has_revenue = !clients.revenue.empty(), has_actions = clients.actions > 0;
  const bool has_features = !clients.features.values.empty();
  const auto n = static_cast<double>(clients.segment.size());
  std::vector<std::int64_t> number, size;
  std::vector<double> share, reach, profit, gain;
  std::vector<std::uint8_t> substantial, reachable, separate, distinct, viable;
  TextColumn action, reason;
  for (std::size_t s = 0; s < segments; ++s) {
    number.push_back(static_cast<std::int64_t>(s));
    size.push_back(static_cast<std::int64_t>(columns.clients[s]));
    share.push_back(columns.clients[s] / n);
    reach.push_back(columns.clients[s] > 0.0 ? columns.reached[s] / columns.clients[s] : 0.0);
    action.push_back(name_of(clients, columns.best[s].action));
    profit.push_back(columns.best[s].profit);
    gain.push_back(profit[s] - columns.common_profit[s] - options.cost_per_segment);

    const bool is_large = columns.clients[s] >= options.min_clients;
    const bool is_rich = !has_revenue || columns.revenue[s] >= options.min_revenue;
    const bool is_near = reach[s] >= options.min_reach;
    const bool is_apart = !has_features || columns.separation[s] >= options.min_separation;
    const bool pays = !has_actions || gain[s] >= 0.0;
    substantial.push_back(is_large && is_rich);
    reachable.push_back(is_near);
    separate.push_back(is_apart);
    distinct.push_back(columns.best[s].action != common_action);
    reason.push_back(!is_large   ? "too few clients"
                     : !is_rich  ? "too little revenue"
                     : !is_near  ? "too few may be contacted"
                     : !is_apart ? "too close to another segment"
                     : !pays     ? "its own action does not pay for it"
                                 : "");
    viable.push_back(is_large && is_rich && is_near && is_apart && pays);
  }
  const auto known = [segments](bool is_known) {
    return is_known ? std::vector<std::uint8_t>{} : std::vector<std::uint8_t>(segments, 0);
  };
  return Table::Builder()
      .int64("segment", std::move(number))
      .int64("clients", std::move(size))
      .float64("share", std::move(share))
      .float64("revenue", columns.revenue, known(has_revenue))
      .float64("reach", std::move(reach))
      .float64("separation", columns.separation, known(has_features))
      .text("best_action", std::move(action))
      .float64("profit", std::move(profit))
      .float64("common_profit", columns.common_profit)
      .float64("gain", std::move(gain))
      .boolean("is_substantial", std::move(substantial))
      .boolean("is_reachable", std::move(reachable))
      .boolean("is_separate", std::move(separate))
      .boolean("is_distinct", std::move(distinct))
      .boolean("is_viable", std::move(viable))
      .text("reason", std::move(reason))
      .build();
}

}  // namespace

ViabilityResult segment_viability(const SegmentedClients& clients,
                                  const ViabilityOptions& options) {
  const std::size_t segments = check(clients, options);
  const segment::ActionProfits profits(clients.action_profits, clients.actions, clients.reachable);
  const std::vector<std::int64_t> together(clients.segment.size(), 0);
  const ActionChoice common = profits.best(std::span(together), 1)[0];

  Columns columns = measure(clients, segments);
  columns.best = profits.best(clients.segment, segments);
  columns.common_profit = profits.of_action(common.action, clients.segment, segments);
  ViabilityResult result;
  result.common_profit = common.profit;
  for (const ActionChoice& best : columns.best) result.segmented_profit += best.profit;
  result.one_to_one_profit = profits.one_to_one(clients.segment.size());
  result.cost = options.cost_per_segment * static_cast<double>(segments);
  result.net_gain = result.segmented_profit - result.common_profit - result.cost;
  result.segments = table_of(clients, options, columns, common.action);
  return result;
}

}  // namespace tenure
