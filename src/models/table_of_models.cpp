#include "models/table_of_models.hpp"

#include <algorithm>
#include <array>

namespace tenure::model {

std::span<const PurchaseModel* const> all_models() {
  static const std::array table{
      &pareto_nbd(),
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
