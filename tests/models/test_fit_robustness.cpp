// Fits of bases of every kind, and from starts all over the place: each must end in an optimum, in
// a boundary that is named, or in the statement that the data do not determine the parameters.
// tests/bench/fits.cpp counts them over many more.
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "models/battery.hpp"
#include "models/fit.hpp"
#include "models/fit_endings.hpp"
#include "models/populations.hpp"

using namespace tenure::model;
using namespace tenure::testing;
using tenure::FitResult;

namespace {

/// Of a model with a regularity one k: with k = 1 it is another model of the table, and what k = 3
/// does is what k = 2 does.
std::vector<const PurchaseModel*> fitted_models() {
  std::vector<const PurchaseModel*> models = tested_models();
  std::erase_if(models, [](const PurchaseModel* model) {
    return model->traits().of_regularity != nullptr && model->traits().regularity != 2;
  });
  return models;
}

}  // namespace

TEST_CASE("every kind of base ends in an optimum, a named boundary or not identifiable") {
  for (const PurchaseModel* model : fitted_models()) {
    CAPTURE(model->traits().info.name);
    for (std::uint64_t number = 0; number < draws(kPopulationKinds.size()); ++number) {
      CAPTURE(number);
      const auto data = population(*model, number);
      const FitResult result = fit(*model, Cells(data.view(), model->traits()), {}, {});
      CAPTURE(result.convergence.message);
      CHECK(ending(result) != kUnexplained);
    }
  }
}

TEST_CASE("starts a thousand times too small or too large lead to the same likelihood") {
  for (const PurchaseModel* model : fitted_models()) {
    CAPTURE(model->traits().info.name);
    const auto data = simulate(*model, ordinary(*model).front(), 300, 5);
    const Cells cells(data.view(), model->traits());
    const FitResult best = fit(*model, cells, {}, {});
    for (std::uint64_t number = 0; number < draws(5); ++number) {
      CAPTURE(number);
      const FitResult found = fit_from(*model, cells, random_start(*model, number));
      CAPTURE(found.convergence.message);
      CHECK(ending(found) != kUnexplained);
      // The fit without a start has missed nothing.
      CHECK(found.log_likelihood.value() < best.log_likelihood.value() + 1e-5);
    }
  }
}
