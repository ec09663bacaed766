/// Cox's partial likelihood over rows that are at risk in (entry, duration].
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "optim/trust_region.hpp"
#include "survival/design.hpp"

namespace tenure::survival {

/// Hazard accumulated at the features' means at the times at which lives ended, ascending.
struct BaselineHazard {
  std::vector<double> time, cumulative;
};

class PartialLikelihood {
 public:
  PartialLikelihood(const Lives& lives, std::int32_t cause, const Design& design, Ties ties,
                    double ridge);

  /// Minus the log of the partial likelihood, with the penalty.
  [[nodiscard]] optim::SecondOrder operator()(const Eigen::VectorXd& at) const;
  [[nodiscard]] BaselineHazard baseline(const Eigen::VectorXd& at) const;
  /// The score residuals of the rows, times their weights: rows times columns. They add up to the
  /// gradient.
  [[nodiscard]] Eigen::MatrixXd scores(const Eigen::VectorXd& at) const;

 private:
  /// Sums over the rows that are at risk, or that end, at a time.
  struct Sums;
  /// One denominator of the likelihood: what is left of the risk set when `share` of those who end
  /// at its time are counted as gone.
  struct Denominator;

  [[nodiscard]] Eigen::VectorXd risks(const Eigen::VectorXd& at) const;
  /// Calls visit(event time's index, deaths' sums, denominators) from the last time to the first.
  template <class Visit>
  void for_times(const Eigen::VectorXd& risk, bool with_squares, const Visit& visit) const;

  const Lives& lives_;
  const Design& design_;
  Ties ties_;
  double ridge_;
  std::vector<std::uint8_t> ended_;
  std::vector<double> times_;                        ///< at which lives ended, ascending
  std::vector<std::size_t> by_duration_, by_entry_;  ///< rows, the latest first
};

}  // namespace tenure::survival
