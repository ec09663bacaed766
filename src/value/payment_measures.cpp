/// Lateness, days of sales outstanding, and roll rates.
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "math/linear_algebra.hpp"
#include "tenure/error.hpp"
#include "tenure/payment.hpp"

namespace tenure {
namespace {

constexpr double sum_tolerance = 1e-9;  // of probabilities that must add up to 1

[[noreturn]] void refuse_payment(const char* argument, const std::string& why, std::size_t row) {
  throw Error(Status::invalid_argument,
              std::string(argument) + " in row " + std::to_string(row) + " " + why, argument,
              static_cast<std::int64_t>(row));
}

void check_parallel(std::size_t size, std::size_t other, const char* argument) {
  if (size == other) return;
  throw Error(Status::invalid_argument,
              std::string(argument) + " has " + std::to_string(other) + " entries, not " +
                  std::to_string(size),
              argument);
}

void check_values(std::span<const double> values, const char* argument, double least,
                  double most = std::numeric_limits<double>::max()) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] >= least && values[i] <= most)) {
      refuse_payment(argument, "is " + to_text(values[i]), i);
    }
  }
}

/// Whether paid or bad can be reached from every state.
bool leads_out(const RollRates& rates) {
  const std::size_t states = rates.paid.size();
  std::vector<bool> leaves(states);
  for (std::size_t i = 0; i < states; ++i) leaves[i] = rates.paid[i] + rates.bad[i] > 0.0;
  for (std::size_t round = 0; round < states; ++round) {
    for (std::size_t i = 0; i < states; ++i) {
      for (std::size_t j = 0; j < states; ++j) {
        if (rates.rolls[i * states + j] > 0.0 && leaves[j]) leaves[i] = true;
      }
    }
  }
  for (std::size_t i = 0; i < states; ++i) {
    if (!leaves[i]) return false;
  }
  return true;
}

void check(const RollRates& rates) {
  const std::size_t states = rates.paid.size();
  check_parallel(states, rates.bad.size(), "bad");
  check_parallel(states, rates.balances.size(), "balances");
  check_parallel(states * states, rates.rolls.size(), "rolls");
  check_values(rates.rolls, "rolls", 0.0, 1.0);
  check_values(rates.paid, "paid", 0.0, 1.0);
  check_values(rates.bad, "bad", 0.0, 1.0);
  check_values(rates.balances, "balances", 0.0);
  for (std::size_t i = 0; i < states; ++i) {
    double sum = rates.paid[i] + rates.bad[i];
    for (std::size_t j = 0; j < states; ++j) sum += rates.rolls[i * states + j];
    if (std::fabs(sum - 1.0) > sum_tolerance) {
      refuse_payment("rolls", "sums to " + to_text(sum) + " with paid and bad, not to 1", i);
    }
  }
  if (!leads_out(rates)) {
    throw Error(Status::invalid_argument, "from some state neither paid nor bad is reached",
                "rolls");
  }
}

}  // namespace

Lateness lateness(std::span<const double> amounts, std::span<const double> days) {
  check_parallel(amounts.size(), days.size(), "days");
  check_values(amounts, "amounts", 0.0);
  check_values(days, "days", std::numeric_limits<double>::lowest());
  Lateness result;
  double total = 0.0;
  for (const double amount : amounts) total += amount;
  if (total <= 0.0) return result;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const double share = amounts[i] / total;
    result.net_days_late += share * days[i];
    if (days[i] <= 0.0) continue;
    result.days_late += share * days[i];
    result.late_share += share;
  }
  return result;
}

DaysOutstanding days_outstanding(double receivable, std::span<const double> sales,
                                 std::span<const double> days) {
  check_parallel(sales.size(), days.size(), "days");
  check_values(sales, "sales", 0.0);
  check_values(days, "days", std::numeric_limits<double>::min());
  if (!(receivable >= 0.0 && std::isfinite(receivable))) {
    throw Error(Status::invalid_argument,
                "receivable must be at least 0 and finite, not " + to_text(receivable),
                "receivable");
  }
  double all_sales = 0.0, all_days = 0.0;
  for (std::size_t i = 0; i < sales.size(); ++i) {
    all_sales += sales[i];
    all_days += days[i];
  }
  DaysOutstanding result;
  if (all_sales > 0.0) result.simple = receivable / all_sales * all_days;
  double left = receivable;
  for (std::size_t i = sales.size(); i-- > 0 && left > 0.0;) {
    if (left < sales[i]) {
      result.count_back += left / sales[i] * days[i];
      left = 0.0;
    } else {
      result.count_back += days[i];
      left -= sales[i];
    }
  }
  result.is_covered = left <= 0.0;
  return result;
}

RollResult roll_rates(const RollRates& rates) {
  check(rates);
  const auto states = static_cast<Eigen::Index>(rates.paid.size());
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  // P(bad) = (I - Q)^-1 r: the expected visits of each state, and how each visit ends.
  Eigen::VectorXd lost(states);
  if (states > 0) {
    const Eigen::Map<const Matrix> rolls(rates.rolls.data(), states, states);
    const Eigen::Map<const Eigen::VectorXd> bad(rates.bad.data(), states);
    lost = math::solve(Matrix::Identity(states, states) - rolls, bad);
  }
  RollResult result;
  std::vector<std::int64_t> state;
  std::vector<double> probability, loss;
  for (std::size_t i = 0; i < rates.paid.size(); ++i) {
    state.push_back(static_cast<std::int64_t>(i));
    probability.push_back(lost[static_cast<Eigen::Index>(i)]);
    loss.push_back(rates.balances[i] * probability.back());
    result.allowance += loss.back();
  }
  result.states = Table::Builder()
                      .int64("state", std::move(state))
                      .float64("balance", {rates.balances.begin(), rates.balances.end()})
                      .float64("bad_probability", std::move(probability))
                      .float64("expected_loss", std::move(loss))
                      .build();
  return result;
}

}  // namespace tenure
