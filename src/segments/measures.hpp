/// What RFM scores are made of, client by client.
#pragma once

#include <vector>

#include <tenure/summary.hpp>

namespace tenure::segment {

struct Measures {
  std::vector<double> recency;    ///< time since the last purchase: days, or units without dates
  std::vector<double> purchases;  ///< all of them, the first one included
  std::vector<double> spend;      ///< total; empty without amounts
  std::vector<double> monetary;   ///< what is scored: total or mean spend; empty without amounts
  bool recency_in_days = false;
};

[[nodiscard]] Measures measure(const Summary& summary, bool monetary_is_mean);

}  // namespace tenure::segment
