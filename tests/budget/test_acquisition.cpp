#include <cmath>

#include <doctest/doctest.h>

#include <tenure/acquisition.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

AcquisitionOptions oracle() {
  return {.margin = 50,
          .discount_rate = 0.15,
          .acquisition = {.max_saved = 0.4, .speed = std::log(2.0) / 10},
          .retention = {.max_saved = 0.7, .speed = 0.1252762968}};
}

double equity(const AcquisitionOptions& o, double a, double r) {
  const double won = o.acquisition.max_saved * -std::expm1(-o.acquisition.speed * a);
  const double kept = o.retention.max_saved * -std::expm1(-o.retention.speed * r);
  const double d = o.discount_rate;
  return won * (o.margin * (1 + d) - r) / (1 + d - kept) - a;
}

}  // namespace

TEST_CASE(
    "METHODS 12.3, Blattberg and Deighton: marginal costs both 76.318, averages 2.011 apart") {
  const AcquisitionPlan plan = balance_acquisition(oracle());
  CHECK(plan.retention_spend == doctest::Approx(15.174476).epsilon(4e-8));
  CHECK(plan.retention_rate == doctest::Approx(.595407).epsilon(5e-7));
  CHECK(plan.client_value == doctest::Approx(76.318150).epsilon(1e-8));
  CHECK(plan.acquisition_spend == doctest::Approx(10.813317).epsilon(5e-8));
  CHECK(plan.acquisition_rate == doctest::Approx(.210963).epsilon(5e-7));
  CHECK(plan.customer_equity == doctest::Approx(5.286992).epsilon(1e-7));
  CHECK(plan.marginal_acquisition_cost == doctest::Approx(plan.client_value).epsilon(1e-9));
  CHECK(plan.marginal_retention_cost == doctest::Approx(plan.client_value).epsilon(1e-9));
  CHECK(plan.average_acquisition_cost == doctest::Approx(51.257).epsilon(1e-5));
  CHECK(plan.average_retention_cost == doctest::Approx(25.486).epsilon(2e-5));
  CHECK(plan.average_ratio == doctest::Approx(2.011).epsilon(3e-4));
  CHECK(plan.shadow_price == 0);
  CHECK(plan.certificate.gap <= 1e-12 * plan.customer_equity);
  CHECK(plan.reading.find("no unit is better spent elsewhere") != std::string::npos);
}

TEST_CASE("METHODS 12.3, Berger and Bechwati: budgets of 8 and 10 a prospect") {
  AcquisitionOptions options = oracle();
  options.budget = 8;
  const AcquisitionPlan eight = balance_acquisition(options);
  CHECK(eight.acquisition_spend == doctest::Approx(6.090561).epsilon(1e-7));
  CHECK(eight.retention_spend == doctest::Approx(13.861646).epsilon(1e-7));
  CHECK(eight.customer_equity == doctest::Approx(4.394826).epsilon(2e-7));
  CHECK(eight.shadow_price > 0);
  CHECK(eight.certificate.gap <= 1e-10 * eight.customer_equity);
  options.budget = 10;
  const AcquisitionPlan ten = balance_acquisition(options);
  CHECK(ten.acquisition_spend == doctest::Approx(7.644434).epsilon(1e-7));
  CHECK(ten.retention_spend == doctest::Approx(14.317128).epsilon(1e-7));
  CHECK(ten.customer_equity == doctest::Approx(4.898160).epsilon(2e-7));
  CHECK(ten.certificate.gap <= 1e-10 * ten.customer_equity);
  CHECK(ten.shadow_price < eight.shadow_price);
}

TEST_CASE("more budget than the free optimum needs is left") {
  AcquisitionOptions options = oracle();
  const AcquisitionPlan free = balance_acquisition(options);
  options.budget = 1000;
  CHECK(balance_acquisition(options).customer_equity == free.customer_equity);
  // Over-spending lowers the equity.
  CHECK(equity(options, 1.5 * free.acquisition_spend, free.retention_spend) < free.customer_equity);
}

TEST_CASE("no grid of spendings within the budget beats the plan") {
  for (const double budget : {0.5, 2.0, 5.0, 8.0, 12.0, 100.0}) {
    CAPTURE(budget);
    AcquisitionOptions options = oracle();
    options.budget = budget;
    const AcquisitionPlan plan = balance_acquisition(options);
    double best = 0;
    for (int i = 0; i <= 400; ++i) {
      for (int j = 0; j <= 400; ++j) {
        const double a = 0.05 * i, r = 0.1 * j;
        const double won = 0.4 * -std::expm1(-std::log(2.0) / 10 * a);
        if (a + won * r <= budget) best = std::max(best, equity(options, a, r));
      }
    }
    CHECK(plan.customer_equity >= best - 1e-12);
    CHECK(plan.certificate.bound >= best);
    CHECK(plan.acquisition_spend + plan.acquisition_rate * plan.retention_spend <=
          budget * (1 + 1e-12));
  }
}

TEST_CASE("METHODS 12.3, first year only: acquisition of clients worth one margin, 4.712336") {
  // With a retention that nothing buys the client's value is his first margin.
  AcquisitionOptions options = oracle();
  options.retention = {.max_saved = 1e-12, .speed = 1e-6};
  const AcquisitionPlan plan = balance_acquisition(options);
  CHECK(plan.retention_spend == 0);
  CHECK(plan.client_value == doctest::Approx(50).epsilon(1e-12));
  CHECK(plan.acquisition_spend == doctest::Approx(4.712336).epsilon(1e-7));
  CHECK(plan.customer_equity == doctest::Approx(.860713).epsilon(5e-7));
}

TEST_CASE("acquisition refuses nonsense by name") {
  AcquisitionOptions options = oracle();
  options.margin = 0;
  CHECK_THROWS_AS((void)balance_acquisition(options), Error);
  options = oracle();
  options.retention.max_saved = 1;
  CHECK_THROWS_AS((void)balance_acquisition(options), Error);
  options = oracle();
  options.acquisition.inflection = 3;
  CHECK_THROWS_AS((void)balance_acquisition(options), Error);
}
