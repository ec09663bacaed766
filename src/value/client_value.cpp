#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "base/rows_of.hpp"
#include "base/text.hpp"
#include "history/client_column.hpp"
#include "history/client_ids.hpp"
#include "history/period_totals.hpp"
#include <tenure/client_value.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

struct Line {
  const char* name;
  std::span<const double> column;
  double total = 0.0;

  [[nodiscard]] double of(std::size_t client) const {
    return column.empty() ? 0.0 : column[client];
  }
};

void check(const Line& line, std::size_t clients) {
  if (line.column.empty()) return;
  if (line.column.size() != clients) {
    throw Error(Status::invalid_argument,
                "client_value: " + std::to_string(clients) + " clients, but " +
                    std::to_string(line.column.size()) + " rows of " + line.name,
                line.name);
  }
  for (std::size_t i = 0; i < clients; ++i) {
    if (std::isfinite(line.column[i])) continue;
    throw Error(Status::invalid_argument,
                "client_value: " + std::string(line.name) + " must be finite, not " +
                    to_text(line.column[i]),
                line.name, static_cast<std::int64_t>(i));
  }
}

std::optional<double> quotient(double above, double below) {
  const double result = above / below;
  return below > 0.0 && std::isfinite(result) ? std::optional(result) : std::nullopt;
}

Table account_table(double revenue, std::span<const Line> charges, double value) {
  TextColumn names;
  std::vector<double> amounts;
  OptionalColumn shares(charges.size() + 2);
  const auto add = [&](std::string_view name, double amount) {
    shares.set(amounts.size(), quotient(amount, revenue));
    names.push_back(name);
    amounts.push_back(amount);
  };
  add("revenue", revenue);
  for (const Line& charge : charges) add(charge.name, charge.total);
  add("value", value);
  Table::Builder table;
  table.text("line", std::move(names)).float64("amount", std::move(amounts));
  std::move(shares).add_to(table, "share_of_revenue");
  return table.build();
}

/// `clients` begins the table of the clients at the positions `listed`; all count in the sums.
ClientValueResult account_for(Table::Builder clients, std::span<const std::size_t> listed,
                              std::span<const double> revenue,
                              std::span<const double> cost_of_goods, const ClientCharges& given) {
  const std::size_t rows = revenue.size();
  std::array<Line, 4> charges{{{"cost_of_goods", cost_of_goods},
                               {"contacts", given.contacts},
                               {"serving", given.serving},
                               {"acquisition", given.acquisition}}};
  const Line without{"without", given.without};
  check({"revenue", revenue}, rows);
  for (const Line& charge : charges) check(charge, rows);
  check(without, rows);

  ClientValueResult result;
  double spent_on_all = 0.0, gain = 0.0;
  std::vector<double> sum(rows), value(rows), spent(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    for (Line& charge : charges) {
      sum[i] += charge.of(i);
      charge.total += charge.of(i);
    }
    value[i] = revenue[i] - sum[i];
    spent[i] = charges[1].of(i) + charges[3].of(i);
    result.revenue += revenue[i];
    result.charges += sum[i];
    result.loss_making += value[i] < 0.0;
    spent_on_all += spent[i];
    gain += value[i] - without.of(i);
  }
  result.value = result.revenue - result.charges;
  if (!std::isfinite(result.value)) {
    throw Error(Status::invalid_argument, "client_value: the sum of the amounts is too large",
                "revenue");
  }
  result.roi = quotient(result.value, spent_on_all);
  result.account = account_table(result.revenue, charges, result.value);

  OptionalColumn margin(listed.size()), roi(listed.size()), incremental(listed.size());
  for (std::size_t row = 0; row < listed.size(); ++row) {
    const std::size_t i = listed[row];
    margin.set(row, quotient(value[i], revenue[i]));
    roi.set(row, quotient(value[i], spent[i]));
    incremental.set(row, quotient(value[i] - without.of(i), spent[i]));
  }
  clients.float64("revenue", rows_of(revenue, listed));
  for (const Line& charge : charges) {
    std::vector<double> column(charge.column.begin(), charge.column.end());
    column.resize(rows);
    clients.float64(charge.name, rows_of(column, listed));
  }
  clients.float64("charges", rows_of(sum, listed)).float64("value", rows_of(value, listed));
  std::move(margin).add_to(clients, "margin");
  std::move(roi).add_to(clients, "roi");
  if (!given.without.empty()) {
    result.incremental_roi = quotient(gain, spent_on_all);
    std::move(incremental).add_to(clients, "incremental_roi");
  }
  result.clients = clients.build();
  return result;
}

}  // namespace

ClientValueResult client_value(std::span<const double> revenue,
                               std::span<const double> cost_of_goods,
                               const ClientCharges& charges) {
  std::vector<std::size_t> all(revenue.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return account_for({}, all, revenue, cost_of_goods, charges);
}

ClientValueResult client_value(const Portfolio& portfolio, const ClientCharges& charges,
                               const ClientValueWindow& window, const Execution& execution) {
  const Day from = window.from.value_or(portfolio.first_day());
  const Day until = window.until.value_or(portfolio.observed_until());
  if (until < from) {
    throw Error(Status::invalid_argument,
                "client_value: the window cannot end on " + until.to_string() +
                    ", before it begins on " + from.to_string(),
                "until");
  }
  const Day before = from - Days{1};
  const PeriodTotals totals = period_totals(portfolio, std::array{before, until}, execution);
  std::vector<std::size_t> profiled;
  for (std::size_t i = 0; i < portfolio.clients(); ++i) {
    if (!portfolio.has_flag(i, ClientFlag::no_profiling)) profiled.push_back(i);
  }
  const OwnedClientIds ids = select(copy_of(portfolio.client_ids()), profiled);
  Table::Builder clients;
  add_client_column(clients, view_of(ids));
  clients.excluded_clients(portfolio.excluded_clients());
  return account_for(std::move(clients), profiled, totals.revenue, totals.cost, charges);
}

}  // namespace tenure
