/// Small purchase logs, written down.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>

namespace tenure::testing {

/// Rows of a log: client, day, and what is known of the purchase.
struct Rows {
  std::vector<std::int64_t> clients;
  std::vector<std::int32_t> days;
  std::vector<double> amounts;
  std::vector<std::string_view> categories;

  Rows& add(std::int64_t client, std::int32_t day, double amount = 10,
            std::string_view category = "food") {
    clients.push_back(client);
    days.push_back(day);
    amounts.push_back(amount);
    categories.push_back(category);
    return *this;
  }
  /// A purchase every `gap` days from `from` to before `until`.
  Rows& every(std::int64_t client, std::int32_t gap, std::int32_t from, std::int32_t until) {
    for (std::int32_t day = from; day < until; day += gap) add(client, day);
    return *this;
  }
  [[nodiscard]] Portfolio portfolio(std::int32_t observed_until) const {
    PurchaseArrays log;
    log.clients = std::span<const std::int64_t>(clients);
    log.days = days;
    log.amounts = std::span<const double>(amounts);
    log.categories = categories;
    ImportOptions options;
    options.observed_until = Day{observed_until};
    return Portfolio::from_arrays(log, options);
  }
  /// The rows after one day, up to and with another.
  [[nodiscard]] Rows between(std::int32_t after, std::int32_t until) const {
    Rows part;
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (days[i] > after && days[i] <= until) {
        part.add(clients[i], days[i], amounts[i], categories[i]);
      }
    }
    return part;
  }
};

/// Of a client in a table of clients.
inline std::size_t row_of(const Table& table, std::int64_t client) {
  const auto ids = table.int64("client");
  return static_cast<std::size_t>(std::ranges::find(ids, client) - ids.begin());
}

}  // namespace tenure::testing
