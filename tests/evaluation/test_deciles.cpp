#include <vector>

#include <doctest/doctest.h>

#include "evaluation/deciles.hpp"

using tenure::evaluation::Decile;
using tenure::evaluation::deciles;

TEST_CASE("twenty clients: two a tenth, from the highest prediction down") {
  std::vector<double> predicted, actual;
  for (int i = 0; i < 20; ++i) {
    predicted.push_back(i);
    actual.push_back(10 * i);
  }
  const auto tenths = deciles(predicted, actual);
  for (std::size_t d = 0; d < 10; ++d) {
    const double sum = 37.0 - 4.0 * static_cast<double>(d);  // 19 + 18, 17 + 16, ...
    CHECK(tenths[d].clients == 2);
    CHECK(tenths[d].predicted == sum);
    CHECK(tenths[d].actual == 10 * sum);
  }
}

TEST_CASE("equal predictions share their places, whatever their order") {
  // 5 clients are half a tenth each: three of the same prediction, one above, one below.
  const std::vector<double> predicted{2, 9, 2, 1, 2}, actual{3, 8, 0, 1, 6};
  const auto tenths = deciles(predicted, actual);
  CHECK(tenths[0].actual == doctest::Approx(4));
  CHECK(tenths[2].clients == doctest::Approx(0.5));
  for (std::size_t d = 2; d < 8; ++d) CHECK(tenths[d].actual == doctest::Approx(1.5));
  CHECK(tenths[9].predicted == doctest::Approx(0.5));
  const auto same = deciles(std::vector<double>{2, 2, 1, 9, 2}, std::vector<double>{6, 0, 1, 8, 3});
  for (std::size_t d = 0; d < 10; ++d) CHECK(same[d].actual == doctest::Approx(tenths[d].actual));
}

TEST_CASE("tenths add up to all clients, weights are clients") {
  std::vector<double> predicted, actual, weight;
  for (int i = 0; i < 37; ++i) {
    predicted.push_back(i * 7 % 11);
    actual.push_back(i % 5);
    weight.push_back(1 + i % 3);
  }
  Decile sum, expected;
  for (const Decile& tenth : deciles(predicted, actual, weight)) {
    sum.clients += tenth.clients;
    sum.predicted += tenth.predicted;
    sum.actual += tenth.actual;
    CHECK(tenth.clients == doctest::Approx(7.3));  // of 73
  }
  for (std::size_t i = 0; i < weight.size(); ++i) {
    expected.clients += weight[i];
    expected.predicted += weight[i] * predicted[i];
    expected.actual += weight[i] * actual[i];
  }
  CHECK(sum.clients == doctest::Approx(expected.clients));
  CHECK(sum.predicted == doctest::Approx(expected.predicted));
  CHECK(sum.actual == doctest::Approx(expected.actual));
}

TEST_CASE("nobody") {
  for (const Decile& tenth : deciles({}, {})) CHECK(tenth.clients == 0);
}
