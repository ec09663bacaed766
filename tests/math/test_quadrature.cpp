#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "math/dual.hpp"
#include "math/quadrature.hpp"

using tenure::math::Dual2;
using tenure::math::integrate;
using tenure::math::integrate_adaptive;
using tenure::math::kGaussLegendre;

namespace {

/// Largest relative error of the N-point rule over the monomials it must integrate exactly.
template <int N>
double worst_monomial() {
  double worst = 0.0;
  for (int degree = 0; degree < 2 * N; ++degree) {
    const double sum = integrate<N>([&](double u) { return std::pow(u, degree); }, 0.0, 1.0);
    worst = std::max(worst, std::abs(sum * (degree + 1) - 1.0));
  }
  return worst;
}

}  // namespace

TEST_CASE("nodes and weights agree with Abramowitz & Stegun table 25.4") {
  const auto& five = kGaussLegendre<5>;
  CHECK(five.node[0] == 0.0);
  CHECK(five.node[1] == doctest::Approx(0.538469310105683).epsilon(1e-15));
  CHECK(five.node[2] == doctest::Approx(0.906179845938664).epsilon(1e-15));
  CHECK(five.weight[0] == doctest::Approx(0.568888888888889).epsilon(1e-15));
  CHECK(five.weight[2] == doctest::Approx(0.236926885056189).epsilon(1e-15));
  const auto& sixteen = kGaussLegendre<16>;
  CHECK(sixteen.node[0] == doctest::Approx(0.095012509837637440185).epsilon(1e-15));
  CHECK(sixteen.node[7] == doctest::Approx(0.989400934991649932596).epsilon(1e-15));
  CHECK(sixteen.weight[7] == doctest::Approx(0.027152459411754094852).epsilon(1e-14));
}

TEST_CASE("an N-point rule is exact to degree 2N - 1") {
  CHECK(worst_monomial<2>() < 1e-15);
  CHECK(worst_monomial<5>() < 1e-14);
  CHECK(worst_monomial<16>() < 1e-14);
  CHECK(worst_monomial<32>() < 1e-13);
}

TEST_CASE("the adaptive rule finds a narrow peak") {
  const double width = 1e-5;
  const auto peak = [&](double u) {
    const double z = (u - 0.3) / width;
    return 1.0 / (1.0 + z * z);
  };
  const double exact = width * (std::atan(0.7 / width) + std::atan(0.3 / width));
  const auto result = integrate_adaptive(peak, 0.0, 1.0, 1e-14);
  CHECK(result.converged);
  CHECK(result.value == doctest::Approx(exact).epsilon(1e-13));
}

TEST_CASE("an unresolvable integrand ends, and says so") {
  const auto result =
      integrate_adaptive([](double u) { return u < 1.0 / 3 ? 0.0 : 1.0; }, 0.0, 1.0, 0.0);
  CHECK_FALSE(result.converged);
  CHECK(result.value == doctest::Approx(2.0 / 3).epsilon(1e-12));
}

TEST_CASE(
    "N38 an integrand that is not a number ends at once (BTYD's series: never, or an error)") {
  int calls = 0;
  const auto result = integrate_adaptive(
      [&](double) {
        ++calls;
        return std::nan("");
      },
      0.0, 1.0, 1e-13);
  CHECK_FALSE(result.converged);
  CHECK(calls < 100);
}

TEST_CASE("derivatives are integrated with the value") {
  // The integral of e^(-s u) over [0, 1] is (1 - e^-s) / s.
  using Dual = Dual2<1>;
  const double at = 3.0;
  const Dual s = Dual::variable(at, 0);
  const auto result =
      integrate_adaptive([&](double u) { return exp(-s * u); }, 0.0, 1.0, 1e-14).value;
  const double e = std::exp(-at);
  CHECK(result.value == doctest::Approx((1 - e) / at).epsilon(1e-14));
  CHECK(result.gradient[0] == doctest::Approx(e / at - (1 - e) / (at * at)).epsilon(1e-13));
  CHECK(result.hessian[0] ==
        doctest::Approx(-e / at - 2 * e / (at * at) + 2 * (1 - e) / (at * at * at)).epsilon(1e-13));
}
