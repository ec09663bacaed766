// GGompertz/NBD: inputs that other packages fail on, its limits, and laws of its own.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/quadrature.hpp"
#include "math/random.hpp"
#include "math/relative_error.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/gompertz_lifetime.hpp"
#include "models/table_of_models.hpp"

using namespace tenure;
using tenure::testing::AtParameters;
using tenure::testing::relative_error;

namespace {

// Bemmaor & Glady (2012) for CDNOW, weeks.
AtParameters cdnow() { return {model::ggompertz_nbd(), {.553, 10.578, .0002, .603, .0026}}; }

}  // namespace

TEST_CASE("N27 a peaked integrand (CLVTools: -2467.57)") {
  const AtParameters steady(model::ggompertz_nbd(), {5000, 1e4, .01, 2000, 1e5});
  CHECK(relative_error(steady.log_likelihood({0, 0, 13277.91716, 0}), -7.8040519969512599) < 1e-14);
}

TEST_CASE("N28 expected purchases in an instant are positive (CLVTools: -0.124)") {
  const AtParameters at(model::ggompertz_nbd(), {.5, 5, .03, 1e-3, .7});
  CHECK(relative_error(
            at.expected_purchases({300, .004379860252165704, .475272167, 0}, 4.75272167e-7),
            6.6888560893270438e-11) < 1e-13);
}

TEST_CASE("N29 expected purchases are an integral of survival, beta below 1 included") {
  for (const double beta : {1e-4, .2, 1.0, 30.0}) {
    CAPTURE(beta);
    const AtParameters at(model::ggompertz_nbd(), {.8, 10, .02, 2.0, beta});
    const auto survival = [&](double t) {
      return std::pow(beta / (beta - 1.0 + std::exp(.02 * (20.0 + t))), 2.0) /
             std::pow(beta / (beta - 1.0 + std::exp(.02 * 20.0)), 2.0);
    };
    const double time = math::integrate_adaptive(survival, 0.0, 39.0, 1e-14).value;
    const double expected = at.p_alive({3, 15, 20, 0}) * (.8 + 3) / (10 + 20) * time;
    CHECK(relative_error(at.expected_purchases({3, 15, 20, 0}, 39), expected) < 1e-13);
  }
}

TEST_CASE("without ageing it is the Pareto/NBD") {
  // b -> 0 with beta / b kept: the difference is of the order of b times the age.
  constexpr double kB = 1e-11;
  const AtParameters limit(model::ggompertz_nbd(), {.553, 10.578, kB, .606, 11.669 * kB});
  const AtParameters pareto(model::pareto_nbd(), {.553, 10.578, .606, 11.669});
  for (const model::History& h :
       {model::History{0, 0, 38.86, 0}, {2, 30.43, 38.86, 0}, {26, 30.86, 31, 0}}) {
    CHECK(relative_error(limit.log_likelihood(h), pareto.log_likelihood(h)) < 1e-9);
    CHECK(relative_error(limit.p_alive(h), pareto.p_alive(h)) < 1e-9);
    CHECK(relative_error(limit.expected_purchases(h, 39), pareto.expected_purchases(h, 39)) < 1e-9);
    CHECK(relative_error(limit.discounted_purchases(h, .0027, kForEver),
                         pareto.discounted_purchases(h, .0027, kForEver)) < 1e-5);
    CHECK(relative_error(limit.pmf(h, 39, 3), pareto.pmf(h, 39, 3)) < 1e-9);
  }
}

TEST_CASE("who is alive has a lifetime of the same kind left") {
  const model::GompertzLifetime<double> life(.03, .7, 2.5);
  for (const double age : {.1, 10.0, 500.0}) {
    for (const double more : {1e-3, 5.0, 40.0}) {
      CHECK(relative_error(life.log_survival(age) + life.after(age).log_survival(more),
                           life.log_survival(age + more)) < 1e-13);
    }
  }
}

TEST_CASE("survival far beyond the range of exp(b t) meets what is below it") {
  const model::GompertzLifetime<double> life(.5, .4, 10.0);
  const double seam = 100.0 / .5;
  const double below = life.log_survival(std::nextafter(seam, 0.0));
  CHECK(relative_error(life.log_survival(seam), below) < 1e-14);
  CHECK(std::isfinite(life.log_survival(1e6)));
  const double by_parts =
      life.expected_time(0.0, seam) +
      std::exp(life.log_survival(seam)) * life.after(seam).expected_time(0.0, 1000.0);
  CHECK(relative_error(life.expected_time(0.0, seam + 1000.0), by_parts) < 1e-13);
}

TEST_CASE("curvature where exp(b t) over beta has no square: a fit stalled there") {
  const model::History client{2, 20, 40, 0};
  for (const double b : {2.4, 2.6, 5.0, 9.0, 15.0}) {
    CAPTURE(b);
    const auto sum_at = [&](double factor) {
      const std::vector<double> p{.88, 11.7, b * factor, .0052, 5e-17};
      const double one = 1.0;
      return model::ggompertz_nbd().likelihood_sum(
          p, {{&client.x, 1}, {&client.t_x, 1}, {&client.T, 1}, {}, {&one, 1}});
    };
    const double slope = (sum_at(1 + 1e-5).gradient[2] - sum_at(1 - 1e-5).gradient[2]) / (2e-5 * b);
    CHECK(relative_error(sum_at(1).hessian[9], slope) < 1e-6);  // by b and b
  }
}

TEST_CASE("those who leave are those who no longer survive") {
  const model::GompertzLifetime<double> life(.03, .7, 2.5);
  for (const double t : {.1, 10.0, 500.0}) {
    CHECK(relative_error(life.leaving_integral(0.0, 0.0, 1.0, 0.0, t),
                         -std::expm1(life.log_survival(t))) < 1e-14);
  }
}

TEST_CASE("lifetimes that are drawn survive as they should") {
  const model::GompertzLifetime<double> life(.03, .7, 2.5);
  constexpr int kDraws = 40000;
  for (const double t : {5.0, 40.0, 120.0}) {
    int alive = 0;
    for (int i = 0; i < kDraws; ++i) {
      math::RandomStream random(5, static_cast<std::uint64_t>(i));
      if (life.draw(random) > t) ++alive;
    }
    const double expected = std::exp(life.log_survival(t));
    const double deviation = std::sqrt(expected * (1.0 - expected) / kDraws);
    CHECK(std::abs(alive / double(kDraws) - expected) < 4.0 * deviation);
  }
}

TEST_CASE("DERT is an integral of discounted survival") {
  const model::History h{2, 30.43, 38.86, 0};
  const double beta = .0026;
  const double b = .0002;
  const auto survival = [&](double t) {
    const double now = beta + std::expm1(b * h.T);
    return std::exp(-.0027 * t) * std::pow(now / (beta + std::expm1(b * (h.T + t))), .603);
  };
  const double time = math::integrate_adaptive(survival, 0.0, 15000.0, 1e-13).value;
  CHECK(relative_error(cdnow().discounted_purchases(h, .0027, kForEver),
                       cdnow().p_alive(h) * (.553 + 2) / (10.578 + h.T) * time) < 1e-12);
}
