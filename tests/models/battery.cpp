#include "models/battery.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace tenure::testing {

using model::PurchaseModel;

std::vector<const PurchaseModel*> tested_models() {
  std::vector<const PurchaseModel*> tested = every_model();
  if (const char* only = std::getenv("TENURE_MODEL")) {
    std::erase_if(tested, [&](const PurchaseModel* model) {
      return model->traits().info.name != std::string_view(only);
    });
    REQUIRE_MESSAGE(!tested.empty(), "TENURE_MODEL is not a model: " << only);
  }
  return tested;
}

std::uint64_t draws(std::uint64_t everyday) {
  const char* asked = std::getenv("TENURE_DRAWS");
  return asked == nullptr ? everyday : std::strtoull(asked, nullptr, 10);
}

std::uint64_t draws_of(const PurchaseModel& model, std::uint64_t everyday) {
  constexpr std::uint64_t kOneIn = 25;
  const bool regular = model.traits().of_regularity != nullptr;
  return regular ? std::max<std::uint64_t>(4, draws(everyday) / kOneIn) : draws(everyday);
}

}  // namespace tenure::testing
