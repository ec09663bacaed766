#include "math/random.hpp"

#include <cmath>
#include <numbers>

#include <boost/random/poisson_distribution.hpp>

namespace tenure::math {
namespace {

constexpr int kRounds = 10;
// Multipliers of the round and Weyl increments of the key (Salmon et al. 2011, section 3.3).
constexpr std::uint32_t kMultiplier0 = 0xD2511F53U;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57U;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9U;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85U;

constexpr std::uint32_t low(std::uint64_t word) { return static_cast<std::uint32_t>(word); }
constexpr std::uint32_t high(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }

}  // namespace

PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key) {
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t product0 = std::uint64_t{kMultiplier0} * counter[0];
    const std::uint64_t product1 = std::uint64_t{kMultiplier1} * counter[2];
    counter = {high(product1) ^ counter[1] ^ key[0], low(product1),
               high(product0) ^ counter[3] ^ key[1], low(product0)};
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
  return counter;
}

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t index)
    : key_{low(seed), high(seed)}, counter_{0, 0, low(index), high(index)} {}

RandomStream::result_type RandomStream::operator()() {
  if (words_left_ == 0) {
    block_ = philox4x32(counter_, key_);
    if (++counter_[0] == 0) ++counter_[1];
    words_left_ = 4;
  }
  const auto next = static_cast<std::size_t>(4 - words_left_);
  words_left_ -= 2;
  return std::uint64_t{block_[next]} | (std::uint64_t{block_[next + 1]} << 32);
}

double RandomStream::uniform() { return (static_cast<double>((*this)() >> 11) + 0.5) * 0x1p-53; }

double RandomStream::exponential(double rate) { return -std::log(uniform()) / rate; }

double RandomStream::normal() {  // Box & Muller (1958); the sine is not kept: no hidden state
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

double RandomStream::log_gamma_variate(double shape) {
  if (shape < 1.0) {  // a gamma of shape + 1 times u^(1 / shape)
    const double larger = log_gamma_variate(shape + 1.0);
    return larger + std::log(uniform()) / shape;
  }
  // G. Marsaglia & W. W. Tsang (2000), "A simple method for generating gamma variables".
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double z = normal();
    const double root = 1.0 + c * z;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    const double log_v = 3.0 * std::log(root);
    if (std::log(uniform()) < 0.5 * z * z + d * (1.0 - v + log_v)) return std::log(d) + log_v;
  }
}

double RandomStream::gamma(double shape, double rate) {
  return std::exp(log_gamma_variate(shape)) / rate;
}

double RandomStream::beta(double a, double b) {
  const double log_first = log_gamma_variate(a);
  const double log_second = log_gamma_variate(b);
  return 1.0 / (1.0 + std::exp(log_second - log_first));
}

std::int64_t RandomStream::poisson(double mean) {
  return mean > 0.0 ? boost::random::poisson_distribution<std::int64_t, double>(mean)(*this) : 0;
}

}  // namespace tenure::math
