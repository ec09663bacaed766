#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "math/dual.hpp"
#include "math/exponential_integral.hpp"
#include "math/relative_error.hpp"

using tenure::math::Dual2;
using tenure::math::ScaledExponentialIntegral;
using tenure::testing::relative_error;

namespace {
double at(double order, double w) { return ScaledExponentialIntegral<double>(order)(w); }
}  // namespace

TEST_CASE("N36 Tricomi's U(1, -473.1, 156), which is e^w E_474.1 (mpmath at 15 digits: -1e44)") {
  CHECK(relative_error(at(474.1, 156), 0.0015864258352111211) < 1e-14);
}

TEST_CASE("e^w E_(order + 1)(w) to 20 digits by mpmath") {
  constexpr std::array<std::array<double, 3>, 9> kReference{
      {{1e-09, 0.001, 6.3378740494452851761},
       {0.2426, 0.1, 1.5305281416702193552},
       {0.5, 0.75, 0.56582416544224457702},
       {1.0, 0.56, 0.51665476900081086377},
       {7.3, 1e-10, 0.1369863013676886313},
       {19.5, 0.9, 0.048908937214531924054},
       {0.2426, 4.0, 0.19774205511142955784},
       {50.0, 1e-06, 0.019999999591836743197},
       {500.0, 30.0, 0.001886590628214755933}}};
  for (const auto& [order, w, expected] : kReference) {
    CAPTURE(order);
    CAPTURE(w);
    CHECK(relative_error(at(order, w), expected) < 3e-15);
  }
}

TEST_CASE("the switches of method leave no seam") {
  constexpr double kW = ScaledExponentialIntegral<double>::kFractionFrom;
  constexpr double kOrder = ScaledExponentialIntegral<double>::kFractionOrder;
  for (const double order : {1e-6, 0.2426, 0.5, 1.0, 3.7, 19.9}) {
    CHECK(relative_error(at(order, std::nextafter(kW, 0.0)), at(order, kW)) < 5e-15);
  }
  for (const double w : {1e-10, 1e-3, 0.5, 0.99}) {
    CHECK(relative_error(at(std::nextafter(kOrder, 0.0), w), at(kOrder, w)) < 5e-15);
    for (const double half : {0.5, 1.5, 7.5}) {  // where the whole part of the order changes
      CHECK(relative_error(at(std::nextafter(half, 0.0), w), at(half, w)) < 5e-15);
    }
    for (const double whole : {1.0, 2.0, 9.0}) {  // where the removed pole is
      CHECK(relative_error(at(std::nextafter(whole, 0.0), w), at(whole, w)) < 5e-15);
      CHECK(relative_error(at(std::nextafter(whole, 99.0), w), at(whole, w)) < 5e-15);
    }
  }
}

TEST_CASE("the recurrence n E_(n+1)(w) + w E_n(w) = e^-w and the slope -E_(n-1)") {
  using Dual = Dual2<2>;
  for (const double order : {0.3, 1.0, 1.7, 6.0, 30.0}) {
    for (const double w : {0.01, 0.7, 1.3, 40.0}) {
      CAPTURE(order);
      CAPTURE(w);
      const double n = order + 1.0;
      CHECK(relative_error(n * at(order + 1.0, w) + w * at(order, w), 1.0) < 1e-14);
      const Dual value =
          ScaledExponentialIntegral<Dual>(Dual::variable(order, 0))(Dual::variable(w, 1));
      // d/dw e^w E_n = e^w (E_n - E_(n-1)), and w e^w E_(n-1) = 1 - (n - 1) e^w E_n.
      const double below = (1.0 - order * value.value) / w;
      CHECK(value.gradient[1] == doctest::Approx(value.value - below).epsilon(1e-10));
      const double h = 1e-5 * order;
      CHECK(value.gradient[0] ==
            doctest::Approx((at(order + h, w) - at(order - h, w)) / (2 * h)).epsilon(1e-7));
    }
  }
}
