#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/control.hpp>
#include <tenure/error.hpp>

using namespace tenure;

TEST_CASE("METHODS 14: 850 of 5000 against 200 of 1000: .03, Newcombe (.004082, .057838), ROI 1") {
  const HoldoutEffect effect = holdout_effect({.treated = 5000,
                                               .treated_events = 850,
                                               .control = 1000,
                                               .control_events = 200,
                                               .value = 200,
                                               .cost = 15'000});
  CHECK(effect.effect == doctest::Approx(.03).epsilon(1e-13));
  CHECK(effect.standard_error == doctest::Approx(.0137193).epsilon(5e-8));
  CHECK(effect.wald_lower == doctest::Approx(.003110).epsilon(1e-6));
  CHECK(effect.wald_upper == doctest::Approx(.056890).epsilon(1e-6));
  CHECK(effect.lower == doctest::Approx(.004082).epsilon(5e-7));
  CHECK(effect.upper == doctest::Approx(.057838).epsilon(5e-7));
  CHECK(effect.events == doctest::Approx(150).epsilon(1e-12));
  CHECK(effect.gain == doctest::Approx(30'000).epsilon(1e-12));
  CHECK(effect.profit == doctest::Approx(15'000).epsilon(1e-12));
  CHECK(effect.roi.value() == doctest::Approx(1).epsilon(1e-12));
  CHECK(effect.roi_lower.value() == doctest::Approx(.004082 * 1e6 / 15'000 - 1).epsilon(4e-5));
  CHECK(effect.p_value < 0.05);
}

TEST_CASE("wanted events turn the sign, and no event is no proof") {
  HoldoutInput input{.treated = 1000,
                     .treated_events = 150,
                     .control = 1000,
                     .control_events = 100,
                     .events_are_losses = false};
  CHECK(holdout_effect(input).effect == doctest::Approx(.05));
  input.events_are_losses = true;
  const HoldoutEffect harm = holdout_effect(input);
  CHECK(harm.effect == doctest::Approx(-.05));
  CHECK(harm.upper < 0);
  CHECK_FALSE(harm.roi.has_value());
  const HoldoutEffect none = holdout_effect({.treated = 50, .control = 50});
  CHECK(none.effect == 0);
  CHECK(none.p_value == 1);
  CHECK(none.lower < 0);
  CHECK(none.upper > 0);
  CHECK_THROWS_AS((void)holdout_effect({.treated = 5, .treated_events = 6, .control = 5}), Error);
}

TEST_CASE("Newcombe's interval covers: 2,000 tests of 300 against 100 clients") {
  math::RandomStream random(61, 0);
  int covered = 0;
  constexpr int kTests = 2'000;
  for (int test = 0; test < kTests; ++test) {
    std::int64_t treated = 0, control = 0;
    for (int i = 0; i < 300; ++i) treated += random.uniform() < .05;
    for (int i = 0; i < 100; ++i) control += random.uniform() < .10;
    const auto effect = holdout_effect(
        {.treated = 300, .treated_events = treated, .control = 100, .control_events = control});
    covered += effect.lower <= .05 && .05 <= effect.upper;
  }
  CHECK(covered > 0.935 * kTests);
  CHECK(covered < 0.985 * kTests);
}

TEST_CASE("METHODS 14: a mean of 50 has the lower limit 30 at .00135") {
  const std::vector<double> expected{50, 50, 50, 50, 0, 0};
  const std::vector<std::int64_t> observed{30, 29, 72, 80, 0, 1};
  const Table limits = control_limits(expected, observed);
  CHECK(limits.int64("lower")[0] == 30);
  CHECK(limits.text("signal")[0] == "within");
  CHECK(limits.text("signal")[1] == "below");
  CHECK(limits.text("signal")[3] == "above");
  CHECK(limits.text("signal")[4] == "within");
  CHECK(limits.text("signal")[5] == "above");
  // Beyond each limit lies no more than its share, and one count nearer more.
  const auto upper = static_cast<double>(limits.int64("upper")[0]);
  double above = 0, term = std::exp(-50.0);
  for (int k = 1; k <= 400; ++k) {
    term *= 50.0 / k;
    if (k > upper) above += term;
  }
  CHECK(above <= .00135);
  CHECK(above + std::exp(-50 + upper * std::log(50.0) - std::lgamma(upper + 1)) > .00135);
}

TEST_CASE("METHODS 14: Brier .20625, log loss .6288833") {
  const std::vector<double> p{.9, .8, .7, .6, .3, .2, .1, .1};
  const std::vector<std::uint8_t> y{1, 1, 0, 1, 0, 0, 0, 1};
  const Calibration fit = calibration(p, y, 4);
  CHECK(fit.brier == doctest::Approx(.20625).epsilon(1e-14));
  CHECK(fit.log_loss.value() == doctest::Approx(.6288833).epsilon(5e-8));
  CHECK(fit.bins.rows() == 4);
  CHECK(fit.bins.float64("predicted")[0] == doctest::Approx(.1));
  CHECK(fit.bins.float64("observed")[0] == doctest::Approx(.5));
  CHECK(fit.mean_observed == .5);
}

TEST_CASE("calibration: what was impossible, ties, nonsense") {
  const std::vector<double> sure{0, 1}, tied{.5, .5, .5, .9};
  const std::vector<std::uint8_t> y{1, 1}, four{1, 0, 1, 1};
  CHECK_FALSE(calibration(sure, y).log_loss.has_value());
  const Table bins = calibration(tied, four, 2).bins;
  CHECK(bins.int64("clients")[0] == 3);
  CHECK(bins.int64("clients")[1] == 1);
  const std::vector<double> bad{.5, 1.5};
  CHECK_THROWS_AS((void)calibration(bad, y), Error);
  CHECK_THROWS_AS((void)calibration({}, {}), Error);
}
