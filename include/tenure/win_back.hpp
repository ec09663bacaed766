/// Win-back: which lost clients are worth another attempt, at what incentive, and until when.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include <tenure/allocation.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// Value of a client won back, of the margin and retention of his second life, never of the first:
/// margin (1 + d) / (1 + d - retention), the first margin now. retention in [0, 1], d above 0.
/// B. Stauss & C. Friege (1999), "Regaining service customers", Journal of Service Research 1.
[[nodiscard]] double second_lifetime_value(double margin, double retention, double discount_rate);

/// One row a lost client, or a segment of them. Spans: one a row.
struct WinBackInput {
  std::span<const double> probability;   ///< that an attempt now succeeds
  std::span<const double> second_value;  ///< second lifetime value
  std::span<const double> incentive;     ///< cost of each client who comes back, at least 0
  std::span<const double> contact;       ///< cost of each attempt, at least 0
  std::span<const double> clients = {};  ///< in the segment; empty: 1 a row
  std::span<const double> decay = {};    ///< rate at which the probability falls; empty: unknown
  /// Of all attempts and of the incentives expected.
  double budget = std::numeric_limits<double>::infinity();
};

struct WinBackPlan {
  /// net (of one attempt: probability (second_value - incentive) - contact), roi (net over its
  /// expected cost), break_even_probability (absent where no probability is enough),
  /// largest_incentive (at which nothing is left; absent where not even 0 pays), last_useful_lapse
  /// (time from now until nothing is left, in the unit of decay; absent without decay, 0 where it
  /// is past), profit (of all its clients), rank (by roi; 1: greatest), attempts (clients to
  /// contact within the budget), spent, earned.
  Table rows;
  Table constraints;  ///< "budget", as in Allocation
  /// objective: profit of the attempts; a whole client short of it at most.
  Certificate certificate;
};

[[nodiscard]] WinBackPlan win_back(const WinBackInput& input);

}  // namespace tenure
