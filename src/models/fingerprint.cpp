#include "models/fingerprint.hpp"

#include <cmath>

#include "models/history_hash.hpp"

namespace tenure::model {

std::uint64_t fingerprint(const Histories& histories, ModelKind kind) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const History h = history_at(histories, i);
    std::uint64_t hash = hash_with(0, h.x);
    if (kind == ModelKind::spend) {
      hash = hash_with(hash, h.m);
    } else {
      hash = hash_with(hash_with(hash, h.t_x), h.T);
    }
    // Beyond 2^53 a weight has no millionths; clamped, as converting it would have no meaning.
    const double weight = std::fmin(weight_at(histories, i), 0x1p43);
    sum += hash * static_cast<std::uint64_t>(std::llround(weight * 0x1p20));
  }
  return sum;
}

}  // namespace tenure::model
