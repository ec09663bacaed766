// Amounts of which sums and products have no double are refused by name; what divides by next to
// nothing is absent, not infinite.
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/acquisition.hpp>
#include <tenure/control.hpp>
#include <tenure/error.hpp>
#include <tenure/targeting.hpp>
#include <tenure/uplift.hpp>
#include <tenure/win_back.hpp>

using namespace tenure;

namespace {

using Column = std::vector<double>;
constexpr double kHuge = 1e308, kTiny = std::numeric_limits<double>::denorm_min();

std::string fault(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.argument();
  }
  return "accepted";
}

CampaignPlan campaign() {
  return {.clients = 1000, .targeted_share = .1, .loss_rate = .1, .value = 200};
}

AcquisitionOptions balance() {
  return {.margin = 50,
          .discount_rate = .15,
          .acquisition = {.max_saved = .4, .speed = .07},
          .retention = {.max_saved = .7, .speed = .125}};
}

}  // namespace

TEST_CASE("a campaign's amounts beyond 1e100 are refused by name") {
  const auto fault_of = [](CampaignPlan plan) {
    return fault([&] { (void)campaign_profit(plan); });
  };
  CampaignPlan plan = campaign();
  CHECK(fault_of(plan) == "accepted");
  plan.value = kHuge;
  CHECK(fault_of(plan) == "value");
  plan = campaign();
  plan.fixed_cost = -kHuge;
  CHECK(fault_of(plan) == "fixed_cost");
  plan = campaign();
  plan.offer.contact = kHuge;
  CHECK(fault_of(plan) == "contact");
  plan = campaign();
  plan.offer.incentive = kHuge;
  CHECK(fault_of(plan) == "incentive");
  plan = campaign();
  plan.clients = kHuge;
  CHECK(fault_of(plan) == "clients");
}

TEST_CASE("a second lifetime is worth something finite, or a rate is refused") {
  CHECK(fault([] { (void)second_lifetime_value(kHuge, .8, .1); }) == "margin");
  CHECK(fault([] { (void)second_lifetime_value(100, 1, kTiny); }) == "discount_rate");
  CHECK(second_lifetime_value(100, .8, kTiny) == doctest::Approx(500).epsilon(1e-14));
  CHECK(second_lifetime_value(100, .8, kHuge) == doctest::Approx(100).epsilon(1e-14));
  // Written as 1 + d - r the rate would be lost beside 1.
  CHECK(second_lifetime_value(1, 1, 1e-20) == doctest::Approx(1e20).epsilon(1e-14));
}

TEST_CASE("segments whose cost has no double are refused") {
  const Column potential{100, 200}, speed{.1, .2}, fast{.1, kHuge};
  const std::vector<std::int64_t> segments{1, 2};
  const auto fault_of = [&](const Column& speeds, double cost) {
    return fault([&] { (void)segmentation_profit(potential, speeds, segments, cost); });
  };
  CHECK(fault_of(speed, kHuge) == "segment_cost");
  CHECK(fault_of(fast, 1) == "speed");
  CHECK(fault_of(speed, 1) == "accepted");
}

TEST_CASE("a client treated with next to no probability has no weight") {
  const std::vector<std::uint8_t> treated{1, 0}, decision{1, 0};
  const Column profit{5, 3};
  for (const double propensity : {kTiny, 1e-13, 1.0 - 1e-13}) {
    const Column each{propensity};
    CHECK(fault([&] { (void)policy_value({treated, profit, decision, each}); }) == "propensity");
  }
  const Column least{1e-12}, huge{kHuge, 3};
  CHECK(fault([&] { (void)policy_value({treated, profit, decision, least}); }) == "accepted");
  CHECK(fault([&] { (void)policy_value({treated, huge, decision, least}); }) == "profit");
}

TEST_CASE("acquisition that no double can balance is refused") {
  const auto fault_of = [](const AcquisitionOptions& options) {
    return fault([&] { (void)balance_acquisition(options); });
  };
  AcquisitionOptions options = balance();
  CHECK(fault_of(options) == "accepted");
  options.margin = kHuge;
  CHECK(fault_of(options) == "margin");
  options = balance();
  options.acquisition.speed = kTiny;
  CHECK(fault_of(options) == "acquisition.speed");
  options = balance();
  options.retention.speed = kHuge;
  CHECK(fault_of(options) == "retention.speed");
}

TEST_CASE("a cost that is nothing beside what it brings has no return, and comes first") {
  const Column p{.5, .5}, value{400, 400}, incentive{0, 0}, contact{kTiny, 1};
  const WinBackPlan plan = win_back({.probability = p,
                                     .second_value = value,
                                     .incentive = incentive,
                                     .contact = contact,
                                     .budget = 0});
  CHECK(plan.rows.validity(plan.rows.at("roi"))[0] == 0);
  CHECK(plan.rows.int64("rank")[0] == 1);
  CHECK(plan.rows.float64("attempts")[0] == 1);
  CHECK(plan.certificate.objective == doctest::Approx(200));
  const HoldoutEffect effect = holdout_effect({.treated = 5000,
                                               .treated_events = 850,
                                               .control = 1000,
                                               .control_events = 200,
                                               .value = 200,
                                               .cost = kTiny});
  CHECK_FALSE(effect.roi.has_value());
  CHECK(effect.profit == doctest::Approx(30'000));
}

TEST_CASE("revenue of a segment beyond 1e100 is refused") {
  const Column one{1}, huge{1e101};
  CHECK(fault([&] { (void)revenue_bridge({one, one, huge}, {one, one, one}); }) == "plan.basket");
  CHECK(fault([&] { (void)revenue_bridge({one, one, one}, {one, huge, one}); }) == "actual.basket");
}
