#include "tenure/purchase_times.hpp"

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

[[noreturn]] void refuse_times(const char* column, std::size_t row, const std::string& value,
                               const std::string& why) {
  throw Error(Status::invalid_data,
              std::string(column) + " " + value + " in row " + std::to_string(row) + " " + why,
              column, static_cast<std::int64_t>(row));
}

/// One row a client, filled purchase by purchase.
class HistoriesOfTimes {
 public:
  explicit HistoriesOfTimes(std::span<const double> ages)
      : ages_(ages),
        frequency_(ages.size()),
        recency_(ages.size()),
        log_interpurchase_(ages.size()) {}

  void add(std::int64_t client, double time, std::size_t row) {
    const bool is_next = client == static_cast<std::int64_t>(clients_);
    if (!is_next && (clients_ == 0 || client != static_cast<std::int64_t>(clients_ - 1))) {
      refuse_times("client", row, std::to_string(client), "is not the client before or the next");
    }
    if (clients_ + (is_next ? 1 : 0) > ages_.size()) {
      refuse_times("client", row, std::to_string(client), "has no age");
    }
    if (is_next) {
      if (time != 0.0) refuse_times("time", row, to_text(time), "is a first purchase, not at 0");
      ++clients_;
      return;
    }
    const std::size_t i = clients_ - 1;
    if (!(time >= recency_[i] && time <= ages_[i])) {
      refuse_times("time", row, to_text(time),
                   "is before the client's last purchase or after his age " + to_text(ages_[i]));
    }
    const double interval = time - recency_[i];
    if (interval > 0.0) log_interpurchase_[i] += std::log(interval);
    ++frequency_[i];
    recency_[i] = time;
  }

  [[nodiscard]] Summary summary(TimeUnit unit) const {
    if (clients_ < ages_.size()) {
      refuse_times("ages", clients_, to_text(ages_[clients_]), "is of a client without a purchase");
    }
    return Summary::from_arrays({.frequency = frequency_,
                                 .recency = recency_,
                                 .age = ages_,
                                 .mean_spend = {},
                                 .weight = {},
                                 .log_interpurchase = log_interpurchase_},
                                unit);
  }

 private:
  std::span<const double> ages_;
  std::vector<double> frequency_, recency_, log_interpurchase_;
  std::size_t clients_ = 0;  ///< seen so far
};

}  // namespace

Summary summary_of_times(std::span<const std::int64_t> client, std::span<const double> time,
                         std::span<const double> ages, TimeUnit unit) {
  if (client.size() != time.size()) {
    throw Error(Status::invalid_argument,
                "time has " + std::to_string(time.size()) + " rows, client " +
                    std::to_string(client.size()),
                "time");
  }
  HistoriesOfTimes histories(ages);
  for (std::size_t row = 0; row < time.size(); ++row) histories.add(client[row], time[row], row);
  return histories.summary(unit);
}

}  // namespace tenure
