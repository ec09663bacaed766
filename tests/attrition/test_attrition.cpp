#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/attrition.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

const std::vector<double> pareto{0.553, 10.578, 0.606, 11.669};
const std::vector<double> x{0, 2, 7, 14, 29};
const std::vector<double> t_x{0, 30.43, 35, 70, 76};
const std::vector<double> age(5, 77.86);

Summary clients(std::span<const double> weight = {}) {
  return Summary::from_arrays({.frequency = x, .recency = t_x, .age = age, .weight = weight},
                              TimeUnit::week);
}
FittedModel purchases() {
  return FittedModel::from_parameters("pareto_nbd", pareto, TimeUnit::week);
}

}  // namespace

TEST_CASE("alive, lost and leaving add up, client by client and for the base") {
  const AttritionResult result = attrition(purchases(), clients(), {.horizon = 13});
  const Table& table = result.clients;
  double alive = 0, leaving = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    CHECK(table.float64("p_alive")[i] + table.float64("p_lost")[i] == doctest::Approx(1));
    CHECK(table.float64("p_leaving")[i] >= 0);
    CHECK(table.float64("p_leaving")[i] <= table.float64("p_alive")[i]);
    CHECK(table.float64("p_silent")[i] >= table.float64("p_lost")[i]);
    alive += table.float64("p_alive")[i];
    leaving += table.float64("p_leaving")[i];
  }
  CHECK(table.float64("p_alive")[2] == doctest::Approx(0.05855739534).epsilon(1e-9));
  CHECK(result.clients_observed == 5);
  CHECK(result.expected_alive == doctest::Approx(alive).epsilon(1e-14));
  CHECK(result.expected_alive + result.expected_lost == doctest::Approx(5).epsilon(1e-14));
  CHECK(result.expected_leaving == doctest::Approx(leaving).epsilon(1e-14));
  CHECK(result.attrition_rate == doctest::Approx(leaving / alive).epsilon(1e-14));
  CHECK(1 - result.attrition_rate_per_year ==
        doctest::Approx(std::pow(1 - leaving / alive, 4)).epsilon(1e-12));
}

TEST_CASE("METHODS 20.6: of a one-time buyer a BG/NBD knows no loss, an MBG/NBD does") {
  const std::vector<double> law{.243, 4.414, .793, 2.426};
  const auto alive = [&](const char* model) {
    const AttritionResult result = attrition(
        FittedModel::from_parameters(model, law, TimeUnit::week), clients(), {.horizon = 13});
    return result.clients.float64("p_alive")[0];
  };
  CHECK(alive("bg_nbd") == 1);
  CHECK(alive("mbg_nbd") < 0.9);
}

TEST_CASE("the first in rank is the likeliest to be leaving") {
  const AttritionResult result = attrition(purchases(), clients(), {.horizon = 13});
  const auto leaving = result.clients.float64("p_leaving");
  const auto rank = result.clients.int64("risk_rank");
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < x.size(); ++j) {
      if (leaving[i] > leaving[j]) CHECK(rank[i] < rank[j]);
    }
  }
}

TEST_CASE("who leaves within a year leaves in its first half or in its second") {
  const double half = attrition(purchases(), clients(), {.horizon = 26}).expected_leaving;
  const double year = attrition(purchases(), clients(), {.horizon = 52}).expected_leaving;
  CHECK(half < year);
  CHECK(year < 2 * half);
}

TEST_CASE("BG/NBD: a client of one purchase cannot have left") {
  const FittedModel bg = FittedModel::from_parameters(
      "bg_nbd", std::vector{0.243, 4.414, 0.793, 2.426}, TimeUnit::week);
  const AttritionResult result = attrition(bg, clients(), {.horizon = 13});
  CHECK(result.clients.float64("p_lost")[0] == 0);
}

TEST_CASE("a weight of k is k clients") {
  const std::vector<double> weight{3, 1, 1, 1, 1};
  const AttritionResult result = attrition(purchases(), clients(weight), {.horizon = 13});
  CHECK(result.clients_observed == 7);
  CHECK(result.expected_alive ==
        doctest::Approx(attrition(purchases(), clients(), {.horizon = 13}).expected_alive +
                        2 * result.clients.float64("p_alive")[0]));
}

TEST_CASE("an empty base loses nobody, and a horizon is needed") {
  const Summary nobody = Summary::from_arrays({}, TimeUnit::week);
  CHECK(attrition(purchases(), nobody, {.horizon = 13}).attrition_rate_per_year == 0);
  CHECK_THROWS_AS((void)attrition(purchases(), clients(), {}), Error);
  CHECK_THROWS_AS((void)attrition(purchases(), clients(), {.horizon = INFINITY}), Error);
}
