#include "history/summary_rows.hpp"

#include <utility>

#include "history/money.hpp"

namespace tenure {

SummaryRows::SummaryRows(OwnedClientIds ids, const StretchBounds& bounds, bool has_holdout,
                         const Log& log)
    : bounds_(bounds), log_(log) {
  const std::size_t rows = count_of(view_of(ids));
  Summary::Data& data = *data_;
  data.ids = std::move(ids);
  data.unit = bounds.unit;
  data.calibration_end = bounds.calibration_end;
  data.observed_until = bounds.end;
  data.has_holdout = has_holdout;
  if (has_holdout) {
    data.holdout_length = time_between(bounds.calibration_end, bounds.end, bounds.unit);
  }
  for (auto* column : {&data.frequency, &data.recency, &data.age, &data.log_interpurchase}) {
    column->resize(rows);
  }
  data.first_day.resize(rows);
  data.last_day.resize(rows);
  if (log.has_amounts) {
    data.spend.resize(rows);
    data.mean_spend.resize(rows);
  }
  if (log.has_amounts && log.has_costs) data.margin.resize(rows);
  if (has_holdout) data.holdout_frequency.resize(rows);
  if (has_holdout && log.has_amounts) data.holdout_spend.resize(rows);
}

void SummaryRows::write(std::size_t row, const Stretch& client) {
  Summary::Data& data = *data_;
  const Day first{client.first_day};
  const auto repeats = static_cast<double>(client.purchases - 1);
  const auto units = [this](std::int64_t minor) { return units_from_minor(minor, log_.decimals); };
  data.frequency[row] = repeats;
  data.recency[row] = time_between(first, Day{client.last_day}, bounds_.unit);
  data.age[row] = time_between(first, bounds_.calibration_end, bounds_.unit);
  data.first_day[row] = client.first_day;
  data.last_day[row] = client.last_day;
  data.log_interpurchase[row] = client.log_interpurchase.value();
  if (data.has_holdout) {
    data.holdout_frequency[row] = static_cast<double>(client.holdout_purchases);
    if (log_.has_amounts) data.holdout_spend[row] = units(client.holdout_spend);
  }
  if (!log_.has_amounts) return;
  const std::int64_t spend = client.first_spend + client.repeat_spend;
  data.spend[row] = units(spend);
  data.mean_spend[row] = repeats > 0 ? units(client.repeat_spend) / repeats : 0;
  if (log_.has_costs) data.margin[row] = units(spend - client.cost);
}

std::shared_ptr<Summary::Data> SummaryRows::finish(std::size_t left_out, std::size_t excluded) && {
  data_->clients_left_out = left_out;
  data_->excluded_clients = excluded;
  return std::move(data_);
}

}  // namespace tenure
