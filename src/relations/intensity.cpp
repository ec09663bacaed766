#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "history/client_column.hpp"
#include "history/purchases.hpp"
#include "relations/diversity.hpp"
#include "relations/percentiles.hpp"
#include <tenure/error.hpp>
#include <tenure/relations.hpp>

namespace tenure {
namespace {

enum Dimension : std::size_t { nature, contact, time, space, volume, financial, value, dimensions };
constexpr std::array<const char*, dimensions> kDimensionNames{
    "nature", "contacts", "time", "space", "volume", "financial", "value"};

[[noreturn]] void refuse_intensity(const std::string& message, const char* argument,
                                   std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "relation_intensity: " + message, argument, row);
}

void check_contacts(const Contacts& contacts, std::size_t clients) {
  const std::size_t n = contacts.client.size();
  if (contacts.day.size() != n) refuse_intensity("there must be a day a contact", "contacts");
  if (!contacts.weight.empty() && contacts.weight.size() != n) {
    refuse_intensity("there must be a weight a contact", "contacts");
  }
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (contacts.client[i] < 0 || static_cast<std::uint64_t>(contacts.client[i]) >= clients) {
      refuse_intensity("client " + std::to_string(contacts.client[i]) +
                           " of a contact is none of " + std::to_string(clients),
                       "contacts", row);
    }
    if (Day{contacts.day[i]} < Day::first() || Day{contacts.day[i]} > Day::last()) {
      refuse_intensity("a contact has no day on the calendar", "contacts", row);
    }
    constexpr double most = 1e100;
    if (!contacts.weight.empty() && !(contacts.weight[i] > 0.0 && contacts.weight[i] <= most)) {
      refuse_intensity("a weight must be above 0 and finite, not " + to_text(contacts.weight[i]),
                       "contacts", row);
    }
  }
}

void check(const IntensityOptions& options, std::size_t clients) {
  constexpr double longest = 1e9;
  if (!(options.half_life > 0.0 && options.half_life <= longest)) {
    refuse_intensity("half_life must be above 0, not " + to_text(options.half_life), "half_life");
  }
  if (!options.weights.empty() && options.weights.size() != dimensions) {
    refuse_intensity("there must be seven weights", "weights");
  }
  for (const double weight : options.weights) {
    constexpr double most = 1e100;
    if (!(weight >= 0.0 && weight <= most)) {
      refuse_intensity("a weight must be 0 or more, not " + to_text(weight), "weights");
    }
  }
  if (!options.value.empty() && options.value.size() != clients) {
    refuse_intensity("there must be a value a client", "value");
  }
  for (std::size_t i = 0; i < options.value.size(); ++i) {
    if (std::isfinite(options.value[i])) continue;
    refuse_intensity("a value is not finite", "value", static_cast<std::int64_t>(i));
  }
}

/// Of each dimension that is known a number a client.
using Raw = std::array<std::vector<double>, dimensions>;

/// Effective number of the kinds that a client's lines have; those without a kind do not count.
double effective_kinds(const LargeArray<std::uint32_t>& codes, std::size_t begin, std::size_t end) {
  std::vector<std::uint32_t> own(codes.data() + begin, codes.data() + end);
  std::ranges::sort(own);
  std::vector<double> counts;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i] == 0) continue;
    if (i == 0 || own[i] != own[i - 1] || counts.empty()) counts.push_back(0.0);
    counts.back() += 1.0;
  }
  return relation::diversity(counts).effective;
}

double decimal_unit(const Portfolio::Data& data) {
  return std::pow(10.0, -data.options.currency.decimals);
}

/// What the lines of one client say.
void measure_client(const Portfolio::Data& data, std::size_t client, std::vector<Purchase>& room,
                    Raw& raw) {
  const std::size_t begin = data.offsets[client], end = data.offsets[client + 1];
  read_purchases(data, client, before_all_days, data.observed_until, room);
  if (!room.empty()) {
    raw[time][client] = static_cast<double>(data.observed_until.since_epoch - room.front().day);
  }
  raw[volume][client] = static_cast<double>(room.size());
  if (!raw[nature].empty()) raw[nature][client] = effective_kinds(data.lines.category, begin, end);
  if (!raw[space].empty()) raw[space][client] = effective_kinds(data.lines.channel, begin, end);
  double spend = 0.0, cost = 0.0;
  for (const Purchase& purchase : room) spend += static_cast<double>(purchase.amount);
  for (std::size_t line = begin; line < end && data.has_costs; ++line) {
    cost += static_cast<double>(data.lines.cost[line]);
  }
  if (!raw[financial].empty()) raw[financial][client] = spend * decimal_unit(data);
  if (!raw[value].empty()) raw[value][client] = (spend - cost) * decimal_unit(data);
}

Raw measure(const Portfolio::Data& data, const Contacts& contacts, const IntensityOptions& options,
            const Execution& execution) {
  const std::size_t clients = data.clients();
  Raw raw;
  raw[time].resize(clients);
  raw[volume].resize(clients);
  if (data.lines.category.size() > 0) raw[nature].resize(clients);
  if (data.lines.channel.size() > 0) raw[space].resize(clients);
  if (data.has_amounts) raw[financial].resize(clients);
  if (data.has_amounts && data.has_costs && options.value.empty()) raw[value].resize(clients);
  constexpr std::size_t clients_a_chunk = 1024;
  parallel_for(clients, clients_a_chunk, execution, "measuring relations",
               [&](std::size_t begin, std::size_t end) {
                 std::vector<Purchase> room;
                 for (std::size_t i = begin; i < end; ++i) measure_client(data, i, room, raw);
               });
  if (!options.value.empty()) raw[value].assign(options.value.begin(), options.value.end());
  if (!contacts.client.empty()) raw[contact].resize(clients);
  for (std::size_t i = 0; i < contacts.client.size(); ++i) {
    const double age = data.observed_until.since_epoch - static_cast<double>(contacts.day[i]);
    if (age < 0.0) continue;  // after the end of observation, as purchases are
    const double weight = contacts.weight.empty() ? 1.0 : contacts.weight[i];
    raw[contact][static_cast<std::size_t>(contacts.client[i])] +=
        weight * relation::decay(age, options.half_life);
  }
  return raw;
}

}  // namespace

Table relation_intensity(const Portfolio& portfolio, const Contacts& contacts,
                         const IntensityOptions& options, const Execution& execution) {
  const Portfolio::Data& data = portfolio.data();
  check(options, data.clients());
  check_contacts(contacts, data.clients());
  const Raw measured = measure(data, contacts, options, execution);
  const std::vector<std::size_t> clients = clients_without(portfolio, {ClientFlag::no_profiling});

  Table::Builder table;
  add_client_column(table, portfolio, clients, portfolio.excluded_clients());
  std::vector<std::string> columns;
  std::vector<std::vector<double>> known;  // percentiles
  std::vector<double> weights;
  double total_weight = 0.0;
  for (std::size_t d = 0; d < dimensions; ++d) {
    if (measured[d].empty()) continue;
    std::vector<double> raw;
    for (const std::size_t i : clients) raw.push_back(measured[d][i]);
    known.push_back(relation::percentiles(raw));
    columns.push_back(std::string(kDimensionNames[d]) + "_percentile");
    weights.push_back(options.weights.empty() ? 1.0 : options.weights[d]);
    total_weight += weights.back();
    table.float64(kDimensionNames[d], std::move(raw));
  }
  if (!clients.empty() && !(total_weight > 0.0)) {
    refuse_intensity("no dimension that is known has a weight", "weights");
  }
  std::vector<double> composite(clients.size()), own(known.size());
  for (std::size_t i = 0; i < composite.size(); ++i) {
    for (std::size_t d = 0; d < known.size(); ++d) own[d] = known[d][i];
    composite[i] = relation::geometric_mean(own, weights);
  }
  const std::vector<std::int64_t> count(clients.size(), static_cast<std::int64_t>(known.size()));
  for (std::size_t d = 0; d < known.size(); ++d) table.float64(columns[d], std::move(known[d]));
  return table.int64("dimensions", count).float64("composite", std::move(composite)).build();
}

}  // namespace tenure
