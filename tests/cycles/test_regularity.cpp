#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "cycles/regularity.hpp"
#include "math/random.hpp"

using tenure::cycle::estimate_regularity;
using tenure::cycle::greatest_regularity;
using tenure::math::RandomStream;

namespace {

struct Base {
  std::vector<double> x, t_x, log_interpurchase;

  void add(const std::vector<double>& intervals) {
    double sum = 0, logs = 0;
    for (const double interval : intervals) {
      sum += interval;
      logs += std::log(interval);
    }
    x.push_back(static_cast<double>(intervals.size()));
    t_x.push_back(sum);
    log_interpurchase.push_back(logs);
  }
  [[nodiscard]] auto regularity() const { return estimate_regularity(x, t_x, log_interpurchase); }
};

/// Clients whose rates differ widely, with `intervals` waits each, of regularity k.
Base simulated(double k, int intervals, int clients) {
  Base base;
  for (int client = 0; client < clients; ++client) {
    RandomStream random(2026, static_cast<std::uint64_t>(client));
    const double rate = random.gamma(0.8, 5);
    std::vector<double> waits;
    for (int i = 0; i < intervals; ++i) waits.push_back(random.gamma(k, k * rate));
    base.add(waits);
  }
  return base;
}

}  // namespace

// Of two intervals digamma(2 k) - digamma(k) = -(sum of logs of the shares) / 2: 1 for k = 1 and
// 1/2 + 1/3 for k = 2.
TEST_CASE("two intervals: k by hand") {
  const auto k = [](double log_shares) {
    const std::vector<double> x{2}, t_x{1}, logs{log_shares};
    return estimate_regularity(x, t_x, logs).k;
  };
  CHECK(k(-2) == doctest::Approx(1).epsilon(1e-13));
  CHECK(k(-5.0 / 3) == doctest::Approx(2).epsilon(1e-13));
}

TEST_CASE("the rhythm counts, not the tempo") {
  Base slow, fast;
  slow.add({28, 31, 30, 33, 27, 32, 29, 30});
  slow.add({10, 50, 25, 5, 70, 20, 40, 20});
  fast.add({28, 31, 30, 33, 27, 32, 29, 30});
  fast.add({1, 5, 2.5, 0.5, 7, 2, 4, 2});
  CHECK(slow.regularity().k == doctest::Approx(fast.regularity().k).epsilon(1e-12));
  CHECK(slow.regularity().clients == 2);
}

TEST_CASE("k is found back even from clients with two to five intervals") {
  for (const double k : {1.0, 2.0, 4.0}) {
    for (const int intervals : {2, 5, 12}) {
      CAPTURE(k);
      CAPTURE(intervals);
      const double found = simulated(k, intervals, 4000).regularity().k;
      // About four standard errors of 4000 clients with n intervals.
      CHECK(found == doctest::Approx(k).epsilon(0.09 / std::sqrt(intervals - 1)));
    }
  }
}

TEST_CASE("clients without two intervals, or with two purchases at one moment, tell nothing") {
  Base base = simulated(2, 5, 50);
  const auto before = base.regularity();
  base.add({});
  base.add({12});
  base.add({0, 12});
  CHECK(base.regularity().k == before.k);
  CHECK(base.regularity().clients == before.clients);
  CHECK(Base{}.regularity().k == 1);
  CHECK(Base{}.regularity().clients == 0);
}

TEST_CASE("a base of clockworks has the greatest regularity") {
  Base base;
  base.add({7, 7, 7});
  base.add({30, 30, 30, 30});
  CHECK(base.regularity().k == greatest_regularity);
}
