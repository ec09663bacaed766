/// Wilson's interval of a share, and Newcombe's of a difference of two.
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

/// Of `p` - `q`, from p_n and q_n observations: R. G. Newcombe (1998), Statistics in Medicine 17,
/// method 10, from Wilson's intervals of each.
inline ShareInterval newcombe(double p, double p_n, double q, double q_n, double z) {
  const ShareInterval of_p = wilson(p, p_n, z), of_q = wilson(q, q_n, z);
  return {p - q - std::hypot(p - of_p.lower, of_q.upper - q),
          p - q + std::hypot(of_p.upper - p, q - of_q.lower)};
}

}  // namespace tenure::math
