#include "value/one_rate.hpp"

#include <cmath>
#include <cstddef>

#include "base/text.hpp"

namespace tenure::value {

std::optional<double> mean_retention(std::span<const double> margin,
                                     std::span<const double> retention) {
  double sum = 0.0, weighted = 0.0;
  for (std::size_t i = 0; i < margin.size(); ++i) {
    if (margin[i] < 0.0) return std::nullopt;
    sum += margin[i];
    weighted += margin[i] * retention[i];
  }
  return sum > 0.0 && std::isfinite(sum) ? std::optional(weighted / sum) : std::nullopt;
}

std::string one_rate_warning(double rate, double one_rate_value, double value) {
  constexpr double not_worth_a_word = 0.001;
  const double shortfall = 1.0 - one_rate_value / value;
  if (!(std::abs(shortfall) >= not_worth_a_word)) return {};
  const auto amount = [](double number) { return to_text(std::round(number * 100.0) / 100.0); };
  return "One retention rate of " + in_percent(rate) + " % for all would say " +
         amount(one_rate_value) + " instead of " + amount(value) + ", " +
         in_percent(std::abs(shortfall)) + " % too " + (shortfall > 0.0 ? "low" : "high") +
         ": clients differ, and those who leave easily leave first.";
}

std::string in_percent(double share) { return to_text(std::round(share * 1e4) / 1e2); }

}  // namespace tenure::value
