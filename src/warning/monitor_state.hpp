/// What an AlertMonitor holds.
#pragma once

#include <cstdint>
#include <vector>

#include "history/client_ids.hpp"
#include "warning/waits_chart.hpp"
#include <tenure/alerts.hpp>

namespace tenure {

struct AlertMonitor::State {
  /// The clients watched, by id; parallel.
  struct Base {
    OwnedClientIds ids;
    std::vector<warning::Chart> charts;  ///< the day of alarm is set
    std::vector<std::int64_t> amounts;   ///< sum of all rows, minor units
  };
  warning::ChartLaw law{};
  Day date;
  bool has_amounts = false;
  int decimals = 0;
  OwnedClientIds excluded;  ///< opted out of profiling; ascending
  Base base;
};

}  // namespace tenure
