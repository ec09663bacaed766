/// The domain of a history: what every model may rely on.
#pragma once

#include <tenure/summary.hpp>

namespace tenure {

/// Throws Error(invalid_data) naming column, row and value unless the columns that are there are
/// equally long, x is whole and not negative, 0 <= t_x <= T, t_x = 0 where x = 0, weights are
/// positive, mean spend (net of returns, which never take more than was bought) is not negative,
/// and all are finite.
void check_histories(const Histories& histories);

}  // namespace tenure
