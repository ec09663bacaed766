#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "shop/default_shop.hpp"
#include <tenure/error.hpp>
#include <tenure/shop.hpp>

using namespace tenure;

namespace {

/// What the log shows of one client: first day, days of purchase, mean amount of an order.
struct Seen {
  std::int32_t first_day = 0;
  std::set<std::string> orders;
  double spent = 0;
};

/// Clients by id; guests and returns are left out.
std::map<std::string, Seen> seen_in(const Table& log) {
  std::map<std::string, Seen> clients;
  const auto known = log.validity(log.at("client"));
  for (std::size_t i = 0; i < log.rows(); ++i) {
    if (known[i] == 0 || log.float64("amount")[i] < 0) continue;
    auto [entry, is_new] = clients.try_emplace(std::string(log.text("client")[i]));
    if (is_new) entry->second.first_day = log.day("date")[i];
    entry->second.orders.emplace(log.text("order_id")[i]);
    entry->second.spent += log.float64("amount")[i];
  }
  return clients;
}

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / double(values.size());
}

}  // namespace

TEST_CASE("the log is as a till exports it") {
  const Table& log = default_shop().log;
  CHECK(std::ranges::is_sorted(log.day("date")));
  std::size_t returns = 0, guests = 0, second_rows = 0;
  const auto known = log.validity(log.at("client"));
  for (std::size_t i = 0; i < log.rows(); ++i) {
    const double amount = log.float64("amount")[i], cost = log.float64("cost")[i];
    REQUIRE(amount != 0);
    REQUIRE(std::abs(amount * 100 - std::round(amount * 100)) < 1e-6);
    REQUIRE(std::abs(cost) <= std::abs(amount) + 0.005);
    REQUIRE((amount < 0) == (log.int64("quantity")[i] < 0));
    REQUIRE((known[i] == 0) == log.text("client")[i].empty());
    returns += amount < 0;
    guests += known[i] == 0;
    if (i > 0) second_rows += log.text("order_id")[i] == log.text("order_id")[i - 1];
  }
  const double rows = double(log.rows());
  CHECK(double(returns) / rows == doctest::Approx(0.03).epsilon(0.15));
  CHECK(double(guests) / rows == doctest::Approx(0.03).epsilon(0.15));
  CHECK(double(second_rows) / rows == doctest::Approx(0.05).epsilon(0.15));
  CHECK(log.day("date").front() >= Day::from_date(2021, 1, 1).since_epoch);
  CHECK(log.day("date").back() <= Day::from_date(2023, 12, 31).since_epoch);
}

TEST_CASE("clients are drawn from the Pareto/NBD and Gamma-Gamma that the options ask for") {
  const ShopOptions options;
  const Table& truth = default_shop().truth;
  REQUIRE(truth.rows() == 1500);
  const double clients = double(truth.rows());
  const double mean_rate = options.r / options.alpha;
  CHECK(std::abs(mean_of(truth.float64("purchase_rate")) - mean_rate) <
        4 * mean_rate / std::sqrt(options.r * clients));
  CHECK(std::abs(mean_of(truth.float64("leaving_rate")) - options.s / options.beta) <
        4 * options.s / options.beta / std::sqrt(options.s * clients));
  // p v / (q - 1) = 60; the variance of p / nu is finite for q > 2: 60^2 / (q - 2).
  CHECK(std::abs(mean_of(truth.float64("mean_spend")) - 60) < 4 * 60 / std::sqrt(2 * clients));

  double expected = 0, variance = 0, still = 0;
  const auto seen = seen_in(default_shop().log);
  for (std::size_t i = 0; i < truth.rows(); ++i) {
    const auto& client = seen.at(std::string(truth.text("client")[i]));
    const double age = (options.observed_until.since_epoch - client.first_day) / 7.0;
    const double p = std::pow(options.beta / (options.beta + age), options.s);
    expected += p;
    variance += p * (1 - p);
    still += truth.boolean(truth.at("is_client"))[i];
  }
  CHECK(std::abs(still - expected) < 4 * std::sqrt(variance));
}

TEST_CASE("clients buy at their true rate until the day they leave, and spend their true mean") {
  const ShopOptions options;
  const Table& truth = default_shop().truth;
  const auto left = truth.validity(truth.at("left_on"));
  const auto seen = seen_in(default_shop().log);
  REQUIRE(seen.size() == truth.rows());
  double repeats = 0, expected_repeats = 0, surprise = 0, orders = 0;
  for (std::size_t i = 0; i < truth.rows(); ++i) {
    const auto& client = seen.at(std::string(truth.text("client")[i]));
    const std::int32_t end =
        left[i] == 1 ? truth.day("left_on")[i] : options.observed_until.since_epoch;
    repeats += double(client.orders.size()) - 1;
    expected_repeats += truth.float64("purchase_rate")[i] * (end - client.first_day) / 7.0;
    // Amounts are Gamma(p, .) around the client's mean: relative variance 1 / p.
    const double count = double(client.orders.size());
    surprise += client.spent / truth.float64("mean_spend")[i] - count;
    orders += count;
    CHECK((left[i] == 1) != (truth.boolean(truth.at("is_client"))[i] == 1));
  }
  CHECK(std::abs(repeats - expected_repeats) < 4 * std::sqrt(expected_repeats));
  CHECK(std::abs(surprise) < 4 * std::sqrt(orders / options.p));
}

TEST_CASE("what is left after cost is the margin on average, and differs by category") {
  const Table& log = default_shop().log;
  std::map<std::string, std::pair<double, double>> by_category;  // amount, cost
  double amount = 0, cost = 0;
  for (std::size_t i = 0; i < log.rows(); ++i) {
    auto& [category_amount, category_cost] = by_category[std::string(log.text("category")[i])];
    category_amount += log.float64("amount")[i];
    category_cost += log.float64("cost")[i];
    amount += log.float64("amount")[i];
    cost += log.float64("cost")[i];
  }
  CHECK(1 - cost / amount == doctest::Approx(0.4).epsilon(0.03));
  CHECK(by_category.size() == 5);
  const auto margin = [&](const char* category) {
    return 1 - by_category[category].second / by_category[category].first;
  };
  CHECK(margin("home") == doctest::Approx(0.56).epsilon(0.02));
  CHECK(margin("toys") == doctest::Approx(0.24).epsilon(0.04));
}

TEST_CASE("the seed decides everything, client by client") {
  const Shop small = simulate_shop({.clients = 20});
  const Shop again = simulate_shop({.clients = 20});
  CHECK(small.log.text("order_id").bytes == again.log.text("order_id").bytes);
  CHECK(std::ranges::equal(small.log.float64("amount"), again.log.float64("amount")));
  const Shop larger = simulate_shop({.clients = 40});
  CHECK(std::ranges::equal(small.truth.float64("mean_spend"),
                           larger.truth.float64("mean_spend").first(20)));
  const Shop other = simulate_shop({.clients = 20, .seed = 1});
  CHECK_FALSE(
      std::ranges::equal(small.truth.float64("mean_spend"), other.truth.float64("mean_spend")));
}

// Recorded from this simulation: a change of these numbers changes every user's bundled shop.
TEST_CASE("the bundled shop is the same on every machine") {
  const Table& log = default_shop().log;
  double sum = 0;
  for (const double amount : log.float64("amount")) sum += amount;
  CHECK(log.rows() == 10467);
  CHECK(std::round(sum * 100) == 55548916);
  CHECK(log.text("client")[0] == "C00290");
  CHECK(log.float64("amount")[0] == 62.53);
}

TEST_CASE("no client, no log; nonsense is refused by name") {
  CHECK(simulate_shop({.clients = 0}).log.rows() == 0);
  const auto argument = [](const ShopOptions& options) -> std::string {
    try {
      (void)simulate_shop(options);
    } catch (const Error& error) {
      CHECK(error.status() == Status::invalid_argument);
      return error.argument();
    }
    return "accepted";
  };
  CHECK(argument({.clients = -1}) == "clients");
  CHECK(argument({.observed_until = Day{0}}) == "observed_until");
  CHECK(argument({.joining = Days{-1}}) == "joining");
  CHECK(argument({.joining = Days{20'000}}) == "joining");
  CHECK(argument({.r = 0}) == "r");
  CHECK(argument({.alpha = 1e-9}) == "alpha");
  CHECK(argument({.beta = 5e-324}) == "beta");
  CHECK(argument({.q = 1}) == "q");
  CHECK(argument({.margin = 1}) == "margin");
}
