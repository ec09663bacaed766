#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include <tenure/attrition_rates.hpp>

namespace tenure {
namespace {

void check_stock(const StockFlowOptions& options) {
  constexpr double most = 1e300;
  require(options.clients > 0.0 && options.clients <= most, "clients", "above 0 and finite",
          options.clients);
  require(options.loss_rate >= 0.0 && options.loss_rate <= 1.0, "loss_rate", "in [0, 1]",
          options.loss_rate);
  require(options.acquired >= 0.0 && options.acquired <= most, "acquired", "at least 0 and finite",
          options.acquired);
  require(options.periods >= 1 && options.periods <= 100'000, "periods", "1 to 100,000",
          options.periods);
  require(options.conversion > 0.0 && options.conversion <= 1.0, "conversion", "in (0, 1]",
          options.conversion);
  require(options.cost_per_prospect >= 0.0 && options.cost_per_prospect <= most,
          "cost_per_prospect", "at least 0 and finite", options.cost_per_prospect);
}

}  // namespace

StockFlow stock_flow(const StockFlowOptions& options) {
  check_stock(options);
  StockFlow result;
  std::vector<std::int64_t> period;
  std::vector<double> clients, lost;
  double base = options.clients;
  for (std::int64_t t = 1; t <= options.periods; ++t) {
    lost.push_back(base * options.loss_rate);
    base = base * (1.0 - options.loss_rate) + options.acquired;
    period.push_back(t);
    clients.push_back(base);
  }
  require(std::isfinite(base), "acquired", "so small that the base stays finite", options.acquired);
  const std::size_t rows = period.size();
  result.path = Table::Builder()
                    .int64("period", std::move(period))
                    .float64("clients", std::move(clients))
                    .float64("lost", std::move(lost))
                    .float64("acquired", std::vector<double>(rows, options.acquired))
                    .build();
  result.hold = options.clients * options.loss_rate;
  result.prospects = result.hold / options.conversion;
  result.prospecting_cost = result.prospects * options.cost_per_prospect;
  require(std::isfinite(result.prospecting_cost), "conversion",
          "so large that the prospects can be paid", options.conversion);
  const double steady = options.acquired / options.loss_rate;
  if (options.loss_rate > 0.0 && std::isfinite(steady)) result.steady = steady;
  const double half_life = std::log(0.5) / std::log1p(-options.loss_rate);
  if (options.loss_rate > 0.0 && options.loss_rate < 1.0 && std::isfinite(half_life)) {
    result.half_life = half_life;
  }
  return result;
}

}  // namespace tenure
