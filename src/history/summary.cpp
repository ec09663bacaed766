#include "tenure/summary.hpp"

#include <numeric>
#include <utility>

#include "history/check_histories.hpp"
#include "history/client_column.hpp"
#include "history/summary_data.hpp"
#include "tenure/error.hpp"

namespace tenure {

Summary::Summary(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

Summary Summary::from_arrays(const Histories& histories, TimeUnit unit) {
  std::vector<std::int64_t> numbers(histories.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  return from_arrays(histories, unit, ClientIds(std::span<const std::int64_t>(numbers)));
}

Summary Summary::from_arrays(const Histories& histories, TimeUnit unit, ClientIds clients) {
  static_cast<void>(to_string(unit));  // rejects a unit that is none
  check_histories(histories);
  const std::size_t rows = histories.size();
  if (histories.recency.size() != rows || histories.age.size() != rows) {
    throw Error(Status::invalid_argument, "a summary needs recency and age",
                histories.recency.size() != rows ? "recency" : "age");
  }
  if (count_of(clients) != rows) {
    throw Error(Status::invalid_argument,
                "there are " + std::to_string(count_of(clients)) + " client ids for " +
                    std::to_string(rows) + " rows",
                "client");
  }
  const auto copy = [](std::span<const double> from) {
    return std::vector<double>(from.begin(), from.end());
  };
  auto data = std::make_shared<Data>();
  data->unit = unit;
  data->ids = copy_of(clients);
  data->frequency = copy(histories.frequency);
  data->recency = copy(histories.recency);
  data->age = copy(histories.age);
  data->mean_spend = copy(histories.mean_spend);
  data->weight = copy(histories.weight);
  data->log_interpurchase = copy(histories.log_interpurchase);
  return Summary(std::move(data));
}

std::size_t Summary::size() const noexcept { return data_->frequency.size(); }
TimeUnit Summary::unit() const noexcept { return data_->unit; }
ClientIds Summary::client_ids() const { return view_of(data_->ids); }
std::optional<Day> Summary::calibration_end() const noexcept { return data_->calibration_end; }
std::optional<Day> Summary::observed_until() const noexcept { return data_->observed_until; }
bool Summary::has_holdout() const noexcept { return data_->has_holdout; }
double Summary::holdout_length() const noexcept { return data_->holdout_length; }
std::size_t Summary::clients_left_out() const noexcept { return data_->clients_left_out; }
std::size_t Summary::excluded_clients() const noexcept { return data_->excluded_clients; }

Histories Summary::histories() const {
  return {.frequency = data_->frequency,
          .recency = data_->recency,
          .age = data_->age,
          .mean_spend = data_->mean_spend,
          .weight = data_->weight,
          .log_interpurchase = data_->log_interpurchase};
}
std::span<const double> Summary::frequency() const { return data_->frequency; }
std::span<const double> Summary::recency() const { return data_->recency; }
std::span<const double> Summary::age() const { return data_->age; }
std::span<const std::int32_t> Summary::first_day() const { return data_->first_day; }
std::span<const std::int32_t> Summary::last_day() const { return data_->last_day; }
std::span<const double> Summary::spend() const { return data_->spend; }
std::span<const double> Summary::mean_spend() const { return data_->mean_spend; }
std::span<const double> Summary::margin() const { return data_->margin; }
std::span<const double> Summary::log_interpurchase() const { return data_->log_interpurchase; }
std::span<const double> Summary::holdout_frequency() const { return data_->holdout_frequency; }
std::span<const double> Summary::holdout_spend() const { return data_->holdout_spend; }

Table Summary::table() const {
  Table::Builder table;
  add_client_column(table, *this);
  table.float64("frequency", data_->frequency);
  table.float64("recency", data_->recency);
  table.float64("age", data_->age);
  if (!data_->first_day.empty()) {
    table.day("first_day", data_->first_day);
    table.day("last_day", data_->last_day);
  }
  const auto add = [&](const char* name, const std::vector<double>& column) {
    if (!column.empty()) table.float64(name, column);
  };
  add("spend", data_->spend);
  add("mean_spend", data_->mean_spend);
  add("margin", data_->margin);
  add("log_interpurchase", data_->log_interpurchase);
  add("holdout_frequency", data_->holdout_frequency);
  add("holdout_spend", data_->holdout_spend);
  return table.build();
}

}  // namespace tenure
