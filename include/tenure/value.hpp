/// Client lifetime value: discounted expected purchases x expected spend x margin.
#pragma once

#include <optional>
#include <span>
#include <string>

#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// When in a period the cash of its purchases is counted. A lifetime value is never without it.
/// A horizon that ends inside a period cuts it: the part has its own start, middle and end.
enum class Timing : std::int32_t {
  at_purchase = 0,   ///< continuously, at the moment of each purchase
  period_start = 1,  ///< the first period's cash is not discounted
  period_middle = 2,
  period_end = 3,
};

struct ClvOptions {
  /// In units of the summary; absent: for ever (only with Timing::at_purchase).
  std::optional<double> horizon = {};
  /// At least 0; above 0 without a horizon, as the undiscounted sum has no bound.
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  Timing timing = Timing::at_purchase;
  TimeUnit period = TimeUnit::month;  ///< of the other timings
  /// Share of spend that is left after the cost of goods, in (0, 1].
  double margin = 1.0;
  /// One margin a client instead, at most 1, negative where he costs more than he pays; empty:
  /// `margin` for all.
  std::span<const double> margins = {};
};

struct ClvResult {
  /// client, p_alive, expected_purchases (finite horizon only), discounted_purchases,
  /// expected_spend, margin, clv, clv_if_alive (the value given that the client is alive),
  /// status ("ok", "infinite_spend" or "overflow": why clv has no value).
  Table clients;
  double total = 0;             ///< sum of clv over the clients that have one
  std::int64_t not_valued = 0;  ///< clients without a value
  std::string basis;            ///< timing, horizon, discount and margin in one sentence
};

/// Value of the residual lifetime of every client of `summary`, first purchase excluded.
/// Both models must be of the summary's time unit where they have one.
/// P. S. Fader, B. G. S. Hardie & K. L. Lee (2005), RFM and CLV, J. Marketing Research 42.
[[nodiscard]] ClvResult clv(const FittedModel& purchases, const FittedModel& spend,
                            const Summary& summary, const ClvOptions& options = {},
                            const Execution& execution = {});

/// Share of all spend that was left after its cost: what `ClvOptions::margin` asks for. No value
/// without costs, or where the share is not in (0, 1].
[[nodiscard]] std::optional<double> observed_margin(const Summary& summary);

}  // namespace tenure
