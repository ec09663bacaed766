/// Counts of items: who bought them, which go together, and which come after which.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "history/portfolio_data.hpp"
#include <tenure/offers.hpp>

namespace tenure::relation {

/// What a client bought on one day: different items, numbered from 0, ascending.
struct ItemDay {
  std::int32_t day;
  std::vector<std::uint32_t> items;
};

/// A client's days with items, ascending. Rows without a category and returns are left out.
[[nodiscard]] std::vector<ItemDay> read_items(const Portfolio::Data& data, std::size_t client);

struct ItemCounts {
  ItemCounts(const Portfolio::Data& data, Basket basket);

  [[nodiscard]] std::size_t items() const noexcept { return clients.size(); }
  /// Purchases of `to` on the next day after `from`; after several items they count in equal parts.
  [[nodiscard]] double moves(std::size_t from, std::size_t to) const {
    return moves_[from * items() + to];
  }
  /// Of the next item; `prior` is added to the count of each.
  [[nodiscard]] double next_probability(std::size_t from, std::size_t to, double prior) const;

  std::vector<double> clients, purchases;  ///< by item: who bought it, and on how many days
  std::vector<double> baskets;             ///< by item
  double all_baskets = 0;                  ///< with any item
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> together;  ///< the lesser item first
  std::vector<double> margin;  ///< mean by item, in currency units; empty without amounts

 private:
  void add_client(const std::vector<ItemDay>& days, Basket basket);
  void add_basket(const std::vector<std::uint32_t>& held);
  void add_margins(const Portfolio::Data& data);
  std::vector<double> moves_;
  std::vector<double> moves_from_;
};

}  // namespace tenure::relation
