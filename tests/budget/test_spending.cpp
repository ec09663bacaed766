#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/allocation.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

const std::vector<double> kPotential{200, 100, 300, 20};
const std::vector<double> kSpeed{0.02, 0.05, 0.01, 0.04};

double price(const Allocation& plan) { return plan.constraints.float64("shadow_price")[0]; }

void check_certified(const Allocation& plan, double relative) {
  CHECK(plan.certificate.bound >= plan.certificate.objective);
  CHECK(plan.certificate.gap <= relative * plan.certificate.objective);
}

}  // namespace

TEST_CASE("METHODS 12.4: a budget of 50 over four clients, mu 2.5836526359, gain 160.779052") {
  const Allocation plan = allocate_spending(kPotential, kSpeed, 50);
  const auto spend = plan.clients.float64("spend");
  CHECK(price(plan) + 1 == doctest::Approx(2.5836526359).epsilon(1e-10));
  CHECK(spend[0] == doctest::Approx(21.854511).epsilon(5e-8));
  CHECK(spend[1] == doctest::Approx(13.204675).epsilon(5e-8));
  CHECK(spend[2] == doctest::Approx(14.940814).epsilon(5e-8));
  CHECK(spend[3] == 0);
  CHECK(plan.certificate.gain == doctest::Approx(160.779052).epsilon(5e-9));
  CHECK(plan.certificate.spent == doctest::Approx(50).epsilon(1e-14));
  check_certified(plan, 1e-12);
  for (const std::size_t i : {0U, 1U, 2U}) {
    CHECK(plan.clients.float64("marginal_gain")[i] == doctest::Approx(2.5836526359).epsilon(1e-9));
  }
  CHECK(plan.clients.float64("marginal_gain")[3] < price(plan) + 1);
  CHECK(plan.constraints.text("constraint")[0] == "budget");
  CHECK(plan.constraints.boolean(plan.constraints.at("binds"))[0] == 1);
}

TEST_CASE("METHODS 12.4: a budget of 100, mu 1.9253090513, gain 272.697461") {
  const Allocation plan = allocate_spending(kPotential, kSpeed, 100);
  const auto spend = plan.clients.float64("spend");
  CHECK(price(plan) + 1 == doctest::Approx(1.9253090513).epsilon(1e-10));
  CHECK(spend[0] == doctest::Approx(36.560393).epsilon(5e-8));
  CHECK(spend[1] == doctest::Approx(19.087028).epsilon(5e-8));
  CHECK(spend[2] == doctest::Approx(44.352579).epsilon(5e-8));
  CHECK(spend[3] == 0);
  CHECK(plan.certificate.gain == doctest::Approx(272.697461).epsilon(5e-9));
  check_certified(plan, 1e-12);
}

TEST_CASE("METHODS 12.4: the free optimum spends 211.364705 for a net of 218.635295") {
  for (const double budget : {211.37, 1000.0, std::numeric_limits<double>::infinity()}) {
    const Allocation plan = allocate_spending(kPotential, kSpeed, budget);
    const auto spend = plan.clients.float64("spend");
    CHECK(spend[0] == doctest::Approx(69.314718).epsilon(1e-8));
    CHECK(spend[1] == doctest::Approx(32.188758).epsilon(1e-8));
    CHECK(spend[2] == doctest::Approx(109.861229).epsilon(1e-8));
    CHECK(spend[3] == 0);
    CHECK(plan.certificate.spent == doctest::Approx(211.364705).epsilon(5e-9));
    CHECK(plan.certificate.objective == doctest::Approx(218.635295).epsilon(5e-9));
    check_certified(plan, 1e-14);
    if (std::isfinite(budget)) CHECK(price(plan) == 0);
  }
}

TEST_CASE("a sunk budget is spent beyond the free optimum") {
  const Allocation plan = allocate_spending(kPotential, kSpeed, 400, {.sunk = true});
  CHECK(plan.certificate.spent == doctest::Approx(400).epsilon(1e-14));
  CHECK(plan.certificate.objective == plan.certificate.gain);
  CHECK(price(plan) < 1);
  check_certified(plan, 1e-12);
  CHECK_THROWS_AS((void)allocate_spending(kPotential, kSpeed,
                                          std::numeric_limits<double>::infinity(), {.sunk = true}),
                  Error);
}

TEST_CASE("every client's next unit earns the same, whatever the sizes: 100,000 clients") {
  math::RandomStream random(11, 0);
  std::vector<double> potential(100'000), speed(100'000);
  for (std::size_t i = 0; i < potential.size(); ++i) {
    potential[i] = std::exp(2 * random.normal() + 3);
    speed[i] = std::exp(random.normal() - 3);
  }
  const Allocation plan = allocate_spending(potential, speed, 150'000);
  CHECK(plan.certificate.spent == doctest::Approx(150'000).epsilon(1e-13));
  check_certified(plan, 1e-12);
  const double mu = price(plan) + 1;
  const auto spend = plan.clients.float64("spend");
  const auto marginal = plan.clients.float64("marginal_gain");
  for (std::size_t i = 0; i < potential.size(); ++i) {
    if (spend[i] > 0) REQUIRE(std::abs(marginal[i] / mu - 1) < 1e-9);
    if (spend[i] == 0) REQUIRE(marginal[i] <= mu * (1 + 1e-12));
  }
  const Allocation alone = allocate_spending(potential, speed, 150'000, {}, {.threads = 1});
  const Allocation four = allocate_spending(potential, speed, 150'000, {}, {.threads = 4});
  CHECK(alone.certificate.gain == four.certificate.gain);
  CHECK(alone.certificate.bound == four.certificate.bound);
}

TEST_CASE("S-shaped responses: no grid of spendings beats the bound, and the gap is one client's") {
  const std::vector<double> potential{400, 300, 250}, speed{0.1, 0.15, 0.05};
  const std::vector<double> inflection{60, 40, 0};
  const auto share = [&](std::size_t i, double x) {
    return -std::expm1(-speed[i] * x) / (1 + std::exp(-speed[i] * (x - inflection[i])));
  };
  for (const double budget : {20.0, 50.0, 90.0, 130.0, 170.0, 230.0}) {
    CAPTURE(budget);
    const Allocation plan = allocate_spending(potential, speed, budget, {.inflection = inflection});
    CHECK(plan.certificate.spent <= budget * (1 + 1e-12));
    double best = 0;
    constexpr int kSteps = 200;
    for (int a = 0; a <= kSteps; ++a) {
      for (int b = 0; a + b <= kSteps; ++b) {
        const double x = budget * a / kSteps, y = budget * b / kSteps;
        for (const double z : {0.0, budget - x - y, 0.5 * (budget - x - y)}) {
          best = std::max(best, potential[0] * share(0, x) + potential[1] * share(1, y) +
                                    potential[2] * share(2, z) - x - y - z);
        }
      }
    }
    CHECK(best <= plan.certificate.bound * (1 + 1e-12));
    CHECK(plan.certificate.objective >= 0.99 * best);
    const auto spend = plan.clients.float64("spend");
    double objective = 0;
    for (std::size_t i = 0; i < 3; ++i) objective += potential[i] * share(i, spend[i]) - spend[i];
    CHECK(objective == doctest::Approx(plan.certificate.objective).epsilon(1e-12));
  }
}

TEST_CASE("many S-shaped responses leave no gap to speak of") {
  math::RandomStream random(12, 0);
  std::vector<double> potential(20'000), speed(20'000), inflection(20'000);
  for (std::size_t i = 0; i < potential.size(); ++i) {
    potential[i] = 500 * random.uniform();
    speed[i] = 0.02 + 0.2 * random.uniform();
    inflection[i] = 50 * random.uniform();
  }
  const Allocation plan = allocate_spending(potential, speed, 200'000, {.inflection = inflection});
  CHECK(plan.certificate.spent == doctest::Approx(200'000).epsilon(1e-9));
  check_certified(plan, 1e-5);
}

TEST_CASE("nothing to spend, nobody, and nobody worth it") {
  CHECK(allocate_spending(kPotential, kSpeed, 0).certificate.spent == 0);
  CHECK(allocate_spending({}, {}, 10).clients.rows() == 0);
  const std::vector<double> poor{1, -5, 0, 2};
  const Allocation plan = allocate_spending(poor, kSpeed, 10);
  CHECK(plan.certificate.spent == 0);
  CHECK(plan.certificate.gap == 0);
  CHECK(price(plan) == 0);
}

TEST_CASE("an allocation refuses nonsense by argument and row") {
  const auto fault = [](const std::vector<double>& potential, const std::vector<double>& speed,
                        double budget) {
    try {
      (void)allocate_spending(potential, speed, budget);
    } catch (const Error& error) {
      return error.argument() + " " + std::to_string(error.row());
    }
    return std::string("accepted");
  };
  CHECK(fault({1, 2}, {1}, 1) == "speed -1");
  CHECK(fault({1, std::nan("")}, {1, 1}, 1) == "potential 1");
  CHECK(fault({1, 2}, {1, 0}, 1) == "speed 1");
  CHECK(fault({1, 2}, {1, 1}, -1) == "budget -1");
}
