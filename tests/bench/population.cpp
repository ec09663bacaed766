#include "population.hpp"

#include <cmath>
#include <cstddef>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

#include "math/random.hpp"

namespace tenure::bench {
namespace {

constexpr std::int32_t kDays = 730;
constexpr std::int32_t kOpened = 18'628;  // 2021-01-01
constexpr std::uint64_t kSeed = 1;

/// What has been made of one size.
struct Made {
  std::int64_t clients = 0, purchases = 0;
  std::optional<Population> population;
  std::optional<Portfolio> portfolio;
  std::optional<Summary> summary;
  std::vector<std::string> names;
};

Made& made(std::int64_t clients, std::int64_t purchases) {
  static Made last;
  if (last.clients != clients || last.purchases != purchases) {
    last = Made();
    last.clients = clients;
    last.purchases = purchases;
  }
  return last;
}

/// Half of the clients have left after two years; alpha gives the wanted mean of purchases.
FittedModel shoppers(double repeats) {
  const double times[] = {kDays / 2.0};
  double parameters[] = {0.8, 10.0, 0.6, 150.0};
  const auto of = [&] {
    return FittedModel::from_parameters("pareto_nbd", parameters, TimeUnit::day);
  };
  parameters[1] *= of().expected_purchases_new(times).front() / repeats;
  return of();
}

template <typename T>
void shuffle(std::vector<T>& column, const std::vector<std::uint32_t>& order) {
  std::vector<T> result(column.size());
  for (std::size_t i = 0; i < order.size(); ++i) result[i] = column[order[i]];
  column = std::move(result);
}

Population drawn(std::int64_t clients, std::int64_t purchases) {
  math::RandomStream random(kSeed, 0);
  std::vector<std::int32_t> joined;
  std::vector<double> ages;
  for (std::int64_t i = 0; i < clients; ++i) {
    joined.push_back(static_cast<std::int32_t>(random.uniform() * kDays));
    ages.push_back(kDays - joined.back());
  }
  const double repeats = static_cast<double>(purchases) / static_cast<double>(clients) - 1.0;
  SimulatedPurchases later = shoppers(repeats).simulate(ages, kSeed);
  Population result;
  const auto add = [&](std::int64_t client, std::int32_t day) {
    result.clients.push_back(client);
    result.days.push_back(kOpened + day);
    result.amounts.push_back(std::round(1e2 * random.gamma(6.0, 0.125)) / 1e2);
  };
  for (std::int64_t i = 0; i < clients; ++i) add(i, joined[static_cast<std::size_t>(i)]);
  for (std::size_t i = 0; i < later.client.size(); ++i) {
    const std::int64_t client = later.client[i];
    add(client,
        joined[static_cast<std::size_t>(client)] + static_cast<std::int32_t>(later.time[i]));
  }
  std::vector<std::uint32_t> order(result.days.size());
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1],
              order[static_cast<std::size_t>(random.uniform() * static_cast<double>(i))]);
  }
  shuffle(result.clients, order);
  shuffle(result.days, order);
  shuffle(result.amounts, order);
  return result;
}

}  // namespace

PurchaseArrays Population::arrays() const {
  PurchaseArrays result;
  result.clients = std::span<const std::int64_t>(clients);
  result.days = days;
  result.amounts = std::span<const double>(amounts);
  return result;
}

const Population& population(std::int64_t clients, std::int64_t purchases) {
  Made& of = made(clients, purchases);
  if (!of.population) of.population = drawn(clients, purchases);
  return *of.population;
}

const Portfolio& portfolio(std::int64_t clients, std::int64_t purchases) {
  Made& of = made(clients, purchases);
  if (!of.portfolio) {
    of.portfolio = Portfolio::from_arrays(population(clients, purchases).arrays());
  }
  return *of.portfolio;
}

const Summary& summary(std::int64_t clients, std::int64_t purchases) {
  Made& of = made(clients, purchases);
  if (!of.summary) {
    of.summary = Summary::from_portfolio(portfolio(clients, purchases), {.unit = TimeUnit::day});
  }
  return *of.summary;
}

const std::vector<std::string>& names(std::int64_t clients, std::int64_t purchases) {
  Made& of = made(clients, purchases);
  if (of.names.empty()) {
    for (std::int64_t i = 0; i < clients; ++i) of.names.push_back("client-" + std::to_string(i));
  }
  return of.names;
}

}  // namespace tenure::bench
