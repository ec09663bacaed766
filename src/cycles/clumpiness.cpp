#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/execution_share.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "cycles/gap_entropy.hpp"
#include "history/client_column.hpp"
#include "history/purchases.hpp"
#include <tenure/cycles.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

void check(const ClumpinessOptions& options) {
  constexpr int most_draws = 1'000'000;
  if (!(options.level > 0.0 && options.level < 1.0)) {
    throw Error(Status::invalid_argument,
                "clumpiness: level must be between 0 and 1, not " + to_text(options.level),
                "level");
  }
  if (options.draws < 1 || options.draws > most_draws) {
    throw Error(Status::invalid_argument,
                "clumpiness: draws must be 1 to 1000000, not " + std::to_string(options.draws),
                "draws");
  }
}

/// Purchases after the first one, which begins the window, and the days of the window.
struct Watched {
  std::int32_t purchases = 0, days = 0;
  double clumpiness = 0;
  [[nodiscard]] bool has_value() const { return purchases > 0; }
  [[nodiscard]] std::pair<std::int32_t, std::int32_t> key() const { return {purchases, days}; }
};

Watched watch(const Portfolio::Data& data, std::size_t client, std::vector<Purchase>& room) {
  read_purchases(data, client, before_all_days, data.observed_until, room);
  if (room.empty()) return {};
  const std::int32_t first = room.front().day;
  std::vector<std::int32_t> days;
  for (const Purchase& purchase : room) {
    const std::int32_t day = purchase.day - first;
    if (day > 0 && (days.empty() || day > days.back())) days.push_back(day);
  }
  Watched window{.purchases = static_cast<std::int32_t>(days.size()),
                 .days = data.observed_until.since_epoch - first};
  if (window.has_value()) window.clumpiness = cycle::gap_entropy(days, window.days);
  return window;
}

using Draws = std::map<std::pair<std::int32_t, std::int32_t>, std::vector<double>>;

/// Random histories for each number of purchases and days that some client has.
Draws draw(const std::vector<Watched>& windows, const ClumpinessOptions& options,
           const Execution& execution) {
  Draws draws;
  for (const Watched& window : windows) {
    if (window.has_value()) draws[window.key()];
  }
  std::vector<Draws::value_type*> entries;
  for (auto& entry : draws) entries.push_back(&entry);
  parallel_for(entries.size(), 1, execution, "drawing random histories",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) {
                   const auto [purchases, days] = entries[i]->first;
                   const auto stream = (static_cast<std::uint64_t>(purchases) << 32) |
                                       static_cast<std::uint32_t>(days);
                   math::RandomStream random(options.seed, stream);
                   entries[i]->second =
                       cycle::random_gap_entropies(purchases, days, options.draws, random);
                 }
               });
  return draws;
}

}  // namespace

Table clumpiness(const Portfolio& portfolio, const ClumpinessOptions& options,
                 const Execution& execution) {
  check(options);
  const Portfolio::Data& data = portfolio.data();
  const std::vector<std::size_t> clients = clients_without(portfolio, {ClientFlag::no_profiling});
  std::vector<Watched> windows(clients.size());
  constexpr std::size_t clients_a_chunk = 1024;
  const Execution reading = share_of(execution, 0.0, 0.3);
  parallel_for(windows.size(), clients_a_chunk, reading, "measuring clumpiness",
               [&](std::size_t begin, std::size_t end) {
                 std::vector<Purchase> room;
                 for (std::size_t i = begin; i < end; ++i)
                   windows[i] = watch(data, clients[i], room);
               });
  const Draws draws = draw(windows, options, share_of(execution, 0.3, 1.0));

  std::vector<std::int64_t> purchases, days;
  std::vector<double> value, critical, p_value;
  std::vector<std::uint8_t> valid, is_clumpy;
  const auto n = static_cast<double>(options.draws);
  for (const Watched& window : windows) {
    purchases.push_back(window.purchases);
    days.push_back(window.days);
    value.push_back(window.clumpiness);
    valid.push_back(window.has_value());
    critical.push_back(0.0);
    p_value.push_back(0.0);
    is_clumpy.push_back(0);
    if (!window.has_value()) continue;
    const std::vector<double>& drawn = draws.at(window.key());
    const auto place = std::min(drawn.size() - 1, static_cast<std::size_t>(options.level * n));
    critical.back() = drawn[place];
    // The history itself is one of the random ones if it is random: never 0.
    const auto as_clumpy = drawn.end() - std::ranges::lower_bound(drawn, window.clumpiness);
    p_value.back() = (static_cast<double>(as_clumpy) + 1.0) / (n + 1.0);
    is_clumpy.back() = p_value.back() <= 1.0 - options.level;
  }
  Table::Builder table;
  add_client_column(table, portfolio, clients, portfolio.excluded_clients());
  return table.int64("purchases", std::move(purchases))
      .int64("days", std::move(days))
      .float64("clumpiness", std::move(value), valid)
      .float64("critical", std::move(critical), valid)
      .float64("p_value", std::move(p_value), valid)
      .boolean("is_clumpy", std::move(is_clumpy), valid)
      .build();
}

}  // namespace tenure
