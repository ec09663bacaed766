#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/error.hpp>
#include <tenure/uplift.hpp>

using namespace tenure;

namespace {

using Flags = std::vector<std::uint8_t>;

const Flags kOutcome{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0};
const Flags kTreated{1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1};
const std::vector<double> kScore{.9, .8, .7, .6, .5, .5, .4, .3, .3, .2, .1, .1, 0, -.1, -.2, -.3};

}  // namespace

TEST_CASE("METHODS 13, scikit-uplift: both curves, raw areas 26.166667 and 47.466667") {
  const UpliftCurves curves = uplift_curves(kOutcome, kTreated, kScore);
  const std::vector<std::int64_t> clients{0, 1, 2, 3, 4, 6, 7, 9, 10, 12, 13, 14, 15, 16};
  const std::vector<double> qini{0, 1, 2, 0, 1, 2, 2.666667, 2.75, 2, 2, 1.666667, 1, 1.375, 1};
  const std::vector<double> uplift{0,    1, 2, 0,        2, 4,        4.666667,
                                   4.95, 4, 4, 3.095238, 2, 2.946429, 2};
  REQUIRE(curves.curve.rows() == clients.size());
  for (std::size_t k = 0; k < clients.size(); ++k) {
    CHECK(curves.curve.int64("clients")[k] == clients[k]);
    CHECK(curves.curve.float64("qini")[k] == doctest::Approx(qini[k]).epsilon(3e-7));
    CHECK(curves.curve.float64("uplift")[k] == doctest::Approx(uplift[k]).epsilon(3e-7));
  }
  CHECK(curves.qini_area == doctest::Approx(26.166667).epsilon(2e-8));
  CHECK(curves.qini_random == doctest::Approx(8).epsilon(1e-14));
  CHECK(curves.uplift_area == doctest::Approx(47.466667).epsilon(1e-8));
  CHECK(curves.uplift_random == doctest::Approx(16).epsilon(1e-14));
}

TEST_CASE("METHODS 13, scikit-uplift: qini_auc_score .4176245211, uplift_auc_score .4610500611") {
  const UpliftCurves curves = uplift_curves(kOutcome, kTreated, kScore);
  CHECK(curves.qini_coefficient.value() == doctest::Approx(.4176245211).epsilon(2e-10));
  CHECK(curves.uplift_coefficient.value() == doctest::Approx(.4610500611).epsilon(2e-10));
}

TEST_CASE("METHODS 13, scikit-uplift: uplift at 25 % is .5, at 50 % .4666667 and .75 by group") {
  CHECK(uplift_at(kOutcome, kTreated, kScore, .25).overall.value() == doctest::Approx(.5));
  CHECK(uplift_at(kOutcome, kTreated, kScore, .25).by_group == doctest::Approx(.5));
  CHECK(uplift_at(kOutcome, kTreated, kScore, .5).by_group == doctest::Approx(.75));
  // The eighth client ties with the ninth. Broken as scikit-uplift's sort breaks it:
  std::vector<double> broken = kScore;
  broken[8] += 1e-9;
  CHECK(uplift_at(kOutcome, kTreated, broken, .5).overall.value() ==
        doctest::Approx(.4666667).epsilon(1e-7));
  // As it stands each of the two counts half: 4 of 4.5 treated, 1 of 3.5 control clients.
  CHECK(uplift_at(kOutcome, kTreated, kScore, .5).overall.value() ==
        doctest::Approx(4 / 4.5 - 1 / 3.5));
}

TEST_CASE("trap 3, causalml: the order of rows, and so of ties, changes nothing") {
  const UpliftCurves reference = uplift_curves(kOutcome, kTreated, kScore);
  for (std::size_t step : {3U, 5U, 7U, 15U}) {
    Flags outcome, treated;
    std::vector<double> score;
    for (std::size_t k = 0; k < 16; ++k) {
      const std::size_t i = (k * step + 1) % 16;
      outcome.push_back(kOutcome[i]);
      treated.push_back(kTreated[i]);
      score.push_back(kScore[i]);
    }
    const UpliftCurves moved = uplift_curves(outcome, treated, score);
    CHECK(moved.qini_area == reference.qini_area);
    CHECK(moved.uplift_area == reference.uplift_area);
    CHECK(moved.qini_coefficient == reference.qini_coefficient);
    CHECK(uplift_at(outcome, treated, score, .5).overall.value() ==
          doctest::Approx(uplift_at(kOutcome, kTreated, kScore, .5).overall.value()));
  }
}

TEST_CASE("trap 3, scikit-uplift and causalml: no normalisation is above 1 or infinite") {
  math::RandomStream random(21, 0);
  for (int draw = 0; draw < 2'000; ++draw) {
    Flags outcome(24), treated(24);
    std::vector<double> score(24);
    for (std::size_t i = 0; i < 24; ++i) {
      outcome[i] = random.uniform() < 0.4;
      treated[i] = random.uniform() < 0.5;
      // Now and then the best score there is.
      score[i] = draw % 3 == 0 ? (treated[i] != 0 ? 1.0 : -1.0) * outcome[i] : random.uniform();
    }
    treated[0] = 1;
    treated[1] = 0;
    const UpliftCurves curves = uplift_curves(outcome, treated, score);
    for (const auto& normalised : {curves.qini_coefficient, curves.uplift_coefficient}) {
      if (normalised) CHECK((std::isfinite(*normalised) && *normalised <= 1.0));
    }
    CHECK(curves.qini_area <= curves.qini_perfect + 1e-9);
  }
}

TEST_CASE("an average effect of 0 is no reason for an infinite coefficient") {
  const Flags outcome{1, 0, 1, 0}, treated{1, 1, 0, 0};
  const std::vector<double> score{4, 3, 2, 1};
  const UpliftCurves curves = uplift_curves(outcome, treated, score);
  CHECK(curves.average_effect == 0);
  CHECK(curves.qini_coefficient.has_value());
  CHECK(std::isfinite(*curves.qini_coefficient));
  const Flags nothing{0, 0, 0, 0};
  CHECK_FALSE(uplift_curves(nothing, treated, score).qini_coefficient.has_value());
  CHECK_THROWS_AS((void)uplift_curves(outcome, nothing, score), Error);
}
