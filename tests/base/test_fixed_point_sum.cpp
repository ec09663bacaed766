#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "base/fixed_point_sum.hpp"
#include "base/random_bits.hpp"
#include "base/throws.hpp"

using tenure::FixedPointSum;
using tenure::Status;

namespace {

FixedPointSum sum_of(const std::vector<double>& terms) {
  FixedPointSum sum;
  for (const double term : terms) sum.add(term);
  return sum;
}

}  // namespace

TEST_CASE("a single logarithm keeps every bit") {
  for (const double term : {0.0, 1.0, -1.0, std::log(1.0 / 7), std::log(8.0 / 7), std::log(30000.0),
                            std::nextafter(0x1p-11, 1.0), -std::nextafter(0x1p-11, 1.0),
                            std::nextafter(0x1p62, 0.0), -std::nextafter(0x1p62, 0.0)}) {
    CHECK(sum_of({term}).value() == term);
  }
}

TEST_CASE("smaller terms are rounded to 2^-64, half away from zero") {
  CHECK(sum_of({0x1p-64}).value() == 0x1p-64);
  CHECK(sum_of({0x1p-65}).value() == 0x1p-64);
  CHECK(sum_of({-0x1p-65}).value() == -0x1p-64);
  CHECK(sum_of({std::nextafter(0x1p-65, 0.0)}).value() == 0);
  CHECK(sum_of({std::numeric_limits<double>::denorm_min()}).value() == 0);
}

TEST_CASE("neither order nor grouping shows, and nothing cancels") {
  RandomBits random(1);
  std::vector<double> terms;
  for (int i = 0; i < 1000; ++i) {
    terms.push_back((static_cast<double>(random.below(1'000'000)) - 500'000) / 7919);
  }
  const FixedPointSum forwards = sum_of(terms);
  FixedPointSum parts = sum_of({terms.begin() + 300, terms.end()});
  parts.add(sum_of({terms.begin(), terms.begin() + 300}));
  CHECK(parts == forwards);
  CHECK(sum_of({terms.rbegin(), terms.rend()}) == forwards);
  CHECK(sum_of({1e15, 1e-5, -1e15}).value() == doctest::Approx(1e-5).epsilon(1e-13));
}

TEST_CASE("a term a whole number of times is so many terms") {
  FixedPointSum once, times;
  for (int i = 0; i < 12345; ++i) once.add(std::log(1.7));
  times.add(std::log(1.7), 12345);
  CHECK(once == times);
  FixedPointSum half;
  half.add(3.0, 0.5);
  CHECK(half.value() == 1.5);
}

TEST_CASE("so many terms of the mean have that mean again, to the bit") {
  RandomBits random(2);
  for (int i = 0; i < 2000; ++i) {
    FixedPointSum sum;
    const auto terms = static_cast<double>(1 + random.below(1000));
    for (double k = 0; k < terms; ++k) {
      sum.add((static_cast<double>(random.below(1'000'000)) - 300'000) / 7919);
    }
    FixedPointSum again;
    again.add(sum.mean(terms), terms);
    REQUIRE(again.mean(terms) == sum.mean(terms));
    REQUIRE(std::fabs(sum.mean(terms) - sum.value() / terms) <= 1e-15 * std::fabs(sum.value()));
  }
  FixedPointSum quarter;
  quarter.add(1.0, 0.25);
  CHECK(quarter.mean(0.25) == 1.0);
}

TEST_CASE("its halves make it again") {
  for (const double term : {std::log(1.7), -std::log(1.7), 0x1p61, -0x1p61}) {
    const FixedPointSum sum = sum_of({term});
    CHECK(FixedPointSum(sum.high(), sum.low()) == sum);
    CHECK(FixedPointSum::is_high(sum.high()));
  }
  CHECK_FALSE(FixedPointSum::is_high(INT64_MAX));
  CHECK_FALSE(FixedPointSum::is_high(INT64_MIN));
}

TEST_CASE("what times cannot make is refused") {
  error_of(Status::invalid_data, [] { sum_of({0x1p62}); });
  error_of(Status::invalid_data, [] { sum_of({-0x1p62}); });
  error_of(Status::invalid_data, [] { sum_of({0x1p61, 0x1p61}); });
  error_of(Status::invalid_data, [] { FixedPointSum().add(1.0, 0x1p62); });
}
