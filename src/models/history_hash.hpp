/// Hashes of the numbers of a history, alike on every machine.
#pragma once

#include <bit>
#include <cstdint>

namespace tenure::model {

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014): every bit of the input moves half of
/// those of the output.
[[nodiscard]] inline std::uint64_t mixed(std::uint64_t word) {
  word += 0x9E3779B97F4A7C15U;
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9U;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBU;
  return word ^ (word >> 31);
}

/// The hash of what was hashed before and one number more; -0 is 0.
[[nodiscard]] inline std::uint64_t hash_with(std::uint64_t hash, double number) {
  return mixed(hash ^ std::bit_cast<std::uint64_t>(number + 0.0));
}

}  // namespace tenure::model
