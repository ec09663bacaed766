#include "segments/homogeneity.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <boost/math/special_functions/gamma.hpp>

namespace tenure::segment {
namespace {

/// The moves out of one state: in each period, and in all of them.
class Row {
 public:
  Row(const TransitionCounts& counts, std::size_t from)
      : counts_(counts), from_(from), pooled_(counts.states.size()), totals_(counts.periods) {
    for (std::size_t p = 0; p < counts.periods; ++p) {
      for (std::size_t to = 0; to < pooled_.size(); ++to) {
        pooled_[to] += at(p, to);
        totals_[p] += at(p, to);
      }
      total_ += totals_[p];
    }
  }

  [[nodiscard]] double moves(std::size_t period) const { return totals_[period]; }

  /// 2 sum of n ln(rate in the period / pooled rate).
  [[nodiscard]] double g2(std::size_t period) const {
    double sum = 0.0;
    for (std::size_t to = 0; to < pooled_.size(); ++to) {
      const double n = at(period, to);
      if (n > 0.0) sum += n * std::log((n / totals_[period]) / (pooled_[to] / total_));
    }
    return 2.0 * sum;
  }

  [[nodiscard]] double degrees_of_freedom() const {
    const double periods = positive(totals_), columns = positive(pooled_);
    return periods > 0.0 ? (periods - 1.0) * (columns - 1.0) : 0.0;
  }

 private:
  [[nodiscard]] double at(std::size_t period, std::size_t to) const {
    const std::size_t n = pooled_.size();
    return counts_.counts[(period * n + from_) * n + to];
  }
  static double positive(const std::vector<double>& values) {
    double count = 0.0;
    for (const double value : values) count += value > 0.0 ? 1.0 : 0.0;
    return count;
  }

  const TransitionCounts& counts_;
  std::size_t from_;
  std::vector<double> pooled_, totals_;
  double total_ = 0.0;
};

}  // namespace

Homogeneity test_homogeneity(const TransitionCounts& counts) {
  Homogeneity test;
  test.moves.resize(counts.periods);
  test.g2.resize(counts.periods);
  for (std::size_t from = 0; from < counts.states.size(); ++from) {
    const Row row(counts, from);
    for (std::size_t p = 0; p < counts.periods; ++p) {
      test.moves[p] += row.moves(p);
      test.g2[p] += row.g2(p);
    }
    test.degrees_of_freedom += row.degrees_of_freedom();
  }
  // What is left of periods that agree is rounding, of either sign.
  for (const double g2 : test.g2) test.statistic += g2;
  test.statistic = std::max(test.statistic, 0.0);
  if (test.degrees_of_freedom > 0.0) {
    test.p_value = boost::math::gamma_q(0.5 * test.degrees_of_freedom, 0.5 * test.statistic);
  }
  return test;
}

}  // namespace tenure::segment
