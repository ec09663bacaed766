/// Why a client is alerted: numbers, and the words a person reads.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "warning/contact_effects.hpp"
#include "warning/signs.hpp"

namespace tenure::warning {

enum class Signal : std::uint8_t {
  slowdown,
  overdue,
  rate_drop,
  basket_trend,
  category_drop,
  contact
};
inline constexpr std::array<std::string_view, 6> signal_names{
    "slowdown", "overdue", "rate_drop", "basket_trend", "category_drop", "contact"};

struct Reason {
  Signal signal = Signal::slowdown;
  double value = 0, usual = 0;
  std::optional<double> p_value, adjusted;
  std::string words;
};

/// A silence by the client's own cycle: days.
struct Silence {
  double days, usual_wait, long_wait;
};

/// The chart's alarm, `date` being today; `wait`: the usual one, days.
[[nodiscard]] Reason slowdown_reason(const WaitsChart& charts, const Chart& chart, Day date,
                                     double wait);
/// `level` of his waits end within `silence.long_wait`.
[[nodiscard]] Reason overdue_reason(const Silence& silence, double level, double p_value);
[[nodiscard]] Reason rate_reason(const RateDrop& drop);
[[nodiscard]] Reason trend_reason(const BasketTrend& trend);
[[nodiscard]] Reason category_reason(const CategoryDrop& drop, std::string_view category);
[[nodiscard]] Reason contact_reason(const ContactEffect& effect, Day since);

/// A whole number from 100 on, else three digits.
[[nodiscard]] std::string brief(double value);

}  // namespace tenure::warning
