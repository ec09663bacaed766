#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "math/relative_error.hpp"
#include <tenure/budget.hpp>
#include <tenure/error.hpp>

using namespace tenure;
using tenure::testing::relative_error;

namespace {

double gain(double risk, double value, const ResponseCurve& response, double spent) {
  return risk * value * response.max_saved * -std::expm1(-response.speed * spent) - spent;
}

}  // namespace

TEST_CASE("ceiling 200, optimum 50 ln 4, break-even 196.03: p = .4, V = 1000, S = .5, k = .02") {
  const RetentionLimits limits = retention_limits(0.4, 1000, {.max_saved = 0.5, .speed = 0.02});
  CHECK(limits.ceiling == doctest::Approx(200).epsilon(1e-15));
  CHECK(relative_error(limits.optimum, 50 * std::log(4.0)) < 1e-15);
  CHECK(limits.optimum == doctest::Approx(69.314718).epsilon(1e-8));
  CHECK(limits.net == doctest::Approx(80.685282).epsilon(1e-8));
  CHECK(limits.saved == doctest::Approx(0.375).epsilon(1e-15));
  CHECK(limits.net / limits.optimum == doctest::Approx(1.164043).epsilon(1e-6));
  CHECK(limits.break_even == doctest::Approx(196.034520).epsilon(5e-9));
}

// With k = S = risk = 1 the value is c = k p V S itself. mpmath, 50 digits: ln c, c - 1 - ln c and
// c + W0(-c exp(-c)).
TEST_CASE("limits keep their digits from the threshold of spending to far above it") {
  struct Row {
    double c, optimum, net, break_even;
  };
  for (const Row& row : {
           Row{1 + std::ldexp(1.0, -40), 9.0949470177251464761e-13, 4.1359030627626306531e-25,
               1.8189894035453050221e-12},
           Row{1 + std::ldexp(1.0, -20), 9.5367386165918823391e-7, 4.5474706176609158449e-13,
               1.9073480264830843119e-6},
           Row{1 + std::ldexp(1.0, -10), 0.00097608597305545889596, 4.7652694454110403918e-7,
               0.0019524896307473400961},
           Row{1.5, 0.40546510810816438198, 0.094534891891835618022, 0.87421746579871707906},
           Row{4, 1.3862943611198906188, 1.6137056388801093812, 3.9206903948728863436},
           Row{100, 4.605170185988091368, 94.394829814011908632, 100.0},
           Row{1e6, 13.815510557964274104, 999985.18448944203573, 1e6},
       }) {
    CAPTURE(row.c);
    const RetentionLimits limits = retention_limits(1, row.c, {.max_saved = 1, .speed = 1});
    CHECK(relative_error(limits.optimum, row.optimum) < 1e-15);
    CHECK(relative_error(limits.net, row.net) < 1e-14);
    CHECK(relative_error(limits.break_even, row.break_even) < 1e-14);
  }
}

TEST_CASE("where the first unit saves no more than its worth, nothing is spent") {
  const ResponseCurve response{.max_saved = 0.5, .speed = 0.01};
  const double threshold = 1 / (0.5 * 0.01 * 0.5);
  for (const double value : {-100.0, 0.0, 1.0, threshold}) {
    CAPTURE(value);
    const RetentionLimits limits = retention_limits(0.5, value, response);
    CHECK(limits.ceiling == std::max(value, 0.0) * 0.25);
    CHECK(limits.optimum == 0);
    CHECK(limits.saved == 0);
    CHECK(limits.net == 0);
    CHECK(limits.break_even == 0);
  }
  const double above = std::nextafter(threshold, 2 * threshold);
  CHECK(retention_limits(0.5, above, response).optimum > 0);
  CHECK(retention_limits(0.5, above, response).break_even > 0);
  CHECK(retention_limits(0, 1000, response).ceiling == 0);
}

TEST_CASE("the optimum is the best spending, and nothing is left at break-even") {
  math::RandomStream random(7, 0);
  for (int draw = 0; draw < 100'000; ++draw) {
    const double risk = random.uniform();
    const double value = std::exp(12 * random.uniform() - 2);
    const ResponseCurve response{.max_saved = random.uniform(),
                                 .speed = std::exp(10 * random.uniform() - 8)};
    const RetentionLimits limits = retention_limits(risk, value, response);
    const double at_optimum = gain(risk, value, response, limits.optimum);
    const double scale = limits.ceiling;
    REQUIRE(std::abs(limits.net - at_optimum) <= 1e-12 * scale);
    REQUIRE(gain(risk, value, response, 0.99 * limits.optimum) <= at_optimum + 1e-12 * scale);
    REQUIRE(gain(risk, value, response, 1.01 * limits.optimum) <= at_optimum + 1e-12 * scale);
    REQUIRE(std::abs(gain(risk, value, response, limits.break_even)) <= 1e-12 * scale);
    if (limits.optimum > 0) {
      REQUIRE(limits.optimum < limits.break_even);
      REQUIRE(limits.break_even <= limits.ceiling * (1 + 1e-15));
    }
  }
}

TEST_CASE("limits follow the currency unit") {
  for (const double unit : {0.01, 0.1, 1000.0}) {
    const RetentionLimits limits =
        retention_limits(0.4, 1000 * unit, {.max_saved = 0.5, .speed = 0.02 / unit});
    CHECK(limits.optimum / unit == doctest::Approx(69.314718).epsilon(1e-8));
    CHECK(limits.break_even / unit == doctest::Approx(196.034520).epsilon(5e-9));
  }
}

TEST_CASE("extreme but finite inputs give finite limits") {
  const double huge = std::numeric_limits<double>::max();
  const double tiny = std::numeric_limits<double>::denorm_min();
  for (const double value : {huge, 1e200, tiny}) {
    for (const double speed : {huge, 1e200, 1.0, 1e-200, tiny}) {
      for (const double risk : {1.0, tiny}) {
        CAPTURE(value);
        CAPTURE(speed);
        const RetentionLimits limits =
            retention_limits(risk, value, {.max_saved = 1, .speed = speed});
        for (const double number :
             {limits.ceiling, limits.optimum, limits.saved, limits.net, limits.break_even}) {
          CHECK(std::isfinite(number));
          CHECK(number >= 0);
        }
      }
    }
  }
}

TEST_CASE("a curve by its half cost") {
  const ResponseCurve response = ResponseCurve::from_half_cost(0.6, 25);
  CHECK(response.max_saved * -std::expm1(-response.speed * 25) == doctest::Approx(0.3));
  CHECK_THROWS_AS((void)ResponseCurve::from_half_cost(0.6, 0), Error);
}

TEST_CASE("nonsense is refused by name") {
  const ResponseCurve good{.max_saved = 0.5, .speed = 0.02};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto argument = [](double risk, double value, const ResponseCurve& response) {
    try {
      (void)retention_limits(risk, value, response);
    } catch (const Error& error) {
      CHECK(error.status() == Status::invalid_argument);
      return error.argument();
    }
    return std::string("accepted");
  };
  CHECK(argument(1.1, 10, good) == "risk");
  CHECK(argument(nan, 10, good) == "risk");
  CHECK(argument(0.1, nan, good) == "value");
  CHECK(argument(0.1, 10, {.max_saved = 0, .speed = 1}) == "max_saved");
  CHECK(argument(0.1, 10, {.max_saved = 1.5, .speed = 1}) == "max_saved");
  CHECK(argument(0.1, 10, {.max_saved = 1, .speed = 0}) == "speed");
  CHECK(argument(0.1, 10, {.max_saved = 1, .speed = nan}) == "speed");
}

TEST_CASE("a budget ranks clients by what keeping them earns") {
  const std::vector<double> risk{0.4, 0.9, 0.01, 0.4};
  const std::vector<double> value{1000, 1000, 50, -20};
  const Table budget = retention_budget(risk, value, {.max_saved = 0.5, .speed = 0.02});
  REQUIRE(budget.rows() == 4);
  CHECK(budget.float64("optimum")[0] == doctest::Approx(69.314718).epsilon(1e-8));
  CHECK(budget.float64("roi")[0] == doctest::Approx(1.164043).epsilon(1e-6));
  CHECK(budget.float64("break_even")[0] == doctest::Approx(196.034520).epsilon(5e-9));
  CHECK(budget.int64("rank")[1] == 1);
  CHECK(budget.int64("rank")[0] == 2);
  CHECK(budget.int64("rank")[2] == 3);
  CHECK(budget.int64("rank")[3] == 4);
  const auto has_roi = budget.validity(budget.at("roi"));
  CHECK(has_roi[0] == 1);
  CHECK(has_roi[2] == 0);
  CHECK(budget.float64("optimum")[3] == 0);
}

TEST_CASE("a budget names the row at fault") {
  const std::vector<double> risk{0.4, 2};
  const std::vector<double> value{1, 1};
  try {
    (void)retention_budget(risk, value, {.max_saved = 0.5, .speed = 0.02});
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.argument() == "risk");
    CHECK(error.row() == 1);
  }
  CHECK_THROWS_AS((void)retention_budget(risk, {}, {.max_saved = 0.5, .speed = 0.02}), Error);
}
