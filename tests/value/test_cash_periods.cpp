#include <cmath>

#include <doctest/doctest.h>

#include "value/cash_periods.hpp"

using namespace tenure;
using tenure::value::cash_periods;

namespace {

/// Present value at 10 % of a client who pays 100 a year, with retention .8, from the first year
/// on (`first_certain`) or from his first renewal on.
double present_value(Timing timing, double years, bool first_certain) {
  double sum = 0;
  double payment = first_certain ? 100 : 80;
  for (const auto& period : cash_periods(years, 1, timing)) {
    sum += payment * std::pow(1.1, -period.paid_at);
    payment *= 0.8;
  }
  return sum;
}

}  // namespace

// m = 100, r = .8, d = .1: one client, from 266.67 to 366.67 by the convention alone.
TEST_CASE("each timing is its textbook formula") {
  const double long_time = 200;
  CHECK(present_value(Timing::period_start, long_time, true) ==
        doctest::Approx(366.6667).epsilon(1e-6));  // m (1 + d) / (1 + d - r)
  CHECK(present_value(Timing::period_end, long_time, true) ==
        doctest::Approx(333.3333).epsilon(1e-6));  // m / (1 + d - r)
  CHECK(present_value(Timing::period_middle, long_time, true) ==
        doctest::Approx(349.6029).epsilon(1e-6));  // m sqrt(1 + d) / (1 + d - r)
  CHECK(present_value(Timing::period_end, long_time, false) ==
        doctest::Approx(266.6667).epsilon(1e-6));  // m r / (1 + d - r), Gupta & Lehmann
  CHECK(present_value(Timing::period_start, long_time, false) ==
        doctest::Approx(293.3333).epsilon(1e-6));  // m r (1 + d) / (1 + d - r)
  CHECK(present_value(Timing::period_start, 5, true) == doctest::Approx(292.0634).epsilon(1e-6));
  CHECK(present_value(Timing::period_end, 5, false) == doctest::Approx(212.4097).epsilon(1e-6));
}

TEST_CASE("a horizon inside a period cuts it; rounding makes no period") {
  const auto cut = cash_periods(2.5, 1, Timing::period_middle);
  REQUIRE(cut.size() == 3);
  CHECK(cut[2].end == 2.5);
  CHECK(cut[2].paid_at == 2.25);
  CHECK(cash_periods(2.5, 1, Timing::period_start)[2].paid_at == 2);
  CHECK(cash_periods(2.5, 1, Timing::period_end)[2].paid_at == 2.5);
  const double month = 52.0 / 12;
  const auto year = cash_periods(12 * month, month, Timing::period_end);
  REQUIRE(year.size() == 12);
  CHECK(year[11].end == 12 * month);
  CHECK(cash_periods(std::nextafter(3.0, 4.0), 1, Timing::period_end).size() == 3);
  CHECK(cash_periods(0.1, 1, Timing::period_end).size() == 1);
}
