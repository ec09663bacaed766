/// Lives, checked and put in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tenure/survival.hpp>

namespace tenure::survival {

/// Throws Error(invalid_argument) naming the column and the row.
void check(const Lives& lives);

inline double entry_of(const Lives& lives, std::size_t row) {
  return lives.entry.empty() ? -1.0 : lives.entry[row];  // -1: before any time
}
inline double weight_of(const Lives& lives, std::size_t row) {
  return lives.weight.empty() ? 1.0 : lives.weight[row];
}

/// The causes that some life has, ascending.
[[nodiscard]] std::vector<std::int32_t> causes_of(const Lives& lives);

/// The rows of each group, the groups by name. Without groups there is one, of no name.
struct Group {
  std::string_view name;
  std::vector<std::size_t> rows;
};
[[nodiscard]] std::vector<Group> groups_of(const Lives& lives);

/// The distinct durations of these rows, ascending.
[[nodiscard]] std::vector<double> times_of(const Lives& lives,
                                           const std::vector<std::size_t>& rows);

/// Who is at risk, ends and is last seen at each of some times, by weight.
struct RiskSteps {
  std::vector<double> time, at_risk, events, censored;
};

/// Of these rows at `times`, ascending. Events are those of `cause`, 0: of any; other causes
/// count as censored.
[[nodiscard]] RiskSteps risk_steps(const Lives& lives, const std::vector<std::size_t>& rows,
                                   std::vector<double> times, std::int32_t cause);

}  // namespace tenure::survival
