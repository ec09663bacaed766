/// The table of models: the one place that knows them all.
#pragma once

#include <span>
#include <string_view>

#include "models/purchase_model.hpp"

namespace tenure::model {

/// Every model, in a fixed order; one with a regularity k as that of k = 1.
[[nodiscard]] std::span<const PurchaseModel* const> all_models();

/// The model of that `traits().info.name`, nullptr if there is none.
[[nodiscard]] const PurchaseModel* find_model(std::string_view name);

// One function a model, defined in <name>.cpp. Explicit, as a static that registers itself would
// vanish from a static library.
[[nodiscard]] const PurchaseModel& beta_discrete_weibull();
[[nodiscard]] const PurchaseModel& bg_bb();
[[nodiscard]] const PurchaseModel& bg_cnbd_k(int k);
[[nodiscard]] const PurchaseModel& bg_nbd();
[[nodiscard]] const PurchaseModel& gamma_gamma();
[[nodiscard]] const PurchaseModel& ggompertz_nbd();
[[nodiscard]] const PurchaseModel& mbg_cnbd_k(int k);
[[nodiscard]] const PurchaseModel& mbg_nbd();
[[nodiscard]] const PurchaseModel& nbd();
[[nodiscard]] const PurchaseModel& pareto_nbd();
[[nodiscard]] const PurchaseModel& shifted_beta_geometric();

}  // namespace tenure::model
