#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "base/has_value.hpp"
#include "base/throws.hpp"
#include <tenure/budget.hpp>
#include <tenure/complaints.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

/// 1000 unhappy clients of whom 30 % say so: .7 stay if they are handled, .3 if not, .4 of the
/// silent; 300 is lost with each who leaves, a complaint costs 15.
struct Complaints {
  std::vector<double> clients{1000}, voiced{.3}, stay_handled{.7}, stay_ignored{.3};
  std::vector<double> stay_silent{.4}, value{300}, cost{15}, handled = {}, voiced_to = {};
  double fixed_cost = 0;
  [[nodiscard]] ComplaintReport report() const {
    return complaint_profit({.clients = clients,
                             .voiced = voiced,
                             .stay_handled = stay_handled,
                             .stay_ignored = stay_ignored,
                             .stay_silent = stay_silent,
                             .value = value,
                             .cost = cost,
                             .handled = handled,
                             .voiced_to = voiced_to,
                             .fixed_cost = fixed_cost});
  }
};

}  // namespace

TEST_CASE("easier complaining does not silence: the share that complains cannot fall") {
  Complaints complaints;
  complaints.voiced_to = {0.0};
  const Error error = error_of(Status::invalid_argument, [&] { (void)complaints.report(); });
  CHECK(error.argument() == "voiced_to");
  CHECK(error.row() == 0);
}

TEST_CASE("METHODS 10: handling the complaints of 30 % of 1000 unhappy clients brings 31 500") {
  const ComplaintReport report = Complaints{}.report();
  CHECK(report.gain == doctest::Approx(31'500).epsilon(1e-13));
  CHECK(report.causes.float64("gain")[0] == doctest::Approx(31'500).epsilon(1e-13));
  CHECK(report.profit == report.gain);
  CHECK(report.spent == doctest::Approx(4'500));
  CHECK(report.roi.value() == doctest::Approx(7));
  CHECK_FALSE(report.voice_gain.has_value());
  CHECK_FALSE(has_value(report.causes, "voice_gain", 0));
}

TEST_CASE("METHODS 10: raising voice from 30 % to 50 % brings 15 000 more") {
  Complaints complaints;
  complaints.voiced_to = {.5};
  const ComplaintReport report = complaints.report();
  CHECK(report.voice_gain.value() == doctest::Approx(15'000).epsilon(1e-13));
  CHECK(report.causes.float64("voice_value")[0] == doctest::Approx(75));
  // What it brings is what is lost less then, net of handling: by the losses themselves.
  Complaints easier;
  easier.voiced = {.5};
  const ComplaintReport then = easier.report();
  CHECK(report.voice_gain.value() ==
        doctest::Approx(report.lost - then.lost - (then.spent - report.spent)));
}

TEST_CASE("the silent lose more value than those who complain, and no register tells") {
  const ComplaintReport report = Complaints{}.report();
  CHECK(report.causes.float64("complaints")[0] == doctest::Approx(300));
  CHECK(report.causes.float64("silent")[0] == doctest::Approx(700));
  CHECK(report.lost_silent == doctest::Approx(700 * .6 * 300));
  CHECK(report.lost == doctest::Approx(700 * .6 * 300 + 300 * .3 * 300));
}

TEST_CASE("a complaint is worth handling up to the ceiling of a retention budget") {
  const ComplaintReport report = Complaints{}.report();
  CHECK(report.causes.float64("largest_cost")[0] == doctest::Approx(120));
  // Handling saves (.7 - .3) / .7 of those who would leave.
  const auto limits = retention_limits(.7, 300, {.max_saved = .4 / .7, .speed = .05});
  CHECK(report.causes.float64("largest_cost")[0] == doctest::Approx(limits.ceiling));
  CHECK(limits.optimum < limits.ceiling);
  Complaints at_it;
  at_it.cost = {120};
  CHECK(at_it.report().gain == doctest::Approx(0).scale(1));
}

TEST_CASE("causes rank by the value they lose, and the desk is paid from what all of them bring") {
  Complaints two;
  two.clients = {1000, 200};
  two.voiced = {.3, .6};
  two.stay_handled = {.7, .9};
  two.stay_ignored = {.3, .2};
  two.stay_silent = {.4, .1};
  two.value = {300, 2000};
  two.cost = {15, 40};
  two.handled = {1, .5};
  two.fixed_cost = 20'000;
  const ComplaintReport report = two.report();
  CHECK(report.causes.int64("rank")[0] == 2);
  CHECK(report.causes.int64("rank")[1] == 1);
  // 120 complaints, half of them handled, each for 40 and .7 of 2000.
  CHECK(report.causes.float64("gain")[1] == doctest::Approx(60 * (1400 - 40)));
  CHECK(report.causes.float64("lost")[1] == doctest::Approx((80 * .9 + 120 * .45) * 2000));
  CHECK(report.gain == doctest::Approx(31'500 + 81'600));
  CHECK(report.profit == doctest::Approx(31'500 + 81'600 - 20'000));
  CHECK(report.roi.value() == doctest::Approx(report.profit / (4'500 + 2'400 + 20'000)));
}

TEST_CASE("what costs nothing has no return, and what is no share is refused by name and row") {
  Complaints free;
  free.cost = {0};
  CHECK_FALSE(free.report().roi.has_value());
  CHECK_FALSE(has_value(free.report().causes, "roi", 0));
  const ComplaintReport none = complaint_profit({});
  CHECK(none.causes.rows() == 0);
  CHECK_FALSE(none.roi.has_value());

  Complaints bad;
  bad.stay_silent = {1.5};
  try {
    (void)bad.report();
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.argument() == "stay_silent");
    CHECK(error.row() == 0);
  }
  Complaints worse;
  worse.fixed_cost = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS((void)worse.report(), Error);
  Complaints shorter;
  shorter.cost = {};
  CHECK_THROWS_AS((void)shorter.report(), Error);
}
