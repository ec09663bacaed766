#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include "history/summary_data.hpp"
#include "tenure/error.hpp"
#include "tenure/holdout.hpp"

namespace tenure {
namespace {

void check_holdout_column(std::span<const double> column, const char* name, std::size_t clients) {
  if (column.size() == clients) return;
  throw Error(Status::invalid_argument,
              std::string(name) + " has " + std::to_string(column.size()) + " rows, the summary " +
                  std::to_string(clients),
              name);
}

[[noreturn]] void refuse_holdout(const char* column, std::size_t row, double value,
                                 const char* why) {
  throw Error(
      Status::invalid_data,
      std::string(column) + " " + to_text(value) + " in row " + std::to_string(row) + " " + why,
      column, static_cast<std::int64_t>(row));
}

void check_holdout(const Summary& summary, const HoldoutPurchases& holdout) {
  if (summary.has_holdout()) {
    throw Error(Status::invalid_argument, "the summary has a holdout of its own", "summary");
  }
  if (!(std::isfinite(holdout.length) && holdout.length > 0.0)) {
    throw Error(Status::invalid_argument,
                "holdout_length is " + to_text(holdout.length) + ", not a finite number above 0",
                "holdout_length");
  }
  check_holdout_column(holdout.frequency, "holdout_frequency", summary.size());
  if (!holdout.spend.empty()) {
    check_holdout_column(holdout.spend, "holdout_spend", summary.size());
  }
  for (std::size_t i = 0; i < summary.size(); ++i) {
    const double purchases = holdout.frequency[i];
    if (!(purchases >= 0.0 && purchases <= 0x1p53 && purchases == std::floor(purchases))) {
      refuse_holdout("holdout_frequency", i, purchases, "is not a whole number from 0");
    }
    if (holdout.spend.empty()) continue;
    const double spend = holdout.spend[i];
    if (!(std::isfinite(spend) && spend >= 0.0)) {
      refuse_holdout("holdout_spend", i, spend, "is not a finite number from 0");
    }
    if (purchases == 0.0 && spend != 0.0) {
      refuse_holdout("holdout_spend", i, spend, "is not 0, although holdout_frequency is");
    }
  }
}

}  // namespace

Summary with_holdout(const Summary& summary, const HoldoutPurchases& holdout) {
  check_holdout(summary, holdout);
  auto data = std::make_shared<Summary::Data>(summary.data());
  data->has_holdout = true;
  data->holdout_length = holdout.length;
  data->holdout_frequency.assign(holdout.frequency.begin(), holdout.frequency.end());
  data->holdout_spend.assign(holdout.spend.begin(), holdout.spend.end());
  return Summary(std::move(data));
}

}  // namespace tenure
