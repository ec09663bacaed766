/// Histories that came as an Arrow stream.
#pragma once

#include "base/arrow_stream.hpp"
#include <tenure/summary.hpp>

namespace tenure {

/// Of the columns client (integers or texts; without it clients are numbered from 0), frequency,
/// recency and age, and mean_spend if it is there. `of_spend`: mean_spend is needed, and not the
/// times, which are 0 where they are not there. Numbers are float64, float32 or integers, none
/// missing. Throws Error(invalid_argument) or Error(invalid_data) naming column and row.
[[nodiscard]] Summary read_histories(ArrowStream& stream, TimeUnit unit, bool of_spend);

}  // namespace tenure
