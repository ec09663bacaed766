#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "base/text.hpp"
#include <tenure/error.hpp>
#include <tenure/response.hpp>

namespace tenure {
namespace {

void check(const CellResponseOptions& options) {
  const auto refuse = [](const char* argument, const std::string& rule, double value) {
    throw Error(
        Status::invalid_argument,
        std::string("cell_response: ") + argument + " must be " + rule + ", not " + to_text(value),
        argument);
  };
  if (!(options.contact_cost >= 0.0 && std::isfinite(options.contact_cost))) {
    refuse("contact_cost", "0 or more", options.contact_cost);
  }
  if (!(options.margin > 0.0 && std::isfinite(options.margin))) {
    refuse("margin", "above 0", options.margin);
  }
  if (!std::isfinite(options.contact_cost / options.margin)) {
    refuse("margin", "large enough for a finite break-even rate", options.margin);
  }
  if (!(options.prior >= 0.0 && std::isfinite(options.prior))) {
    refuse("prior", "0 or more", options.prior);
  }
}

void check(std::span<const double> contacted, std::span<const double> responses,
           std::span<const double> clients) {
  const auto refuse_size = [&](const char* argument, std::size_t size) {
    throw Error(Status::invalid_argument,
                std::string("cell_response: ") + argument + " must have one entry a cell, " +
                    std::to_string(contacted.size()) + ", not " + std::to_string(size),
                argument);
  };
  if (responses.size() != contacted.size()) refuse_size("responses", responses.size());
  if (!clients.empty() && clients.size() != contacted.size()) {
    refuse_size("clients", clients.size());
  }
  const auto check_value = [](const char* argument, double value, bool is_good, std::size_t row) {
    if (is_good && std::isfinite(value)) return;
    throw Error(Status::invalid_data,
                std::string("cell_response: ") + argument + " cannot be " + to_text(value),
                argument, static_cast<std::int64_t>(row));
  };
  for (std::size_t i = 0; i < contacted.size(); ++i) {
    check_value("contacted", contacted[i], contacted[i] >= 0.0, i);
    check_value("responses", responses[i], responses[i] >= 0.0 && responses[i] <= contacted[i], i);
    if (!clients.empty()) check_value("clients", clients[i], clients[i] >= 0.0, i);
  }
}

double sum(std::span<const double> values) {
  double total = 0.0;
  for (const double value : values) total += value;
  return total;
}

/// No value where it would divide by 0, or be above the range of double.
std::optional<double> quotient(double part, double whole) {
  if (!(whole > 0.0) || !std::isfinite(part / whole)) return std::nullopt;
  return part / whole;
}

}  // namespace

CellResponseResult cell_response(std::span<const double> contacted,
                                 std::span<const double> responses, std::span<const double> clients,
                                 const CellResponseOptions& options) {
  check(options);
  check(contacted, responses, clients);
  if (clients.empty()) clients = contacted;

  CellResponseResult result;
  const double all = sum(contacted);
  if (!std::isfinite(all)) {
    throw Error(Status::invalid_argument,
                "cell_response: the sum of contacts is above the range of double", "contacted");
  }
  result.overall_rate = all > 0.0 ? sum(responses) / all : 0.0;
  result.break_even_rate = options.contact_cost / options.margin;

  const std::size_t n = contacted.size();
  OptionalColumn rate(n), shrunk_rate(n), index(n), break_even_index(n), profit(n);
  std::vector<std::uint8_t> is_worth;
  for (std::size_t i = 0; i < n; ++i) {
    const auto observed = quotient(responses[i], contacted[i]);
    const auto shrunk = quotient(responses[i] + options.prior * result.overall_rate,
                                 all > 0.0 ? contacted[i] + options.prior : 0.0);
    rate.set(i, observed);
    shrunk_rate.set(i, shrunk);
    is_worth.push_back(shrunk && *shrunk >= result.break_even_rate);
    if (!shrunk) continue;
    const double expected = clients[i] * (*shrunk * options.margin - options.contact_cost);
    index.set(i, quotient(*shrunk, result.overall_rate));
    break_even_index.set(i, quotient(*shrunk - result.break_even_rate, result.break_even_rate));
    profit.set(i, expected);
    result.mail_all_profit += expected;
    if (is_worth.back() == 0) continue;
    result.selective_profit += expected;
    result.clients_selected += clients[i];
  }

  if (!std::isfinite(result.mail_all_profit) || !std::isfinite(result.selective_profit)) {
    throw Error(Status::invalid_argument, "cell_response: a profit is above the range of double",
                "clients");
  }

  Table::Builder table;
  table.float64("contacted", {contacted.begin(), contacted.end()})
      .float64("responses", {responses.begin(), responses.end()});
  std::move(rate).add_to(table, "rate");
  std::move(shrunk_rate).add_to(table, "shrunk_rate");
  std::move(index).add_to(table, "index");
  std::move(break_even_index).add_to(table, "break_even_index");
  table.float64("clients", {clients.begin(), clients.end()});
  std::move(profit).add_to(table, "profit");
  result.cells = table.boolean("is_worth", std::move(is_worth)).build();
  return result;
}

}  // namespace tenure
