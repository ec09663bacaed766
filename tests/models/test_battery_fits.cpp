// Law 20: what is simulated from a model is found again by its fit.
#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "models/battery.hpp"
#include "models/fit.hpp"
#include "models/simulated.hpp"

using namespace tenure::model;
using namespace tenure::testing;

TEST_CASE("law 20: what is simulated is found again within its standard errors") {
  for (const PurchaseModel* model : tested_models()) {
    if (!model->can_simulate_purchases() && !model->can_simulate_spend()) continue;
    CAPTURE(model->traits().info.name);
    for (const Parameters& truth : ordinary(*model)) {
      const auto data = simulate(*model, truth, draws(1500), 1);
      const tenure::FitResult found = fit(*model, Cells(data.view(), model->traits()), {}, {});
      REQUIRE(found.convergence.reason == tenure::Convergence::Reason::gradient);
      for (std::size_t i = 0; i < truth.size(); ++i) {
        CAPTURE(truth[i]);
        CAPTURE(found.parameters[i]);
        const double off = std::log(found.parameters[i] / truth[i]);
        CHECK(std::abs(off) * found.parameters[i] < 3.5 * found.standard_errors[i]);
      }
    }
  }
}
