/// Simulated purchases, and those that come at any time alike.
#pragma once

#include <cstddef>
#include <vector>

#include "math/random.hpp"
#include <tenure/error.hpp>

namespace tenure::model {

/// Appends the purchases of one simulated client.
class ClientPurchases {
 public:
  explicit ClientPurchases(std::vector<double>& times) : times_(times), before_(times.size()) {}

  /// Throws Error(not_supported) past a million: the age is in the wrong unit.
  void add(double time) {
    constexpr std::size_t kMostPurchases = 1'000'000;
    if (times_.size() - before_ == kMostPurchases) {
      throw Error(Status::not_supported,
                  "ages: a simulated client makes more than a million purchases", "ages");
    }
    times_.push_back(time);
  }

 private:
  std::vector<double>& times_;
  std::size_t before_;
};

/// Appends the times in (0, end], ascending, of purchases at a known rate.
inline void append_poisson_purchases(double rate, double end, math::RandomStream& random,
                                     std::vector<double>& times) {
  ClientPurchases purchases(times);
  for (double t = random.exponential(rate); t <= end; t += random.exponential(rate)) {
    purchases.add(t);
  }
}

}  // namespace tenure::model
