#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "survival/twelve_clients.hpp"

using namespace tenure;

TEST_CASE("METHODS 8.2, R survival: Kaplan-Meier of twelve clients with Greenwood's errors") {
  const TwelveClients twelve;
  const Table curve = kaplan_meier(twelve.lives()).curve;
  REQUIRE(curve.rows() == 8);
  const std::array<double, 7> survival{.9166666667, .8333333333, .7407407407, .6481481481,
                                       .5401234568, .4320987654, .2880658436};
  const std::array<double, 7> error{.07978559, .10758287, .12948257, .14261130,
                                    .15442812, .15683818, .15736220};
  for (std::size_t i = 0; i < survival.size(); ++i) {
    CHECK(curve.float64("time")[i] == static_cast<double>(i + 1));
    CHECK(curve.float64("survival")[i] == doctest::Approx(survival[i]).epsilon(1e-9));
    CHECK(curve.float64("standard_error")[i] == doctest::Approx(error[i]).epsilon(1e-7));
  }
  CHECK(curve.float64("survival")[7] == curve.float64("survival")[6]);  // flat at 8
  CHECK(curve.float64("lower")[3] == doctest::Approx(.30966222702).epsilon(1e-9));
  CHECK(curve.float64("upper")[3] == doctest::Approx(.8517975123).epsilon(1e-9));
  CHECK(curve.float64("cumulative_hazard")[7] == doctest::Approx(1.110353535).epsilon(1e-9));
}

TEST_CASE("METHODS 8.2, R survival: median 6, restricted mean 5.3991769547 (.7156002887)") {
  const TwelveClients twelve;
  const Table groups = kaplan_meier(twelve.lives()).groups;
  CHECK(groups.float64("median")[0] == 6);
  CHECK(groups.float64("horizon")[0] == 8);
  CHECK(groups.float64("restricted_mean")[0] == doctest::Approx(5.3991769547).epsilon(1e-10));
  CHECK(groups.float64("restricted_mean_error")[0] == doctest::Approx(.7156002887).epsilon(1e-9));
  CHECK(groups.float64("lives")[0] == 12);
  CHECK(groups.float64("events")[0] == 7);
  // Up to 3.5: 1 + .91666 + .83333 + .5 x .74074.
  const Table early = kaplan_meier(twelve.lives(), {.horizon = 3.5}).groups;
  CHECK(early.float64("restricted_mean")[0] ==
        doctest::Approx(1 + 11.0 / 12 + 10.0 / 12 + 0.5 * 20.0 / 27).epsilon(1e-14));
  // Beyond the last time the curve is not known.
  const Table late = kaplan_meier(twelve.lives(), {.horizon = 9}).groups;
  CHECK(late.validity(late.at("restricted_mean"))[0] == 0);
}

TEST_CASE("Freireich et al. 1963: median remission of 8 weeks with placebo, 23 with 6-MP") {
  const Leukaemia trial;
  const SurvivalCurves curves = kaplan_meier(trial.lives());
  CHECK(curves.groups.text("group")[0] == "6-MP");
  CHECK(curves.groups.float64("median")[0] == 23);
  CHECK(curves.groups.float64("median")[1] == 8);
  // Of 6-MP at 10 weeks .7529, at 23 weeks .4482 (Cox & Oakes 1984, p. 49).
  CHECK(curves.curve.float64("time")[3] == 10);
  CHECK(curves.curve.float64("survival")[3] == doctest::Approx(.752941).epsilon(1e-6));
  // The last child with placebo relapses: the curve ends at 0, without an error.
  const std::size_t last = curves.curve.rows() - 1;
  CHECK(curves.curve.float64("survival")[last] == 0);
  CHECK(curves.curve.validity(curves.curve.at("standard_error"))[last] == 0);
}

TEST_CASE("a weight stands for lives, also if it is no whole number") {
  TwelveClients twelve;
  std::vector<double> weight(12, 0.1);
  Lives lives = twelve.lives();
  lives.weight = weight;
  const Table tenth = kaplan_meier(lives).curve, whole = kaplan_meier(twelve.lives()).curve;
  for (std::size_t i = 0; i < whole.rows(); ++i) {
    CHECK(tenth.float64("survival")[i] ==
          doctest::Approx(whole.float64("survival")[i]).epsilon(1e-13));
  }
  std::vector<double> time = twelve.time;
  std::vector<std::int32_t> event = twelve.event;
  time.insert(time.end(), twelve.time.begin(), twelve.time.end());
  event.insert(event.end(), twelve.event.begin(), twelve.event.end());
  std::vector<double> two(12, 2.0);
  lives.weight = two;
  const Table doubled = kaplan_meier(lives).curve,
              repeated = kaplan_meier({.duration = time, .cause = event}).curve;
  for (std::size_t i = 0; i < whole.rows(); ++i) {
    CHECK(doubled.float64("upper")[i] == repeated.float64("upper")[i]);
    CHECK(doubled.float64("hazard_error")[i] == repeated.float64("hazard_error")[i]);
  }
}

TEST_CASE("a life seen in two pieces is one life: left truncation") {
  const TwelveClients twelve;
  std::vector<double> time, entry;
  std::vector<std::int32_t> event;
  for (std::size_t i = 0; i < 12; ++i) {
    const double cut = 0.5 * twelve.time[i];
    time.insert(time.end(), {cut, twelve.time[i]});
    entry.insert(entry.end(), {0.0, cut});
    event.insert(event.end(), {0, twelve.event[i]});
  }
  const Table pieces = kaplan_meier({.duration = time, .cause = event, .entry = entry}).curve;
  const Table whole = kaplan_meier(twelve.lives()).curve;
  std::size_t row = 0;
  for (std::size_t i = 0; i < whole.rows(); ++i) {
    while (pieces.float64("time")[row] < whole.float64("time")[i]) ++row;
    CHECK(pieces.float64("at_risk")[row] == whole.float64("at_risk")[i]);
    CHECK(pieces.float64("survival")[row] == whole.float64("survival")[i]);
    CHECK(pieces.float64("standard_error")[row] == whole.float64("standard_error")[i]);
  }
}

TEST_CASE("METHODS 20.8: 1 - Kaplan-Meier of one cause among several is refused, with the reason") {
  const TwelveClients twelve;
  const Error error = error_of(Status::not_supported,
                               [&] { (void)kaplan_meier(twelve.with_causes(), {.cause = 1}); });
  CHECK(error.argument() == "cause");
  CHECK(std::string(error.what()).find("overstate") != std::string::npos);
  // With the other cause's losses censored, each says more than was lost to it (Aalen-Johansen).
  std::array<double, 2> kept{};
  for (const std::int32_t cause : {1, 2}) {
    std::vector<std::int32_t> only = twelve.cause;
    for (std::int32_t& of : only) of = of == cause;
    const Table one = kaplan_meier({.duration = twelve.time, .cause = only}).curve;
    kept[static_cast<std::size_t>(cause - 1)] = one.float64("survival")[6];
  }
  CHECK(1 - kept[0] > .37654320988 + .01);
  CHECK(1 - kept[1] > .33539094650 + .01);
  CHECK(kept[0] * kept[1] == doctest::Approx(.2880658436).epsilon(1e-9));
  // All causes together are the survival of METHODS; the only cause there is may be named.
  const Table all = kaplan_meier(twelve.with_causes()).curve;
  CHECK(all.float64("survival")[6] == doctest::Approx(.2880658436).epsilon(1e-9));
  CHECK(kaplan_meier(twelve.lives(), {.cause = 1}).curve.rows() == 8);
}

TEST_CASE("bad lives are named with their row") {
  TwelveClients twelve;
  twelve.time[3] = std::numeric_limits<double>::quiet_NaN();
  Error error = error_of(Status::invalid_argument, [&] { (void)kaplan_meier(twelve.lives()); });
  CHECK(error.argument() == "duration");
  CHECK(error.row() == 3);
  twelve = {};
  std::vector<double> entry(12, 0.5), weight(12, 0.0);
  entry[2] = 2;
  Lives lives = twelve.lives();
  lives.entry = entry;
  error = error_of(Status::invalid_argument, [&] { (void)kaplan_meier(lives); });
  CHECK(error.argument() == "entry");
  CHECK(error.row() == 2);
  lives = twelve.lives();
  lives.weight = weight;
  CHECK(refused_argument([&] { (void)kaplan_meier(lives); }) == "weight");
  CHECK(refused_argument([&] { (void)kaplan_meier(twelve.lives(), {.level = 1.5}); }) == "level");
  CHECK(kaplan_meier(Lives{}).curve.rows() == 0);
}
