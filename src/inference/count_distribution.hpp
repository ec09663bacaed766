/// The distribution of a number of purchases, and of sums of them.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "models/purchase_model.hpp"

namespace tenure::inference {

/// Probabilities of the counts `first` * `step`, (`first` + 1) * `step`, ... What they lack to 1 is
/// below 1e-9.
struct CountDistribution {
  std::size_t first = 0;
  std::vector<double> probability{1.0};
  std::size_t step = 1;  ///< a power of 2

  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  [[nodiscard]] double third_central_moment() const;
  /// Adds another, independent count; the sum has the longer step of the two.
  void add(CountDistribution other);
  /// The sum of so many independent counts, a whole number, thinned to `most_points` throughout.
  [[nodiscard]] CountDistribution times(double copies, std::size_t most_points = kAllPoints) const;
  /// Doubles the step until at most so many points are left, 2 at least. A count between two points
  /// goes to both in proportion to its nearness: the mean stays as it was, no quantile moves by a
  /// step, and the variance grows by less than a quarter of the step squared.
  void thin(std::size_t most_points);
  /// The same until the step is as long as that, a power of 2.
  void lengthen_step(std::size_t to);

  static constexpr std::size_t kAllPoints = std::numeric_limits<std::size_t>::max();
};

/// Of the purchases of one client, the one row of `client`, in the next `horizon` units.
[[nodiscard]] CountDistribution purchases_of(const model::PurchaseModel& model,
                                             std::span<const double> parameters,
                                             const Histories& client, double horizon);

/// A weighted sum of distributions.
class CountMixture {
 public:
  void add(CountDistribution part, double weight);
  /// The smallest count, of those at the longest step, that is not exceeded with this probability.
  [[nodiscard]] double quantile(double probability) const;

 private:
  CountDistribution sum_{0, {}};
};

}  // namespace tenure::inference
