/// Complaints: what handling them brings, and what the clients cost who leave without a word.
#pragma once

#include <optional>
#include <span>

#include <tenure/table.hpp>

namespace tenure {

/// One row a cause of complaints, a channel or a segment. Spans: one a row.
struct ComplaintInput {
  std::span<const double> clients;       ///< who are unhappy with it, at least 0
  std::span<const double> voiced;        ///< share of them who complain; the others are silent
  std::span<const double> stay_handled;  ///< share who stay after a complaint that is handled ...
  std::span<const double> stay_ignored;  ///< ... after one that is not ...
  std::span<const double> stay_silent;   ///< ... and of the silent
  std::span<const double> value;         ///< lost with a client who leaves, currency units
  std::span<const double> cost;          ///< of handling one complaint, compensation included
  std::span<const double> handled = {};  ///< share of the complaints; empty: 1
  /// `voiced` if complaining were easier, at least `voiced`; empty: unknown.
  std::span<const double> voiced_to = {};
  double fixed_cost = 0;  ///< of the desk, whatever comes in
};

/// All over the period in which `clients` became unhappy; currency units.
struct ComplaintReport {
  /// complaints, silent (clients), lost (value, as complaints are handled now), lost_silent (of it,
  /// of which no register tells), gain (of handling: what is kept by it less its cost), roi (gain
  /// over its cost; absent where there is none), largest_cost (of one complaint, at which nothing
  /// is left), voice_value (of one silent client who complains instead), voice_gain (of going to
  /// `voiced_to`; absent without), rank (by lost; 1: the cause to remove first).
  Table causes;
  double lost = 0, lost_silent = 0;
  double gain = 0;                 ///< of handling, before the fixed cost
  double spent = 0;                ///< on handling, with the fixed cost
  double profit = 0;               ///< gain less the fixed cost
  std::optional<double> roi = {};  ///< profit over what is spent: return on complaint management
  std::optional<double> voice_gain = {};
};

/// The best compensation of a complaint is what retention_limits() finds for a client at the risk
/// 1 - stay_ignored.
/// C. Fornell & B. Wernerfelt (1987), "Defensive marketing strategy by customer complaint
/// management", Journal of Marketing Research 24; B. Stauss & A. Schoeler (2004), "Complaint
/// management profitability", Managing Service Quality 14.
[[nodiscard]] ComplaintReport complaint_profit(const ComplaintInput& input);

}  // namespace tenure
