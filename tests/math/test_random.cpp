#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

#include "math/random.hpp"

using tenure::math::philox4x32;
using tenure::math::PhiloxCounter;
using tenure::math::RandomStream;

namespace {

constexpr std::uint64_t kSeed = 20260101;
constexpr int kDraws = 100'000;

struct Moments {
  double mean;
  double variance;
};

template <class Draw>
Moments moments(Draw&& draw) {
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < kDraws; ++i) {
    const double value = draw();
    sum += value;
    squares += value * value;
  }
  const double mean = sum / kDraws;
  return {mean, squares / kDraws - mean * mean};
}

/// Within five standard errors of the mean; the seed is fixed, so this passes always or never.
bool mean_agrees(const Moments& sample, double mean, double variance) {
  return std::abs(sample.mean - mean) < 5.0 * std::sqrt(variance / kDraws);
}

}  // namespace

TEST_CASE("Philox4x32-10 reproduces the known answers of Random123") {
  // kat_vectors of the authors' distribution.
  constexpr std::uint32_t kOnes = 0xffffffffU;
  CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) ==
        PhiloxCounter{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U});
  CHECK(philox4x32({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}) ==
        PhiloxCounter{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU});
  CHECK(philox4x32({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U},
                   {0xa4093822U, 0x299f31d0U}) ==
        PhiloxCounter{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U});
}

TEST_CASE("a stream is the cipher of its own counter, two words a number") {
  RandomStream stream(7, 5);
  const PhiloxCounter first = philox4x32({0, 0, 5, 0}, {7, 0});
  const PhiloxCounter second = philox4x32({1, 0, 5, 0}, {7, 0});
  CHECK(stream() == (first[0] | (std::uint64_t{first[1]} << 32)));
  CHECK(stream() == (first[2] | (std::uint64_t{first[3]} << 32)));
  CHECK(stream() == (second[0] | (std::uint64_t{second[1]} << 32)));
}

TEST_CASE("streams of other seeds and indices are other streams") {
  RandomStream base(1, 1);
  RandomStream seed(2, 1);
  RandomStream index(1, 2);
  RandomStream high_index(1, 1 + (std::uint64_t{1} << 32));
  const auto value = base();
  CHECK(value != seed());
  CHECK(value != index());
  CHECK(value != high_index());
}

TEST_CASE("uniform is in the open interval, with the right moments") {
  RandomStream stream(kSeed, 0);
  const Moments sample = moments([&] {
    const double u = stream.uniform();
    REQUIRE(u > 0.0);
    REQUIRE(u < 1.0);
    return u;
  });
  CHECK(mean_agrees(sample, 0.5, 1.0 / 12));
  CHECK(sample.variance == doctest::Approx(1.0 / 12).epsilon(0.02));
}

TEST_CASE("exponential, normal and Poisson have their moments") {
  RandomStream stream(kSeed, 1);
  const Moments waits = moments([&] { return stream.exponential(0.25); });
  CHECK(mean_agrees(waits, 4.0, 16.0));
  CHECK(waits.variance == doctest::Approx(16.0).epsilon(0.05));
  const Moments errors = moments([&] { return stream.normal(); });
  CHECK(mean_agrees(errors, 0.0, 1.0));
  CHECK(errors.variance == doctest::Approx(1.0).epsilon(0.03));
  for (const double mean : {0.3, 7.0, 80.0}) {
    const Moments counts = moments([&] { return static_cast<double>(stream.poisson(mean)); });
    CHECK(mean_agrees(counts, mean, mean));
    CHECK(counts.variance == doctest::Approx(mean).epsilon(0.05));
  }
  CHECK(stream.poisson(0.0) == 0);
  CHECK(stream.exponential(0.0) == std::numeric_limits<double>::infinity());
}

TEST_CASE("gamma and beta have their moments") {
  RandomStream stream(kSeed, 2);
  for (const double shape : {0.2, 0.9, 1.0, 3.5, 400.0}) {
    const Moments sample = moments([&] { return stream.gamma(shape, 2.0); });
    CHECK(mean_agrees(sample, shape / 2.0, shape / 4.0));
    CHECK(sample.variance == doctest::Approx(shape / 4.0).epsilon(0.06));
  }
  for (const auto& [a, b] : {std::array{0.3, 0.2}, std::array{0.8, 2.5}, std::array{40.0, 7.0}}) {
    const double variance = a * b / ((a + b) * (a + b) * (a + b + 1.0));
    const Moments sample = moments([&] { return stream.beta(a, b); });
    CHECK(mean_agrees(sample, a / (a + b), variance));
    CHECK(sample.variance == doctest::Approx(variance).epsilon(0.05));
  }
}

TEST_CASE("tiny shapes stay numbers") {
  RandomStream stream(kSeed, 3);
  int ones = 0;
  for (int i = 0; i < 1000; ++i) {
    CHECK(std::isfinite(stream.log_gamma_variate(1e-3)));
    const double p = stream.beta(1e-3, 1e-3);
    REQUIRE((p >= 0.0 && p <= 1.0));
    ones += p > 0.5 ? 1 : 0;
  }
  CHECK(ones > 400);
  CHECK(ones < 600);
}
