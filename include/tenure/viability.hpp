/// Whether segments are worth having: large, apart, within reach, and treated differently.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <tenure/clusters.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// Clients in segments. Spans are parallel to `segment` or empty: not known.
struct SegmentedClients {
  std::span<const std::int64_t> segment = {};    ///< 0 to the number of segments less 1
  std::span<const double> revenue = {};          ///< of each client
  std::span<const std::uint8_t> reachable = {};  ///< 1: may be contacted; empty: all
  /// Profit of each action for each client, one client after the other. To do nothing, at no
  /// profit, is always possible, and all there is for who may not be contacted.
  std::span<const double> action_profits = {};
  std::size_t actions = 0;
  std::span<const std::string_view> action_names = {};  ///< empty: "action 1", "action 2", ...
  Features features = {};                               ///< without values: no separation
};

/// What a segment must reach to be viable (P. Kotler's five conditions, as numbers).
struct ViabilityOptions {
  double min_clients = 1;
  double min_revenue = 0;     ///< if revenue is known
  double min_reach = 0;       ///< share of clients that may be contacted
  double min_separation = 0;  ///< if features are known
  double cost_per_segment = 0;
};

struct ViabilityResult {
  /// segment, clients, share, revenue, reach, separation (distance of its centre to the nearest
  /// other one, over the sum of both radii), best_action ("none" where none has a profit), profit
  /// (of it), common_profit (of the one best action for all), gain (profit - common_profit - cost),
  /// is_substantial, is_reachable, is_separate, is_distinct (its best action is not the common
  /// one), is_viable (the first three, and a gain not below 0 where actions are known), reason (of
  /// not being viable, empty if it is).
  Table segments;
  double common_profit = 0;      ///< of the best single action for all
  double segmented_profit = 0;   ///< of the best action for each segment, before costs
  double one_to_one_profit = 0;  ///< of the best action for each client: what no segments exceed
  double cost = 0;               ///< of all segments
  double net_gain = 0;           ///< segmented_profit - common_profit - cost
};

/// Throws Error(invalid_argument) naming argument and row for what is not finite, not parallel or
/// no number of a segment.
[[nodiscard]] ViabilityResult segment_viability(const SegmentedClients& clients,
                                                const ViabilityOptions& options = {});

}  // namespace tenure
