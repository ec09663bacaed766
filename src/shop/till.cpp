#include "shop/till.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace tenure::shop {
namespace {

constexpr double split_share = 0.05;    // orders of two rows
constexpr double return_share = 0.03;   // rows that come back
constexpr double days_to_return = 5.0;  // mean, after the next day
constexpr double extra_pieces = 0.6;    // mean, beside the first
constexpr std::int32_t open_minutes = 600;
constexpr double most_cents = 1e13;  // exact as a double and far from the end of int64

// Where a category's margin lies between the lowest, -1, and the highest, +1, that the shop's mean
// margin allows; 0 on average. The rest of the way is chance.
constexpr std::array<double, categories.size()> margin_of_category{-0.4, 0.4, 0.8, 0.0, -0.8};
constexpr double chance_of_margin = 0.2;

std::int64_t cost_of(const TillRow& row, double mean_margin, math::RandomStream& random) {
  const double reach = 0.5 * std::min(mean_margin, 1.0 - mean_margin);
  const double place =
      margin_of_category[row.category] + chance_of_margin * (2.0 * random.uniform() - 1.0);
  return std::llround(static_cast<double>(row.amount) * (1.0 - mean_margin - reach * place));
}

}  // namespace

void Till::sell(const Shopper& shopper, std::int64_t client, std::int32_t day,
                math::RandomStream& random) {
  TillRow row{.client = client, .day = day};
  row.minute = static_cast<std::int32_t>(random.uniform() * open_minutes);
  row.channel = draw_from(shopper.channel_shares, random);
  const double amount = random.gamma(options_.p, shopper.amount_rate);
  const std::int64_t cents = std::llround(std::clamp(100.0 * amount, 1.0, most_cents));
  const bool is_split = random.uniform() < split_share;
  const double first_part = 0.2 + 0.6 * random.uniform();
  row.amount = is_split ? std::llround(static_cast<double>(cents) * first_part) : cents;
  if (row.amount > 0) print(row, shopper, random);
  row.amount = cents - row.amount;
  if (row.amount > 0) print(row, shopper, random);
}

void Till::print(TillRow row, const Shopper& shopper, math::RandomStream& random) {
  row.category = draw_from(shopper.category_shares, random);
  row.cost = cost_of(row, options_.margin, random);
  row.quantity = 1 + random.poisson(extra_pieces);
  rows_.push_back(row);

  const bool comes_back = random.uniform() < return_share;
  const auto days = static_cast<std::int32_t>(1 + random.poisson(days_to_return));
  if (!comes_back || row.day + days > last_day_) return;
  row.day += days;
  row.minute = static_cast<std::int32_t>(random.uniform() * open_minutes);
  row.amount = -row.amount;
  row.cost = -row.cost;
  row.quantity = -row.quantity;
  rows_.push_back(row);
}

std::vector<TillRow> Till::in_order() && {
  std::ranges::stable_sort(
      rows_, {}, [](const TillRow& row) { return std::tuple(row.day, row.minute, row.client); });
  return std::move(rows_);
}

}  // namespace tenure::shop
