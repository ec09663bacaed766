/// Customer equity: what the clients a firm has, and those it will win, are worth.
#pragma once

#include <optional>
#include <span>

#include <tenure/table.hpp>
#include <tenure/units.hpp>
#include <tenure/value.hpp>

namespace tenure {

/// Clients' value and, where known, how it responds (see RetentionClvResult): percent a percent.
struct EquityValue {
  double value = 0;
  std::optional<double> retention_elasticity = {};
  std::optional<double> discount_elasticity = {};
};

struct EquityOptions {
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  TimeUnit period = TimeUnit::year;
  /// When in its period a cohort is won, and its value and cost count: not at_purchase.
  Timing timing = Timing::period_end;
};

struct EquityResult {
  /// period, acquired, net_value (of one client: value less acquisition cost), discount_factor,
  /// present_value.
  Table cohorts;
  /// of ("margin", "retention", "acquired", "acquisition_cost", "discount"), elasticity: percent of
  /// all equity a percent more of it; no value where the response of a value was not given, or the
  /// equity is 0. "discount": of the rate a period.
  Table elasticities;
  double existing = 0;
  double future = 0;
  double total = 0;
};

/// Equity = value of the existing clients + over periods t = 1, 2, ... acquired[t] (value of a new
/// client - acquisition_cost) discounted. `existing.value`: residual lifetime value of all of them,
/// as of clv or retention_clv (about_to_renew or first_excluded); `new_client.value`: of one from
/// his first purchase on (just_acquired). `acquisition_cost`: one a period, or one number for all.
/// R. C. Blattberg & J. Deighton (1996), Harvard Business Review; R. T. Rust, K. N. Lemon & V. A.
/// Zeithaml (2004), J. Marketing 68; S. Gupta, D. R. Lehmann & J. A. Stuart (2004), J. Marketing
/// Research 41.
[[nodiscard]] EquityResult customer_equity(const EquityValue& existing,
                                           const EquityValue& new_client,
                                           std::span<const double> acquired,
                                           std::span<const double> acquisition_cost,
                                           const EquityOptions& options = {});

}  // namespace tenure
