#pragma once

#include <span>
#include <vector>

#include <tenure/model.hpp>

namespace tenure::value {

/// Discounted purchases in the window of clients who each cease to pay at a rate of their own, a
/// unit of the model, infinite for who is insolvent already: one entry a history.
[[nodiscard]] std::vector<double> solvent_purchases(const FittedModel& purchases,
                                                    const Histories& histories, double force,
                                                    std::span<const double> default_rates,
                                                    Window window, const Execution& execution);

}  // namespace tenure::value
