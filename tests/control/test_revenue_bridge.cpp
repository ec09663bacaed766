#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/control.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

struct Revenue {
  std::vector<double> clients, frequency, basket;
  std::vector<double> duration = {};
  [[nodiscard]] RevenuePlan plan() const { return {clients, frequency, basket, duration}; }
};

const Revenue kPlan{{1000}, {4.0}, {50}}, kActual{{950}, {4.4}, {48}};

double lever(const RevenueBridge& bridge, const std::string& name) {
  for (std::size_t k = 0; k < bridge.levers.rows(); ++k) {
    if (bridge.levers.text("lever")[k] == name) return bridge.levers.float64("change")[k];
  }
  return std::nan("");
}

const std::vector<std::string> kColumns{"clients",  "mix", "frequency", "basket",
                                        "duration", "new", "lost"};

void check_adds_up(const RevenueBridge& bridge) {
  const Table& table = bridge.segments;
  for (std::size_t s = 0; s < table.rows(); ++s) {
    double sum = 0, scale = std::abs(table.float64("planned")[s]) + table.float64("actual")[s];
    for (const auto& column : kColumns) sum += table.float64(column)[s];
    CHECK(std::abs(sum - table.float64("change")[s]) <= 1e-11 * scale);
  }
}

}  // namespace

TEST_CASE("METHODS 14: +640 is -10275.0640, +19092.5190, -8177.4550 by LMDI") {
  const RevenueBridge bridge = revenue_bridge(kPlan.plan(), kActual.plan());
  CHECK(bridge.segments.float64("planned")[0] == doctest::Approx(200'000));
  CHECK(bridge.segments.float64("actual")[0] == doctest::Approx(200'640));
  CHECK(lever(bridge, "clients") == doctest::Approx(-10275.0640).epsilon(1e-8));
  CHECK(lever(bridge, "frequency") == doctest::Approx(19092.5190).epsilon(1e-8));
  CHECK(lever(bridge, "basket") == doctest::Approx(-8177.4550).epsilon(1e-8));
  CHECK(lever(bridge, "mix") == 0);
  CHECK(lever(bridge, "total") == doctest::Approx(640).epsilon(1e-10));
  check_adds_up(bridge);
}

TEST_CASE("METHODS 14: and -10286.6667, +19113.3333, -8186.6667 by Shapley") {
  const RevenueBridge bridge = revenue_bridge(kPlan.plan(), kActual.plan(), Decomposition::shapley);
  CHECK(lever(bridge, "clients") == doctest::Approx(-10286.6667).epsilon(5e-9));
  CHECK(lever(bridge, "frequency") == doctest::Approx(19113.3333).epsilon(5e-9));
  CHECK(lever(bridge, "basket") == doctest::Approx(-8186.6667).epsilon(1e-8));
  check_adds_up(bridge);
}

TEST_CASE("METHODS 2.2: +10 % on three levers is +198.60 of 600, a third each") {
  const Revenue plan{{1}, {4}, {50}, {3}}, actual{{1}, {4.4}, {55}, {3.3}};
  const RevenueBridge bridge = revenue_bridge(plan.plan(), actual.plan());
  CHECK(lever(bridge, "total") == doctest::Approx(198.60).epsilon(1e-12));
  for (const char* name : {"frequency", "basket", "duration"}) {
    CHECK(lever(bridge, name) == doctest::Approx(66.20).epsilon(1e-10));
  }
}

TEST_CASE("METHODS 14: a new segment of 21120 is wholly new, not its logarithm") {
  const Revenue plan{{1000, 0}, {4, 0}, {50, 0}}, actual{{1000, 100}, {4, 4.4}, {50, 48}};
  const RevenueBridge bridge = revenue_bridge(plan.plan(), actual.plan());
  CHECK(lever(bridge, "new") == doctest::Approx(21120).epsilon(1e-14));
  CHECK(lever(bridge, "lost") == 0);
  // The base grew by a tenth, and the old segment's share fell by as much.
  CHECK(lever(bridge, "clients") == doctest::Approx(-lever(bridge, "mix")).epsilon(1e-12));
  check_adds_up(bridge);
  const RevenueBridge back = revenue_bridge(actual.plan(), plan.plan());
  CHECK(lever(back, "lost") == doctest::Approx(-21120).epsilon(1e-14));
}

TEST_CASE("METHODS 14: shares taken in turn depend on the turn, Laspeyres leaves 1360 over") {
  const std::array<double, 3> plan{1000, 4.0, 50}, actual{950, 4.4, 48};
  using Order = std::array<std::size_t, 3>;
  const auto in_turn = [&](const Order& order) {
    std::array<double, 3> at = plan, change{};
    for (const std::size_t k : order) {
      const double before = at[0] * at[1] * at[2];
      at[k] = actual[k];
      change[k] = at[0] * at[1] * at[2] - before;
    }
    return change;
  };
  const auto are = [](const std::array<double, 3>& change, double n, double f, double b) {
    CHECK(change[0] == doctest::Approx(n));
    CHECK(change[1] == doctest::Approx(f));
    CHECK(change[2] == doctest::Approx(b));
  };
  are(in_turn({0, 1, 2}), -10'000, 19'000, -8'360);
  are(in_turn({2, 1, 0}), -10'560, 19'200, -8'000);
  // Each as if it alone had changed: what they do together belongs to none.
  are({in_turn({0, 1, 2})[0], in_turn({1, 0, 2})[1], in_turn({2, 0, 1})[2]}, -10'000, 20'000,
      -8'000);
  CHECK(640 - (-10'000 + 20'000 - 8'000) == -1'360);

  // Shapley's is the mean over the six turns, so that none is preferred.
  Order order{0, 1, 2};
  std::array<double, 3> mean{};
  do {
    for (std::size_t k = 0; k < 3; ++k) mean[k] += in_turn(order)[k] / 6;
  } while (std::ranges::next_permutation(order).found);
  const RevenueBridge bridge = revenue_bridge(kPlan.plan(), kActual.plan(), Decomposition::shapley);
  are(mean, lever(bridge, "clients"), lever(bridge, "frequency"), lever(bridge, "basket"));
}

TEST_CASE("METHODS 14: 1e-20 clients in place of none put 21097.31 of 21120 on clients") {
  const Revenue plan{{1e-20}, {4}, {50}}, actual{{100}, {4.4}, {48}};
  const RevenueBridge bridge = revenue_bridge(plan.plan(), actual.plan());
  CHECK(lever(bridge, "clients") == doctest::Approx(21097.31).epsilon(2.5e-7));
  const Revenue none{{0}, {4}, {50}};
  CHECK(lever(revenue_bridge(none.plan(), actual.plan()), "new") == doctest::Approx(21120));
}

TEST_CASE("any segments add up, by both methods; LMDI is the same whichever way it is summed") {
  math::RandomStream random(51, 0);
  for (int draw = 0; draw < 200; ++draw) {
    Revenue plan, actual;
    for (int s = 0; s < 6; ++s) {
      for (Revenue* side : {&plan, &actual}) {
        side->clients.push_back(random.uniform() < 0.15 ? 0 : std::floor(1000 * random.uniform()));
        side->frequency.push_back(0.1 + 5 * random.uniform());
        side->basket.push_back(5 + 100 * random.uniform());
        side->duration.push_back(0.2 + random.uniform());
      }
    }
    for (const auto method : {Decomposition::lmdi, Decomposition::shapley}) {
      const RevenueBridge bridge = revenue_bridge(plan.plan(), actual.plan(), method);
      check_adds_up(bridge);
      double sum = 0;
      for (std::size_t k = 0; k + 1 < bridge.levers.rows(); ++k) {
        sum += bridge.levers.float64("change")[k];
      }
      CHECK(sum == doctest::Approx(lever(bridge, "total")).epsilon(1e-9));
    }
  }
}

TEST_CASE("a factor of 0 is refused by LMDI and shared out by Shapley") {
  const Revenue none{{950}, {0}, {48}};
  try {
    (void)revenue_bridge(kPlan.plan(), none.plan());
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.argument() == "actual.frequency");
    CHECK(error.row() == 0);
  }
  check_adds_up(revenue_bridge(kPlan.plan(), none.plan(), Decomposition::shapley));
}

TEST_CASE("a report names the lever that slipped most, where, and what to do") {
  const Revenue plan{{600, 400}, {4, 6}, {50, 40}}, actual{{600, 380}, {4, 4.5}, {52, 40}};
  const ControlReport report = control_report(plan.plan(), actual.plan());
  CHECK(report.findings.text("lever")[0] == "frequency");
  CHECK(report.findings.int64("segment")[0] == 1);
  CHECK(report.findings.float64("planned")[0] == 6);
  CHECK(report.findings.float64("actual")[0] == 4.5);
  CHECK(report.findings.text("measure")[0].find("come less often") != std::string_view::npos);
  CHECK(report.summary.find("What slipped most is frequency in segment 1") != std::string::npos);
  // The slips first, worst first; then the gains.
  const auto change = report.findings.float64("change");
  for (std::size_t k = 1; k < change.size(); ++k) {
    if (change[k - 1] > 0) CHECK(change[k] > 0);
    if (change[k] < 0) CHECK(change[k - 1] <= change[k]);
  }
  CHECK(control_report(plan.plan(), plan.plan()).findings.rows() == 0);
  CHECK(control_report(plan.plan(), plan.plan()).summary.find("No lever slipped") !=
        std::string::npos);
}
