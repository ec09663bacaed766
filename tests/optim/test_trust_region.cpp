#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "optim/trust_region.hpp"

using namespace tenure::optim;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

const double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Rosenbrock's valley: minimum 0 at (1, 1).
SecondOrder rosenbrock(const VectorXd& p) {
  const double x = p[0];
  const double y = p[1];
  const double a = 1.0 - x;
  const double b = y - x * x;
  SecondOrder f;
  f.value = a * a + 100.0 * b * b;
  f.gradient = (VectorXd(2) << -2.0 * a - 400.0 * x * b, 200.0 * b).finished();
  f.hessian =
      (MatrixXd(2, 2) << 2.0 - 400.0 * (b - 2.0 * x * x), -400.0 * x, -400.0 * x, 200.0).finished();
  return f;
}

SecondOrder one_variable(double value, double slope, double curvature) {
  return {value, VectorXd::Constant(1, slope), MatrixXd::Constant(1, 1, curvature)};
}

VectorXd at(std::initializer_list<double> values) {
  VectorXd point(static_cast<Eigen::Index>(values.size()));
  Eigen::Index i = 0;
  for (const double value : values) point[i++] = value;
  return point;
}

}  // namespace

TEST_CASE("a curved valley is followed to its end") {
  const Minimum found = minimise(rosenbrock, at({-1.2, 1.0}));
  CHECK(found.stop == Minimum::Stop::converged);
  CHECK(found.point[0] == doctest::Approx(1.0).epsilon(1e-8));
  CHECK(found.point[1] == doctest::Approx(1.0).epsilon(1e-8));
  CHECK(found.iterations < 40);
}

TEST_CASE("a quadratic is solved in one Newton step when it is near enough") {
  const auto quadratic = [](const VectorXd& p) {
    return one_variable(2.0 * (p[0] - 0.5) * (p[0] - 0.5), 4.0 * (p[0] - 0.5), 4.0);
  };
  const Minimum found = minimise(quadratic, at({0.0}));
  CHECK(found.stop == Minimum::Stop::converged);
  CHECK(found.iterations == 1);
  CHECK(found.point[0] == doctest::Approx(0.5));
}

TEST_CASE("a saddle point is left, although the gradient vanishes on it") {
  const auto saddle = [](const VectorXd& p) {  // minima at (+-1, 0)
    const double x = p[0];
    SecondOrder f;
    f.value = 0.25 * x * x * x * x - 0.5 * x * x + p[1] * p[1];
    f.gradient = at({x * x * x - x, 2.0 * p[1]});
    f.hessian = (MatrixXd(2, 2) << 3.0 * x * x - 1.0, 0.0, 0.0, 2.0).finished();
    return f;
  };
  const Minimum found = minimise(saddle, at({0.0, 0.0}));
  CHECK(found.stop == Minimum::Stop::converged);
  CHECK(std::abs(found.point[0]) == doctest::Approx(1.0));
}

TEST_CASE("points outside the domain are refused (N39: NaN is not convergence)") {
  const auto guarded = [](const VectorXd& p) {  // x - log x, defined for x > 0
    const double x = p[0];
    if (x <= 0.0) return one_variable(kNaN, kNaN, kNaN);
    return one_variable(x - std::log(x), 1.0 - 1.0 / x, 1.0 / (x * x));
  };
  const Minimum found = minimise(guarded, at({6.0}));
  CHECK(found.stop == Minimum::Stop::converged);
  CHECK(found.point[0] == doctest::Approx(1.0));

  const Minimum outside = minimise(guarded, at({-1.0}));
  CHECK(outside.stop == Minimum::Stop::not_finite);
  CHECK(outside.point[0] == -1.0);
}

TEST_CASE("a function without a minimum stops, and says how") {
  const auto slope = [](const VectorXd& p) { return one_variable(-p[0], -1.0, 0.0); };
  const Minimum away = minimise(slope, at({0.0}));
  CHECK(away.stop == Minimum::Stop::ran_away);

  const auto flattening = [](const VectorXd& p) {  // infimum at infinity, reached to rounding
    const double f = std::exp(-p[0]);
    return one_variable(f, -f, f);
  };
  const Minimum level = minimise(flattening, at({0.0}));
  CHECK(level.stop == Minimum::Stop::converged);
  CHECK(level.point[0] > 20.0);

  const Minimum limited = minimise(slope, at({0.0}), {.max_iterations = 3});
  CHECK(limited.stop == Minimum::Stop::iteration_limit);
  CHECK(limited.iterations == 3);
}

TEST_CASE("a function whose derivatives lie stalls instead of looping") {
  const auto liar = [](const VectorXd& p) { return one_variable(std::abs(p[0]), -1.0, 0.0); };
  const Minimum found = minimise(liar, at({0.0}));
  CHECK(found.stop == Minimum::Stop::stalled);
}

TEST_CASE("steps keep to the trust region and minimise the quadratic on it") {
  const MatrixXd indefinite = (MatrixXd(2, 2) << 1.0, 2.0, 2.0, -3.0).finished();
  for (const double radius : {1e-6, 0.1, 1.0, 50.0}) {
    const VectorXd gradient = at({0.3, -0.7});
    const VectorXd step = trust_region_step(gradient, indefinite, radius);
    CHECK(step.norm() == doctest::Approx(radius));
    const double best = gradient.dot(step) + 0.5 * step.dot(indefinite * step);
    for (int k = 0; k < 360; ++k) {  // no direction on the circle is better
      const double angle = k * 3.14159265358979 / 180.0;
      const VectorXd other = radius * at({std::cos(angle), std::sin(angle)});
      CHECK(gradient.dot(other) + 0.5 * other.dot(indefinite * other) >= best - 1e-12);
    }
  }
  // The hard case: no slope along the axis of negative curvature.
  const MatrixXd axes = (MatrixXd(2, 2) << 1.0, 0.0, 0.0, -1.0).finished();
  const VectorXd step = trust_region_step(at({1.0, 0.0}), axes, 2.0);
  CHECK(step.norm() == doctest::Approx(2.0));
  CHECK(step[0] == doctest::Approx(-0.5));
}
