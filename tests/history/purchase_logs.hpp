/// Purchase logs for tests: small ones written by hand, dirty ones at random.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/random_bits.hpp"
#include "history/portfolio_data.hpp"
#include <tenure/portfolio.hpp>

namespace tenure::test {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

inline Day day(std::string_view text) { return Day::parse(text); }

/// A log with all columns; `arrays` shows those that are on.
struct Log {
  std::vector<std::string> client;  // "": a guest
  std::vector<std::int32_t> days;
  std::vector<double> amount, cost, quantity;
  std::vector<std::string> order, category, channel;

  void add(std::string_view id, std::string_view date, double units, std::string_view order_id = "",
           double cost_units = 0) {
    client.emplace_back(id);
    days.push_back(date.empty() ? PurchaseArrays::no_day : day(date).since_epoch);
    amount.push_back(units);
    cost.push_back(cost_units);
    order.emplace_back(order_id);
    category.emplace_back();
    channel.emplace_back();
    quantity.push_back(missing);
  }
  [[nodiscard]] std::size_t rows() const { return days.size(); }

  [[nodiscard]] Log rows_at(const std::vector<std::size_t>& rows) const {
    Log out;
    for (const std::size_t i : rows) {
      out.client.push_back(client[i]);
      out.days.push_back(days[i]);
      out.amount.push_back(amount[i]);
      out.cost.push_back(cost[i]);
      out.order.push_back(order[i]);
      out.category.push_back(category[i]);
      out.channel.push_back(channel[i]);
      out.quantity.push_back(quantity[i]);
    }
    return out;
  }
  [[nodiscard]] Log rows_between(std::size_t begin, std::size_t end) const {
    std::vector<std::size_t> rows;
    for (std::size_t i = begin; i < end; ++i) rows.push_back(i);
    return rows_at(rows);
  }
};

/// The views of a log: it must outlive them.
class LogArrays {
 public:
  explicit LogArrays(const Log& log)
      : client_(views(log.client)),
        order_(views(log.order)),
        category_(views(log.category)),
        channel_(views(log.channel)) {
    arrays.clients = std::span<const std::string_view>(client_);
    arrays.days = log.days;
    arrays.amounts = std::span<const double>(log.amount);
    arrays.costs = std::span<const double>(log.cost);
    arrays.order_ids = order_;
    arrays.categories = category_;
    arrays.channels = channel_;
    arrays.quantities = log.quantity;
  }
  PurchaseArrays arrays;

 private:
  static std::vector<std::string_view> views(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
  }
  std::vector<std::string_view> client_, order_, category_, channel_;
};

inline Portfolio import(const Log& log, const ImportOptions& options = {},
                        const Execution& execution = {}) {
  return Portfolio::from_arrays(LogArrays(log).arrays, options, execution);
}

/// A log with guests, returns, zeros, missing values, late rows, repeated rows and orders.
inline Log dirty_log(std::uint64_t seed, std::size_t rows) {
  RandomBits random(seed);
  Log log;
  for (std::size_t i = 0; i < rows; ++i) {
    if (i > 0 && random.below(10) == 0) {
      const Log again = log.rows_at({random.below(i)});
      log.client.push_back(again.client[0]);
      log.days.push_back(again.days[0]);
      log.amount.push_back(again.amount[0]);
      log.cost.push_back(again.cost[0]);
      log.order.push_back(again.order[0]);
      log.category.push_back(again.category[0]);
      log.channel.push_back(again.channel[0]);
      log.quantity.push_back(again.quantity[0]);
      continue;
    }
    const std::size_t kind = random.below(12);
    log.client.push_back(kind == 0 ? "" : "client " + std::to_string(random.below(rows / 6 + 2)));
    log.days.push_back(kind == 1 ? PurchaseArrays::no_day
                                 : 10'000 + static_cast<std::int32_t>(random.below(60)));
    const double amount = static_cast<double>(random.below(9'999)) / 100;
    log.amount.push_back(kind == 2   ? missing
                         : kind == 3 ? -amount
                         : kind == 4 ? 0
                         : kind == 5 ? amount + 0.001
                                     : amount);
    log.cost.push_back(kind == 6 ? missing : amount / 2);
    log.order.push_back(kind == 7 ? "" : "o" + std::to_string(random.below(rows)));
    log.category.push_back(kind < 8 ? "" : "category " + std::to_string(kind));
    log.channel.push_back(random.below(2) == 0 ? "shop" : "web");
    log.quantity.push_back(kind == 9 ? missing : static_cast<double>(random.below(5)));
  }
  return log;
}

/// The rows are the same bits; reports are left out, since their row numbers follow the reading.
inline bool same_rows(const Portfolio& a, const Portfolio& b) {
  const Portfolio::Data& x = a.data();
  const Portfolio::Data& y = b.data();
  bool same = x.offsets == y.offsets && x.first_day == y.first_day &&
              x.observed_until == y.observed_until && x.purchases == y.purchases &&
              x.has_amounts == y.has_amounts && x.has_costs == y.has_costs;
  const auto same_texts = [](const TextColumn& p, const TextColumn& q) {
    return p.offsets == q.offsets && p.bytes == q.bytes;
  };
  same = same && same_texts(x.orders, y.orders) && same_texts(x.categories, y.categories) &&
         same_texts(x.channels, y.channels) && x.ids.index() == y.ids.index();
  if (!same) return false;
  if (const auto* texts = std::get_if<TextColumn>(&x.ids)) {
    same = same_texts(*texts, std::get<TextColumn>(y.ids));
  } else {
    same = std::get<0>(x.ids) == std::get<0>(y.ids);
  }
  Lines::for_each_column(
      [&](const auto& p, const auto& q) {
        same = same && p.size() == q.size() &&
               (p.empty() || std::memcmp(p.data(), q.data(), p.size() * sizeof p[0]) == 0);
      },
      x.lines, y.lines);
  return same;
}

}  // namespace tenure::test
