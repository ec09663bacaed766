/// A fast 64-bit checksum against accidental damage (not against an adversary).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace tenure {

/// Every step is a bijection of the state for a given word and of the word for a given state, so
/// that damage within one aligned word of 8 bytes is always found; other damage is missed once in
/// 2^64. The multiplier is that of splitmix64 (Steele, Lea & Flood 2014).
class Checksum {
 public:
  Checksum() = default;
  /// Goes on from the value of another.
  explicit Checksum(std::uint64_t state) : state_(state) {}

  void add(std::span<const std::byte> bytes) noexcept {
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) add_word(load(bytes.data() + i, 8));
    if (i < bytes.size()) add_word(load(bytes.data() + i, bytes.size() - i));
    add_word(bytes.size());
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return state_; }

 private:
  void add_word(std::uint64_t word) noexcept {
    state_ = (state_ ^ word) * 0xBF58476D1CE4E5B9U;
    state_ ^= state_ >> 32;
  }
  /// `size` bytes as a little-endian number.
  static std::uint64_t load(const std::byte* from, std::size_t size) noexcept {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(&word, from, size);
    } else {
      for (std::size_t i = size; i > 0; --i)
        word = word << 8 | std::to_integer<std::uint64_t>(from[i - 1]);
    }
    return word;
  }

  std::uint64_t state_ = 0x9E3779B97F4A7C15U;
};

}  // namespace tenure
