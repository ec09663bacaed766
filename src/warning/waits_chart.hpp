/// The chart of one client's waits, on the clock of what is expected of him.
#pragma once

#include <cstdint>
#include <limits>

#include "models/gamma_rate.hpp"
#include "warning/run_length.hpp"
#include <tenure/units.hpp>

namespace tenure::warning {

inline constexpr std::int32_t no_alarm = std::numeric_limits<std::int32_t>::max();

/// What all charts of a base share. Waits are Gamma(k, k lambda), lambda is Gamma(r, alpha) between
/// clients.
struct ChartLaw {
  model::GammaRate rate;
  double regularity;
  TimeUnit unit;          ///< of alpha
  double false_alarms;    ///< of the chart, a year and 1000 clients
  double overdue_alarms;  ///< the same of silences alone; 0: they are not looked for
  double slowdown;
};

/// A chart after the client's last purchase, known by its days alone.
struct Chart {
  std::int32_t first_day = 0, last_day = 0;
  std::int32_t repeats = 0;           ///< days with a purchase after the first
  std::int32_t alarm_day = no_alarm;  ///< the evening of the alarm if he does not buy before
  /// The evening on which his silence is too long for his own cycle if he does not buy before.
  std::int32_t overdue_day = no_alarm;
  double value = 0;      ///< after the last purchase
  double threshold = 0;  ///< infinite: he buys too rarely for any alarm
};

/// The clock of a client shows the sum of -ln P(wait > w | his history until then) over his waits,
/// the probability with his rate integrated out. Under the model these terms are independent
/// Exp(1) whatever is known of the rate (they are the compensator of his purchases: M. Rosenblatt
/// 1952; F. Papangelou 1972), so that on this clock he buys like a Poisson process of rate 1, of
/// which RunLength is exact. In a cycle of the chart, from one time at 0 to the next, as many
/// alarms are tolerated as in the time that it is expected to take.
class WaitsChart {
 public:
  explicit WaitsChart(const ChartLaw& law);

  [[nodiscard]] Chart start(std::int32_t day) const;
  /// A purchase on `day`, after the last. An alarm on an evening before ends with it: the chart
  /// starts anew. The day of alarm is to be set again, by who asks for it.
  void buy(Chart& chart, std::int32_t day) const;
  /// Whether there is an alarm on an evening before `day` if he does not buy before.
  [[nodiscard]] bool has_alarm_before(const Chart& chart, std::int32_t day) const;
  void set_alarm(Chart& chart) const;

  /// The same of the silence since the last purchase alone, whatever the chart is at. It is too
  /// long if so few of his waits last longer that as many false alarms are tolerated as there will
  /// be, and one of twenty at most. Beside the chart it finds a sudden end sooner: J. M. Lucas
  /// (1982), "Combined Shewhart-CUSUM quality control schemes", Journal of Quality Technology 14.
  [[nodiscard]] bool is_overdue_before(const Chart& chart, std::int32_t day) const;
  void set_overdue(Chart& chart) const;
  /// Share of his waits that last longer than such a silence.
  [[nodiscard]] double overdue_share(const Chart& chart) const;

  [[nodiscard]] const ChartLaw& law() const noexcept { return law_; }
  /// Expected purchases a unit of time after the last purchase; one over it is the usual wait.
  [[nodiscard]] double usual_rate(const Chart& chart) const;
  /// The chart on the evening of `day`. Purchases lie half a day after the morning of their day on
  /// average, and an alarm within a day is given on the evening nearest to it: the wait is that
  /// until the next day.
  [[nodiscard]] double value_on(const Chart& chart, std::int32_t day) const;
  /// Purchases expected after day `from`, up to and with `until`, while he does not buy.
  [[nodiscard]] double expected(const Chart& chart, std::int32_t from, std::int32_t until) const;

 private:
  struct History {
    double repeats, time;
  };
  [[nodiscard]] History history_of(const Chart& chart) const;
  [[nodiscard]] double clock(History history, double wait) const;
  [[nodiscard]] double wait_until(History history, double clock) const;
  [[nodiscard]] double rate_of(History history) const;
  /// Expected time until the next purchase: ten years at most.
  [[nodiscard]] double mean_wait(History history) const;
  [[nodiscard]] double threshold_of(History history) const;
  [[nodiscard]] double overdue_share_of(History history) const;
  /// What the clock gains because purchases of one day count once.
  [[nodiscard]] double same_day_gain(History history) const;
  /// What the clock shows on the evening of `day` since the last purchase.
  [[nodiscard]] double silence_on(const Chart& chart, std::int32_t day) const;
  /// The first evening on which the clock shows `silence`, as `is_reached` says of a day.
  template <class IsReached>
  [[nodiscard]] std::int32_t first_evening(const Chart& chart, double silence,
                                           const IsReached& is_reached) const;

  ChartLaw law_;
  double growth_;
  double alarms_a_unit_;  ///< of time, tolerated
  double days_a_unit_;
  double same_day_scale_;
  RunLength lengths_;
};

/// Days of a unit of time, on average.
[[nodiscard]] double days_of(TimeUnit unit);

}  // namespace tenure::warning
