/// How evenly something is spread over kinds.
#pragma once

#include <span>

namespace tenure::relation {

struct Diversity {
  double entropy = 0;     ///< nats
  double normalised = 0;  ///< over that of equal counts of these kinds; 0 for one kind
  double herfindahl = 0;  ///< sum of squared shares
  double effective = 0;   ///< equally frequent kinds with this entropy; 0 without any count
};

/// `counts`: 0 or more, by kind; kinds without any are none.
[[nodiscard]] Diversity diversity(std::span<const double> counts);

/// 2^(-age / half_life).
[[nodiscard]] double decay(double age, double half_life);

}  // namespace tenure::relation
