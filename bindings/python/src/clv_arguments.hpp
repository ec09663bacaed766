/// The options of a lifetime value, as Python gives them.
#pragma once

#include <optional>
#include <string>

#include "arrays.hpp"
#include "choice.hpp"
#include "given.hpp"
#include "tenure/value.hpp"

namespace tenure::python {

inline Timing timing_of(const std::string& word) {
  return choose<Timing>("timing", word,
                        {{"at_purchase", Timing::at_purchase},
                         {"period_start", Timing::period_start},
                         {"period_middle", Timing::period_middle},
                         {"period_end", Timing::period_end}});
}

/// The margins stay numpy's.
inline ClvOptions clv_options(std::optional<Horizon> horizon, Discount discount_rate,
                              const std::string& per, const std::string& timing,
                              const std::string& period, double margin,
                              const std::optional<Array<double>>& margins) {
  ClvOptions options;
  options.horizon = horizon;
  options.discount = DiscountRate::effective(discount_rate, unit_given("per", per));
  options.timing = timing_of(timing);
  options.period = unit_given("period", period);
  options.margin = margin;
  options.margins = span_of(margins, "margin");
  return options;
}

}  // namespace tenure::python
