/// False alarms of the monitor, measured on clients of whom nothing has changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tenure::testing {

/// Clients buy for ever at rates that are Gamma(r, alpha) a week between them, waits being gamma of
/// shape `regularity`. They come within the first year; after `learnt_days` the model is fitted and
/// the monitor begins, which is then brought up to date every `update_days`.
struct FalseAlarmCase {
  std::size_t clients = 10'000;
  double r = 1.5, alpha = 8.0;
  std::int32_t regularity = 1;
  std::int32_t learnt_days = 730, watched_days = 1095, update_days = 1095;
  double false_alarms = 50;  ///< tolerated of each signal, a year and 1000 clients
  double slowdown = 0.25;
  std::string_view signal = "slowdown";  ///< whose alarms are counted
  std::uint64_t seed = 1;
};

struct FalseAlarmRate {
  std::string_view of;  ///< clients by the purchases known when the monitor begins
  double clients = 0, client_years = 0, alarms = 0;
  [[nodiscard]] double per_1000_years() const { return 1000.0 * alarms / client_years; }
};

/// Of all clients, then of those with 1, 2 to 4, 5 to 9, 10 and more purchases known.
[[nodiscard]] std::vector<FalseAlarmRate> measure_false_alarms(const FalseAlarmCase& measured);

}  // namespace tenure::testing
