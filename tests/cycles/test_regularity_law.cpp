#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "cycles/regularity.hpp"
#include "cycles/regularity_law.hpp"
#include "math/random.hpp"

using namespace tenure;
using cycle::RegularityLaw;

namespace {

struct RegularBase {
  std::vector<double> x, t_x, litt, k;
};

/// Clients with 2 to 20 intervals whose ln k is normal.
RegularBase regular_base(double mean, double sd, int clients) {
  RegularBase base;
  for (int client = 0; client < clients; ++client) {
    math::RandomStream random(11, static_cast<std::uint64_t>(client));
    const double k = std::exp(mean + sd * random.normal()), rate = random.gamma(1.5, 20);
    const int intervals = 2 + static_cast<int>(random() % 19);
    double sum = 0, logs = 0;
    for (int i = 0; i < intervals; ++i) {
      const double wait = random.gamma(k, k * rate);
      sum += wait;
      logs += std::log(wait);
    }
    base.x.push_back(intervals);
    base.t_x.push_back(sum);
    base.litt.push_back(logs);
    base.k.push_back(k);
  }
  return base;
}

RegularityLaw law_of(const RegularBase& base, unsigned threads = 1) {
  const double k = cycle::estimate_regularity(base.x, base.t_x, base.litt).k;
  return {base.x, base.t_x, base.litt, k, Execution{.threads = threads}};
}

}  // namespace

TEST_CASE("the spread of ln k between clients is found back") {
  const RegularBase base = regular_base(std::log(3), 0.6, 3000);
  CHECK(law_of(base).spread() == doctest::Approx(0.6).epsilon(0.08));
  CHECK(law_of(regular_base(std::log(3), 0, 3000)).spread() < 0.15);
}

TEST_CASE("a client's own k is nearer the truth than his own estimate and than the base's") {
  const RegularBase base = regular_base(std::log(3), 0.7, 2000);
  const RegularityLaw law = law_of(base);
  const double pooled = cycle::estimate_regularity(base.x, base.t_x, base.litt).k;
  double shrunk = 0, alone = 0, common = 0, within = 0;
  for (std::size_t i = 0; i < base.k.size(); ++i) {
    const auto own = law.of(base.x[i], base.t_x[i], base.litt[i], 0.9);
    const double single =
        cycle::estimate_regularity({&base.x[i], 1}, {&base.t_x[i], 1}, {&base.litt[i], 1}).k;
    const auto square = [&](double k) { return std::pow(std::log(k / base.k[i]), 2); };
    shrunk += square(own.k);
    alone += square(single);
    common += square(pooled);
    if (own.from <= base.k[i] && base.k[i] <= own.to) within += 1;
  }
  CHECK(shrunk < 0.7 * common);
  CHECK(shrunk < 0.5 * alone);
  // Four standard errors of 2000 clients.
  CHECK(std::abs(within / 2000 - 0.9) < 4 * std::sqrt(0.09 / 2000));
}

TEST_CASE("clients without two intervals have the regularity of the base") {
  const RegularityLaw law = law_of(regular_base(std::log(3), 0.6, 500));
  const auto none = law.of(0, 0, 0, 0.9), one = law.of(1, 12, std::log(12), 0.9);
  CHECK(none.k == one.k);
  CHECK(none.k == doctest::Approx(3).epsilon(0.15));
  CHECK(none.from < none.k);
  CHECK(none.k < none.to);
}

TEST_CASE("the same bits for every thread count; nothing to learn from, nothing learnt") {
  const RegularBase base = regular_base(std::log(2), 0.5, 1500);
  CHECK(law_of(base, 1).spread() == law_of(base, 3).spread());
  const RegularityLaw nothing({}, {}, {}, 1.0, Execution{.threads = 1});
  CHECK(nothing.spread() == 0);
  CHECK(nothing.of(5, 30, 7, 0.9).k == doctest::Approx(1));
}
