#include "value/cash_periods.hpp"

#include <cmath>
#include <cstddef>

namespace tenure::value {

std::vector<CashPeriod> cash_periods(double horizon, double length, Timing timing) {
  // A remainder that is only rounding is no period.
  constexpr double rounding = 1e-9;
  const auto count = static_cast<std::size_t>(std::ceil(horizon / length - rounding));
  std::vector<CashPeriod> periods;
  periods.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double begin = static_cast<double>(i) * length;
    const double end = i + 1 == count ? horizon : static_cast<double>(i + 1) * length;
    const double paid_at = timing == Timing::period_start    ? begin
                           : timing == Timing::period_middle ? 0.5 * (begin + end)
                                                             : end;
    periods.push_back({end, paid_at});
  }
  return periods;
}

}  // namespace tenure::value
