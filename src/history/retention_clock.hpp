/// Whose data are due to go: who asked for it, and who was silent for too long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// One entry a client who is due; `clients` are positions, ascending.
struct DueClients {
  std::vector<std::size_t> clients;
  std::vector<std::int32_t> last_active;
  std::vector<std::uint8_t> is_known;     ///< 0: no day of his is
  std::vector<std::int32_t> due_since;    ///< the day the clock ran out
  std::vector<std::uint8_t> has_run_out;  ///< 0: the clock has not
  std::vector<std::uint8_t> asked;

  /// client, last_active, due_since, reason.
  [[nodiscard]] Table table(const ClientIds& all_clients) const;
};

/// `last_active`: a day of each client, or `no_day`; `flags`: his bits, or empty. Throws
/// Error(invalid_argument) unless 0 <= years <= 100 and `as_of` is a day of the calendar.
[[nodiscard]] DueClients find_due(const std::vector<std::int32_t>& last_active,
                                  std::span<const std::uint8_t> flags, Day as_of, double years);

}  // namespace tenure
