#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/error.hpp>
#include <tenure/targeting.hpp>

using namespace tenure;

TEST_CASE("Ascarza 2018, futility: risk ranking picks A first and loses, profit lift picks C") {
  const std::vector<double> untreated{.80, .50, .20, .30}, treated{.78, .30, .15, .35};
  const std::vector<double> value{300, 300, 1000, 500}, cost{20};
  const Table plan = profit_lift(untreated, treated, value, cost);
  const auto profit = plan.float64("profit_lift");
  CHECK(profit[0] == doctest::Approx(-14).epsilon(1e-12));
  CHECK(profit[1] == doctest::Approx(40).epsilon(1e-12));
  CHECK(profit[2] == doctest::Approx(30).epsilon(1e-12));
  CHECK(profit[3] == doctest::Approx(-45).epsilon(1e-12));
  CHECK(plan.int64("risk_rank")[0] == 1);
  CHECK(plan.int64("rank")[1] == 1);
  CHECK(plan.int64("rank")[2] == 2);
  const auto target = plan.boolean(plan.at("target"));
  CHECK(target[0] == 0);
  CHECK(target[1] == 1);
  CHECK(target[2] == 1);
  CHECK(target[3] == 0);
  const auto sum = plan.float64("cumulative_profit");
  CHECK(sum[1] == doctest::Approx(40));
  CHECK(sum[2] == doctest::Approx(70));
  CHECK(sum[0] == doctest::Approx(56));
  CHECK(sum[3] == doctest::Approx(11));
}

TEST_CASE("Neslin et al. 2006: profit -43000 and thresholds by value") {
  CampaignPlan plan{.clients = 1e5,
                    .targeted_share = 0.1,
                    .loss_rate = 0.02,
                    .lift = 5,
                    .value = 200,
                    .offer = {.accept = 0.3, .contact = 1, .incentive = 10}};
  CHECK(campaign_profit(plan) == doctest::Approx(-43000).epsilon(1e-12));
  const std::vector<double> value{200, 50, 100, 500, 1000, 5}, risk{.17, .49, .3, .07, .036, 1};
  const Table targets = retention_targets(risk, value, plan.offer);
  const auto threshold = targets.float64("threshold");
  CHECK(threshold[0] == doctest::Approx(.164179).epsilon(5e-7));
  CHECK(threshold[1] == doctest::Approx(.5).epsilon(1e-14));
  CHECK(threshold[2] == doctest::Approx(.297297).epsilon(5e-7));
  CHECK(threshold[3] == doctest::Approx(.070064).epsilon(5e-7));
  CHECK(threshold[4] == doctest::Approx(.035831).epsilon(5e-7));
  CHECK(targets.validity(targets.at("threshold"))[5] == 0);
  const auto target = targets.boolean(targets.at("target"));
  const std::vector<int> expected{1, 0, 1, 0, 1, 0};
  for (std::size_t i = 0; i < 6; ++i) CHECK(target[i] == expected[i]);
}

namespace {

const std::vector<double> kScore{.95, .90, .85, .80, .75, .70, .60, .55, .50, .45,
                                 .40, .35, .30, .25, .20, .15, .12, .10, .05, .02};
const std::vector<std::uint8_t> kChurned{1, 1, 0, 1, 0, 1, 0, 0, 1, 0,
                                         0, 0, 0, 0, 1, 0, 0, 0, 0, 0};

}  // namespace

TEST_CASE("EMP 2.0.6 and quadrature: MP 11.85, EMP 12.210871042761, fractions .75, .594914608725") {
  const ChurnProfit profit = churn_profit(kScore, kChurned);
  CHECK(profit.maximum_profit == doctest::Approx(11.85).epsilon(1e-13));
  CHECK(profit.target_share == doctest::Approx(.75).epsilon(1e-14));
  CHECK(profit.score_threshold == .20);
  CHECK(profit.expected_maximum_profit == doctest::Approx(12.210871042761).epsilon(1e-13));
  CHECK(profit.expected_target_share == doctest::Approx(.594914608725).epsilon(1e-12));
}

TEST_CASE("EMP does not depend on the order of rows nor on a monotone change of the score") {
  const ChurnProfit reference = churn_profit(kScore, kChurned);
  std::vector<double> score;
  std::vector<std::uint8_t> churned;
  for (std::size_t k = 0; k < kScore.size(); ++k) {
    const std::size_t i = (k * 7) % kScore.size();
    score.push_back(std::exp(3 * kScore[i]));
    churned.push_back(kChurned[i]);
  }
  const ChurnProfit moved = churn_profit(score, churned);
  CHECK(moved.expected_maximum_profit ==
        doctest::Approx(reference.expected_maximum_profit).epsilon(1e-14));
  CHECK(moved.maximum_profit == doctest::Approx(reference.maximum_profit).epsilon(1e-14));

  // One score for all: everybody or nobody, whatever the order.
  const std::vector<double> flat(20, 0.5);
  std::vector<std::uint8_t> turned(kChurned.rbegin(), kChurned.rend());
  CHECK(churn_profit(flat, kChurned).expected_maximum_profit ==
        churn_profit(flat, turned).expected_maximum_profit);
}

TEST_CASE("EMP is the mean over the share that accepts of the best threshold's profit") {
  math::RandomStream random(9, 0);
  const ChurnProfitOptions options{
      .value = 150, .incentive = 12, .contact = 2, .accept_alpha = 3, .accept_beta = 5};
  std::vector<double> score(60);
  std::vector<std::uint8_t> churned(60);
  for (std::size_t i = 0; i < 60; ++i) {
    score[i] = std::floor(20 * random.uniform()) / 20;
    churned[i] = random.uniform() < score[i];
  }
  const ChurnProfit profit = churn_profit(score, churned, options);
  double sum = 0;
  constexpr int kDraws = 40'000;
  for (int draw = 0; draw < kDraws; ++draw) {
    const double accept = random.beta(3, 5);
    double best = 0;
    for (int cut = 0; cut <= 20; ++cut) {
      double total = 0;
      for (std::size_t i = 0; i < 60; ++i) {
        if (score[i] < cut / 20.0) continue;
        total += churned[i] != 0 ? accept * (150 - 12) - 2 : -12.0 - 2;
      }
      best = std::max(best, total / 60);
    }
    sum += best;
  }
  CHECK(profit.expected_maximum_profit == doctest::Approx(sum / kDraws).epsilon(0.01));
}

TEST_CASE("targeting refuses nonsense") {
  const std::vector<double> half{.5}, two{.5, .5}, nan{std::nan("")};
  const std::vector<std::uint8_t> all{1, 1};
  CHECK_THROWS_AS((void)profit_lift(half, two, half, half), Error);
  CHECK_THROWS_AS((void)profit_lift(half, half, nan, half), Error);
  CHECK_THROWS_AS((void)retention_targets(half, half, {.accept = 2}), Error);
  CHECK_THROWS_AS((void)churn_profit(two, all), Error);
  CHECK_THROWS_AS((void)campaign_profit({.clients = 1, .loss_rate = 0.5, .lift = 3}), Error);
}
