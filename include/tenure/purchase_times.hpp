/// Summaries of purchases at times in a model's unit, such as simulated ones: no days are known.
#pragma once

#include <cstdint>
#include <span>

#include <tenure/summary.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// The histories of clients 0, 1, ... observed for `ages[i]` units each: purchase j is of client
/// `client[j]`, at `time[j]` units since his first, which is at 0. What FittedModel::simulate gives
/// of these ages is in the order that is needed: by client, and each client's by time.
/// Throws Error(invalid_data) naming column, row and value for a purchase out of this order, after
/// the client's age or of a client without an age, and for an age without purchases.
[[nodiscard]] Summary summary_of_times(std::span<const std::int64_t> client,
                                       std::span<const double> time, std::span<const double> ages,
                                       TimeUnit unit);

}  // namespace tenure
