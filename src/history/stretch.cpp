#include "history/stretch.hpp"

#include <algorithm>

#include "history/portfolio_data.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

/// Takes as much of `overdue` off `amount` as it holds; what is left stays in `overdue`.
void take_off_amount(std::int64_t& amount, std::int64_t& overdue) {
  const std::int64_t taken = std::min(amount, overdue);
  amount -= taken;
  overdue -= taken;
}

void check_stretch(const Stretch& stretch) {
  constexpr std::int64_t largest = std::int64_t{1} << 62;  // two of them can be added
  for (const std::int64_t sum :
       {stretch.first_spend + stretch.repeat_spend, stretch.overdue, stretch.holdout_spend,
        stretch.holdout_overdue, stretch.cost < 0 ? -stretch.cost : stretch.cost}) {
    if (sum >= largest)
      throw Error(Status::invalid_data, "the sum of a client's amounts overflows");
  }
}

}  // namespace

Stretch stretch_of(const Portfolio::Data& data, std::size_t client, const StretchBounds& bounds,
                   const IntervalLogs& logs, std::vector<Purchase>& spare) {
  const auto begin = static_cast<std::size_t>(data.offsets[client]);
  auto stop = static_cast<std::size_t>(data.offsets[client + 1]);
  while (Day{data.lines.day[stop - 1]} > bounds.end) --stop;
  Stretch stretch;
  stretch.first_row_day = data.lines.day[begin];
  stretch.last_row_day = data.lines.day[stop - 1];
  // Apart from `stretch`, so that they can stay in registers.
  std::int64_t purchases = 0, spend = 0;
  Purchase first{}, last{};
  FixedPointSum log_interpurchase;
  const auto calibrate = [&](const Purchase& purchase) {
    if (purchases == 0) {
      first = purchase;
    } else {
      logs.add(log_interpurchase, last.day, purchase.day);
    }
    last = purchase;
    spend += purchase.amount;
    ++purchases;
  };
  stretch.overdue =
      for_purchases(data, client, before_all_days, bounds.calibration_end, spare, calibrate).amount;
  stretch.purchases = purchases;
  stretch.first_day = first.day;
  stretch.last_day = last.day;
  stretch.first_spend = first.amount;
  stretch.repeat_spend = spend - first.amount;
  stretch.log_interpurchase = log_interpurchase;
  for (std::size_t line = begin; data.has_costs && line < stop; ++line) {
    if (Day{data.lines.day[line]} > bounds.calibration_end) break;
    stretch.cost += data.lines.cost[line];
  }
  if (Day{stretch.last_row_day} <= bounds.calibration_end) return stretch;
  const auto hold_out = [&](const Purchase& purchase) {
    ++stretch.holdout_purchases;
    stretch.holdout_spend += purchase.amount;
  };
  stretch.holdout_overdue =
      for_purchases(data, client, bounds.calibration_end, bounds.end, spare, hold_out).amount;
  return stretch;
}

void join(Stretch& earlier, const Stretch& later, const IntervalLogs& logs) {
  earlier.last_row_day = later.last_row_day;
  earlier.is_excluded = earlier.is_excluded || later.is_excluded;
  std::int64_t overdue = later.overdue;
  take_off_amount(earlier.repeat_spend, overdue);
  take_off_amount(earlier.first_spend, overdue);
  earlier.overdue += overdue;
  if (later.purchases > 0 && earlier.purchases > 0) {
    earlier.log_interpurchase.add(later.log_interpurchase);
    logs.add(earlier.log_interpurchase, earlier.last_day, later.first_day);
    earlier.repeat_spend += later.first_spend + later.repeat_spend;
  } else if (later.purchases > 0) {
    earlier.first_day = later.first_day;
    earlier.first_spend = later.first_spend;
    earlier.repeat_spend = later.repeat_spend;
    earlier.log_interpurchase = later.log_interpurchase;
  }
  if (later.purchases > 0) earlier.last_day = later.last_day;
  earlier.purchases += later.purchases;
  earlier.cost += later.cost;

  std::int64_t holdout_overdue = later.holdout_overdue;
  take_off_amount(earlier.holdout_spend, holdout_overdue);
  earlier.holdout_overdue += holdout_overdue;
  earlier.holdout_purchases += later.holdout_purchases;
  earlier.holdout_spend += later.holdout_spend;
  check_stretch(earlier);
}

}  // namespace tenure
