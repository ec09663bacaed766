#include "relations/diversity.hpp"

#include <cmath>

namespace tenure::relation {

Diversity diversity(std::span<const double> counts) {
  double total = 0.0, kinds = 0.0;
  for (const double count : counts) {
    total += count;
    if (count > 0.0) kinds += 1.0;
  }
  Diversity result;
  if (!(total > 0.0)) return result;
  for (const double count : counts) {
    const double share = count / total;
    result.herfindahl += share * share;
    if (share > 0.0) result.entropy -= share * std::log(share);
  }
  if (kinds > 1.0) result.normalised = result.entropy / std::log(kinds);
  result.effective = std::exp(result.entropy);
  return result;
}

double decay(double age, double half_life) { return std::exp2(-age / half_life); }

}  // namespace tenure::relation
