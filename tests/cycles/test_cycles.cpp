#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include <tenure/cycles.hpp>
#include <tenure/error.hpp>

using namespace tenure;
using tenure::testing::relative_error;

namespace {

constexpr double r = 0.553, alpha = 10.578;
const std::vector<double> x{0, 2, 7, 14};
const std::vector<double> t_x{0, 30.43, 35, 70};
const std::vector<double> age{12, 38.86, 77.86, 77.86};

Summary clients() {
  return Summary::from_arrays({.frequency = x, .recency = t_x, .age = age}, TimeUnit::week);
}
FittedModel purchases() {
  return FittedModel::from_parameters("pareto_nbd", std::vector{r, alpha, 0.606, 11.669},
                                      TimeUnit::week);
}

}  // namespace

TEST_CASE("without interpurchase times purchases are random: closed forms of the NBD") {
  const CycleResult result = cycles(purchases(), clients());
  const Table& table = result.clients;
  CHECK(result.regularity == 1);
  CHECK(result.clients_used == 0);
  CHECK_FALSE(table.find("next_purchase").has_value());
  for (std::size_t i = 0; i < x.size(); ++i) {
    CAPTURE(i);
    const double shape = r + x[i], rate = alpha + t_x[i], silence = age[i] - t_x[i];
    CHECK(relative_error(table.float64("cycle")[i], rate / shape) < 1e-15);
    CHECK(table.float64("silence")[i] == silence);
    CHECK(relative_error(table.float64("overdue_probability")[i],
                         1 - std::pow(rate / (rate + silence), shape)) < 1e-12);
    CHECK(relative_error(table.float64("alarm_after")[i], rate * (std::pow(0.05, -1 / shape) - 1)) <
          1e-12);
    CHECK((table.boolean(table.at("is_overdue"))[i] == 1) ==
          (table.float64("overdue_probability")[i] > 0.95));
  }
  CHECK(table.boolean(table.at("is_overdue"))[2] == 1);  // 7 purchases, then 43 weeks of silence
  CHECK(table.boolean(table.at("is_overdue"))[3] == 0);
}

TEST_CASE("a client is overdue from his alarm on, whatever the level") {
  for (const double level : {0.5, 0.9, 0.99}) {
    const Table table = cycles(purchases(), clients(), {.alarm_level = level}).clients;
    for (std::size_t i = 0; i < x.size(); ++i) {
      CHECK((table.boolean(table.at("is_overdue"))[i] == 1) ==
            (table.float64("silence")[i] > table.float64("alarm_after")[i]));
    }
  }
}

TEST_CASE("nonsense is refused") {
  CHECK_THROWS_AS((void)cycles(purchases(), clients(), {.alarm_level = 1}), Error);
  CHECK_THROWS_AS((void)cycles(purchases(), clients(), {.alarm_level = 0}), Error);
  const FittedModel spend =
      FittedModel::from_parameters("gamma_gamma", std::vector{6.25, 3.74, 15.44}, TimeUnit::week);
  CHECK_THROWS_AS((void)cycles(spend, clients()), Error);
}
