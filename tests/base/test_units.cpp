#include <cmath>
#include <limits>

#include "base/throws.hpp"
#include "tenure/units.hpp"

using namespace tenure;

TEST_CASE("units have names") {
  for (const auto unit :
       {TimeUnit::day, TimeUnit::week, TimeUnit::month, TimeUnit::quarter, TimeUnit::year}) {
    CHECK(time_unit_from_string(to_string(unit)) == unit);
  }
  const auto error =
      error_of(Status::invalid_argument, [] { (void)time_unit_from_string("fortnight"); });
  CHECK(error.argument() == "unit");
  error_of(Status::invalid_argument, [] { (void)to_string(static_cast<TimeUnit>(7)); });
}

TEST_CASE("a rate is converted between periods") {
  // METHODS 1.2: an annual d is ln(1 + d) / 52 a week.
  const auto annual = DiscountRate::effective(0.15, TimeUnit::year);
  CHECK(annual.force_per(TimeUnit::week) == std::log1p(0.15) / 52);
  CHECK(annual.force_per(TimeUnit::year) == std::log1p(0.15));
  CHECK(DiscountRate::continuous(0.01, TimeUnit::month).force_per(TimeUnit::year) == 0.12);
  CHECK(DiscountRate::effective(0, TimeUnit::day).force_per(TimeUnit::week) == 0);
}

TEST_CASE("a rate that is none is refused") {
  for (const double bad :
       {-0.1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CHECK(error_of(Status::invalid_argument, [&] {
            (void)DiscountRate::effective(bad, TimeUnit::year);
          }).argument() == "discount_rate");
    error_of(Status::invalid_argument,
             [&] { (void)DiscountRate::continuous(bad, TimeUnit::year); });
  }
}
