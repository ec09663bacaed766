/// The multiple-choice knapsack: one budget, at most one offer a client.
#pragma once

#include "budget/offers.hpp"

namespace tenure::budget {

/// The steps up each client's hull by falling gain a unit, as far as the budget goes: the solution
/// of the linear relaxation but for the one step that does not fit. prices: the budget's.
/// E. Zemel (1980), "The linear multiple choice knapsack problem", Operations Research 28.
[[nodiscard]] OfferPlan climb_hulls(const Offers& offers, double budget,
                                    const Execution& execution);

/// Improves the plan of climb_hulls, to the best there is unless that takes too many states.
/// D. Pisinger (1995), "A minimal algorithm for the multiple-choice knapsack problem", EJOR 83.
void search_core(const Offers& offers, double budget, const Execution& execution, OfferPlan& plan);

}  // namespace tenure::budget
