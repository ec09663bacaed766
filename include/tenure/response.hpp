/// Response: which cells of clients, and which clients, are worth a contact.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <tenure/table.hpp>

namespace tenure {

struct CellResponseOptions {
  double contact_cost = 0;  ///< of one contact, 0 or more, currency units
  double margin = 0;        ///< of one response before the contact's cost, above 0
  /// A cell's rate is (responses + prior * overall rate) / (contacted + prior): that of a cell with
  /// few contacts is held near the mean. 0: the rates as they were seen.
  double prior = 0;
};

struct CellResponseResult {
  /// contacted, responses, rate, shrunk_rate, index (shrunk rate / overall rate), break_even_index
  /// (shrunk rate / break-even rate - 1: Hughes), clients, profit (expected, of contacting all
  /// clients of the cell), is_worth: parallel to the cells. No rate without contacts, no index
  /// where it would divide by 0.
  Table cells;
  double overall_rate = 0;
  double break_even_rate = 0;   ///< contact_cost / margin: a cell is worth a contact from here on
  double selective_profit = 0;  ///< of the cells that are worth it
  double mail_all_profit = 0;   ///< of all cells that have a rate
  double clients_selected = 0;
};

/// The break-even of cells (of RFM, of types, ...) after a campaign or a test of it: of each cell
/// how many clients were contacted, and how many responded. `clients`: how many it has now; empty:
/// as many as were contacted. Throws Error(invalid_data) naming argument and row unless
/// 0 <= responses <= contacted and clients >= 0, all finite.
/// R. C. Blattberg, B.-D. Kim & S. A. Neslin (2008), Database Marketing, ch. 12.
[[nodiscard]] CellResponseResult cell_response(std::span<const double> contacted,
                                               std::span<const double> responses,
                                               std::span<const double> clients,
                                               const CellResponseOptions& options);

struct MarginalRevenueResult {
  /// score_from, score_to, clients, expected_revenue (of one contact), is_worth: from the highest
  /// scores to the lowest, expected revenue falling.
  Table steps;
  /// Contact every client with at least this score; absent where no score is worth it.
  std::optional<double> least_score;
  std::int64_t clients_selected = 0;
  double selective_profit = 0;  ///< what those clients brought, less their contacts
  double mail_all_profit = 0;
};

/// How far down a list to go: clients are contacted while the expected marginal revenue of one
/// more contact is at least its cost. From a test in which everybody was contacted: each client's
/// score, whose order alone counts, and the revenue (margin before the contact's cost) he brought.
/// Expected revenue is the non-decreasing function of the score that fits best in least squares.
/// Profits are of the test itself: expect somewhat less of the selected clients of another list.
/// J. R. Bult & T. Wansbeek (1995), Optimal selection for direct mail, Marketing Science 14(4).
[[nodiscard]] MarginalRevenueResult marginal_revenue(std::span<const double> scores,
                                                     std::span<const double> revenues,
                                                     double contact_cost);

}  // namespace tenure
