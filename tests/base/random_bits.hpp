/// Random numbers for tests: the same on every platform (std's distributions are not).
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

class RandomBits {
 public:
  explicit RandomBits(std::uint64_t seed) : bits_(seed) {}
  /// 0 to n - 1; that it is not quite uniform does not matter here.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits_() % n); }

  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::mt19937_64 bits_;
};
