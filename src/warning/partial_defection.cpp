#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "base/parallel.hpp"
#include "history/client_column.hpp"
#include "warning/windows.hpp"
#include <tenure/signals.hpp>

namespace tenure {
namespace {

using warning::Windows;

/// A client's purchases in one window.
struct Habit {
  double purchases = 0;
  std::optional<double> variation;  ///< of two intervals or more
};

Habit habit_of(std::span<const std::int32_t> days) {
  Habit habit{.purchases = static_cast<double>(days.size()), .variation = {}};
  if (days.size() < 3) return habit;
  const auto intervals = static_cast<double>(days.size() - 1);
  const double mean = static_cast<double>(days.back() - days.front()) / intervals;
  double squares = 0.0;
  for (std::size_t i = 1; i < days.size(); ++i) {
    const double excess = static_cast<double>(days[i] - days[i - 1]) - mean;
    squares += excess * excess;
  }
  habit.variation = std::sqrt(squares / (intervals - 1.0)) / mean;
  return habit;
}

struct Client {
  Habit before, now;
  std::optional<warning::CategoryDrop> category;
};

/// The mean client of a window: among those who bought in it.
struct MeanHabit {
  double purchases = 0, variation = 0;

  [[nodiscard]] bool is_loyal(const Habit& habit) const {
    return habit.purchases > purchases && habit.variation && *habit.variation < variation;
  }
};

MeanHabit mean_of(const std::vector<Client>& clients, Habit Client::*window) {
  MeanHabit sum;
  double buyers = 0.0, varied = 0.0;
  for (const Client& client : clients) {
    const Habit& habit = client.*window;
    if (!(habit.purchases > 0.0)) continue;
    buyers += 1.0;
    sum.purchases += habit.purchases;
    if (!habit.variation) continue;
    varied += 1.0;
    sum.variation += *habit.variation;
  }
  return {.purchases = buyers > 0.0 ? sum.purchases / buyers : 0.0,
          .variation = varied > 0.0 ? sum.variation / varied : 0.0};
}

Client read_client(const Portfolio::Data& data, std::size_t place, const Windows& windows) {
  const std::vector<std::int32_t> days = warning::purchase_days(data, place, windows.until);
  const auto first = std::ranges::upper_bound(days, windows.from);
  const auto middle = std::ranges::upper_bound(days, windows.middle);
  return {.before = habit_of(std::span(first, middle)),
          .now = habit_of(std::span(middle, days.end())),
          .category = warning::category_drop(data, place, windows)};
}

void add_categories(Table::Builder& table, const Portfolio::Data& data,
                    const std::vector<Client>& clients) {
  TextColumn category;
  std::vector<std::uint8_t> has_category;
  OptionalColumn before(clients.size()), now(clients.size()), p_value(clients.size());
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const auto& drop = clients[i].category;
    category.push_back(drop ? data.categories.view()[drop->category] : "");
    has_category.push_back(drop.has_value());
    if (!drop) continue;
    before.set(i, drop->share_before);
    now.set(i, drop->share_now);
    p_value.set(i, drop->p_value);
  }
  table.text("category", std::move(category), std::move(has_category));
  std::move(before).add_to(table, "share_before");
  std::move(now).add_to(table, "share_now");
  std::move(p_value).add_to(table, "p_value");
}

}  // namespace

Table partial_defection(const Portfolio& portfolio, const DefectionOptions& options,
                        const Execution& execution) {
  const Portfolio::Data& data = portfolio.data();
  const Windows windows = warning::windows_until(options.date.value_or(portfolio.observed_until()),
                                                 options.recent, options.before);
  const auto places = clients_without(portfolio, {ClientFlag::no_profiling});
  std::vector<Client> all(places.size());
  constexpr std::size_t clients_a_chunk = 1024;
  parallel_for(places.size(), clients_a_chunk, execution, "comparing windows",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) {
                   all[i] = read_client(data, places[i], windows);
                 }
               });
  const MeanHabit mean_before = mean_of(all, &Client::before),
                  mean_now = mean_of(all, &Client::now);

  std::vector<std::size_t> shown;
  std::vector<Client> clients;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!(all[i].before.purchases > 0.0)) continue;
    shown.push_back(places[i]);
    clients.push_back(all[i]);
  }
  std::vector<std::int64_t> before, now;
  OptionalColumn variation_before(clients.size()), variation_now(clients.size());
  std::vector<std::uint8_t> was_loyal, is_defector;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    const Client& client = clients[i];
    before.push_back(static_cast<std::int64_t>(client.before.purchases));
    now.push_back(static_cast<std::int64_t>(client.now.purchases));
    variation_before.set(i, client.before.variation);
    variation_now.set(i, client.now.variation);
    was_loyal.push_back(mean_before.is_loyal(client.before));
    is_defector.push_back(was_loyal.back() != 0 && !mean_now.is_loyal(client.now));
  }
  Table::Builder table;
  add_client_column(table, portfolio, shown, portfolio.excluded_clients());
  table.int64("purchases_before", std::move(before));
  std::move(variation_before).add_to(table, "variation_before");
  table.boolean("was_loyal", std::move(was_loyal)).int64("purchases_now", std::move(now));
  std::move(variation_now).add_to(table, "variation_now");
  table.boolean("is_partial_defector", std::move(is_defector));
  if (!data.lines.category.empty()) add_categories(table, data, clients);
  return table.build();
}

}  // namespace tenure
