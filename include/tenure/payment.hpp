/// Payment: how late clients pay, what is outstanding, and how much of it will be lost.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <tenure/record.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// How late amounts were paid.
struct Lateness {
  double days_late = 0;      ///< mean weighted by amount, early payments as 0 days
  double net_days_late = 0;  ///< the same, early payments below 0
  double late_share = 0;     ///< share of the amount that was late
};

/// `amounts` and the days each was late, below 0 if early, are parallel and finite; amounts at
/// least 0. All is 0 where there is no amount.
[[nodiscard]] Lateness lateness(std::span<const double> amounts, std::span<const double> days);

/// Days of sales that are outstanding, counted in two ways.
struct DaysOutstanding {
  double simple = 0;       ///< receivable / sales x days, over all periods
  double count_back = 0;   ///< days, from the end backwards, whose sales make up the receivable
  bool is_covered = true;  ///< false: it is more than all these sales; count_back is all their days
};

/// `sales` of periods and the `days` of each, the earliest first: at least 0, and above 0.
[[nodiscard]] DaysOutstanding days_outstanding(double receivable, std::span<const double> sales,
                                               std::span<const double> days);

/// How balances move between states of age in a period.
struct RollRates {
  std::span<const double> rolls;     ///< from state to state, row by row
  std::span<const double> paid;      ///< from each state to paid
  std::span<const double> bad;       ///< from each state to bad
  std::span<const double> balances;  ///< in each state
};

struct RollResult {
  Table states;          ///< state (from 0), balance, bad_probability, expected_loss
  double allowance = 0;  ///< sum of the expected losses
};

/// What will be lost of balances that move by period until they are paid or bad: an absorbing
/// Markov chain. Throws Error(invalid_argument) unless probabilities lie in [0, 1], those of each
/// state sum to 1 within 1e-9, and every state leads to paid or bad. R. M. Cyert, H. J. Davidson &
/// G. L. Thompson (1962), Estimation of the allowance for doubtful accounts by Markov chains,
/// Management Science 8.
[[nodiscard]] RollResult roll_rates(const RollRates& rates);

struct PaymentOptions {
  std::optional<Day> as_of = {};    ///< default: the portfolio's end of observation
  std::int32_t months = 3;          ///< calendar months up to as_of that sales are counted over
  Days bad_after{90};               ///< an open invoice is bad so late; above 0
  double loss_given_default = 1.0;  ///< share of a bad amount that is lost, in [0, 1]
};

struct PaymentResult {
  /// client, invoiced, paid, open, overdue (open and past the due day), bad (of the overdue),
  /// days_late and late_share (see Lateness), expected_loss. One row a client with an invoice,
  /// without those who opted out of profiling.
  Table clients;
  // Of all clients, as what follows.
  double receivable = 0;
  DaysOutstanding outstanding;
  Lateness late;
  double bad_share = 0;  ///< of the amounts that were paid or are bad, those that are bad
  /// Bad amounts, and the bad share of the other open ones, x loss given default: probability x
  /// exposure x loss.
  double expected_loss = 0;
};

/// Of a record with invoices, else Error(invalid_argument). Invoices issued after as_of and credit
/// notes (amounts not above 0) are left out; a payment after as_of has not come yet; without a due
/// day an invoice is due when it is issued. An overdue one counts as late by the days so far.
[[nodiscard]] PaymentResult payment(const Record& record, const PaymentOptions& options = {});

}  // namespace tenure
