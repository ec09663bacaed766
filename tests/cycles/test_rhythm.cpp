#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/log_gamma.hpp"
#include <tenure/cycles.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

const std::vector<double> clockwork{28, 31, 30, 33, 27, 32, 29, 30};
const std::vector<double> erratic{10, 50, 25, 5, 70, 20, 40, 20};

/// ln of the arithmetic over the geometric mean.
double log_ratio(const std::vector<double>& intervals) {
  double sum = 0, logs = 0;
  for (const double interval : intervals) {
    sum += interval / double(intervals.size());
    logs += std::log(interval) / double(intervals.size());
  }
  return std::log(sum) - logs;
}

}  // namespace

TEST_CASE(
    "eight regular intervals of mean 30: k 256.30729, alarm at 33.147 days, P(>35) .00533222") {
  const Rhythm found = rhythm(clockwork, 35);
  CHECK(found.mean == 30);
  CHECK(found.regularity == doctest::Approx(256.30729).epsilon(1e-7));
  CHECK(found.alarm_after == doctest::Approx(33.147).epsilon(2e-5));
  CHECK(found.p_longer == doctest::Approx(0.00533222).epsilon(1e-6));
}

TEST_CASE("eight erratic intervals of mean 30: k 1.9375338, alarm at 71.878 days") {
  const Rhythm found = rhythm(erratic, 45);
  CHECK(found.mean == 30);
  CHECK(found.regularity == doctest::Approx(1.9375338).epsilon(1e-7));
  CHECK(found.alarm_after == doctest::Approx(71.878).epsilon(1e-5));
}

// H. Thom's and T. Minka's approximations and the method of moments, as the note has them: ours is
// the maximum itself.
TEST_CASE("approximations of k: Thom 256.30729 and 1.9409424, Minka 256.30718 and 1.9295716") {
  const auto thom = [](double s) { return (1 + std::sqrt(1 + 4 * s / 3)) / (4 * s); };
  const auto minka = [](double s) {
    return (3 - s + std::sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
  };
  CHECK(thom(log_ratio(clockwork)) == doctest::Approx(256.30729).epsilon(1e-7));
  CHECK(thom(log_ratio(erratic)) == doctest::Approx(1.9409424).epsilon(1e-7));
  CHECK(minka(log_ratio(clockwork)) == doctest::Approx(256.30718).epsilon(1e-7));
  CHECK(minka(log_ratio(erratic)) == doctest::Approx(1.9295716).epsilon(1e-7));
  for (const auto& intervals : {clockwork, erratic}) {
    const double k = rhythm(intervals, 0).regularity;
    CHECK(std::log(k) - math::digamma(k) == doctest::Approx(log_ratio(intervals)).epsilon(1e-10));
  }
}

TEST_CASE("equal intervals, one interval, and no silence") {
  CHECK(rhythm(std::vector<double>{7, 7, 7}, 0).regularity == 1e4);
  CHECK(rhythm(std::vector<double>{7}, 0).p_longer == 1);
  CHECK(rhythm(erratic, 1e100).p_longer == 0);
}

TEST_CASE("nonsense is refused") {
  CHECK_THROWS_AS((void)rhythm({}, 1), Error);
  CHECK_THROWS_AS((void)rhythm(std::vector<double>{1, 0}, 1), Error);
  CHECK_THROWS_AS((void)rhythm(erratic, -1), Error);
  CHECK_THROWS_AS((void)rhythm(erratic, 1, 1), Error);
}
