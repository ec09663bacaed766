/// What clients have brought: revenue less every charge, the return on what was spent on them, and
/// who makes the profit that others lose.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// One entry a client in each column, currency units; an empty column is 0 for everybody.
struct ClientCharges {
  std::span<const double> contacts = {};     ///< mailings, calls, visits: direct marketing
  std::span<const double> serving = {};      ///< cost to serve, as of time_driven_cost
  std::span<const double> acquisition = {};  ///< what it cost to win him
  /// What he would have been worth without contacts and acquisition, such as the mean of a control
  /// group: gives the incremental return.
  std::span<const double> without = {};
};

struct ClientValueResult {
  /// client (from a portfolio), revenue, cost_of_goods, contacts, serving, acquisition, charges
  /// (their sum), value (revenue less charges), margin (value / revenue), roi (value / (contacts +
  /// acquisition)) and, with `without`, incremental_roi ((value - without) / (contacts +
  /// acquisition)). A quotient without a positive denominator has no value.
  Table clients;
  /// line (revenue, each charge, value), amount, share_of_revenue.
  Table account;
  double revenue = 0;
  double charges = 0;
  double value = 0;
  std::optional<double> roi, incremental_roi;  ///< of all clients together
  std::int64_t loss_making = 0;                ///< clients whose value is below 0
};

/// Value of clients = revenue - cost of goods - contacts - cost to serve - acquisition. Parallel
/// columns; cost_of_goods may be empty. F. J. Mulhern (1999), J. Interactive Marketing 13.
[[nodiscard]] ClientValueResult client_value(std::span<const double> revenue,
                                             std::span<const double> cost_of_goods,
                                             const ClientCharges& charges = {});

struct ClientValueWindow {
  std::optional<Day> from = {};   ///< first day that counts; absent: the first of the log
  std::optional<Day> until = {};  ///< last day that counts; absent: the last observed
};

/// The same of the purchases of a portfolio, which must have amounts: the charges are in the order
/// of its clients. A return counts on the day it was made; without costs there is no cost of goods.
/// Clients who opted out of profiling count in all sums, without a row.
[[nodiscard]] ClientValueResult client_value(const Portfolio& portfolio,
                                             const ClientCharges& charges = {},
                                             const ClientValueWindow& window = {},
                                             const Execution& execution = {});

/// How often each client asked for an activity, and the minutes one takes.
struct Activity {
  std::string_view name;
  std::span<const double> counts;
  double minutes = 0;
};

/// Time-driven cost to serve: sum of count x minutes x cost of a minute. One column of cost an
/// activity, by its name, then minutes and cost. A cost of a minute is that of the resources
/// divided by the minutes they can really work. R. S. Kaplan & S. R. Anderson (2004), Time-driven
/// activity-based costing, Harvard Business Review.
[[nodiscard]] Table time_driven_cost(std::span<const Activity> activities, double cost_per_minute);

struct IncrementalReturn {
  double lift = 0;  ///< mean value of the treated less that of the control group, a client
  double lower = 0, upper = 0;  ///< Welch interval of the lift
  double gain = 0;              ///< lift x treated clients - cost
  double roi = 0;               ///< gain / cost
  double roi_lower = 0, roi_upper = 0;
};

/// Return on an effort, from values (before its cost) of clients who received it and of a random
/// group who did not, two or more each. `cost`: of the whole effort, above 0.
[[nodiscard]] IncrementalReturn incremental_return(std::span<const double> treated,
                                                   std::span<const double> control, double cost,
                                                   double level = 0.95);

struct WhaleCurve {
  /// rank (1: most valuable, equal ones by position), cumulative (value of him and all before),
  /// cumulative_share (of the total; no value unless that is positive): parallel to the values.
  Table clients;
  /// client_share, value_share: the curve at each hundredth of the clients, from the best; empty
  /// unless the total is positive.
  Table curve;
  double total = 0;
  double peak = 0;               ///< value of the clients who bring some: the top of the curve
  std::int64_t profitable = 0;   ///< clients above 0
  std::int64_t loss_making = 0;  ///< clients below 0
  // Absent unless the total is positive.
  std::optional<double> peak_share;  ///< peak / total: 1.525 is 152.5 % of what is left
  std::optional<double> area;        ///< under the curve of shares, by trapezes
  std::optional<double> stobachoff;  ///< (area - 1/2) / area: 0 if all are alike
};

/// The curve of cumulative value from the most to the least valuable client: it rises with those
/// who bring profit and falls with those who cost it. R. S. Kaplan & V. G. Narayanan (2001); E. M.
/// van Raaij, M. J. A. Vernooij & S. van Triest (2003), Industrial Marketing Management 32.
[[nodiscard]] WhaleCurve whale_curve(std::span<const double> values);

}  // namespace tenure
