#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/error.hpp>
#include <tenure/solvency.hpp>
#include <tenure/value.hpp>

using namespace tenure;

namespace {

// Pareto/NBD and Gamma-Gamma of the CDNOW clients by the week (Fader, Hardie & Lee 2005).
FittedModel purchases() {
  return FittedModel::from_parameters("pareto_nbd", std::vector{0.553, 10.578, 0.606, 11.669},
                                      TimeUnit::week);
}
FittedModel spend(double q = 3.74) {
  return FittedModel::from_parameters("gamma_gamma", std::vector{6.25, q, 15.44}, TimeUnit::week);
}
const std::vector<double> x{0, 1, 2, 7}, t_x{0, 30, 30.43, 35}, mean_spend{0, 35, 22.35, 50};
const std::vector<double> age(4, 77.86);
Summary clients() {
  return Summary::from_arrays(
      {.frequency = x, .recency = t_x, .age = age, .mean_spend = mean_spend}, TimeUnit::week);
}

}  // namespace

TEST_CASE("clients who are sure to remain solvent are worth their lifetime value") {
  const SolventRevenueResult result = solvent_revenue(purchases(), spend(), clients());
  const ClvResult value = clv(purchases(), spend(), clients());
  for (std::size_t i = 0; i < x.size(); ++i) {
    CHECK(result.clients.float64("solvent_revenue")[i] ==
          doctest::Approx(value.clients.float64("clv")[i]).epsilon(1e-13));
    CHECK(result.clients.float64("lost")[i] == 0);
  }
  CHECK(result.revenue == doctest::Approx(value.total).epsilon(1e-13));
}

TEST_CASE("insolvency acts as discount: .95 a year at 10 % is a lifetime value at 1.1 / .95 - 1") {
  for (const std::optional<double> horizon : {std::optional<double>(), std::optional(104.0)}) {
    const SolventRevenueResult result =
        solvent_revenue(purchases(), spend(), clients(), {.horizon = horizon, .solvency = 0.95});
    const ClvResult value = clv(
        purchases(), spend(), clients(),
        {.horizon = horizon, .discount = DiscountRate::effective(1.1 / 0.95 - 1, TimeUnit::year)});
    CHECK(result.solvent_revenue == doctest::Approx(value.total).epsilon(1e-12));
    CHECK(result.solvent_revenue < result.revenue);
  }
}

TEST_CASE("each client with his own chance, by groups of any size, on any number of threads") {
  std::vector<double> many_x, many_t, many_age, many_spend, solvency;
  for (int i = 0; i < 1000; ++i) {
    const std::size_t k = static_cast<std::size_t>(i) % x.size();
    many_x.push_back(x[k]);
    many_t.push_back(t_x[k]);
    many_age.push_back(age[k]);
    many_spend.push_back(mean_spend[k]);
    solvency.push_back(i % 5 == 0 ? 0.9 : i % 5 == 1 ? 0.0 : 0.5 + i / 2000.0);
  }
  const Summary summary = Summary::from_arrays(
      {.frequency = many_x, .recency = many_t, .age = many_age, .mean_spend = many_spend},
      TimeUnit::week);
  const SolventRevenueOptions options{.horizon = 52, .solvencies = solvency};
  const Table one = solvent_revenue(purchases(), spend(), summary, options, {.threads = 1}).clients;
  const Table four =
      solvent_revenue(purchases(), spend(), summary, options, {.threads = 4}).clients;
  for (std::size_t i = 0; i < many_x.size(); ++i) {
    CHECK(one.float64("solvent_revenue")[i] == four.float64("solvent_revenue")[i]);
    if (i % 5 == 1) CHECK(one.float64("solvent_revenue")[i] == 0);
  }
  const SolventRevenueResult all_90 =
      solvent_revenue(purchases(), spend(), clients(), {.horizon = 52, .solvency = 0.9});
  CHECK(one.float64("solvent_revenue")[5] == all_90.clients.float64("solvent_revenue")[5 % 4]);
}

TEST_CASE("revenue for ever needs a discount, revenue within a horizon does not") {
  CHECK(refused_argument([] {
          (void)solvent_revenue(purchases(), spend(), clients(),
                                {.discount = DiscountRate::effective(0, TimeUnit::year)});
        }) == "discount");
  const double undiscounted =
      solvent_revenue(purchases(), spend(), clients(),
                      {.horizon = 52, .discount = DiscountRate::effective(0, TimeUnit::year)})
          .revenue;
  CHECK(undiscounted > solvent_revenue(purchases(), spend(), clients(), {.horizon = 52}).revenue);
}

TEST_CASE("a client whose expected spend is infinite has no value, and is counted") {
  const SolventRevenueResult result = solvent_revenue(purchases(), spend(0.4), clients());
  CHECK(result.not_valued == 1);
  CHECK(result.clients.text("status")[0] == "infinite_spend");
  CHECK(result.clients.validity(result.clients.at("lost"))[0] == 0);
}

TEST_CASE("nonsense is refused by name") {
  const auto argument = [](const SolventRevenueOptions& options) {
    return refused_argument(
        [&] { (void)solvent_revenue(purchases(), spend(), clients(), options); });
  };
  const std::vector<double> one{1}, bad{1, 1, 1, 1.5};
  CHECK(argument({.horizon = 0}) == "horizon");
  CHECK(argument({.solvency = 0}) == "solvency");
  CHECK(argument({.solvencies = one}) == "solvencies");
  CHECK(argument({.solvencies = bad}) == "solvencies");
  CHECK(refused_argument([] { (void)solvent_revenue(purchases(), purchases(), clients()); }) ==
        "spend");
  CHECK(refused_argument([] { (void)solvent_revenue(spend(), spend(), clients()); }) ==
        "purchases");
}
