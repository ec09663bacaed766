#include "control/lever_shares.hpp"

#include <bit>
#include <cmath>

namespace tenure::control {
namespace {

/// (b - a) / ln(b / a), which is a where they are equal. a, b > 0.
double log_mean(double a, double b) {
  const double log_ratio = std::log(b / a);
  // ln(b / a) and b - a both vanish: their quotient is a (exp(u) - 1) / u.
  return log_ratio == 0.0 ? a : a * (std::expm1(log_ratio) / log_ratio);
}

Factors lmdi(const Factors& plan, const Factors& actual) {
  const double mean = log_mean(product(plan), product(actual));
  Factors shares{};
  for (std::size_t k = 0; k < lever_count; ++k) {
    shares[k] = mean * std::log(actual[k] / plan[k]);
  }
  return shares;
}

Factors shapley(const Factors& plan, const Factors& actual) {
  constexpr auto n = static_cast<unsigned>(lever_count);
  // Orders in which the factors of a set of each size have changed before, over all orders.
  std::array<double, lever_count> weight{};
  for (unsigned size = 0; size < n; ++size) {
    double orders = 1.0;  // size! (n - 1 - size)! / n!
    for (unsigned k = 1; k <= size; ++k) orders *= k;
    for (unsigned k = 1; k < n - size; ++k) orders *= k;
    for (unsigned k = 1; k <= n; ++k) orders /= k;
    weight[size] = orders;
  }
  Factors shares{};
  for (unsigned changed = 0; changed < 1U << n; ++changed) {
    const auto size = static_cast<std::size_t>(std::popcount(changed));
    for (unsigned k = 0; k < n; ++k) {
      if ((changed >> k & 1U) != 0) continue;
      double others = 1.0;
      for (unsigned j = 0; j < n; ++j) {
        if (j != k) others *= (changed >> j & 1U) != 0 ? actual[j] : plan[j];
      }
      shares[k] += weight[size] * others * (actual[k] - plan[k]);
    }
  }
  return shares;
}

}  // namespace

double product(const Factors& factors) {
  double result = 1.0;
  for (const double factor : factors) result *= factor;
  return result;
}

Factors lever_shares(const Factors& plan, const Factors& actual, Decomposition method) {
  return method == Decomposition::lmdi ? lmdi(plan, actual) : shapley(plan, actual);
}

}  // namespace tenure::control
