/// The distribution of a number of purchases, and of sums of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/purchase_model.hpp"

namespace tenure::inference {

/// Probabilities of the counts from `first` on. What they lack to 1 is below 1e-9.
struct CountDistribution {
  std::size_t first = 0;
  std::vector<double> probability{1.0};

  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  [[nodiscard]] double third_central_moment() const;
  /// Adds another, independent count.
  void add(const CountDistribution& other);
  /// The sum of so many independent counts, a whole number.
  [[nodiscard]] CountDistribution times(double copies) const;
};

/// Of the purchases of one client, the one row of `client`, in the next `horizon` units.
[[nodiscard]] CountDistribution purchases_of(const model::PurchaseModel& model,
                                             std::span<const double> parameters,
                                             const Histories& client, double horizon);

/// A weighted sum of distributions.
class CountMixture {
 public:
  void add(const CountDistribution& part, double weight);
  /// The smallest count that is not exceeded with this probability.
  [[nodiscard]] double quantile(double probability) const;

 private:
  std::vector<double> probability_;
};

}  // namespace tenure::inference
