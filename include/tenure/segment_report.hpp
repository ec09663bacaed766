/// Is a segment worth being one, and who is in it: viability and profile of each segment.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// Kotler's five conditions of a segment as bounds that can be checked.
struct SegmentReportOptions {
  double max_error = 0.25;        ///< measurable: standard error of its mean spend / that mean
  std::int64_t min_clients = 30;  ///< substantial: it has as many clients ...
  double min_revenue_share = 0;   ///< ... and this share of all spend
  double min_separation = 0.5;    ///< differentiable: distance to the nearest other segment
  double min_reach = 0.5;         ///< accessible: share of its clients who may be contacted
  double segment_cost = 0;        ///< actionable: what treating it apart earns is above this
  std::span<const std::uint8_t> contactable = {};  ///< 1 or 0 a client; empty: not known
  /// Expected profit of each action for each client, one row a client; empty: not known.
  std::span<const double> action_values = {};
  std::vector<std::string> actions = {};  ///< names, one a column of action_values
};

struct SegmentReport {
  /// segment, clients, share, revenue, revenue_share, error (standard error of the mean spend of
  /// its clients / that mean), separation, nearest (the segment it is closest to), reach,
  /// best_action, gain_apart (profit of its own best action and that of the nearest segment, above
  /// that of the best one for both), is_measurable, is_substantial, is_differentiable,
  /// is_accessible, is_actionable, is_viable (none of the five fails), why (those that fail).
  /// By falling revenue (clients without amounts), then by name. What is not known has no value.
  Table segments;
  /// segment, clients, mean_purchases, median_recency, mean_spend (of a purchase),
  /// spend_per_client, purchases_index, recency_index, spend_index (mean of its clients / of the
  /// base; recency: median), profile (some sentences for a manager), in the same order.
  Table profiles;
  /// feature ("recency", "frequency", "monetary"), between_share (share of the variance of ranks
  /// that lies between segments: 0 they do not differ, 1 they do not overlap). Features in which
  /// all clients are alike have no value.
  Table features;
};

/// `segments`: the name of each client's segment, parallel to the summary: of rfm(), of clusters,
/// of any other source. Separation is the distance between mean ranks of recency, frequency and
/// monetary value, in standard deviations of the base, so that it does not depend on any unit.
/// Throws Error(invalid_argument) naming what does not fit the summary.
/// P. Kotler & K. L. Keller, Marketing Management: segments are measurable, substantial,
/// accessible, differentiable, actionable.
[[nodiscard]] SegmentReport segment_report(const Summary& summary, const TextView& segments,
                                           const SegmentReportOptions& options = {});

}  // namespace tenure
