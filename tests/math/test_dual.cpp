#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "math/dual.hpp"
#include "math/log_gamma.hpp"
#include "math/relative_error.hpp"

using tenure::math::Dual2;
using tenure::testing::log_error;
using D = Dual2<2>;

namespace {

struct Derivatives {
  double x, y, xx, xy, yy;
};

void check(const D& f, double value, const Derivatives& expected) {
  CHECK(log_error(f.value, value) < 1e-15);
  CHECK(log_error(f.gradient[0], expected.x) < 1e-14);
  CHECK(log_error(f.gradient[1], expected.y) < 1e-14);
  CHECK(log_error(f.hessian[D::pair(0, 0)], expected.xx) < 1e-14);
  CHECK(log_error(f.hessian[D::pair(0, 1)], expected.xy) < 1e-14);
  CHECK(log_error(f.hessian[D::pair(1, 1)], expected.yy) < 1e-14);
}

// Read through volatile: a compiler that folds a function of constants may round it otherwise than
// the library does at run time.
const volatile double opaque_x = 1.7;
const volatile double opaque_y = 0.6;
const double at_x = opaque_x;
const double at_y = opaque_y;
const D x = D::variable(at_x, 0);
const D y = D::variable(at_y, 1);

}  // namespace

TEST_CASE("the pairs of the Hessian are stored row by row") {
  using T = Dual2<3>;
  CHECK(T::kPairs == 6);
  CHECK(T::pair(0, 0) == 0);
  CHECK(T::pair(0, 2) == 2);
  CHECK(T::pair(1, 1) == 3);
  CHECK(T::pair(2, 2) == 5);
}

TEST_CASE("arithmetic carries both orders of derivatives") {
  check(x * y, at_x * at_y, {at_y, at_x, 0, 1, 0});
  check(x / y, at_x / at_y,
        {1 / at_y, -at_x / (at_y * at_y), 0, -1 / (at_y * at_y), 2 * at_x / (at_y * at_y * at_y)});
  check(3.0 / x, 3.0 / at_x, {-3 / (at_x * at_x), 0, 6 / (at_x * at_x * at_x), 0, 0});
  check(2.0 - x * 3.0 + y / 4.0 - 1.0, 1.0 - 3 * at_x + at_y / 4, {-3, 0.25, 0, 0, 0});
}

TEST_CASE("a function of functions, given by its derivatives at their values") {
  const std::array<D, 2> inner{x * y, x / y};
  const D u = D::variable(inner[0].value, 0);
  const D v = D::variable(inner[1].value, 1);
  const D direct = inner[0] * inner[0] * log(inner[1]);
  const D composed = compose(u * u * log(v), inner);
  check(composed, direct.value,
        {direct.gradient[0], direct.gradient[1], direct.hessian[0], direct.hessian[1],
         direct.hessian[2]});
}

TEST_CASE("functions follow the chain rule") {
  using std::exp;
  const double e = std::exp(at_x * at_y);
  check(exp(x * y), e, {at_y * e, at_x * e, at_y * at_y * e, e + at_x * at_y * e, at_x * at_x * e});
  check(expm1(x * y), std::expm1(at_x * at_y),
        {at_y * e, at_x * e, at_y * at_y * e, e + at_x * at_y * e, at_x * at_x * e});
  check(log(x), std::log(at_x), {1 / at_x, 0, -1 / (at_x * at_x), 0, 0});
  check(log1p(x), std::log1p(at_x), {1 / (1 + at_x), 0, -1 / ((1 + at_x) * (1 + at_x)), 0, 0});
  check(sqrt(x), std::sqrt(at_x), {0.5 / std::sqrt(at_x), 0, -0.25 * std::pow(at_x, -1.5), 0, 0});
  check(pow(x, 2.5), std::pow(at_x, 2.5),
        {2.5 * std::pow(at_x, 1.5), 0, 3.75 * std::pow(at_x, 0.5), 0, 0});
  const double p = std::pow(at_x, at_y);
  const double l = std::log(at_x);
  check(pow(x, y), p,
        {at_y * p / at_x, p * l, at_y * (at_y - 1) * p / (at_x * at_x), p / at_x * (1 + at_y * l),
         p * l * l});
}

TEST_CASE("gamma functions follow the chain rule") {
  using namespace tenure::math;
  check(log_gamma(x), log_gamma(at_x), {digamma(at_x), 0, trigamma(at_x), 0, 0});
  check(log_gamma_ratio(x, 1.0), std::log(at_x), {1 / at_x, 0, -1 / (at_x * at_x), 0, 0});
  const double both = trigamma(at_x + at_y);
  check(log_beta(x, y), log_beta(at_x, at_y),
        {digamma(at_x) - digamma(at_x + at_y), digamma(at_y) - digamma(at_x + at_y),
         trigamma(at_x) - both, -both, trigamma(at_y) - both});
}

TEST_CASE("values have the same bits as in plain arithmetic") {
  CHECK((x / y).value == at_x / at_y);
  CHECK((3.0 / y).value == 3.0 / at_y);
  CHECK(pow(x, y).value == std::pow(at_x, at_y));
  CHECK(expm1(x).value == std::expm1(at_x));
}
