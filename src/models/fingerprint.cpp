#include "models/fingerprint.hpp"

#include <bit>
#include <cmath>

namespace tenure::model {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014): every bit of the input moves half of
/// those of the output.
std::uint64_t mixed(std::uint64_t word) {
  word += 0x9E3779B97F4A7C15U;
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9U;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBU;
  return word ^ (word >> 31);
}

std::uint64_t with(std::uint64_t hash, double number) {
  return mixed(hash ^ std::bit_cast<std::uint64_t>(number + 0.0));  // -0 is 0
}

}  // namespace

std::uint64_t fingerprint(const Histories& histories, ModelKind kind) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const History h = history_at(histories, i);
    std::uint64_t hash = with(0, h.x);
    if (kind == ModelKind::spend) {
      hash = with(hash, h.m);
    } else {
      hash = with(with(hash, h.t_x), h.T);
    }
    // Beyond 2^53 a weight has no millionths; clamped, as converting it would have no meaning.
    const double weight = std::fmin(weight_at(histories, i), 0x1p43);
    sum += hash * static_cast<std::uint64_t>(std::llround(weight * 0x1p20));
  }
  return sum;
}

}  // namespace tenure::model
