#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/ranks.hpp"
#include "base/text.hpp"
#include "value/cash_ledger.hpp"
#include <tenure/cash_flow.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

void check_column(std::span<const double> time, std::span<const double> column,
                  const char* argument) {
  if (column.size() == time.size()) return;
  throw Error(Status::invalid_argument,
              "cash_flows: " + std::to_string(time.size()) + " times, but " +
                  std::to_string(column.size()) + " rows of " + argument,
              argument);
}

void check(bool holds, const char* argument, const char* domain, double got, std::size_t row) {
  if (holds) return;
  throw Error(
      Status::invalid_argument,
      "cash_flows: " + std::string(argument) + " must be " + domain + ", not " + to_text(got),
      argument, static_cast<std::int64_t>(row));
}

}  // namespace

CashFlowResult cash_flows(std::span<const double> time, std::span<const double> amount,
                          std::span<const double> chance, const CashFlowOptions& options) {
  check_column(time, amount, "amount");
  if (!chance.empty()) check_column(time, chance, "chance");
  for (std::size_t i = 0; i < time.size(); ++i) {
    check(time[i] >= 0.0 && std::isfinite(time[i]), "time", "at least 0 and finite", time[i], i);
    check(std::isfinite(amount[i]), "amount", "finite", amount[i], i);
    if (chance.empty()) continue;
    check(chance[i] >= 0.0 && chance[i] <= 1.0, "chance", "between 0 and 1", chance[i], i);
  }
  const double force = options.discount.force_per(options.unit);
  value::CashLedger ledger(time.size());
  for (const std::size_t i : ascending_order(time)) {
    ledger.add(time[i], amount[i], chance.empty() ? 1.0 : chance[i], std::exp(-force * time[i]));
  }
  return std::move(ledger).result();
}

}  // namespace tenure
