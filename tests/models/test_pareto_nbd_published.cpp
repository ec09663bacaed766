// Pareto/NBD numbers that others have printed, each within the digits printed.
#include <array>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"
#include "models/one_client.hpp"
#include "models/table_of_models.hpp"

using namespace tenure::model;
using tenure::testing::ask;
using tenure::testing::OneClient;
using tenure::testing::relative_error;
using FourParameters = std::array<double, 4>;

namespace {

const PurchaseModel& published = pareto_nbd();
// The maximum for the CDNOW sample, weeks. The walk-through's fit stopped near it: it prints four
// digits of its parameters, which bounds how well its predictions can be matched.
constexpr FourParameters kCdnowPareto{0.55327705, 10.577683, 0.60623999, 11.668735};

double pareto_new_purchases(const FourParameters& parameters, double horizon) {
  return published.evaluate(NewClientQuantity::expected_purchases, parameters,
                            {.horizon = horizon});
}
double purchases(const FourParameters& parameters, const OneClient& client, double horizon) {
  return ask(published, parameters, ClientQuantity::expected_purchases, client,
             {.horizon = horizon});
}

}  // namespace

TEST_CASE("A16 expected purchases of a new client in 52 weeks (BTYD walk-through)") {
  CHECK(std::abs(pareto_new_purchases(kCdnowPareto, 52) - 1.473434) < 5e-7);
}

TEST_CASE("A17 A18 CDNOW client 1516: purchases in 52 weeks and P(alive) (BTYD walk-through)") {
  const OneClient client{26, 216.0 / 7.0, 31};
  CHECK(relative_error(purchases(kCdnowPareto, client, 52), 25.45647) < 1e-4);
  CHECK(relative_error(ask(published, kCdnowPareto, ClientQuantity::p_alive, client), 0.997874) <
        1e-6);
}

TEST_CASE("A19 more purchases early mean fewer to come (BTYD walk-through)") {
  struct Row {
    double x, expected;
  };
  for (const Row& row :
       {Row{10, 0.7062289}, Row{15, 0.1442396}, Row{20, 0.02250658}, Row{25, 0.00309267}}) {
    CAPTURE(row.x);
    CHECK(relative_error(purchases(kCdnowPareto, {row.x, 20, 39}, 52), row.expected) < 1e-3);
  }
}

TEST_CASE("A20 expected purchases of a new client by t = 0 ... 9 (lifetimes test_estimation.py)") {
  const double expected[] = {0,         .05077821, .09916088, .14542507, .18979930,
                             .23247466, .27361274, .31335159, .35181024, .38909211};
  for (int t = 0; t < 10; ++t) {
    CHECK(std::abs(pareto_new_purchases({.55, 10.56, .61, 11.64}, t) - expected[t]) < 2e-8);
  }
}

TEST_CASE("A27 P(alive in 10 weeks) of client 1516 (btyd test_estimation.py)") {
  const double p = ask(published, FourParameters{0.5534, 10.5802, 0.6061, 11.6562},
                       ClientQuantity::p_alive, {26, 30.86, 31}, {.horizon = 10});
  CHECK(std::abs(p - 0.8783) < 1e-4);
}

TEST_CASE("A28 A29 132 and 133 purchases in 200 weeks (lifetimes test_estimation.py)") {
  constexpr FourParameters kParameters{.55, 10.58, .61, 11.67};
  CHECK(relative_error(purchases(kParameters, {132, 200, 200}, 10), 6.2060517889632418) < 1e-12);
  CHECK(relative_error(purchases(kParameters, {133, 200, 200}, 10), 6.2528722475748113) < 1e-12);
}

TEST_CASE("A30 the likelihood of frequent buyers is finite (lifetimes test_estimation.py)") {
  constexpr FourParameters kParameters{10.465, 7.98565181e-03, 3.0516, 2.820};
  for (const OneClient& client : {OneClient{400, 5, 6}, {500, 1, 37}, {500, 4, 37}}) {
    CHECK(std::isfinite(ask(published, kParameters, ClientQuantity::log_likelihood, client)));
  }
}

TEST_CASE("A31 P(alive) of frequent buyers is a probability (CLVTools test_correctness_pnbd)") {
  constexpr FourParameters kParameters{.5143, 2.8845, .2856, 14.1087};
  for (const OneClient& client : {OneClient{221, 103.42857, 103.57143},
                                  {254, 97.14286, 97.28571},
                                  {161, 94.71429, 98},
                                  {204, 98.57143, 99.42857}}) {
    const double p = ask(published, kParameters, ClientQuantity::p_alive, client);
    CHECK(p >= 0.0);
    CHECK(p <= 1.0);
  }
}

TEST_CASE("A178 the log-density where pymc-marketing compares it with lifetimes' likelihood") {
  // lifetimes: -4.00694866; the digits from the integral over the time of death.
  const double log_density = ask(published, FourParameters{.55, 10.58, .61, 11.67},
                                 ClientQuantity::log_likelihood, {1, 1.5, 12});
  CHECK(relative_error(log_density, -4.0069486621891073887) < 1e-14);
}

TEST_CASE("discounted residual purchases (Fader, Hardie & Lee 2005, Counting, RFM and CLV)") {
  // Closed form in Tricomi's U, confirmed by quadrature to 12 digits.
  constexpr FourParameters kParameters{.553, 10.578, .606, 11.669};
  constexpr At kEndless{.horizon = std::numeric_limits<double>::infinity(), .discount = .0027};
  struct Row {
    double x, t_x, dert, p_alive;
  };
  for (const Row& row :
       {Row{0, 0, 0.181515897021, .1626324174}, Row{1, 30, 1.42625480669, .4550333711},
        Row{2, 30.43, 1.75806033953, .3411933394}, Row{4, 60, 7.32338983135, .7969518535},
        Row{7, 35, 0.892655022628, .05855739534}, Row{14, 70, 26.1721078745, .8910534478},
        Row{29, 76, 58.6015182681, .9824826208}}) {
    CAPTURE(row.x);
    const OneClient client{row.x, row.t_x, 77.86};
    const double dert =
        ask(published, kParameters, ClientQuantity::discounted_purchases, client, kEndless);
    CHECK(relative_error(dert, row.dert) < 5e-12);
    CHECK(relative_error(ask(published, kParameters, ClientQuantity::p_alive, client),
                         row.p_alive) < 1e-9);
  }
}
