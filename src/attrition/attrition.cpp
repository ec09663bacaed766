#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "attrition/loss_rate.hpp"
#include "base/ranks.hpp"
#include "base/text.hpp"
#include "history/client_column.hpp"
#include "models/summary_input.hpp"
#include <tenure/attrition.hpp>
#include <tenure/error.hpp>

namespace tenure {

AttritionResult attrition(const FittedModel& purchases, const Summary& summary,
                          const AttritionOptions& options, const Execution& execution) {
  model::check_purchases_model(purchases, summary);
  const double horizon = options.horizon;
  if (!(horizon > 0.0 && std::isfinite(horizon))) {
    throw Error(Status::invalid_argument,
                "attrition: the horizon must be above 0 and finite, not " + to_text(horizon),
                "horizon");
  }
  const Histories histories = summary.histories();
  std::vector<double> alive = purchases.p_alive(histories, 0.0, execution);
  const std::vector<double> alive_later = purchases.p_alive(histories, horizon, execution);
  std::vector<double> silent = purchases.p_silent(histories, horizon, execution);

  AttritionResult result;
  std::vector<double> lost(summary.size()), leaving(summary.size());
  for (std::size_t i = 0; i < summary.size(); ++i) {
    lost[i] = 1.0 - alive[i];
    leaving[i] = std::max(0.0, alive[i] - alive_later[i]);
    const double clients = histories.weight.empty() ? 1.0 : histories.weight[i];
    result.clients_observed += clients;
    result.expected_alive += clients * alive[i];
    result.expected_lost += clients * lost[i];
    result.expected_leaving += clients * leaving[i];
  }
  if (result.expected_alive > 0.0) {
    result.attrition_rate = std::min(1.0, result.expected_leaving / result.expected_alive);
    result.attrition_rate_per_year =
        loss::compounded(result.attrition_rate, units_per_year(summary.unit()) / horizon);
  }

  std::vector<std::int64_t> rank = descending_ranks(leaving);
  Table::Builder clients;
  add_client_column(clients, summary);
  clients.float64("p_alive", std::move(alive))
      .float64("p_lost", std::move(lost))
      .float64("p_leaving", std::move(leaving))
      .float64("p_silent", std::move(silent))
      .int64("risk_rank", std::move(rank));
  result.clients = clients.build();
  return result;
}

}  // namespace tenure
