// The whole path on the made-up shop: what the analysis says beside what is true.
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/attrition.hpp>
#include <tenure/cycles.hpp>
#include <tenure/evaluation.hpp>
#include <tenure/model.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/segments.hpp>
#include <tenure/shop.hpp>
#include <tenure/value.hpp>

using namespace tenure;

namespace {

struct Analysis {
  Shop shop = simulate_shop();
  Portfolio portfolio = read(shop.log);
  Summary summary = Summary::from_portfolio(portfolio);
  FittedModel purchases = FittedModel::fit("pareto_nbd", summary);
  FittedModel spend = FittedModel::fit("gamma_gamma", summary);

  static Portfolio read(const Table& log) {
    ImportOptions options;
    options.observed_until = Day::from_date(2023, 12, 31);
    PortfolioBuilder builder(options);
    const auto known = log.validity(log.at("client"));
    for (std::size_t i = 0; i < log.rows(); ++i) {
      PortfolioBuilder::Row row;
      if (known[i] == 1) row.client = log.text("client")[i];
      row.day = Day{log.day("date")[i]};
      row.amount = log.float64("amount")[i];
      row.cost = log.float64("cost")[i];
      row.order_id = log.text("order_id")[i];
      builder.push(row);
    }
    return builder.build();
  }
};

const Analysis& analysis() {
  static const Analysis result;
  return result;
}

}  // namespace

TEST_CASE("every row of the log is accounted for") {
  const ImportReport& report = analysis().portfolio.report();
  CHECK(report.rows_read == std::int64_t(analysis().shop.log.rows()));
  CHECK(report.rows_read == report.kept + report.merged + report.rows_dropped());
  CHECK(report.clients == 1500);
  REQUIRE(report.dropped.size() == 1);
  CHECK(report.dropped[0].reason == "guest");
  CHECK(report.merged > 0);
  CHECK(report.returns_recorded > 0);
}

TEST_CASE("the parameters of purchasing are found within three standard errors") {
  const FitResult& fit = analysis().purchases.result();
  const ShopOptions truth;
  const std::vector<double> expected{truth.r, truth.alpha, truth.s, truth.beta};
  REQUIRE(fit.standard_errors.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(std::abs(fit.parameters[i] - expected[i]) < 3 * fit.standard_errors[i]);
  }
}

// Returns are taken off the purchases before them, so that amounts vary more than the till's.
TEST_CASE("mean spend, margin and rhythm are those of the shop") {
  const auto& [shop, portfolio, summary, purchases, spend] = analysis();
  REQUIRE(spend.population_spend().has_value());
  CHECK(*spend.population_spend() == doctest::Approx(60).epsilon(0.05));
  REQUIRE(observed_margin(summary).has_value());
  CHECK(*observed_margin(summary) == doctest::Approx(0.4).epsilon(0.02));
  const CycleResult rhythm = cycles(purchases, summary);
  CHECK(rhythm.regularity == doctest::Approx(1).epsilon(0.2));  // days are coarse for the fastest
  CHECK(rhythm.clients_used > 500);
  const auto next = rhythm.clients.day("next_purchase");
  const auto has_next = rhythm.clients.validity(rhythm.clients.at("next_purchase"));
  for (std::size_t i = 0; i < next.size(); ++i) {
    if (has_next.empty() || has_next[i] == 1) CHECK(Day{next[i]} > portfolio.observed_until());
  }
}

TEST_CASE("as many are alive as the model says, and mostly those whom it says") {
  const auto& [shop, portfolio, summary, purchases, spend] = analysis();
  const AttritionResult result = attrition(purchases, summary, {.horizon = 13});
  const auto p_alive = result.clients.float64("p_alive");
  const auto is_client = shop.truth.boolean(shop.truth.at("is_client"));
  double clients = 0, variance = 0, certain = 0, certain_and_right = 0;
  for (std::size_t i = 0; i < p_alive.size(); ++i) {
    REQUIRE(result.clients.text("client")[i] == shop.truth.text("client")[i]);
    clients += is_client[i];
    variance += p_alive[i] * (1 - p_alive[i]);
    if (p_alive[i] > 0.1 && p_alive[i] < 0.9) continue;
    ++certain;
    certain_and_right += (p_alive[i] > 0.5) == (is_client[i] == 1);
  }
  CHECK(std::abs(result.expected_alive - clients) < 4 * std::sqrt(variance));
  CHECK(certain > 750);  // of those who joined lately little is certain
  CHECK(certain_and_right / certain > 0.95);
}

TEST_CASE("the third year is predicted better than by each client's past rate") {
  const Summary two_years = Summary::from_portfolio(
      analysis().portfolio,
      {.observed_until = {}, .calibration_end = Day::from_date(2022, 12, 31)});
  const Table errors = holdout_errors(FittedModel::fit("pareto_nbd", two_years), two_years);
  REQUIRE(errors.rows() == 3);
  CHECK(errors.float64("predicted")[0] ==
        doctest::Approx(errors.float64("actual")[0]).epsilon(0.15));
  CHECK(errors.float64("mae")[0] < errors.float64("mae")[1]);
  CHECK(errors.float64("rmse")[0] < errors.float64("rmse")[1]);
  CHECK(errors.float64("rmse")[0] < errors.float64("rmse")[2]);
  CHECK(errors.float64("top_decile_share")[0] > 0.5);
  CHECK(errors.float64("top_decile_share")[2] == doctest::Approx(0.1));
}

TEST_CASE("champions are worth more than the lost") {
  const auto& [shop, portfolio, summary, purchases, spend] = analysis();
  const RfmResult segments = rfm(summary);
  const ClvResult value = clv(purchases, spend, summary, {.margin = 0.4});
  CHECK(value.not_valued == 0);
  double champions = 0, champions_worth = 0, lost = 0, lost_worth = 0;
  for (std::size_t i = 0; i < summary.size(); ++i) {
    const std::string_view name = segments.clients.text("segment")[i];
    champions += name == "Champions";
    lost += name == "Lost";
    champions_worth += name == "Champions" ? value.clients.float64("clv")[i] : 0;
    lost_worth += name == "Lost" ? value.clients.float64("clv")[i] : 0;
  }
  REQUIRE(champions > 0);
  REQUIRE(lost > 0);
  CHECK(champions_worth / champions > 20 * lost_worth / lost);
}
