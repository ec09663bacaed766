#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "history/client_column.hpp"
#include "models/asked_model.hpp"
#include "models/summary_input.hpp"
#include "value/basis.hpp"
#include "value/cash_periods.hpp"
#include "value/spend_status.hpp"
#include <tenure/error.hpp>
#include <tenure/value.hpp>

namespace tenure {
namespace {

using model::AskedClients;
using model::AskedModel;
using model::ClientQuantity;

constexpr double most_periods = 100'000;

[[noreturn]] void refuse_clv(const char* argument, const std::string& why, std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "clv: " + why, argument, row);
}

double length_of(TimeUnit period, TimeUnit unit) {
  return units_per_year(unit) / units_per_year(period);
}

void check_horizon(const model::ModelTraits& traits, const ClvOptions& options, TimeUnit unit) {
  if (!options.horizon) {
    if (options.timing != Timing::at_purchase) {
      refuse_clv("horizon", "cash counted by the period needs a horizon");
    }
    if (options.discount.force_per(unit) == 0.0) {
      refuse_clv(
          "discount",
          "without discount the value of an unlimited horizon does not exist, as the expected "
          "purchases of a heterogeneous base have no bound: set a horizon or a discount rate");
    }
    return;
  }
  const double horizon = *options.horizon;
  if (!(horizon > 0.0 && std::isfinite(horizon))) {
    refuse_clv("horizon", "the horizon must be above 0 and finite, not " + to_text(horizon));
  }
  model::check_time(traits, horizon, "horizon");
  if (options.timing != Timing::at_purchase &&
      horizon / length_of(options.period, unit) > most_periods) {
    refuse_clv("horizon", "a horizon of " + to_text(horizon) + " has more than " +
                              to_text(most_periods) + " periods");
  }
}

void check_margins(const ClvOptions& options, std::size_t clients) {
  if (!(options.margin > 0.0 && options.margin <= 1.0)) {
    refuse_clv("margin",
               "the margin must be above 0 and at most 1, not " + to_text(options.margin));
  }
  if (options.margins.empty()) return;
  if (options.margins.size() != clients) {
    refuse_clv("margins", std::to_string(options.margins.size()) + " margins for " +
                              std::to_string(clients) + " clients");
  }
  for (std::size_t i = 0; i < clients; ++i) {
    const double margin = options.margins[i];
    if (!(margin <= 1.0 && std::isfinite(margin))) {
      refuse_clv("margins", "a margin must be finite and at most 1, not " + to_text(margin),
                 static_cast<std::int64_t>(i));
    }
  }
}

std::vector<double> expected_purchases(const AskedModel& purchases, const AskedClients& clients,
                                       double horizon) {
  return purchases.evaluate_finite(ClientQuantity::expected_purchases, "expected_purchases",
                                   clients, {.horizon = horizon});
}

/// Until the horizon, or for ever, each at its own time.
std::vector<double> discounted_purchases(const AskedModel& purchases, const AskedClients& clients,
                                         const ClvOptions& options, TimeUnit unit) {
  const double horizon = options.horizon.value_or(std::numeric_limits<double>::infinity());
  return purchases.evaluate_finite(
      ClientQuantity::discounted_purchases, "discounted_purchases", clients,
      {.horizon = horizon, .discount = options.discount.force_per(unit)});
}

/// Purchases of each period by differences of the expectation at its ends, as cash of one day.
std::vector<double> discounted_by_period(const AskedModel& purchases, const AskedClients& clients,
                                         const ClvOptions& options, TimeUnit unit) {
  const double force = options.discount.force_per(unit);
  std::vector<double> sum(clients.size());
  std::vector<double> before(clients.size());
  for (const auto& [end, paid_at] :
       value::cash_periods(*options.horizon, length_of(options.period, unit), options.timing)) {
    std::vector<double> expected = expected_purchases(purchases, clients, end);
    const double factor = std::exp(-force * paid_at);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += factor * (expected[i] - before[i]);
    before = std::move(expected);
  }
  return sum;
}

}  // namespace

ClvResult clv(const FittedModel& purchases, const FittedModel& spend, const Summary& summary,
              const ClvOptions& options, const Execution& execution) {
  model::check_purchases_model(purchases, summary);
  if (spend.info().kind != ModelKind::spend) {
    refuse_clv("spend", std::string(spend.info().title) + " is not a model of spend");
  }
  check_horizon(model::model_of(purchases).traits(), options, summary.unit());
  check_margins(options, summary.size());

  const Histories histories = summary.histories();
  const std::size_t rows = summary.size();
  const AskedModel asked = model::asked(purchases, execution);
  const AskedClients asked_about = asked.clients(histories);
  std::vector<double> alive =
      asked.evaluate_finite(ClientQuantity::p_alive, "p_alive", asked_about, {});
  std::vector<double> discounted =
      options.timing == Timing::at_purchase
          ? discounted_purchases(asked, asked_about, options, purchases.unit())
          : discounted_by_period(asked, asked_about, options, purchases.unit());
  Values per_purchase = spend.expected_spend(histories, execution);

  ClvResult result;
  std::vector<double> margin(rows, options.margin), clv(rows), if_alive(rows);
  std::vector<std::uint8_t> has_spend(rows), has_clv(rows), has_if_alive(rows);
  TextColumn status;
  for (std::size_t i = 0; i < rows; ++i) {
    if (!options.margins.empty()) margin[i] = options.margins[i];
    has_spend[i] = per_purchase.status.empty() || per_purchase.status[i] == Values::Row::ok;
    const double value = discounted[i] * per_purchase.value[i] * margin[i];
    const Values::Row row = value::status_of(per_purchase, i, value);
    status.push_back(value::name_of(row));
    if (row != Values::Row::ok) {
      ++result.not_valued;
      continue;
    }
    has_clv[i] = true;
    clv[i] = value;
    result.total += histories.weight.empty() ? value : histories.weight[i] * value;
    has_if_alive[i] = alive[i] > 0.0 && std::isfinite(value / alive[i]);
    if (has_if_alive[i]) if_alive[i] = value / alive[i];
  }

  Table::Builder clients;
  add_client_column(clients, summary);
  clients.float64("p_alive", std::move(alive));
  if (options.horizon) {
    clients.float64("expected_purchases", expected_purchases(asked, asked_about, *options.horizon));
  }
  clients.float64("discounted_purchases", std::move(discounted))
      .float64("expected_spend", std::move(per_purchase.value), std::move(has_spend))
      .float64("margin", std::move(margin))
      .float64("clv", std::move(clv), std::move(has_clv))
      .float64("clv_if_alive", std::move(if_alive), std::move(has_if_alive))
      .text("status", std::move(status));
  result.clients = clients.build();
  result.basis = value::describe_basis(options, summary.unit());
  return result;
}

}  // namespace tenure
