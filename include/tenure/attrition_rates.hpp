/// Rates of attrition: what a base lost and won from one period to the next, in clients and in
/// revenue, what making up for it takes, and how cohorts hold.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/record.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// What moved a base from the opening to the closing of a period: all in clients (who neither
/// contract nor expand), or all in revenue. At least 0.
struct BaseMoves {
  double start = 0;        ///< at the opening
  double lost = 0;         ///< of who left
  double contraction = 0;  ///< of who stayed and brings less
  double expansion = 0;    ///< of who stayed and brings more
  double gained = 0;       ///< of who came

  [[nodiscard]] double end() const { return start - lost - contraction + expansion + gained; }
};

/// rate, value, over_periods (the same compounded to `periods` periods, above 0):
/// gross = (lost + contraction) / start; average, the same over the mean of start and end (a rate
/// of a continuous time: not compounded); net = (start - end) / start, below 0 of a base that
/// grows; retention = 1 - gross (of revenue: GRR); net_retention = retention + expansion / start
/// (NRR). No value of a base without a start. Throws Error(invalid_argument) naming the move that
/// is negative, or "lost" if more is lost than there was.
[[nodiscard]] Table attrition_rates(const BaseMoves& moves, double periods = 1);

/// A rate of loss in another period.
struct PeriodRate {
  double rate = 0;    ///< 1 - (1 - rate)^periods
  double hazard = 0;  ///< the constant force of loss that gives it: -periods ln(1 - rate)
};

/// `rate` in [0, 1) is lost a period; a period of the result is `periods` of those, above 0: 12
/// from month to year, 1/12 from year to month.
[[nodiscard]] PeriodRate convert_rate(double rate, double periods);

struct ClientBridgeOptions {
  double level = 0.95;   ///< of the intervals, in (0, 1)
  double periods = 1;    ///< to compound the rates to
  double tolerance = 0;  ///< share of the opening revenue by which a change is none, in [0, 1)
};

struct ClientBridge {
  BaseMoves clients, revenue;
  /// step ("start", "lost", "contraction", "expansion", "new", "end"), clients and revenue (below 0
  /// where they are taken off: the first five add up to the last), share (of the opening revenue),
  /// concerned (clients who made this move).
  Table steps;
  /// of ("clients", "revenue"), rate, value, over_periods (as of attrition_rates), lower, upper: of
  /// clients by E. B. Wilson (1927), of revenue by the ratio of sums over clients (W. G. Cochran,
  /// Sampling Techniques, 1977, ch. 6), for gross, retention and net_retention.
  Table rates;
  /// client (of a portfolio), opening, closing, change, move ("lost", "contraction", "unchanged",
  /// "expansion", "new", "absent"). Of a portfolio without those who opted out of profiling, who
  /// are in the rates.
  Table moves;
};

/// Of the revenue of each client in two periods, at least 0; 0: he is no client then.
[[nodiscard]] ClientBridge client_bridge(std::span<const double> opening,
                                         std::span<const double> closing,
                                         const ClientBridgeOptions& options = {});

/// Two periods that follow each other.
struct BridgePeriods {
  Day opening_from = {};   ///< first day of the opening period
  Day closing_from = {};   ///< first day of the closing period, later
  Day closing_until = {};  ///< its last day, not earlier and not after the end of observation
};

/// The same of a portfolio with amounts, net of returns; who has 0 or less in a period is no client
/// of it.
[[nodiscard]] ClientBridge client_bridge(const Portfolio& portfolio, const BridgePeriods& periods,
                                         const ClientBridgeOptions& options = {},
                                         const Execution& execution = {});

/// A base that loses a share of its clients every period and wins some.
struct StockFlowOptions {
  double clients = 0;            ///< at the start, above 0
  double loss_rate = 0;          ///< a period, in [0, 1]: of natural losses alone, or of all
  double acquired = 0;           ///< new clients a period, at least 0
  std::int32_t periods = 12;     ///< 1 to 100,000
  double conversion = 1;         ///< of a prospect into a client, in (0, 1]
  double cost_per_prospect = 0;  ///< at least 0; a number of contacts gives contacts
};

struct StockFlow {
  Table path;                   ///< period, clients (at its end), lost, acquired
  double hold = 0;              ///< new clients a period that hold the base: clients x loss_rate
  double prospects = 0;         ///< to convert for that
  double prospecting_cost = 0;  ///< of them
  std::optional<double> steady =
      {};  ///< where the base ends: acquired / loss_rate; absent at rate 0
  /// Periods until half of the base is gone if nobody comes; absent at rate 0 and at rate 1.
  std::optional<double> half_life = {};
};

[[nodiscard]] StockFlow stock_flow(const StockFlowOptions& options);

/// Clients active in periods: one row a client and period (or several: the revenue adds up).
struct CohortRows {
  std::span<const std::int64_t> client = {};  ///< any number that names him
  std::span<const std::int64_t> period = {};
  std::span<const double> revenue = {};  ///< finite; empty: clients are counted alone
  std::int64_t last_period = 0;          ///< observed to its end; later rows are left out
};

struct CohortTriangle {
  /// cohort (the first period of its clients; of a portfolio that period's first day), age
  /// (periods since), clients (of the cohort), active (of them, at that age), retention (active /
  /// clients), attrition (1 - active / active one period before; below 0 where clients came back;
  /// absent at age 0 and after nobody), and with revenue: revenue, revenue_retention (of that at
  /// age 0). Each cohort up to the last period observed.
  Table cells;
  Table triangle;  ///< cohort, clients, age_0, age_1, ...: the retention, absent beyond the last
  /// age, cohorts (that are observed at it), clients (of those), active, retention (pooled), lower,
  /// upper (Wilson), attrition (pooled, of the same cohorts one period before).
  Table ages;
};

/// `level` of the intervals. Throws Error(invalid_argument) naming what has another length, or a
/// span of more than 5,000 periods.
[[nodiscard]] CohortTriangle cohort_triangle(const CohortRows& rows, double level = 0.95);

/// The same of a portfolio's purchases by calendar periods (weeks from Monday), the last being that
/// which the observation saw to its end. Revenue, net of returns, if the portfolio has amounts.
/// Cohorts count all clients, as any total does.
[[nodiscard]] CohortTriangle cohort_triangle(const Portfolio& portfolio,
                                             TimeUnit unit = TimeUnit::month, double level = 0.95);

/// The same of a record's contracts: a client is active in the calendar periods in which one of his
/// ran on some day, its end being the first day on which it did not.
[[nodiscard]] CohortTriangle cohort_triangle(const Record& record, TimeUnit unit = TimeUnit::month,
                                             double level = 0.95);

}  // namespace tenure
