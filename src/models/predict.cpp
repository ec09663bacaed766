#include <algorithm>

#include "history/client_column.hpp"
#include "models/asked_model.hpp"
#include "models/fitted_model_state.hpp"
#include "models/model_input.hpp"
#include "models/summary_input.hpp"

namespace tenure {
namespace {

using model::At;
using model::ClientQuantity;

std::vector<double> copy_of(std::span<const double> values) {
  return {values.begin(), values.end()};
}

void add_spend(Table::Builder& table, Values spend) {
  std::vector<std::uint8_t> validity(spend.status.size());
  std::ranges::transform(spend.status, validity.begin(), [](Values::Row row) {
    return static_cast<std::uint8_t>(row == Values::Row::ok);
  });
  table.float64("expected_spend", std::move(spend.value), std::move(validity));
}

}  // namespace

Table FittedModel::predict(const Summary& summary, double horizon, const PredictOptions& options,
                           const Execution& execution) const {
  Table::Builder table;
  add_client_column(table, summary);
  const Histories histories = summary.histories();
  if (info().kind == ModelKind::spend) {
    add_spend(table, expected_spend(histories, execution));
    return table.build();
  }
  model::check_same_unit(*this, summary);
  model::check_time(state_->model->traits(), horizon, "horizon");
  const model::AskedModel asked{*state_->model, state_->result, execution};
  const model::AskedClients clients = asked.clients(histories);
  const auto add = [&](ClientQuantity quantity, const char* name, const At& at) {
    table.float64(name, asked.evaluate_finite(quantity, name, clients, at));
  };
  add(ClientQuantity::p_alive, "p_alive", {});
  add(ClientQuantity::expected_purchases, "expected_purchases", {.horizon = horizon});
  add(ClientQuantity::p_active, "p_active", {.horizon = horizon});
  if (options.level) {
    auto [lower, upper] = purchase_intervals(histories, *options.level, horizon, execution);
    table.int64("purchases_lower", std::move(lower));
    table.int64("purchases_upper", std::move(upper));
  }
  if (summary.has_holdout()) {
    table.float64("holdout_frequency", copy_of(summary.holdout_frequency()));
  }
  return table.build();
}

}  // namespace tenure
