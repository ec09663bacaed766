#include "history/check_histories.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

[[noreturn]] void refuse_history(const char* column, std::size_t row, double value,
                                 const char* why) {
  throw Error(
      Status::invalid_data,
      std::string(column) + " " + to_text(value) + " in row " + std::to_string(row) + " " + why,
      column, static_cast<std::int64_t>(row));
}

void check_length(std::span<const double> column, const char* name, std::size_t rows) {
  if (!column.empty() && column.size() != rows) {
    throw Error(Status::invalid_argument,
                std::string(name) + " has " + std::to_string(column.size()) + " rows, frequency " +
                    std::to_string(rows),
                name);
  }
}

bool is_finite_from_zero(double value) { return std::isfinite(value) && value >= 0; }

}  // namespace

void check_histories(const Histories& histories) {
  const auto& [frequency, recency, age, mean_spend, weight, log_interpurchase] = histories;
  const std::size_t rows = frequency.size();
  check_length(recency, "recency", rows);
  check_length(age, "age", rows);
  check_length(mean_spend, "mean_spend", rows);
  check_length(weight, "weight", rows);
  check_length(log_interpurchase, "log_interpurchase", rows);
  constexpr double largest = 9007199254740992.0;  // 2^53: whole numbers are exact below
  for (std::size_t i = 0; i < rows; ++i) {
    const double x = frequency[i];
    if (!(x >= 0 && x <= largest && x == std::floor(x))) {
      refuse_history("frequency", i, x, "is not a whole number from 0");
    }
    if (!age.empty() && !is_finite_from_zero(age[i])) {
      refuse_history("age", i, age[i], "is not a finite number from 0");
    }
    if (!recency.empty()) {
      if (!is_finite_from_zero(recency[i])) {
        refuse_history("recency", i, recency[i], "is not a finite number from 0");
      }
      if (!age.empty() && recency[i] > age[i]) {
        refuse_history("recency", i, recency[i], ("is above the age " + to_text(age[i])).c_str());
      }
      if (x == 0 && recency[i] != 0) {
        refuse_history("recency", i, recency[i], "is not 0, although frequency is");
      }
    }
    if (!mean_spend.empty() && !is_finite_from_zero(mean_spend[i])) {
      refuse_history("mean_spend", i, mean_spend[i], "is not a finite number from 0");
    }
    if (!weight.empty() && !(std::isfinite(weight[i]) && weight[i] > 0)) {
      refuse_history("weight", i, weight[i], "is not a finite number above 0");
    }
    if (log_interpurchase.empty()) continue;
    if (!std::isfinite(log_interpurchase[i])) {
      refuse_history("log_interpurchase", i, log_interpurchase[i], "is not a finite number");
    }
    if (x == 0 && log_interpurchase[i] != 0) {
      refuse_history("log_interpurchase", i, log_interpurchase[i],
                     "is not 0, although frequency is");
    }
  }
}

}  // namespace tenure
