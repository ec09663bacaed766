/// Wilson's interval of a share.
#pragma once

#include <algorithm>
#include <cmath>

namespace tenure::math {

struct ShareInterval {
  double lower = 0.0, upper = 0.0;
};

/// E. B. Wilson (1927), JASA 22. `n` above 0; `z`: normal quantile.
inline ShareInterval wilson(double share, double n, double z) {
  const double z2 = z * z / n;
  const double centre = share + 0.5 * z2;
  const double half = z * std::sqrt(share * (1.0 - share) / n + 0.25 * z2 / n);
  return {std::max(0.0, (centre - half) / (1.0 + z2)), std::min(1.0, (centre + half) / (1.0 + z2))};
}

}  // namespace tenure::math
