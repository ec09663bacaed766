/// The till of the made-up shop: what it prints when a shopper buys or brings something back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "math/random.hpp"
#include "shop/shopper.hpp"
#include <tenure/shop.hpp>

namespace tenure::shop {

inline constexpr std::int64_t guest = -1;

/// One line of the log. Lines of one order share client, day and minute.
struct TillRow {
  std::int64_t client = guest;  ///< his number
  std::int32_t day = 0;         ///< since the shop opened
  std::int32_t minute = 0;      ///< since the doors opened
  std::int64_t amount = 0;      ///< cents, negative if goods come back
  std::int64_t cost = 0;        ///< cents
  std::size_t category = 0, channel = 0;
  std::int64_t quantity = 0;
};

class Till {
 public:
  Till(const ShopOptions& options, std::int32_t last_day)
      : options_(options), last_day_(last_day) {}

  /// One order: a row, or at times two of different categories; at times a row comes back days
  /// later, unless the log ends before.
  void sell(const Shopper& shopper, std::int64_t client, std::int32_t day,
            math::RandomStream& random);

  [[nodiscard]] const std::vector<TillRow>& rows() const { return rows_; }
  /// The rows as the till exports them: by day and minute.
  [[nodiscard]] std::vector<TillRow> in_order() &&;

 private:
  void print(TillRow row, const Shopper& shopper, math::RandomStream& random);

  ShopOptions options_;
  std::int32_t last_day_;
  std::vector<TillRow> rows_;
};

}  // namespace tenure::shop
