#include "relations/item_counts.hpp"

#include <algorithm>
#include <cmath>

#include "history/purchases.hpp"

namespace tenure::relation {
namespace {

/// The first category of a portfolio is "", for rows without one.
std::size_t item_count(const Portfolio::Data& data) { return data.categories.view().size() - 1; }

void keep_different(std::vector<std::uint32_t>& items) {
  std::ranges::sort(items);
  const auto rest = std::ranges::unique(items);
  items.erase(rest.begin(), rest.end());
}

}  // namespace

std::vector<ItemDay> read_items(const Portfolio::Data& data, std::size_t client) {
  std::vector<ItemDay> days;
  for (std::size_t line = data.offsets[client]; line < data.offsets[client + 1]; ++line) {
    const std::uint32_t code = data.lines.category[line];
    if (code == 0 || is_return(data.lines, line)) continue;
    if (days.empty() || days.back().day != data.lines.day[line]) {
      days.push_back({data.lines.day[line], {}});
    }
    days.back().items.push_back(code - 1);
  }
  for (ItemDay& day : days) keep_different(day.items);
  return days;
}

ItemCounts::ItemCounts(const Portfolio::Data& data, Basket basket)
    : clients(item_count(data)),
      purchases(clients),
      baskets(clients),
      moves_(clients.size() * clients.size()),
      moves_from_(clients.size()) {
  for (std::size_t client = 0; client < data.clients(); ++client) {
    add_client(read_items(data, client), basket);
  }
  if (data.has_amounts) add_margins(data);
}

void ItemCounts::add_client(const std::vector<ItemDay>& days, Basket basket) {
  std::vector<std::uint32_t> own;
  for (std::size_t i = 0; i < days.size(); ++i) {
    own.insert(own.end(), days[i].items.begin(), days[i].items.end());
    for (const std::uint32_t item : days[i].items) purchases[item] += 1.0;
    if (basket == Basket::purchase) add_basket(days[i].items);
    if (i == 0) continue;
    const double part = 1.0 / static_cast<double>(days[i - 1].items.size());
    for (const std::uint32_t from : days[i - 1].items) {
      for (const std::uint32_t to : days[i].items) {
        moves_[from * items() + to] += part;
        moves_from_[from] += part;
      }
    }
  }
  keep_different(own);
  for (const std::uint32_t item : own) clients[item] += 1.0;
  if (basket == Basket::client) add_basket(own);
}

void ItemCounts::add_basket(const std::vector<std::uint32_t>& held) {
  if (held.empty()) return;
  all_baskets += 1.0;
  for (std::size_t i = 0; i < held.size(); ++i) {
    baskets[held[i]] += 1.0;
    for (std::size_t j = i + 1; j < held.size(); ++j) together[{held[i], held[j]}] += 1.0;
  }
}

void ItemCounts::add_margins(const Portfolio::Data& data) {
  margin.resize(items());
  const double unit = std::pow(10.0, -data.options.currency.decimals);
  for (std::size_t line = 0; line < data.lines.size(); ++line) {
    const std::uint32_t code = data.lines.category[line];
    if (code == 0 || is_return(data.lines, line)) continue;
    const double cost = data.has_costs ? static_cast<double>(data.lines.cost[line]) : 0.0;
    margin[code - 1] += (static_cast<double>(data.lines.amount[line]) - cost) * unit;
  }
  for (std::size_t i = 0; i < margin.size(); ++i) {
    if (purchases[i] > 0.0) margin[i] /= purchases[i];
  }
}

double ItemCounts::next_probability(std::size_t from, std::size_t to, double prior) const {
  return (moves(from, to) + prior) / (moves_from_[from] + prior * static_cast<double>(items()));
}

}  // namespace tenure::relation
