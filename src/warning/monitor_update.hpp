/// New purchases on their way into the charts of a monitor.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "warning/monitor_state.hpp"
#include "warning/reasons.hpp"
#include <tenure/table.hpp>

namespace tenure::warning {

/// Ids of the clients who opted out of profiling, known to the portfolio or not.
[[nodiscard]] OwnedClientIds opted_out(const Portfolio& portfolio);

/// Worked out beside the state, which `commit` then changes without an exception.
class MonitorUpdate {
 public:
  MonitorUpdate(const AlertMonitor::State& state, const Portfolio& purchases, Day date);

  /// The new alerts, as AlertMonitor::update gives them.
  [[nodiscard]] Table alerts() const;
  void commit(AlertMonitor::State& state) && noexcept;

 private:
  using Base = AlertMonitor::State::Base;
  struct Touched {
    std::size_t place;  ///< in the base
    Chart chart;
    std::int64_t amounts;
  };
  struct Alarm {
    std::size_t place;
    Chart chart;           ///< at the alarm
    std::int64_t amounts;  ///< up to that day
    bool is_over;
    Signal signal;  ///< slowdown or overdue
    [[nodiscard]] std::int32_t day() const {
      return signal == Signal::overdue ? chart.overdue_day : chart.alarm_day;
    }
  };

  /// Clients who are new come in, those who opted out go.
  void regroup(const Portfolio& purchases);
  void read(const Portfolio& purchases, std::size_t client, std::size_t place);
  /// Those whose day has come without a purchase.
  void add_alarms_of_others();
  [[nodiscard]] const Base& base() const { return regrouped_ ? *regrouped_ : state_.base; }
  [[nodiscard]] bool is_new(std::int32_t alarm_day) const {
    return alarm_day > state_.date.since_epoch && alarm_day <= date_.since_epoch;
  }

  const AlertMonitor::State& state_;
  WaitsChart charts_;
  Day date_;
  OwnedClientIds excluded_;
  std::optional<Base> regrouped_;
  std::vector<Touched> touched_;  ///< ascending
  std::vector<Alarm> alarms_;
};

}  // namespace tenure::warning
