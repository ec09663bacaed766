#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "cycles/waiting_time.hpp"
#include "math/random.hpp"
#include "math/relative_error.hpp"

using tenure::cycle::WaitingTime;
using tenure::math::RandomStream;
using tenure::testing::relative_error;

namespace {

/// A client with so long a history that his rate is known: the gamma law of regularity k.
WaitingTime of_mean(double mean, double k) {
  constexpr double many = 1e10;
  return {1e-6, 1e-6, k, many, many * mean};
}

}  // namespace

TEST_CASE("random purchases: ((alpha + T) / (alpha + T + t))^(r + x) of the NBD") {
  const WaitingTime wait(2, 8, 1, 10, 40);
  CHECK(relative_error(wait.p_longer(12), std::pow(48.0 / 60.0, 12)) < 1e-14);
  CHECK(wait.p_longer(12) == doctest::Approx(0.0687194767).epsilon(1e-9));
  CHECK(relative_error(wait.exceeded_with(0.05), 48 * (std::pow(0.05, -1.0 / 12) - 1)) < 1e-12);
}

TEST_CASE("usual wait 30 days, silent for 45: one silence, opposite verdicts by regularity") {
  struct Row {
    double k, p_longer, alarm;
  };
  for (const Row& row : {Row{1, 0.2231302, 2.995732}, Row{2, 0.1991483, 2.371932},
                         Row{4, 0.1512039, 1.938414}, Row{10, 0.0698537, 1.570522}}) {
    CAPTURE(row.k);
    const WaitingTime wait = of_mean(30, row.k);
    CHECK(wait.usual() == doctest::Approx(30).epsilon(1e-12));
    CHECK(wait.p_longer(45) == doctest::Approx(row.p_longer).epsilon(5e-7));
    CHECK(wait.exceeded_with(0.05) / 30 == doctest::Approx(row.alarm).epsilon(5e-7));
  }
}

TEST_CASE("a clockwork client and an erratic one, both of mean 30 days") {
  const WaitingTime clockwork = of_mean(30, 256.30729);  // 28 31 30 33 27 32 29 30
  CHECK(clockwork.exceeded_with(0.05) == doctest::Approx(33.147).epsilon(2e-5));
  CHECK(clockwork.p_longer(35) == doctest::Approx(0.00533222).epsilon(1e-6));
  const WaitingTime erratic = of_mean(30, 1.9375338);  // 10 50 25 5 70 20 40 20
  CHECK(erratic.exceeded_with(0.05) == doctest::Approx(71.878).epsilon(1e-5));
}

TEST_CASE("quantiles undo probabilities, and halves are halves") {
  RandomStream random(11, 0);
  const auto between = [&](double low, double high) {
    return std::exp(std::log(low) + random.uniform() * std::log(high / low));
  };
  for (int draw = 0; draw < 20'000; ++draw) {
    const double x = std::floor(between(1, 300)) - 1;
    const WaitingTime wait(between(0.1, 50), between(0.01, 100), between(0.1, 300), x,
                           x > 0 ? between(0.1, 1000) : 0);
    const double p = between(1e-8, 0.999);
    CAPTURE(draw);
    const double t = wait.exceeded_with(p);
    REQUIRE(relative_error(wait.p_longer(t), p) < 1e-8);
    REQUIRE(wait.p_longer(t) + wait.p_shorter(t) == doctest::Approx(1).epsilon(1e-12));
    const double median = wait.exceeded_after(t, 0.5);
    REQUIRE(median > t);
    REQUIRE(relative_error(wait.p_longer(median), 0.5 * wait.p_longer(t)) < 1e-8);
  }
}

TEST_CASE("whatever the parameters, a probability is one and an alarm comes back to it") {
  RandomStream random(12, 0);
  const auto between = [&](double low, double high) {
    return std::exp(std::log(low) + random.uniform() * std::log(high / low));
  };
  for (int draw = 0; draw < 5000; ++draw) {
    CAPTURE(draw);
    const double x = std::floor(between(1, 3000)) - 1;
    const double r = between(1e-3, 1e4), alpha = between(1e-3, 1e4), k = between(1e-4, 1e4);
    const double t_x = x > 0 ? between(1e-3, 1e5) : 0;
    const double t = between(1e-6, 1e6);
    CAPTURE(r);
    CAPTURE(alpha);
    CAPTURE(k);
    CAPTURE(x);
    CAPTURE(t_x);
    CAPTURE(t);
    const WaitingTime wait(r, alpha, k, x, t_x);
    REQUIRE(wait.p_longer(t) >= 0);
    REQUIRE(wait.p_longer(t) <= 1);
    REQUIRE(wait.p_shorter(t) >= 0);
    REQUIRE(wait.p_shorter(t) <= 1);
    REQUIRE(wait.exceeded_after(t, 0.5) >= t);
    const double alarm = wait.exceeded_with(0.05);
    REQUIRE(alarm > 0);
    if (std::isfinite(alarm)) REQUIRE(relative_error(wait.p_longer(alarm), 0.05) < 1e-8);
  }
}

TEST_CASE("the law does not depend on the unit of time") {
  for (const double unit : {7.0, 1.0 / 52, 1e-6}) {
    const WaitingTime in_weeks(0.55, 10.58, 2.5, 4, 31);
    const WaitingTime in_other(0.55, 10.58 * unit, 2.5, 4, 31 * unit);
    CHECK(in_other.p_longer(20 * unit) == doctest::Approx(in_weeks.p_longer(20)).epsilon(1e-13));
    CHECK(in_other.exceeded_with(0.05) / unit ==
          doctest::Approx(in_weeks.exceeded_with(0.05)).epsilon(1e-12));
  }
}

TEST_CASE("no silence is no news, and a longer one is more of it") {
  const WaitingTime wait(0.55, 10.58, 1.4, 3, 20);
  CHECK(wait.p_longer(0) == 1);
  CHECK(wait.p_shorter(0) == 0);
  double before = 0;
  for (const double t : {1.0, 5.0, 20.0, 100.0, 1e4, 1e8}) {
    CHECK(wait.p_shorter(t) > before);
    before = wait.p_shorter(t);
  }
}

TEST_CASE("where the probability of the silence underflows, the median is that of the tail") {
  const WaitingTime wait(2, 3, 8, 200, 150);
  REQUIRE(wait.p_longer(1e4) == 0);
  const double median = wait.exceeded_after(1e4, 0.5);
  CHECK(median > 1e4);
  CHECK(median < 1.01e4);
}

TEST_CASE("a client of whom hardly anything is known has no alarm in the range of double") {
  CHECK(std::isinf(WaitingTime(1e-3, 5, 1, 0, 0).exceeded_with(0.05)));
}
