// The histories of contracts, of cohorts that were counted and of single clients.
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "tenure/contracts.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

void check_survivors(std::span<const double> survivors, const std::string& whose,
                     std::size_t first_row) {
  for (std::size_t i = 0; i < survivors.size(); ++i) {
    const bool fits = std::isfinite(survivors[i]) && survivors[i] > 0.0 &&
                      (i == 0 || survivors[i] <= survivors[i - 1]);
    if (fits) continue;
    throw Error(Status::invalid_data,
                "survivors " + to_text(survivors[i]) + whose + " in row " + std::to_string(i) +
                    " is not a finite number above 0 and no more than the one before",
                "survivors", static_cast<std::int64_t>(first_row + i));
  }
}

/// Distinct histories with their weights.
struct ContractRows {
  std::vector<double> renewals, age, weight;

  void add(std::size_t made, std::size_t periods, double clients) {
    if (clients == 0.0) return;
    renewals.push_back(static_cast<double>(made));
    age.push_back(static_cast<double>(periods));
    weight.push_back(clients);
  }
  void add(std::span<const double> survivors) {
    if (survivors.empty()) return;
    const std::size_t last = survivors.size() - 1;
    for (std::size_t i = 0; i < last; ++i) add(i, last, survivors[i] - survivors[i + 1]);
    add(last, last, survivors[last]);
  }
};

void check_duration(double duration, bool has_left, std::size_t row) {
  const double least = has_left ? 1.0 : 0.0;
  if (std::isfinite(duration) && duration >= least && duration == std::floor(duration)) return;
  throw Error(Status::invalid_data,
              "duration " + to_text(duration) + " in row " + std::to_string(row) +
                  " is not a whole number from " + to_text(least) +
                  (has_left ? ", although the client left" : ""),
              "duration", static_cast<std::int64_t>(row));
}

}  // namespace

Summary cohort_summary(std::span<const double> survivors, TimeUnit period) {
  return cohort_summary({&survivors, 1}, period);
}

Summary cohort_summary(std::span<const std::span<const double>> cohorts, TimeUnit period) {
  ContractRows rows;
  std::size_t first_row = 0;
  for (std::size_t i = 0; i < cohorts.size(); ++i) {
    const std::string whose = cohorts.size() > 1 ? " of cohort " + std::to_string(i) : "";
    check_survivors(cohorts[i], whose, first_row);
    rows.add(cohorts[i]);
    first_row += cohorts[i].size();
  }
  return Summary::from_arrays({.frequency = rows.renewals,
                               .recency = rows.renewals,
                               .age = rows.age,
                               .mean_spend = {},
                               .weight = rows.weight},
                              period);
}

Summary contract_summary(std::span<const double> duration, std::span<const std::uint8_t> churned,
                         TimeUnit period) {
  std::vector<std::int64_t> numbers(duration.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  return contract_summary(duration, churned, period,
                          ClientIds(std::span<const std::int64_t>(numbers)));
}

Summary contract_summary(std::span<const double> duration, std::span<const std::uint8_t> churned,
                         TimeUnit period, ClientIds clients) {
  if (churned.size() != duration.size()) {
    throw Error(Status::invalid_argument,
                "churned has " + std::to_string(churned.size()) + " rows, duration " +
                    std::to_string(duration.size()),
                "churned");
  }
  std::vector<double> renewals(duration.begin(), duration.end());
  for (std::size_t i = 0; i < renewals.size(); ++i) {
    const bool has_left = churned[i] != 0;
    check_duration(duration[i], has_left, i);
    if (has_left) renewals[i] -= 1.0;
  }
  return Summary::from_arrays({.frequency = renewals, .recency = renewals, .age = duration}, period,
                              clients);
}

}  // namespace tenure
