#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/error.hpp>
#include <tenure/uplift.hpp>

using namespace tenure;

namespace {

double expit(double x) { return 1 / (1 + std::exp(-x)); }

/// A randomised test whose effect grows with the first feature.
struct Campaign {
  std::vector<double> features;
  std::vector<std::uint8_t> treated, outcome;
  std::vector<double> truth;

  Campaign(std::size_t clients, double treated_share) {
    math::RandomStream random(31, 0);
    for (std::size_t i = 0; i < clients; ++i) {
      const double a = random.normal(), b = random.normal();
      features.push_back(a);
      features.push_back(b);
      const double p1 = expit(-0.5 + 0.8 * a + 0.3 * b), p0 = expit(-0.8 + 0.3 * b);
      treated.push_back(random.uniform() < treated_share);
      outcome.push_back(random.uniform() < (treated.back() != 0 ? p1 : p0));
      truth.push_back(p1 - p0);
    }
  }
  [[nodiscard]] UpliftModelInput input() const {
    return {.features = features, .columns = 2, .treated = treated, .outcome = outcome};
  }
};

double mean_error(const UpliftModel& model, const std::vector<double>& truth) {
  double sum = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    sum += std::abs(model.clients.float64("uplift")[i] - truth[i]);
  }
  return sum / static_cast<double>(truth.size());
}

}  // namespace

TEST_CASE("two models find the coefficients that made the outcomes") {
  const Campaign campaign(40'000, 0.3);
  const UpliftModel model = uplift_model(campaign.input());
  REQUIRE(model.converged);
  const std::vector<double> truth{-0.5, 0.8, 0.3, -0.8, 0.0, 0.3};
  REQUIRE(model.coefficients.rows() == 6);
  for (std::size_t k = 0; k < 6; ++k) {
    const double z = (model.coefficients.float64("coefficient")[k] - truth[k]) /
                     model.coefficients.float64("standard_error")[k];
    CHECK(std::abs(z) < 3.5);
  }
  CHECK(model.coefficients.int64("feature")[0] == -1);
  CHECK(mean_error(model, campaign.truth) < 0.01);
}

TEST_CASE("the transformed outcome ranks by uplift too, whatever share was treated") {
  for (const double share : {0.5, 0.25}) {
    const Campaign campaign(40'000, share);
    UpliftModelInput input = campaign.input();
    input.method = UpliftMethod::transformed_outcome;
    const UpliftModel model = uplift_model(input);
    REQUIRE(model.converged);
    CHECK(mean_error(model, campaign.truth) < 0.03);
    CHECK(model.clients.validity(model.clients.at("p_treated"))[0] == 0);
  }
}

TEST_CASE("a logistic regression by hand: one binary feature gives the two shares") {
  // Treated: 3 of 4 and 1 of 4; control: 2 of 4 and 1 of 4.
  std::vector<double> features;
  std::vector<std::uint8_t> treated, outcome;
  const auto add = [&](double x, int t, int kept, int n) {
    for (int i = 0; i < n; ++i) {
      features.push_back(x);
      treated.push_back(static_cast<std::uint8_t>(t));
      outcome.push_back(i < kept);
    }
  };
  add(1, 1, 3, 4);
  add(0, 1, 1, 4);
  add(1, 0, 2, 4);
  add(0, 0, 1, 4);
  const std::vector<double> scored{1, 0};
  const UpliftModel model = uplift_model({.features = features,
                                          .columns = 1,
                                          .treated = treated,
                                          .outcome = outcome,
                                          .score_features = scored});
  REQUIRE(model.clients.rows() == 2);
  CHECK(model.clients.float64("uplift")[0] == doctest::Approx(0.25).epsilon(1e-9));
  CHECK(std::abs(model.clients.float64("uplift")[1]) < 1e-9);
}

TEST_CASE("features that separate the outcome do not converge, a ridge makes them") {
  const std::vector<double> features{1, 2, 3, 4, 1, 2, 3, 4};
  const std::vector<std::uint8_t> treated{1, 1, 1, 1, 0, 0, 0, 0}, outcome{0, 0, 1, 1, 0, 1, 0, 1};
  UpliftModelInput input{
      .features = features, .columns = 1, .treated = treated, .outcome = outcome};
  const UpliftModel model = uplift_model(input);
  CHECK_FALSE(model.converged);
  CHECK(model.status.find("regression of treated") != std::string::npos);
  input.ridge = 1;
  CHECK(uplift_model(input).converged);
}

TEST_CASE("METHODS 14: 2628.63, so 2629 clients an arm, to tell 20 % from 17 %") {
  const SampleSize size = sample_size({.control_rate = .20, .treated_rate = .17});
  CHECK(size.exact == doctest::Approx(2628.63).epsilon(2e-6));
  CHECK(size.control == 2629);
  CHECK(size.treated == 2629);
  const SampleSize uneven =
      sample_size({.control_rate = .20, .treated_rate = .17, .treated_per_control = 4});
  CHECK(uneven.treated > 4 * 1600);
  CHECK(uneven.control < 2629);
  CHECK_THROWS_AS((void)sample_size({.control_rate = .2, .treated_rate = .2}), Error);
}

TEST_CASE("a response of 3 parameters is found back with intervals that cover it") {
  int covered = 0;
  constexpr int kCampaigns = 60;
  for (int campaign = 0; campaign < kCampaigns; ++campaign) {
    math::RandomStream random(41, static_cast<std::uint64_t>(campaign));
    std::vector<double> dose;
    std::vector<std::uint8_t> stayed;
    for (int i = 0; i < 8'000; ++i) {
      dose.push_back(20.0 * (i % 6));
      const double leaves = 0.4 * (1 - 0.6 * -std::expm1(-0.03 * dose.back()));
      stayed.push_back(random.uniform() >= leaves);
    }
    const ResponseEstimate estimate = estimate_response(dose, stayed, 0.9);
    if (!estimate.converged) continue;
    const auto lower = estimate.parameters.float64("lower");
    const auto upper = estimate.parameters.float64("upper");
    covered += lower[2] <= 0.03 && 0.03 <= upper[2];
    CHECK(estimate.parameters.float64("estimate")[0] == doctest::Approx(0.6).epsilon(0.08));
    CHECK(estimate.doses.rows() == 6);
  }
  CHECK(covered >= 47);  // 54 +- 2.3 are expected of 60
}

TEST_CASE("a campaign without an effect identifies no response, and says so") {
  std::vector<double> dose;
  std::vector<std::uint8_t> stayed;
  for (int i = 0; i < 900; ++i) {
    dose.push_back(10.0 * (i % 3));
    stayed.push_back(static_cast<std::uint8_t>(i / 3 % 2));
  }
  const ResponseEstimate estimate = estimate_response(dose, stayed);
  CHECK_FALSE(estimate.converged);
  CHECK(estimate.parameters.validity(estimate.parameters.at("lower"))[2] == 0);
  CHECK(estimate.status.find("do not identify") != std::string::npos);
  const std::vector<double> two{0, 1};
  const std::vector<std::uint8_t> kept{0, 1};
  CHECK_THROWS_AS((void)estimate_response(two, kept), Error);
}

TEST_CASE("profit grows with the segments, up to one a client: the free optimum 218.635295") {
  const std::vector<double> potential{200, 100, 300, 20}, speed{0.02, 0.05, 0.01, 0.04};
  const std::vector<std::int64_t> counts{1, 2, 3, 4};
  const Table table = segmentation_profit(potential, speed, counts, 5);
  const auto profit = table.float64("profit");
  CHECK(profit[3] == doctest::Approx(218.635295).epsilon(5e-9));
  CHECK(table.float64("spend")[3] == doctest::Approx(211.364705).epsilon(5e-9));
  for (std::size_t k = 1; k < 4; ++k) CHECK(profit[k] >= profit[k - 1]);
  CHECK(table.float64("share")[3] == 1);
  CHECK(table.float64("net")[1] == doctest::Approx(profit[1] - 10));

  // One segment: no other common spending earns more.
  double best = 0;
  for (int i = 0; i <= 20'000; ++i) {
    double sum = -4 * 0.01 * i;
    for (std::size_t c = 0; c < 4; ++c) sum += potential[c] * -std::expm1(-speed[c] * 0.01 * i);
    best = std::max(best, sum);
  }
  CHECK(profit[0] >= best);
  CHECK(profit[0] == doctest::Approx(best).epsilon(1e-6));
  const std::vector<std::int64_t> five{5};
  CHECK_THROWS_AS((void)segmentation_profit(potential, speed, five, 0), Error);
}
