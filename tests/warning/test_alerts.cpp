#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "warning/logs.hpp"
#include <tenure/alerts.hpp>
#include <tenure/privacy.hpp>

using namespace tenure;
using tenure::testing::row_of;
using tenure::testing::Rows;

namespace {

constexpr std::int32_t as_of = 19000;

FittedModel nbd() {
  return FittedModel::from_parameters("nbd", std::vector{1.0, 4.0}, TimeUnit::week);
}

/// A hundred clients with nothing to say, and whoever is added.
Rows quiet_base() {
  Rows rows;
  for (std::int64_t client = 1000; client < 1100; ++client) {
    const auto c = static_cast<std::int32_t>(client - 1000);
    rows.every(client, 20 + c % 7, as_of - 700 + c, as_of + 1);
  }
  return rows;
}

bool has_reason(const AlertResult& result, std::int64_t client, std::string_view signal) {
  const TextView signals = result.reasons.text("signal");
  for (std::size_t i = 0; i < result.reasons.rows(); ++i) {
    if (result.reasons.int64("client")[i] == client && signals[i] == signal) return true;
  }
  return false;
}

std::int64_t alerts_of(const AlertResult& result, std::string_view signal) {
  const TextView signals = result.signals.text("signal");
  for (std::size_t i = 0; i < result.signals.rows(); ++i) {
    if (signals[i] == signal) return result.signals.int64("alerts")[i];
  }
  return -1;
}

}  // namespace

TEST_CASE("a regular client who falls silent is alerted with the reasons in words and numbers") {
  const FittedModel model = nbd();
  const Portfolio portfolio = quiet_base().every(1, 10, as_of - 700, as_of - 120).portfolio(as_of);
  const AlertResult result = alerts(portfolio, {.purchases = &model});
  REQUIRE(result.alerts.rows() == 1);
  CHECK(result.alerts.int64("client")[0] == 1);
  CHECK(has_reason(result, 1, "slowdown"));
  CHECK(has_reason(result, 1, "overdue"));
  CHECK(has_reason(result, 1, "rate_drop"));
  CHECK(result.alerts.int64("signals")[0] == 3);
  CHECK(result.alerts.int64("silence")[0] == 130);
  const std::string words(result.alerts.text("reasons")[0]);
  CHECK(words.find("no purchase for 130 days") != std::string::npos);
  CHECK(words.find("0 purchases in the last 91 days, 33 in the 365 days before") !=
        std::string::npos);
  CHECK(result.clients == 101);
  CHECK(result.lapsed == 0);
}

TEST_CASE("the greatest value at stake comes first, and the caller may say it") {
  const FittedModel model = nbd();
  Rows rows = quiet_base().every(1, 10, as_of - 700, as_of - 120);
  for (std::int32_t day = as_of - 700; day < as_of - 120; day += 10) rows.add(2, day, 500);
  const Portfolio portfolio = rows.portfolio(as_of);
  const AlertResult result = alerts(portfolio, {.purchases = &model});
  REQUIRE(result.alerts.rows() == 2);
  CHECK(result.alerts.int64("client")[0] == 2);
  CHECK(result.alerts.float64("value_at_stake")[0] ==
        doctest::Approx(50 * result.alerts.float64("value_at_stake")[1]));
  std::vector<double> values(portfolio.clients(), 1);
  values[0] = 9;
  const AlertResult given = alerts(portfolio, {.purchases = &model, .values = values});
  CHECK(given.alerts.int64("client")[0] == 1);
  CHECK(given.alerts.float64("value_at_stake")[0] == 9);
}

TEST_CASE("smaller baskets and a category that went are found while the client still comes") {
  const FittedModel model = nbd();
  Rows rows = quiet_base();
  for (int i = 0; i < 60; ++i) {
    rows.add(1, as_of - 600 + 10 * i, i < 48 ? 60 : 60 - 3 * (i - 47), "food");
    rows.add(2, as_of - 600 + 10 * i, 20, i < 50 && i % 6 != 0 ? "wine" : "food");
  }
  const AlertResult result = alerts(rows.portfolio(as_of), {.purchases = &model});
  CHECK(has_reason(result, 1, "basket_trend"));
  CHECK_FALSE(has_reason(result, 1, "slowdown"));
  CHECK(has_reason(result, 2, "category_drop"));
  const std::string words(result.alerts.text("reasons")[row_of(result.alerts, 2)]);
  CHECK(words.find("in 0 % of his purchases, before in ") != std::string::npos);
}

TEST_CASE("who opted out of profiling, in the portfolio or in the record, is never looked at") {
  const FittedModel model = nbd();
  const Rows rows = quiet_base()
                        .every(1, 10, as_of - 700, as_of - 120)
                        .every(2, 10, as_of - 700, as_of - 120)
                        .every(3, 10, as_of - 700, as_of - 120);
  const std::int64_t out[] = {2};
  const std::uint8_t yes[] = {1};
  const Portfolio flagged = with_flags(
      rows.portfolio(as_of), {.clients = std::span<const std::int64_t>(out), .no_profiling = yes});
  RecordBuilder builder(rows.portfolio(as_of));
  const std::int64_t out_there[] = {3};
  RecordArrays of_clients;
  of_clients.clients = std::span<const std::int64_t>(out_there);
  of_clients.fields = {{"no_profiling", std::span<const std::uint8_t>(yes)}};
  builder.read(RecordTable::clients, of_clients);
  const Record record = builder.build();
  const AlertResult result = alerts(flagged, {.purchases = &model, .record = &record});
  REQUIRE(result.alerts.rows() == 1);
  CHECK(result.alerts.int64("client")[0] == 1);
  CHECK(result.alerts.excluded_clients() == 2);
  CHECK(result.reasons.excluded_clients() == 2);
}

TEST_CASE("a client lost for years is no alert but counted as lapsed") {
  const FittedModel model = nbd();
  const AlertResult result =
      alerts(quiet_base().every(1, 10, as_of - 3000, as_of - 1500).portfolio(as_of),
             {.purchases = &model});
  CHECK(result.alerts.rows() == 0);
  CHECK(result.lapsed == 1);
}

TEST_CASE("alerts of an earlier date know nothing of what came after") {
  const FittedModel model = nbd();
  const Rows all = quiet_base().every(1, 10, as_of - 700, as_of - 120).add(1, as_of - 5);
  const Portfolio then = all.between(0, as_of - 10).portfolio(as_of - 10);
  const AlertResult late = alerts(then, {.purchases = &model});
  const AlertResult back =
      alerts(all.portfolio(as_of), {.date = Day{as_of - 10}, .purchases = &model});
  REQUIRE(back.alerts.rows() == late.alerts.rows());
  for (std::size_t i = 0; i < late.alerts.rows(); ++i) {
    CHECK(back.alerts.text("reasons")[i] == late.alerts.text("reasons")[i]);
  }
}

TEST_CASE("METHODS 20.6: a BG/NBD, for which no one-time buyer leaves, alerts as an NBD does") {
  // P(alive) = 1 of one-time buyers silences alerts that rest on it.
  const FittedModel nothing_lost = nbd();
  const FittedModel all_lost =
      FittedModel::from_parameters("bg_nbd", std::vector{1.0, 4.0, 1.0, 1.0}, TimeUnit::week);
  const Portfolio portfolio =
      quiet_base().every(1, 10, as_of - 700, as_of - 120).add(2, as_of - 400).portfolio(as_of);
  const AlertResult a = alerts(portfolio, {.purchases = &nothing_lost, .false_alarms = 2000});
  const AlertResult b = alerts(portfolio, {.purchases = &all_lost, .false_alarms = 2000});
  CHECK(has_reason(a, 2, "slowdown"));
  CHECK(has_reason(b, 2, "slowdown"));
  CHECK(a.alerts.rows() == b.alerts.rows());
}

TEST_CASE("without a model a Pareto/NBD is fitted; without amounts the value is in purchases") {
  const Rows rows = quiet_base().every(1, 10, as_of - 700, as_of - 120);
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(rows.clients);
  log.days = rows.days;
  ImportOptions options;
  options.observed_until = Day{as_of};
  const Portfolio portfolio = Portfolio::from_arrays(log, options);
  const AlertResult fitted = alerts(portfolio);
  CHECK(has_reason(fitted, 1, "rate_drop"));
  CHECK(alerts_of(fitted, "basket_trend") == 0);
  const FittedModel model = nbd();
  const AlertResult result = alerts(portfolio, {.purchases = &model});
  CHECK(result.alerts.float64("value_at_stake")[row_of(result.alerts, 1)] ==
        doctest::Approx(36.5).epsilon(0.05));
}

TEST_CASE("Benjamini and Yekutieli's adjustment alerts no more than Benjamini and Hochberg's") {
  const FittedModel model = nbd();
  const Portfolio portfolio = quiet_base().every(1, 10, as_of - 700, as_of - 40).portfolio(as_of);
  const AlertResult bh = alerts(portfolio, {.purchases = &model});
  const AlertResult by =
      alerts(portfolio, {.purchases = &model, .method = FalseDiscovery::benjamini_yekutieli});
  for (const char* signal : {"overdue", "rate_drop"}) {
    CHECK(alerts_of(by, signal) <= alerts_of(bh, signal));
  }
}

TEST_CASE("options out of range are refused by name") {
  const FittedModel model = nbd();
  const Portfolio portfolio = quiet_base().portfolio(as_of);
  const auto refused = [&](AlertOptions options) {
    options.purchases = &model;
    return refused_argument([&] { (void)alerts(portfolio, options); });
  };
  CHECK(refused({.false_alarms = 0}) == "false_alarms");
  CHECK(refused({.overdue_alarms = -1}) == "overdue_alarms");
  CHECK(refused({.slowdown = 1}) == "slowdown");
  CHECK(refused({.regularity = -1}) == "regularity");
  CHECK(refused({.recent = 0}) == "recent");
  CHECK(refused({.baskets = 3}) == "baskets");
  CHECK(refused({.false_discovery = 2}) == "false_discovery");
  CHECK(refused({.level = 1}) == "level");
  const std::vector<double> two{1, 2};
  CHECK(refused({.values = two}) == "values");
}
