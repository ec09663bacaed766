/// A model's simulator beside its formulas.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "models/at_parameters.hpp"

namespace tenure::testing {

/// New clients followed to an age have the model's mean, and its shares of few purchases, within
/// four standard errors.
inline void check_simulated_counts(const AtParameters& model, double age) {
  constexpr std::size_t kClients = 40'000;
  std::array<double, 4> of_count{};
  double sum = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < kClients; ++i) {
    math::RandomStream random(3, i);
    const std::vector<double> times = model.simulate_purchases(age, random);
    REQUIRE(std::ranges::is_sorted(times));
    REQUIRE((times.empty() || (times.front() > 0.0 && times.back() <= age)));
    const auto count = static_cast<double>(times.size());
    sum += count;
    squares += count * count;
    if (times.size() < of_count.size()) of_count[times.size()] += 1.0;
  }
  const double mean = sum / kClients;
  const double error = std::sqrt((squares / kClients - mean * mean) / kClients);
  CHECK(std::abs(mean - model.new_expected_purchases(age)) < 4.0 * error);
  for (std::size_t count = 0; count < of_count.size(); ++count) {
    CAPTURE(count);
    const double p = model.new_pmf(age, static_cast<double>(count));
    CHECK(std::abs(of_count[count] / kClients - p) < 4.0 * std::sqrt(p * (1.0 - p) / kClients));
  }
}

}  // namespace tenure::testing
