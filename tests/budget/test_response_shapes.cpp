#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/budget.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

double s_shaped(const ResponseCurve& response, double x) {
  return response.max_saved * -std::expm1(-response.speed * x) /
         (1 + std::exp(-response.speed * (x - *response.inflection)));
}

}  // namespace

TEST_CASE("an S-shaped response: the optimum is the best spending of a fine grid") {
  math::RandomStream random(3, 0);
  int spent_on = 0;
  for (int draw = 0; draw < 300; ++draw) {
    const double risk = random.uniform(), value = 3000 * random.uniform();
    const ResponseCurve response =
        ResponseCurve::logistic(random.uniform(), 0.01 + 0.2 * random.uniform(),
                                draw % 10 == 0 ? 0.0 : 100 * random.uniform());
    const RetentionLimits limits = retention_limits(risk, value, response);
    const auto gain = [&](double x) { return risk * value * s_shaped(response, x) - x; };
    double best = 0;
    for (int i = 1; i <= 4000; ++i) best = std::max(best, gain(limits.ceiling * i / 4000));
    CHECK(limits.net >= best - 1e-12 * limits.ceiling);
    CHECK(std::abs(limits.net - gain(limits.optimum)) <= 1e-12 * limits.ceiling);
    if (limits.optimum == 0) continue;
    ++spent_on;
    CHECK(limits.optimum < limits.break_even);
    CHECK(limits.break_even <= limits.ceiling * (1 + 1e-14));
    CHECK(std::abs(gain(limits.break_even)) <= 1e-11 * limits.ceiling);
    CHECK(gain(1.01 * limits.break_even) < 0);
  }
  CHECK(spent_on > 50);
}

TEST_CASE("an S-shaped response is worth nothing before it begins: 40 % risk of losing 1000") {
  // At k = .1 and a midpoint of 60: the optimum is far beyond the midpoint, and a value at which
  // the exponential response would still be worth something is left alone.
  const ResponseCurve response = ResponseCurve::logistic(0.5, 0.1, 60);
  const RetentionLimits limits = retention_limits(0.4, 1000, response);
  CHECK(limits.ceiling == doctest::Approx(200));
  CHECK(limits.optimum > 60);
  CHECK(limits.net > 0);
  CHECK(retention_limits(0.4, 300, response).optimum == 0);
  CHECK(retention_limits(0.4, 300, {.max_saved = 0.5, .speed = 0.1}).optimum > 0);
}

TEST_CASE("points of a response by hand: straight lines, the optimum at a point") {
  // Of 100 at stake: 10 saves 30, 30 saves 60 and 80 saves 70.
  const ResponseCurve response = ResponseCurve::from_points({10, 30, 80}, {0.3, 0.6, 0.7});
  const RetentionLimits limits = retention_limits(0.5, 200, response);
  CHECK(limits.ceiling == doctest::Approx(70));
  CHECK(limits.optimum == 30);
  CHECK(limits.saved == 0.6);
  CHECK(limits.net == doctest::Approx(30));
  // Between 30 (+30) and 80 (-10): zero at 30 + 50 x 30 / 40.
  CHECK(limits.break_even == doctest::Approx(67.5).epsilon(1e-14));
  // Where the last point still earns, the break-even is what it saves.
  CHECK(retention_limits(0.5, 2000, response).break_even == doctest::Approx(700));
  CHECK(retention_limits(0.5, 2000, response).optimum == 80);
  CHECK(retention_limits(0.5, 20, response).optimum == 0);
}

TEST_CASE("many points of an exponential response give its limits") {
  const ResponseCurve smooth{.max_saved = 0.5, .speed = 0.02};
  std::vector<double> spend, saved;
  for (int i = 1; i <= 20'000; ++i) {
    spend.push_back(0.02 * i);
    saved.push_back(0.5 * -std::expm1(-0.02 * spend.back()));
  }
  const auto points = ResponseCurve::from_points(spend, saved);
  CHECK(retention_limits(0.4, 1000, points).optimum == doctest::Approx(69.314718).epsilon(2e-4));
  CHECK(retention_limits(0.4, 1000, points).net == doctest::Approx(80.685282).epsilon(1e-7));
  CHECK(retention_limits(0.4, 1000, points).break_even ==
        doctest::Approx(196.034520).epsilon(1e-6));
}

TEST_CASE("bad shapes are refused by name and point") {
  const auto fault = [](const ResponseCurve& response) {
    try {
      (void)retention_limits(0.5, 100, response);
    } catch (const Error& error) {
      return error.argument() + " " + std::to_string(error.row());
    }
    return std::string("accepted");
  };
  CHECK(fault(ResponseCurve::logistic(0.5, 0.1, -1)) == "inflection -1");
  CHECK(fault(ResponseCurve::from_points({1, 1}, {0.1, 0.2})) == "spend 1");
  CHECK(fault(ResponseCurve::from_points({1, 2}, {0.3, 0.2})) == "saved 1");
  CHECK(fault(ResponseCurve::from_points({1, 2}, {0.3, 1.2})) == "saved 1");
  CHECK(fault(ResponseCurve::from_points({1, 2}, {0.3})) == "saved -1");
}
