/// What the made-up shop tells beside its log agrees with the truth it tells.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "shop/default_shop.hpp"
#include <tenure/shop.hpp>

using namespace tenure;

namespace {

std::map<std::string, double> truth(const char* column) {
  std::map<std::string, double> values;
  const auto clients = default_shop().truth.text("client");
  for (std::size_t i = 0; i < clients.size(); ++i) {
    values[std::string(clients[i])] = default_shop().truth.float64(column)[i];
  }
  return values;
}

bool is_there(const Table& table, const char* column, std::size_t row) {
  const auto validity = table.validity(table.at(column));
  return validity.empty() || validity[row] != 0;
}

}  // namespace

TEST_CASE("clients join from the first day to the last, unless they are asked not to") {
  const auto acquired = default_shop().clients.day("acquired");
  REQUIRE(acquired.size() == 1500);
  const ShopOptions options;
  const double days = (options.observed_until - options.opened).count;
  double late = 0;
  for (const std::int32_t day : acquired) late += day > options.opened.since_epoch + 2 * days / 3;
  CHECK(std::abs(late - 500) < 4 * std::sqrt(1500 * 2.0 / 9.0));
  const Shop early = simulate_shop({.joining = Days{30}});
  for (const std::int32_t day : early.clients.day("acquired")) {
    REQUIRE(day < options.opened.since_epoch + 30);
  }
}

TEST_CASE("complaints come as often as their probabilities say, and most are resolved") {
  const auto probability = truth("complaint_probability");
  double expected = 0, variance = 0, complaints = 0, resolutions = 0;
  const Table& log = default_shop().log;
  for (std::size_t i = 0; i < log.rows(); ++i) {
    if (!is_there(log, "client", i) || log.float64("amount")[i] <= 0) continue;
    const double p = probability.at(std::string(log.text("client")[i]));
    expected += p;
    variance += p * (1 - p);
  }
  const TextView nature = default_shop().contacts.text("nature");
  for (std::size_t i = 0; i < nature.size(); ++i) {
    complaints += nature[i] == "complaint";
    resolutions += nature[i] == "resolution";
  }
  // Those of the last days come after the end of observation.
  CHECK(complaints <= expected + 4 * std::sqrt(variance));
  CHECK(complaints >= 0.97 * expected - 4 * std::sqrt(variance));
  CHECK(resolutions / complaints == doctest::Approx(0.8).epsilon(0.08));
}

TEST_CASE("visits come at the true rates while a client is one") {
  const auto rate = truth("visit_rate");
  const auto joined = default_shop().clients.day("acquired");
  double expected = 0, visits = 0;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const std::int32_t left = is_there(default_shop().truth, "left_on", i)
                                  ? default_shop().truth.day("left_on")[i]
                                  : ShopOptions().observed_until.since_epoch;
    expected +=
        rate.at(std::string(default_shop().clients.text("client")[i])) * (left - joined[i]) / 7.0;
  }
  const TextView nature = default_shop().contacts.text("nature");
  for (std::size_t i = 0; i < nature.size(); ++i) visits += nature[i] == "visit";
  CHECK(std::abs(visits - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("invoices that fell due long ago are unpaid as often as their probabilities say") {
  const auto probability = truth("default_probability");
  const Table& invoices = default_shop().invoices;
  double expected = 0, variance = 0, unpaid = 0;
  const std::int32_t long_ago = ShopOptions().observed_until.since_epoch - 200;
  for (std::size_t i = 0; i < invoices.rows(); ++i) {
    REQUIRE(invoices.float64("amount")[i] > 0);
    REQUIRE(invoices.day("due")[i] == invoices.day("issued")[i] + 30);
    if (invoices.day("due")[i] > long_ago) continue;
    const double p = probability.at(std::string(invoices.text("client")[i]));
    expected += p;
    variance += p * (1 - p);
    unpaid += !is_there(invoices, "paid", i);
  }
  REQUIRE(expected > 10);
  CHECK(std::abs(unpaid - expected) < 4 * std::sqrt(variance));
}

TEST_CASE("contracts end on an anniversary, as often as their probabilities say") {
  const auto probability = truth("renewal_probability");
  const Table& contracts = default_shop().contracts;
  REQUIRE(contracts.rows() > 100);
  double expected = 0, variance = 0, renewed = 0;
  for (std::size_t i = 0; i < contracts.rows(); ++i) {
    const bool has_ended = is_there(contracts, "end", i);
    const std::int32_t until =
        has_ended ? contracts.day("end")[i] : ShopOptions().observed_until.since_epoch;
    const std::int32_t length = until - contracts.day("start")[i] + 1;
    if (has_ended) REQUIRE(length % 365 == 0);
    const double p = probability.at(std::string(contracts.text("client")[i]));
    const int decisions = length / 365;
    expected += decisions * p;
    variance += decisions * p * (1 - p);
    renewed += decisions - (has_ended ? 1 : 0);
  }
  CHECK(std::abs(renewed - expected) < 4 * std::sqrt(variance));
}

TEST_CASE("every row of every table is of one of the clients, and some opt out") {
  double opted_out = 0;
  for (const std::uint8_t asked :
       default_shop().clients.boolean(default_shop().clients.at("no_profiling"))) {
    opted_out += asked;
  }
  CHECK(std::abs(opted_out - 30) < 4 * std::sqrt(30.0));
  const auto known = truth("mean_spend");
  for (const Table* table : {&default_shop().clients, &default_shop().contacts,
                             &default_shop().invoices, &default_shop().contracts}) {
    const TextView clients = table->text("client");
    for (std::size_t i = 0; i < clients.size(); ++i) {
      REQUIRE(known.contains(std::string(clients[i])));
    }
  }
}
