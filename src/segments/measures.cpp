#include "segments/measures.hpp"

#include <cstddef>
#include <span>

namespace tenure::segment {

Measures measure(const Summary& summary, bool monetary_is_mean) {
  Measures result;
  const std::size_t clients = summary.size();
  const auto last_day = summary.last_day();
  result.recency_in_days = summary.calibration_end().has_value() && !last_day.empty();
  for (std::size_t i = 0; i < clients; ++i) {
    result.recency.push_back(result.recency_in_days
                                 ? (*summary.calibration_end() - Day{last_day[i]}).count
                                 : summary.age()[i] - summary.recency()[i]);
    result.purchases.push_back(summary.frequency()[i] + 1.0);
  }
  const auto spend = summary.spend();
  const auto mean_of_repeats = summary.mean_spend();
  if (spend.empty() && mean_of_repeats.empty()) return result;
  for (std::size_t i = 0; i < clients; ++i) {
    const double purchases = result.purchases[i];
    result.spend.push_back(spend.empty() ? mean_of_repeats[i] * purchases : spend[i]);
    const double mean = spend.empty() ? mean_of_repeats[i] : spend[i] / purchases;
    result.monetary.push_back(monetary_is_mean ? mean : result.spend.back());
  }
  return result;
}

}  // namespace tenure::segment
