/// Alerts: which clients to look after today, and why; and a monitor that keeps watch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <tenure/execution.hpp>
#include <tenure/model.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/record.hpp>
#include <tenure/signals.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

struct AlertOptions {
  std::optional<Day> date = {};  ///< what was known on its evening; default: end of observation
  /// A model whose first two parameters say how purchase rates differ between clients. nullptr:
  /// Pareto/NBD, fitted to the weeks up to `date`.
  const FittedModel* purchases = nullptr;
  const Record* record = nullptr;  ///< with contacts; its clients are matched by id
  double false_alarms = 50;        ///< tolerated by the chart, a year and 1000 clients, above 0
  /// Tolerated of the monitor's silences that are too long for the client's own cycle, a year and
  /// 1000 clients, above 0; 0: it does not look for them. Beside `false_alarms`: a monitor with
  /// both tolerates their sum. No silence counts that more than 1 in 20 of a client's waits
  /// outlast.
  double overdue_alarms = 50;
  double slowdown = 0.25;        ///< what the chart looks for, as in CusumPlan
  double regularity = 0;         ///< k of the chart's waits, 0.05 to 100; 0: that of the base
  std::int32_t recent = 91;      ///< days of the window that rate and categories are seen in
  std::int32_t before = 365;     ///< days of the window before it
  std::int32_t baskets = 12;     ///< how many of the last ones the trend is of; 8 at least
  double false_discovery = 0.1;  ///< share of false alarms among those of each test
  FalseDiscovery method = FalseDiscovery::benjamini_hochberg;
  std::string_view nature = "complaint";  ///< contacts after which a client may be at risk
  std::int32_t contact_days = 91;         ///< for how long
  double level = 0.95;                    ///< of intervals
  /// Of each client of the portfolio, what is lost if he leaves; empty: his usual revenue of a year
  /// (without amounts: purchases).
  std::span<const double> values = {};
};

struct AlertResult {
  /// One row a client with a reason, the greatest value at stake first: client, value_at_stake,
  /// signals (how many), strongest (the signal with the least p-value; the chart, if it is the only
  /// one), silence (days), usual_wait (days), reasons (in words).
  Table alerts;
  /// One row a reason: client, signal, value, usual (what is compared), p_value, adjusted (for all
  /// clients; both absent of chart and contact), reason (in words).
  ///   slowdown:      value: the chart, usual: its threshold.
  ///   overdue:       days of silence, and those that `level` of his waits end within.
  ///   rate_drop:     purchases in the window now, and expected from the one before.
  ///   basket_trend:  slope a purchase, and mean basket.
  ///   category_drop: share of the category now, and before.
  ///   contact:       purchases after such contacts over the expected ones, and 1.
  Table reasons;
  /// signal, clients (tested), alerts.
  Table signals;
  /// What follows contacts; no rows without a record. nature, contacts, purchases (within
  /// contact_days), expected (by each client's own rhythm), ratio (over the same at other times),
  /// ratio_from, ratio_to, p_value: the multiplier of the purchase rate.
  Table contacts;
  std::int64_t clients = 0;  ///< assessed: they bought in one of the two windows
  std::int64_t lapsed = 0;   ///< the others: lost, and a matter of win-back
  double regularity = 1;     ///< k of the chart
};

/// The alerts of a date. Clients who opted out of profiling, in the portfolio or in the record, are
/// counted and not looked at. Tests: rate_drop(), trend_test() of baskets, partial_defection()'s
/// categories, and the wait by the client's own cycle(), each kept below `false_discovery` over the
/// base. The chart is that of waits in design_cusum(), on the clock of what is expected of the
/// client given his history so far: as his rate is learnt, its uncertainty is in the clock, and the
/// tolerated rate of false alarms holds for clients with little history too.
[[nodiscard]] AlertResult alerts(const Portfolio& portfolio, const AlertOptions& options = {},
                                 const Execution& execution = {});

/// Keeps watch over a base and goes on from day to day, for two signals: a slowdown by the client's
/// chart, and a silence that is overdue by his own cycle. The state is a few numbers a client:
/// purchases are added to the clients who made them, the others wait for their days of alarm, which
/// are known in advance. The other signals of alerts() compare clients with each other and have no
/// state to go on from.
class AlertMonitor {
 public:
  /// The charts of all clients at `options.date`. Of the options those of chart and silence are
  /// used.
  [[nodiscard]] static AlertMonitor create(const Portfolio& portfolio,
                                           const AlertOptions& options = {},
                                           const Execution& execution = {});
  /// A file written by `save`: goes on bit for bit. Throws as Portfolio::load does.
  [[nodiscard]] static AlertMonitor load(const std::string& path);
  void save(const std::string& path) const;

  /// Adds `purchases`, made after those that are known, and moves to `date`; gives the alerts that
  /// are new, the greatest value at stake first: client, signal ("slowdown" or "overdue"),
  /// alarm_day, value_at_stake, silence and usual_wait (days), threshold (of the chart, or the
  /// share of his waits that last longer), is_over (he has bought since), reason (in words).
  /// However the days are cut into updates, the alerts are the same (but for is_over), and so is
  /// the state. Flags of the portfolio hold from now on: who opts out is forgotten. Throws
  /// Error(invalid_argument) for a date before the monitor's or purchases after it,
  /// Error(invalid_data) for a purchase before the client's last, naming the client's place.
  [[nodiscard]] Table update(const Portfolio& purchases, Day date);

  /// client, first_day, last_day, purchases (days with one), chart (after the last), threshold
  /// (absent where the client buys too rarely for any alarm), alarm_day (if he does not buy before;
  /// absent if none will come), is_alarmed; overdue_day and is_overdue, the same of the silence.
  [[nodiscard]] Table charts() const;
  [[nodiscard]] Day date() const noexcept;
  [[nodiscard]] std::size_t clients() const noexcept;  ///< watched
  [[nodiscard]] std::size_t excluded_clients() const noexcept;

  ~AlertMonitor();
  AlertMonitor(AlertMonitor&&) noexcept;
  AlertMonitor& operator=(AlertMonitor&&) noexcept;

  struct State;  // src/warning/monitor_state.hpp

 private:
  explicit AlertMonitor(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenure
