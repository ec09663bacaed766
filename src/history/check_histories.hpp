/// The domain of a history: what every model may rely on.
#pragma once

#include <tenure/summary.hpp>

namespace tenure {

/// Throws Error(invalid_data) naming column, row and value unless the columns that are there are
/// equally long, x is whole and not negative, 0 <= t_x <= T, t_x = 0 where x = 0, weights are
/// positive, and all are finite. Mean spend is net of returns and may be negative.
void check_histories(const Histories& histories);

}  // namespace tenure
