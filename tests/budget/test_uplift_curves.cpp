#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "base/has_value.hpp"
#include "math/random.hpp"
#include <tenure/error.hpp>
#include <tenure/uplift.hpp>

using namespace tenure;

namespace {

using Flags = std::vector<std::uint8_t>;

const Flags kOutcome{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0};
const Flags kTreated{1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1};
const std::vector<double> kUplift{.9, .8, .7, .6, .5, .5, .4, .3, .3, .2, .1, .1, 0, -.1, -.2, -.3};

}  // namespace

TEST_CASE("METHODS 13, scikit-uplift: both curves, raw areas 26.166667 and 47.466667") {
  const UpliftCurves curves = uplift_curves(kOutcome, kTreated, kUplift);
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
  const UpliftCurves curves = uplift_curves(kOutcome, kTreated, kUplift);
  CHECK(curves.qini_coefficient.value() == doctest::Approx(.4176245211).epsilon(2e-10));
  CHECK(curves.uplift_coefficient.value() == doctest::Approx(.4610500611).epsilon(2e-10));
}

TEST_CASE("METHODS 13, scikit-uplift: uplift at 25 % is .5, at 50 % .4666667 and .75 by group") {
  CHECK(uplift_at(kOutcome, kTreated, kUplift, .25).overall->effect == doctest::Approx(.5));
  CHECK(uplift_at(kOutcome, kTreated, kUplift, .25).by_group.effect == doctest::Approx(.5));
  CHECK(uplift_at(kOutcome, kTreated, kUplift, .5).by_group.effect == doctest::Approx(.75));
  // The eighth client ties with the ninth. Broken as scikit-uplift's sort breaks it:
  std::vector<double> broken = kUplift;
  broken[8] += 1e-9;
  CHECK(uplift_at(kOutcome, kTreated, broken, .5).overall->effect ==
        doctest::Approx(.4666667).epsilon(1e-7));
  // As it stands each of the two counts half: 4 of 4.5 treated, 1 of 3.5 control clients.
  CHECK(uplift_at(kOutcome, kTreated, kUplift, .5).overall->effect ==
        doctest::Approx(4 / 4.5 - 1 / 3.5));
}

TEST_CASE("METHODS 20.3, causalml: the order of rows, and so of ties, changes nothing") {
  const UpliftCurves reference = uplift_curves(kOutcome, kTreated, kUplift);
  for (std::size_t step : {3U, 5U, 7U, 15U}) {
    Flags outcome, treated;
    std::vector<double> score;
    for (std::size_t k = 0; k < 16; ++k) {
      const std::size_t i = (k * step + 1) % 16;
      outcome.push_back(kOutcome[i]);
      treated.push_back(kTreated[i]);
      score.push_back(kUplift[i]);
    }
    const UpliftCurves moved = uplift_curves(outcome, treated, score);
    CHECK(moved.qini_area == reference.qini_area);
    CHECK(moved.uplift_area == reference.uplift_area);
    CHECK(moved.qini_coefficient == reference.qini_coefficient);
    CHECK(uplift_at(outcome, treated, score, .5).overall->effect ==
          doctest::Approx(uplift_at(kOutcome, kTreated, kUplift, .5).overall->effect));
  }
}

TEST_CASE("METHODS 20.3, scikit-uplift and causalml: no normalisation is above 1 or infinite") {
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

TEST_CASE(
    "METHODS 20.3, scikit-uplift: a coefficient of 2.4222 comes of a best curve that is not") {
  // Its best curve without negative effects rises by the extra responders over as many clients,
  // then is level. The curve of the oracle lies above it, and an average effect of 0 leaves no
  // area.
  const auto scikit_uplift = [](const UpliftCurves& curves, double treated, double clients) {
    const double extra = curves.average_effect * treated;
    const double best = extra * extra / 2 + (clients - extra) * extra;
    return (curves.qini_area - curves.qini_random) / (best - curves.qini_random);
  };
  const UpliftCurves oracle = uplift_curves(kOutcome, kTreated, kUplift);
  CHECK(scikit_uplift(oracle, 8, 16) == doctest::Approx(2.4222).epsilon(2e-5));
  CHECK(oracle.qini_coefficient.value() == doctest::Approx(.4176245211).epsilon(2e-10));
  const UpliftCurves none =
      uplift_curves(Flags{0, 1, 1, 0}, Flags{1, 1, 0, 0}, std::vector<double>{4, 1, 3, 2});
  CHECK(scikit_uplift(none, 2, 4) == -std::numeric_limits<double>::infinity());
  CHECK(std::isfinite(none.qini_coefficient.value()));
}

TEST_CASE("METHODS 20.3: an average effect of 0 is no reason for an infinite coefficient") {
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

TEST_CASE(
    "METHODS 13: standard errors are those of numerical derivatives by the clients' weights") {
  // By numpy, each client's weight moved by 1e-5 either way; the values are scikit-uplift's.
  const std::vector<std::string> names{"qini_area",     "qini_above_random",   "qini_coefficient",
                                       "uplift_area",   "uplift_above_random", "uplift_coefficient",
                                       "average_effect"};
  const std::vector<double> values{26.166666666667, 18.166666666667, .417624521073, 47.466666666667,
                                   31.466666666667, .46105006105,    .125};
  const std::vector<double> errors{19.129815425, 7.511937385, .177249998, 33.453932012,
                                   14.699278452, .210202341,  .26305214};
  const Table table = uplift_curves(kOutcome, kTreated, kUplift).estimates;
  REQUIRE(table.rows() == 7);
  for (std::size_t k = 0; k < 7; ++k) {
    CHECK(table.text("estimate")[k] == names[k]);
    CHECK(table.float64("value")[k] == doctest::Approx(values[k]).epsilon(1e-10));
    CHECK(table.float64("standard_error")[k] == doctest::Approx(errors[k]).epsilon(2e-8));
    CHECK(table.float64("upper")[k] - table.float64("value")[k] ==
          doctest::Approx(1.959963984540054 * table.float64("standard_error")[k]));
  }
}

TEST_CASE("standard errors of curves are the spread over tests of other clients") {
  constexpr int tests = 400;
  constexpr std::size_t clients = 500;
  const std::vector<std::size_t> rows{0, 2, 3, 5, 6};
  std::vector<double> sum(7), squares(7), variance(7);
  for (int test = 0; test < tests; ++test) {
    math::RandomStream random(77, static_cast<std::uint64_t>(test));
    Flags outcome(clients), treated(clients);
    std::vector<double> score(clients);
    for (std::size_t i = 0; i < clients; ++i) {
      score[i] = std::floor(20 * random.uniform());
      treated[i] = i % 2;
      outcome[i] = random.uniform() < 0.2 + 0.02 * score[i] * treated[i];
    }
    const Table table = uplift_curves(outcome, treated, score).estimates;
    for (const std::size_t k : rows) {
      const double value = table.float64("value")[k];
      sum[k] += value;
      squares[k] += value * value;
      variance[k] += table.float64("standard_error")[k] * table.float64("standard_error")[k];
    }
  }
  for (const std::size_t k : rows) {
    const double spread = std::sqrt((squares[k] - sum[k] * sum[k] / tests) / (tests - 1));
    // Four standard errors of a standard deviation of 400 tests.
    CHECK(std::sqrt(variance[k] / tests) / spread ==
          doctest::Approx(1).epsilon(4 / std::sqrt(800.)));
  }
}

TEST_CASE("Newcombe 1998: intervals of the effect among the highest scores") {
  const UpliftAt at = uplift_at(kOutcome, kTreated, kUplift, .25);
  // 2 of 2 treated and 1 of 2 control clients.
  CHECK(at.overall->lower == doctest::Approx(-0.2725727851131815).epsilon(1e-12));
  CHECK(at.overall->upper == doctest::Approx(0.9054687942657693).epsilon(1e-12));
  const UpliftAt wider = uplift_at(kOutcome, kTreated, kUplift, .25, .99);
  CHECK(wider.overall->lower < at.overall->lower);
  CHECK_THROWS_AS((void)uplift_at(kOutcome, kTreated, kUplift, .25, 1), Error);
}

TEST_CASE("clients who do not vary, and a kind of one client, have no interval") {
  const Flags outcome{1, 1, 1, 1}, treated{1, 1, 0, 0}, one_treated{1, 0, 0, 0};
  const std::vector<double> score{4, 3, 2, 1};
  for (const Flags& kinds : {treated, one_treated}) {
    const Table table = uplift_curves(outcome, kinds, score).estimates;
    CHECK(has_value(table, "value", 6));
    CHECK(!has_value(table, "standard_error", 6));
    CHECK(!has_value(table, "lower", 6));
  }
}

TEST_CASE("the best order is a coefficient of 1, at whose end there is no interval") {
  const Flags outcome{1, 1, 0, 0, 1, 0, 1, 1}, treated{1, 1, 0, 0, 1, 1, 0, 0};
  const std::vector<double> score{1, 1, 0, 0, 1, 0, -1, -1};  // responders by who was treated
  const Table best = uplift_curves(outcome, treated, score).estimates;
  CHECK(best.float64("value")[2] == 1.0);
  CHECK(!has_value(best, "standard_error", 2));
  CHECK(!has_value(best, "upper", 2));
  const std::vector<double> less{1, 1, 0, 0, 1, 0, -1, 2};
  const Table worse = uplift_curves(outcome, treated, less).estimates;
  CHECK(worse.float64("value")[2] < 1.0);
  CHECK(has_value(worse, "standard_error", 2));
  CHECK(worse.float64("upper")[2] <= 1.0);
}

TEST_CASE("a share of whole clients takes no part of the next: 0.07 of 100 is above 7 in doubles") {
  Flags outcome(100), treated(100);
  std::vector<double> score(100);
  for (std::size_t i = 0; i < 100; ++i) {
    outcome[i] = i % 3 == 0;
    treated[i] = i < 7 || i % 2 == 0;
    score[i] = 100.0 - static_cast<double>(i);
  }
  CHECK(!uplift_at(outcome, treated, score, 0.07).overall.has_value());
  CHECK(uplift_at(outcome, treated, score, 0.08).overall.has_value());
}
