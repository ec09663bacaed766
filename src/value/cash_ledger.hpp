/// The rows of a valuation of cash flows, in order of time, and their sums.
#pragma once

#include <cstddef>
#include <vector>

#include <tenure/cash_flow.hpp>

namespace tenure::value {

class CashLedger {
 public:
  explicit CashLedger(std::size_t rows);
  void add(double time, double amount, double chance, double discount_factor);
  /// Throws Error(invalid_argument) if a sum is beyond the range of double.
  [[nodiscard]] CashFlowResult result() &&;

 private:
  std::vector<double> time_, amount_, chance_, expected_, factor_, present_, cumulative_;
  double present_sum_ = 0.0, expected_sum_ = 0.0;
};

}  // namespace tenure::value
