#include "value/cash_ledger.hpp"

#include <cmath>
#include <utility>

#include <tenure/error.hpp>

namespace tenure::value {

CashLedger::CashLedger(std::size_t rows) {
  for (auto* column : {&time_, &amount_, &chance_, &expected_, &factor_, &present_, &cumulative_}) {
    column->reserve(rows);
  }
}

void CashLedger::add(double time, double amount, double chance, double discount_factor) {
  time_.push_back(time);
  amount_.push_back(amount);
  chance_.push_back(chance);
  expected_.push_back(amount * chance);
  factor_.push_back(discount_factor);
  present_.push_back(expected_.back() * discount_factor);
  expected_sum_ += expected_.back();
  present_sum_ += present_.back();
  cumulative_.push_back(present_sum_);
}

CashFlowResult CashLedger::result() && {
  if (!std::isfinite(expected_sum_) || !std::isfinite(present_sum_)) {
    throw Error(Status::invalid_argument, "cash_flows: the sum of the amounts is too large",
                "amount");
  }
  CashFlowResult result;
  result.present_value = present_sum_;
  result.undiscounted = expected_sum_;
  std::size_t paid = cumulative_.size();
  while (paid > 0 && cumulative_[paid - 1] >= 0.0) --paid;
  if (paid < cumulative_.size()) result.payback_time = time_[paid];
  result.flows = Table::Builder()
                     .float64("time", std::move(time_))
                     .float64("amount", std::move(amount_))
                     .float64("chance", std::move(chance_))
                     .float64("expected", std::move(expected_))
                     .float64("discount_factor", std::move(factor_))
                     .float64("present_value", std::move(present_))
                     .float64("cumulative", std::move(cumulative_))
                     .build();
  return result;
}

}  // namespace tenure::value
