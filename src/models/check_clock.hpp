/// The domain of a history in discrete time: what models of opportunities and renewals rely on.
#pragma once

#include <string_view>

#include "models/purchase_model.hpp"

namespace tenure::model {

/// A likelihood, or a sum ahead, adds a term for each opportunity: a time in seconds is a mistake.
inline constexpr double kMostOpportunities = 1e6;

/// What a model of discrete time counts: "opportunities" or "renewals".
[[nodiscard]] std::string_view counted_by(const ModelTraits& traits);

/// Throws Error(invalid_data) naming column, row and value unless recency and age are whole numbers
/// and frequency is possible: at most one purchase an opportunity, the last one at t_x; of
/// renewals, all up to t_x. Any history passes in continuous time. Requires check_histories.
void check_clock(const ModelTraits& traits, const Histories& histories);

}  // namespace tenure::model
