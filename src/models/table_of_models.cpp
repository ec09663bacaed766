#include "models/table_of_models.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "models/model_input.hpp"

namespace tenure::model {

std::span<const PurchaseModel* const> all_models() {
  static const std::array table{
      &pareto_nbd(),
      &bg_nbd(),
      &mbg_nbd(),
      &bg_cnbd_k(1),
      &mbg_cnbd_k(1),
      &nbd(),
      &ggompertz_nbd(),
      &bg_bb(),
      &shifted_beta_geometric(),
      &beta_discrete_weibull(),
      &gamma_gamma(),
  };
  return table;
}

const PurchaseModel* find_model(std::string_view name) {
  const auto models = all_models();
  const auto found = std::ranges::find_if(
      models, [name](const PurchaseModel* model) { return model->traits().info.name == name; });
  return found == models.end() ? nullptr : *found;
}

}  // namespace tenure::model

namespace tenure {

std::span<const ModelInfo> models() {
  static const std::vector<ModelInfo> infos = [] {
    std::vector<ModelInfo> result;
    for (const model::PurchaseModel* model : model::all_models()) {
      result.push_back(model->traits().info);
    }
    return result;
  }();
  return infos;
}

const ModelInfo& model_info(std::string_view name) {
  return model::model_named(name).traits().info;
}

}  // namespace tenure
