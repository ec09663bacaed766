/// What a Summary holds. A column the log does not have is empty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "history/client_ids.hpp"
#include <tenure/summary.hpp>

namespace tenure {

struct Summary::Data {
  TimeUnit unit = TimeUnit::week;
  OwnedClientIds ids;
  std::optional<Day> calibration_end;
  std::optional<Day> observed_until;
  bool has_holdout = false;
  double holdout_length = 0;
  std::size_t clients_left_out = 0;
  std::size_t excluded_clients = 0;

  std::vector<double> frequency, recency, age, mean_spend, weight;
  std::vector<std::int32_t> first_day, last_day;
  std::vector<double> spend, margin, log_interpurchase;
  std::vector<double> holdout_frequency, holdout_spend;
};

}  // namespace tenure
