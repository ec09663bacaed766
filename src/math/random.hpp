/// Random numbers by counting: Philox4x32-10 and the distributions that simulation needs.
///
/// A stream is named by a seed and an index, so that client number 17 draws the same numbers
/// whichever thread simulates him and whoever is simulated before him.
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw (2011), "Parallel random numbers: as easy
/// as 1, 2, 3", SC '11.
#pragma once

#include <array>
#include <cstdint>
#include <limits>

namespace tenure::math {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// The bijection itself: ten rounds.
[[nodiscard]] PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key);

/// One client's random numbers. Meets UniformRandomBitGenerator.
class RandomStream {
 public:
  using result_type = std::uint64_t;

  RandomStream(std::uint64_t seed, std::uint64_t index);

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()();

  /// In (0, 1), never 0 nor 1: a multiple of 2^-53 and a half.
  [[nodiscard]] double uniform();
  /// Mean 1 / rate; infinite if the rate is zero.
  [[nodiscard]] double exponential(double rate);
  [[nodiscard]] double normal();
  /// The logarithm of a gamma variate of rate 1. In logs, as a variate of shape 0.001 is most
  /// often below the smallest double.
  [[nodiscard]] double log_gamma_variate(double shape);
  [[nodiscard]] double gamma(double shape, double rate);
  [[nodiscard]] double beta(double a, double b);
  [[nodiscard]] std::int64_t poisson(double mean);

 private:
  PhiloxKey key_;
  PhiloxCounter counter_;  ///< block number in the first two words, stream index in the others
  PhiloxCounter block_{};
  int words_left_ = 0;
};

}  // namespace tenure::math
