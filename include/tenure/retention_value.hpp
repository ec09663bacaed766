/// Lifetime value from a margin and a retention rate a period, every timing convention by its name,
/// and what it costs to use one retention rate for clients who differ.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <tenure/model.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// Which margins count and when. With m a margin, r retention and d discount a period; in brackets
/// the value for m = 100, r = .8, d = .1: most disagreements between published values are here.
enum class RetentionTiming : std::int32_t {
  just_acquired = 0,   ///< the first margin now and certain: m (1 + d) / (1 + d - r)  [366.67]
  about_to_renew = 1,  ///< the first now, if he renews: m r (1 + d) / (1 + d - r)  [293.33]
  in_arrears = 2,  ///< the first certain, each paid at its period's end: m / (1 + d - r) [333.33]
  first_excluded = 3,  ///< from the next period on, if he stays: m r / (1 + d - r)  [266.67]
  mid_period = 4,  ///< the first certain, each in mid-period: m sqrt(1 + d) / (1 + d - r) [349.60]
  continuous = 5,  ///< margin and losses at any moment: m / (ln(1 + d) - ln r)  [314.02]
};

struct RetentionOptions {
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  TimeUnit period = TimeUnit::year;  ///< of margins, retention, growth, solvency and horizon
  /// How many margins count at most, a whole number (continuous: periods, above 0); absent: for
  /// ever, which needs margins that grow less than discount and losses take away.
  std::optional<double> horizon = {};
  double growth = 0;    ///< of the margin, a period, above -1; the first margin has not grown yet
  double solvency = 1;  ///< chance to remain able to pay, a period, in (0, 1]
  /// How much the clients of a row differ, in [0, 1): their chances to stay have a beta
  /// distribution with the row's retention as mean and a + b + 1 = 1 / polarization. 0: not at all.
  double polarization = 0;
  /// One a row: adds what is left of the value after it, and when it is earned back. Empty: not.
  std::span<const double> acquisition_cost = {};
};

struct RetentionClvResult {
  /// margin, retention, value, multiple (of the margin), standard_deviation (of what one client
  /// brings), expected_payments, retention_elasticity and discount_elasticity (percent of value a
  /// percent of retention, or of the discount rate a period, more). With acquisition costs:
  /// acquisition_cost, net_value, value_to_cost, payback_periods (after how many margins, those who
  /// left included, the cost is covered). A cell without a finite value is empty.
  Table clients;
  /// timing, formula, total: the same clients under every convention, where it exists.
  Table timings;
  double total = 0;
  /// What the mean retention (weighted by margin) for all clients would make the total. Absent with
  /// negative margins, or a total of 0.
  std::optional<double> one_rate_total;
  // Of the total.
  double retention_elasticity = 0;
  double discount_elasticity = 0;
  std::string basis;  ///< timing, horizon, discount and the rest in one sentence
  std::string
      warning;  ///< by how much one retention rate would be wrong; empty if by less than 0.1 %
};

/// Value of clients, or of groups of clients, a row each: a margin a period, 0 <= retention <= 1.
/// S. Gupta & D. R. Lehmann (2005), Managing Customers as Investments. The standard deviation is
/// that of a geometric lifetime; the sum over clients who differ that of a beta-geometric one,
/// Fader & Hardie (2010), Customer-base valuation in a contractual setting, Marketing Science 29.
[[nodiscard]] RetentionClvResult retention_clv(std::span<const double> margin,
                                               std::span<const double> retention,
                                               RetentionTiming timing,
                                               const RetentionOptions& options = {});

struct AggregateRetentionOptions {
  double margin = 1;  ///< of a contract
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  /// The rate seen in the base, in (0, 1); absent: what the model says it was last period.
  std::optional<double> retention = {};
};

struct AggregateRetention {
  /// contracts, clients, retention (of the renewal that is due), residual_lifetime (DERL), value.
  Table cohorts;
  double retention = 0;       ///< of the whole base: what a manager reads in the accounts
  double one_rate_value = 0;  ///< of the base, as if that rate held for everyone and for ever
  double value = 0;           ///< of the base, by cohort
  double shortfall = 0;       ///< 1 - one_rate_value / value
  std::string warning;        ///< empty if the shortfall is less than 0.1 %
};

/// What an aggregate retention rate makes of a base of contracts about to be renewed, beside its
/// value by a model of contracts: `clients[i]` clients have signed `contracts[i]` contracts each.
/// P. S. Fader & B. G. S. Hardie (2010), Marketing Science 29.
[[nodiscard]] AggregateRetention check_aggregate_retention(
    const FittedModel& model, std::span<const double> contracts, std::span<const double> clients,
    const AggregateRetentionOptions& options = {});

}  // namespace tenure
