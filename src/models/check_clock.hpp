/// The domain of a history in discrete time: what models of opportunities and renewals rely on.
#pragma once

#include "models/purchase_model.hpp"

namespace tenure::model {

/// Throws Error(invalid_data) naming column, row and value unless recency and age are whole numbers
/// and frequency is possible: at most one purchase an opportunity, the last one at t_x; of
/// renewals, all up to t_x. Any history passes in continuous time. Requires check_histories.
void check_clock(const ModelTraits& traits, const Histories& histories);

}  // namespace tenure::model
