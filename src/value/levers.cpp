#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "history/client_column.hpp"
#include "value/lever_gains.hpp"
#include "value/lever_segments.hpp"
#include "value/levers_check.hpp"
#include <tenure/error.hpp>
#include <tenure/levers.hpp>

namespace tenure {
namespace {

using value::LeverSegments;

/// What is advised, in the order in which equal numbers of clients are decided.
constexpr std::array<const char*, 4> advices{"frequency", "basket", "duration", "win_back"};
enum Advice : std::size_t { frequency = 0, basket = 1, duration = 2, win_back = 3 };

/// How far below the frontier, as a share of it.
double gap(double value, double frontier) {
  return frontier > 0.0 ? std::max(0.0, 1.0 - value / frontier) : 0.0;
}

struct Room {
  std::vector<double> spend, spend_frontier, frequency_frontier, basket_frontier;

  Room(const ClientLevers& clients, const LeverSegments& segments, double share)
      : frequency_frontier(segments.frontier(clients.frequency, share)),
        basket_frontier(segments.frontier(clients.basket, share)) {
    spend.reserve(clients.frequency.size());
    for (std::size_t i = 0; i < clients.frequency.size(); ++i) {
      spend.push_back(clients.frequency[i] * clients.basket[i]);
    }
    spend_frontier = segments.frontier(spend, share);
  }
};

std::vector<Advice> advise(const ClientLevers& clients, const LeverSegments& segments,
                           const Room& room, const LeverOptions& options) {
  std::vector<Advice> advice;
  advice.reserve(room.spend.size());
  for (std::size_t i = 0; i < room.spend.size(); ++i) {
    const std::size_t s = segments.of_client[i];
    if (!clients.p_alive.empty() && clients.p_alive[i] < options.likely_alive) {
      advice.push_back(win_back);
    } else if (gap(room.spend[i], room.spend_frontier[s]) < options.small_headroom) {
      advice.push_back(duration);
    } else {
      const bool rarely = gap(clients.frequency[i], room.frequency_frontier[s]) >=
                          gap(clients.basket[i], room.basket_frontier[s]);
      advice.push_back(rarely ? frequency : basket);
    }
  }
  return advice;
}

Table clients_table(Table::Builder table, const ClientLevers& clients,
                    const LeverSegments& segments, const Room& room, std::span<const Advice> advice,
                    double force) {
  const std::size_t rows = room.spend.size();
  TextColumn names, lever;
  std::vector<double> revenue(rows), frontier(rows), headroom(rows), share(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::size_t s = segments.of_client[i];
    names.push_back(segments.names[s]);
    lever.push_back(advices[advice[i]]);
    revenue[i] = room.spend[i] * value::lever_annuity(clients.duration[i], force);
    frontier[i] = room.spend_frontier[s];
    headroom[i] = std::max(0.0, frontier[i] - room.spend[i]);
    share[i] = gap(room.spend[i], frontier[i]);
  }
  if (!clients.segments.empty()) table.text("segment", std::move(names));
  table.float64("spend", room.spend)
      .float64("revenue", std::move(revenue))
      .float64("frontier", std::move(frontier))
      .float64("headroom", std::move(headroom))
      .float64("headroom_share", std::move(share));
  if (!clients.p_alive.empty()) {
    table.float64("p_alive", {clients.p_alive.begin(), clients.p_alive.end()});
  }
  return table.text("lever", std::move(lever)).build();
}

Table segments_table(Table::Builder table, const ClientLevers& clients,
                     const LeverSegments& segments, const Room& room,
                     std::span<const Advice> advice, double force) {
  const std::size_t count = segments.names.size();
  std::vector<std::int64_t> size(count);
  std::vector<double> purchases(count), spend(count), durations(count), alive(count),
      revenue(count), headroom(count);
  std::array<std::vector<std::int64_t>, advices.size()> for_lever;
  for (auto& each : for_lever) each.resize(count);
  for (std::size_t i = 0; i < room.spend.size(); ++i) {
    const std::size_t s = segments.of_client[i];
    ++size[s];
    ++for_lever[advice[i]][s];
    purchases[s] += clients.frequency[i];
    spend[s] += room.spend[i];
    durations[s] += clients.duration[i];
    revenue[s] += room.spend[i] * value::lever_annuity(clients.duration[i], force);
    headroom[s] += std::max(0.0, room.spend_frontier[s] - room.spend[i]);
    if (!clients.p_alive.empty()) alive[s] += clients.p_alive[i];
  }
  TextColumn names, lever;
  OptionalColumn mean_frequency(count), mean_basket(count), mean_duration(count), share(count),
      mean_alive(count);
  for (std::size_t s = 0; s < count; ++s) {
    const auto members = static_cast<double>(size[s]);
    names.push_back(segments.names[s]);
    mean_frequency.set(s, purchases[s] / members);
    mean_basket.set(s, spend[s] / purchases[s]);
    mean_duration.set(s, durations[s] / members);
    mean_alive.set(s, alive[s] / members);
    share.set(s, headroom[s] / (members * room.spend_frontier[s]));
    std::size_t most = 0;
    for (std::size_t l = 1; l < advices.size(); ++l) {
      if (for_lever[l][s] > for_lever[most][s]) most = l;
    }
    lever.push_back(advices[most]);
  }
  table.text("segment", std::move(names)).int64("clients", std::move(size));
  std::move(mean_frequency).add_to(table, "frequency");
  std::move(mean_basket).add_to(table, "basket");
  std::move(mean_duration).add_to(table, "duration");
  table.float64("revenue", std::move(revenue))
      .float64("frontier", room.spend_frontier)
      .float64("headroom", std::move(headroom));
  std::move(share).add_to(table, "headroom_share");
  if (!clients.p_alive.empty()) std::move(mean_alive).add_to(table, "p_alive");
  for (std::size_t l = 0; l < advices.size(); ++l) {
    table.int64(std::string(advices[l]) + "_clients", std::move(for_lever[l]));
  }
  return table.text("lever", std::move(lever)).build();
}

/// The builders begin the tables of clients and of segments.
LeverResult levers_of(Table::Builder of_clients, Table::Builder of_segments,
                      const ClientLevers& clients, const LeverOptions& options) {
  value::check_levers(clients, options);
  const double force = options.discount.force_per(options.unit);
  LeverResult result;
  auto gains = value::lever_gains(clients, options);
  result.levers = std::move(gains.table);
  result.revenue = gains.revenue;
  const LeverSegments segments(clients.segments, clients.frequency.size());
  const Room room(clients, segments, options.frontier);
  const std::vector<Advice> advice = advise(clients, segments, room, options);
  result.clients = clients_table(std::move(of_clients), clients, segments, room, advice, force);
  result.segments = segments_table(std::move(of_segments), clients, segments, room, advice, force);
  return result;
}

}  // namespace

LeverResult levers(const ClientLevers& clients, const LeverOptions& options) {
  return levers_of({}, {}, clients, options);
}

LeverResult levers(const Summary& summary, const ClientLevers& clients,
                   const LeverOptions& options) {
  if (summary.spend().empty() || !summary.histories().weight.empty()) {
    throw Error(Status::invalid_argument,
                "levers: a summary of clients, without weights, that has their spend is needed",
                "summary");
  }
  const double day = units_per_year(summary.unit()) / units_per_year(TimeUnit::day);
  std::vector<double> frequency, basket, duration;
  for (std::size_t i = 0; i < summary.size(); ++i) {
    const double purchases = summary.frequency()[i] + 1.0;
    duration.push_back(summary.age()[i] + day);
    frequency.push_back(purchases / duration.back());
    basket.push_back(std::max(0.0, summary.spend()[i]) / purchases);
  }
  Table::Builder of_clients, of_segments;
  add_client_column(of_clients, summary);
  of_segments.excluded_clients(summary.excluded_clients());
  LeverOptions with_unit = options;
  with_unit.unit = summary.unit();
  return levers_of(std::move(of_clients), std::move(of_segments),
                   {.frequency = frequency,
                    .basket = basket,
                    .duration = duration,
                    .p_alive = clients.p_alive,
                    .segments = clients.segments},
                   with_unit);
}

}  // namespace tenure
