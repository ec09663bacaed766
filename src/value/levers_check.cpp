#include "value/levers_check.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "base/check_arguments.hpp"

namespace tenure::value {
namespace {

void check_amounts(std::span<const double> column, std::size_t clients, const char* argument) {
  check_length(argument, column.size(), clients);
  check_rows(argument, column, check_at_least_0);
}

void check_move(const LeverMove& move, const std::string& lever) {
  if (!(move.change > -1.0 && std::isfinite(move.change))) {
    refuse(lever + "_change", "above -1 and finite", move.change);
  }
  check_at_least_0(lever + "_cost", move.cost);
}

}  // namespace

void check_levers(const ClientLevers& clients, const LeverOptions& options) {
  const std::size_t rows = clients.frequency.size();
  check_amounts(clients.frequency, rows, "frequency");
  check_amounts(clients.basket, rows, "basket");
  check_amounts(clients.duration, rows, "duration");
  if (!clients.p_alive.empty()) {
    check_length("p_alive", clients.p_alive.size(), rows);
    check_rows("p_alive", clients.p_alive, check_probability);
  }
  if (!clients.segments.empty()) check_length("segments", clients.segments.size(), rows);
  check_move(options.frequency, "frequency");
  check_move(options.basket, "basket");
  check_move(options.duration, "duration");
  if (!(options.margin > 0.0 && options.margin <= 1.0)) {
    refuse("margin", "above 0 and at most 1", options.margin);
  }
  if (!(options.discount.force_per(options.unit) >= 0.0)) {
    refuse("discount", "at least 0", options.discount.force_per(options.unit));
  }
  check_probability("frontier", options.frontier);
  check_probability("small_headroom", options.small_headroom);
  check_probability("likely_alive", options.likely_alive);
}

}  // namespace tenure::value
