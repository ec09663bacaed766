#pragma once

#include <span>

#include <tenure/client_panel.hpp>

namespace tenure::budget {

/// Throws Error(invalid_argument) naming argument, row and value. What the functions underneath ask
/// for (discount, horizon, solvency, response, trend) is left to them.
void check_panel(const Portfolio& portfolio, std::span<const Day> dates, const PanelCosts& costs,
                 const PanelOptions& options);

}  // namespace tenure::budget
