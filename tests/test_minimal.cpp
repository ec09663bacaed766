/// The whole pipeline on eight clients, every number of which can be checked by hand.
///
/// January 2024, counted in days; the shop is observed until the 31st.
///
///     client   buys on         x   t_x    T    mean of repeats
///     amy      1, 11           1    10   30    30
///     bob      1               0     0   30
///     cat      1, 31           1    30   30    30
///     dan      21, twice       0     0   10
///     eve      1, 11           1    10   30    50 less a return of 20 = 30
///     fay      31              0     0    0
///     gus      1, 11, 21       2    20   30    (40 + 20) / 2 = 30
///     hal      11, 21          1    10   20    0 (given away)
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "tenure/tenure.hpp"

using namespace tenure;

namespace {

Portfolio read_log() {
  struct Line {
    const char* client;
    int day;
    double amount;
  };
  PortfolioBuilder builder;
  for (const Line& line :
       {Line{"amy", 1, 20}, Line{"amy", 11, 30}, Line{"bob", 1, 15}, Line{"cat", 1, 25},
        Line{"cat", 31, 30}, Line{"dan", 21, 10}, Line{"dan", 21, 12}, Line{"eve", 1, 20},
        Line{"eve", 11, 50}, Line{"eve", 12, -20}, Line{"fay", 31, 99}, Line{"gus", 1, 10},
        Line{"gus", 11, 40}, Line{"gus", 21, 20}, Line{"hal", 11, 5}, Line{"hal", 21, 0},
        Line{"", 15, 7}}) {
    PortfolioBuilder::Row row;
    if (*line.client != '\0') row.client = std::string_view(line.client);
    row.day = Day::from_date(2024, 1, line.day);
    row.amount = line.amount;
    builder.push(row);
  }
  return builder.build();
}

Summary summary_of_log() { return Summary::from_portfolio(read_log(), {TimeUnit::day, {}, {}}); }

/// Clients are in the order of their names.
enum Client : std::size_t { amy, bob, cat, dan, eve, fay, gus, hal, clients };

/// Pareto/NBD with r = 1, s = 2 and alpha = beta = 10 days: where alpha equals beta no special
/// function is left in its formulas.
FittedModel purchase_model() {
  return FittedModel::from_parameters("pareto_nbd", std::vector<double>{1, 10, 2, 10},
                                      TimeUnit::day);
}

/// Gamma-Gamma with p = 2, q = 3, v = 20.
FittedModel spend_model() {
  return FittedModel::from_parameters("gamma_gamma", std::vector<double>{2, 3, 20}, TimeUnit::day);
}

/// P(alive) = 1 / (1 + s / (r + s + x) (((10 + T) / (10 + t_x))^(r + s + x) - 1)).
constexpr double p_alive[clients] = {
    2.0 / 17,       // amy: (40 / 20)^4 = 16,         1 / (1 + 2/4 * 15)
    1.0 / 43,       // bob: (40 / 10)^3 = 64,         1 / (1 + 2/3 * 63)
    1,              // cat bought on the last day
    3.0 / 17,       // dan: (20 / 10)^3 = 8,          1 / (1 + 2/3 * 7)
    2.0 / 17,       // eve as amy: a return is no purchase
    1,              // fay came on the last day
    1215.0 / 2777,  // gus: (40 / 30)^5 = 1024 / 243, 1 / (1 + 2/5 * 781/243)
    32.0 / 97       // hal: (30 / 20)^4 = 81 / 16,    1 / (1 + 2/4 * 65/16)
};

/// E[purchases in the next 40 days] = P(alive) (r + x) 40 / (10 + T + 40), since s = 2.
constexpr double expected_purchases[clients] = {
    p_alive[amy] * 2 * 40 / 80, p_alive[bob] * 1 * 40 / 80, p_alive[cat] * 2 * 40 / 80,
    p_alive[dan] * 1 * 40 / 60, p_alive[eve] * 2 * 40 / 80, p_alive[fay] * 1 * 40 / 50,
    p_alive[gus] * 3 * 40 / 80, p_alive[hal] * 2 * 40 / 70};

/// E[value of a purchase] = (v + x m) p / (p x + q - 1).
constexpr double expected_spend[clients] = {
    50.0 * 2 / 4,  // amy: (20 + 30) 2 / (2 + 2)
    20.0 * 2 / 2,  // bob: what everybody is worth, p v / (q - 1)
    50.0 * 2 / 4, 20.0 * 2 / 2, 50.0 * 2 / 4, 20.0 * 2 / 2,
    80.0 * 2 / 6,  // gus: (20 + 2 * 30) 2 / (4 + 2)
    20.0 * 2 / 4   // hal: what he got for nothing counts as nothing
};

doctest::Approx about(double value) { return doctest::Approx(value).epsilon(1e-12); }

}  // namespace

TEST_CASE("17 rows become 8 clients, and none is lost in silence") {
  const Portfolio portfolio = read_log();
  const ImportReport& report = portfolio.report();
  CHECK(report.rows_read == 17);
  CHECK(report.kept == 15);   // 14 purchases and a return
  CHECK(report.merged == 1);  // dan's second row
  CHECK(report.rows_dropped() == 1);
  CHECK(report.dropped[0].reason == "guest");
  CHECK(report.dropped[0].first_row == 16);
  CHECK(report.returns_recorded == 1);
  CHECK(portfolio.clients() == clients);
  CHECK(portfolio.purchases() == 14);
  CHECK(portfolio.observed_until() == Day::from_date(2024, 1, 31));
}

TEST_CASE("a client is his repeats, his recency, his age and his mean spend") {
  const Summary summary = summary_of_log();
  REQUIRE(summary.size() == clients);
  const double x[] = {1, 0, 1, 0, 1, 0, 2, 1};
  const double t_x[] = {10, 0, 30, 0, 10, 0, 20, 10};
  const double T[] = {30, 30, 30, 10, 30, 0, 30, 20};
  const double mean[] = {30, 0, 30, 0, 30, 0, 30, 0};
  const double spend[] = {50, 15, 55, 22, 50, 99, 70, 5};
  for (std::size_t i = 0; i < clients; ++i) {
    CAPTURE(i);
    CHECK(summary.frequency()[i] == x[i]);
    CHECK(summary.recency()[i] == t_x[i]);
    CHECK(summary.age()[i] == T[i]);
    CHECK(summary.mean_spend()[i] == mean[i]);
    CHECK(summary.spend()[i] == spend[i]);
  }
  CHECK(summary.log_interpurchase()[gus] == about(2 * std::log(10.0)));
}

TEST_CASE("calibration and holdout: the same log, cut after the 20th") {
  const Summary summary =
      Summary::from_portfolio(read_log(), {TimeUnit::day, {}, Day::from_date(2024, 1, 20)});
  CHECK(summary.size() == 6);              // amy, bob, cat, eve, gus, hal
  CHECK(summary.clients_left_out() == 2);  // dan and fay came later
  CHECK(summary.holdout_length() == 11);
  CHECK(summary.holdout_frequency()[2] == 1);  // cat, on the 31st
  CHECK(summary.holdout_spend()[2] == 30);
  CHECK(summary.holdout_frequency()[0] == 0);  // amy
  CHECK(summary.spend()[3] == 50);             // eve's return was known by then
}

TEST_CASE("what a model says of each client") {
  const Summary summary = summary_of_log();
  const Histories histories = summary.histories();
  const std::vector<double> alive = purchase_model().p_alive(histories);
  const std::vector<double> expected = purchase_model().expected_purchases(histories, 40);
  const Values spend = spend_model().expected_spend(histories);
  for (std::size_t i = 0; i < clients; ++i) {
    CAPTURE(i);
    CHECK(alive[i] == about(p_alive[i]));
    CHECK(expected[i] == about(expected_purchases[i]));
    CHECK(spend.value[i] == about(expected_spend[i]));
  }
  CHECK(spend_model().population_spend().value() == about(20));
}

TEST_CASE("what each client is worth: purchases x spend x margin") {
  ClvOptions options;
  options.horizon = 40;
  options.discount = DiscountRate::effective(0, TimeUnit::year);
  options.margin = 0.5;
  const ClvResult result = clv(purchase_model(), spend_model(), summary_of_log(), options);
  double total = 0;
  for (std::size_t i = 0; i < clients; ++i) {
    CAPTURE(i);
    const double worth = expected_purchases[i] * expected_spend[i] * 0.5;
    CHECK(result.clients.float64("clv")[i] == about(worth));
    CHECK(result.clients.float64("clv_if_alive")[i] == about(worth / p_alive[i]));
    total += worth;
  }
  CHECK(result.total == about(total));
  CHECK(result.clients.float64("clv")[amy] == about(25.0 / 17));
}

TEST_CASE("who is leaving: alive now, gone 40 days on") {
  // A client alive at age T is still one 40 days on with probability ((10 + T) / (50 + T))^2.
  const AttritionResult result = attrition(purchase_model(), summary_of_log(), {40});
  const auto leaving = result.clients.float64("p_leaving");
  CHECK(leaving[amy] == about(2.0 / 17 * (1 - 1.0 / 4)));
  CHECK(leaving[cat] == about(1 - 1.0 / 4));
  CHECK(leaving[fay] == about(1 - 1.0 / 25));
  CHECK(result.clients.float64("p_lost")[bob] == about(42.0 / 43));
  double alive = 0;
  for (const double p : p_alive) alive += p;
  CHECK(result.expected_alive == about(alive));
  CHECK(result.expected_lost == about(8 - alive));
}

TEST_CASE("scores: recency in days, purchases, spend") {
  const RfmResult result = rfm(summary_of_log());
  CHECK(result.clients.rows() == clients);
  const auto recency = result.clients.int64("recency_days");
  CHECK(recency[amy] == 20);
  CHECK(recency[cat] == 0);
  CHECK(result.clients.int64("purchases")[gus] == 3);
  CHECK(result.clients.float64("monetary")[fay] == 99);
}

TEST_CASE("how much to spend on keeping a client: never the ceiling alone") {
  // Risk 0.4 of losing 1000; efforts save at most half of those who leave, 0.5 (1 - exp(-0.02 x)).
  const RetentionLimits limits = retention_limits(0.4, 1000, {0.5, 0.02});
  CHECK(limits.ceiling == about(200));                   // 0.4 * 1000 * 0.5
  CHECK(limits.optimum == about(50 * std::log(4.0)));    // exp(-0.02 x) = 1 / 4
  CHECK(limits.saved == about(0.375));                   // 0.5 * 3/4
  CHECK(limits.net == about(150 - 50 * std::log(4.0)));  // 0.375 * 0.4 * 1000 less the cost
}
