/// Purchases that come at any time alike.
#pragma once

#include <vector>

#include "math/random.hpp"

namespace tenure::model {

/// Appends the times in (0, end], ascending, of purchases at a known rate.
inline void append_poisson_purchases(double rate, double end, math::RandomStream& random,
                                     std::vector<double>& times) {
  for (double t = random.exponential(rate); t <= end; t += random.exponential(rate)) {
    times.push_back(t);
  }
}

}  // namespace tenure::model
