/// The probability of what a client bought, on the log scale, where a double cannot hold it.
#pragma once

#include <optional>
#include <span>

#include "models/histories.hpp"
#include "models/purchase_model.hpp"

namespace tenure::evaluation {

/// log P(count purchases in the next `ahead` units of time | history), by likelihoods alone: of
/// what was seen by then over what is seen now, added up over the time of the last purchase. No
/// value of what is impossible.
[[nodiscard]] std::optional<double> log_probability(const model::PurchaseModel& model,
                                                    std::span<const double> parameters,
                                                    const model::History& history, double ahead,
                                                    double count);

}  // namespace tenure::evaluation
