#include "value/levers_check.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::value {
namespace {

[[noreturn]] void refuse(const std::string& argument, const std::string& domain, double got,
                         std::int64_t row = -1) {
  throw Error(Status::invalid_argument,
              "levers: " + argument + " must be " + domain + ", not " + to_text(got), argument,
              row);
}

void check_rows(std::size_t clients, std::size_t rows, const char* argument) {
  if (rows == clients) return;
  throw Error(Status::invalid_argument,
              "levers: " + std::to_string(clients) + " clients, but " + std::to_string(rows) +
                  " rows of " + argument,
              argument);
}

void check_amounts(std::span<const double> column, std::size_t clients, const char* argument) {
  check_rows(clients, column.size(), argument);
  for (std::size_t i = 0; i < clients; ++i) {
    if (column[i] >= 0.0 && std::isfinite(column[i])) continue;
    refuse(argument, "at least 0 and finite", column[i], static_cast<std::int64_t>(i));
  }
}

void check_move(const LeverMove& move, const std::string& lever) {
  if (!(move.change > -1.0 && std::isfinite(move.change))) {
    refuse(lever + "_change", "above -1 and finite", move.change);
  }
  if (!(move.cost >= 0.0 && std::isfinite(move.cost))) {
    refuse(lever + "_cost", "at least 0 and finite", move.cost);
  }
}

void check_share(double share, const char* argument) {
  if (!(share >= 0.0 && share <= 1.0)) refuse(argument, "between 0 and 1", share);
}

}  // namespace

void check_levers(const ClientLevers& clients, const LeverOptions& options) {
  const std::size_t rows = clients.frequency.size();
  check_amounts(clients.frequency, rows, "frequency");
  check_amounts(clients.basket, rows, "basket");
  check_amounts(clients.duration, rows, "duration");
  if (!clients.p_alive.empty()) {
    check_rows(rows, clients.p_alive.size(), "p_alive");
    for (std::size_t i = 0; i < rows; ++i) {
      if (clients.p_alive[i] >= 0.0 && clients.p_alive[i] <= 1.0) continue;
      refuse("p_alive", "between 0 and 1", clients.p_alive[i], static_cast<std::int64_t>(i));
    }
  }
  if (!clients.segments.empty()) check_rows(rows, clients.segments.size(), "segments");
  check_move(options.frequency, "frequency");
  check_move(options.basket, "basket");
  check_move(options.duration, "duration");
  if (!(options.margin > 0.0 && options.margin <= 1.0)) {
    refuse("margin", "above 0 and at most 1", options.margin);
  }
  if (!(options.discount.force_per(options.unit) >= 0.0)) {
    refuse("discount", "at least 0", options.discount.force_per(options.unit));
  }
  check_share(options.frontier, "frontier");
  check_share(options.small_headroom, "small_headroom");
  check_share(options.likely_alive, "likely_alive");
}

}  // namespace tenure::value
