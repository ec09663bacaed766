#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include <tenure/error.hpp>
#include <tenure/response.hpp>

using namespace tenure;

TEST_CASE(
    "revenue that falls with the score: contact down to where it costs as much as it brings") {
  const std::vector<double> scores{5, 4, 3, 2, 1}, revenues{8, 5, 3, 2, 0.5};
  const MarginalRevenueResult result = marginal_revenue(scores, revenues, 2);
  REQUIRE(result.steps.rows() == 5);
  CHECK(result.least_score == 2.0);
  CHECK(result.clients_selected == 4);
  CHECK(result.selective_profit == doctest::Approx(18 - 8));
  CHECK(result.mail_all_profit == doctest::Approx(18.5 - 10));
}

TEST_CASE("violators are pooled: the isotonic means of 1, 3, 2, 4 are 1, 2.5, 2.5, 4") {
  const MarginalRevenueResult result =
      marginal_revenue(std::vector<double>{1, 2, 3, 4}, std::vector<double>{1, 3, 2, 4}, 2.6);
  REQUIRE(result.steps.rows() == 3);
  CHECK(result.steps.float64("expected_revenue")[0] == 4);
  CHECK(result.steps.float64("expected_revenue")[1] == 2.5);
  CHECK(result.steps.float64("score_from")[1] == 2);
  CHECK(result.steps.float64("score_to")[1] == 3);
  CHECK(result.least_score == 4.0);
}

TEST_CASE("the cutoff of the fit is the best cutoff there is, whatever the order and the scale") {
  math::RandomStream random(11, 0);
  for (int draw = 0; draw < 200; ++draw) {
    std::vector<double> scores, revenues;
    for (int i = 0; i < 40; ++i) {
      scores.push_back(static_cast<double>(random() % 10));
      revenues.push_back(random.uniform() < 0.05 + 0.03 * scores.back() ? 10.0 : 0.0);
    }
    const double cost = 1.5;
    double best = 0.0;
    for (double cutoff = 0; cutoff < 10; ++cutoff) {
      double profit = 0.0;
      for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i] >= cutoff) profit += revenues[i] - cost;
      }
      best = std::max(best, profit);
    }
    const MarginalRevenueResult result = marginal_revenue(scores, revenues, cost);
    CHECK(result.selective_profit == doctest::Approx(best).epsilon(1e-12));

    std::vector<double> cubed = scores;
    for (double& score : cubed) score = score * score * score - 7;
    CHECK(marginal_revenue(cubed, revenues, cost).clients_selected == result.clients_selected);
  }
}

TEST_CASE("nobody is worth a contact, or there is nobody") {
  const MarginalRevenueResult dear =
      marginal_revenue(std::vector<double>{1, 2}, std::vector<double>{1, 2}, 5);
  CHECK_FALSE(dear.least_score.has_value());
  CHECK(dear.selective_profit == 0);
  CHECK(dear.mail_all_profit == doctest::Approx(-7));
  CHECK(marginal_revenue({}, {}, 1).steps.rows() == 0);
}

TEST_CASE("nonsense of marginal revenue is refused by name") {
  const auto refused = [](const std::vector<double>& scores, const std::vector<double>& revenues,
                          double cost) {
    try {
      (void)marginal_revenue(scores, revenues, cost);
    } catch (const Error& error) {
      return error.argument();
    }
    return std::string("accepted");
  };
  CHECK(refused({1}, {1}, -1) == "contact_cost");
  CHECK(refused({1, 2}, {1, 2}, 1e308) == "contact_cost");
  CHECK(refused({1}, {1, 2}, 1) == "revenues");
  CHECK(refused({1.0 / 0.0}, {1}, 1) == "scores");
}
