#include <array>
#include <cstdint>
#include <string_view>

#include <doctest/doctest.h>

#include "golden/golden_table.hpp"
#include "math/relative_error.hpp"
#include "models/golden_model.hpp"
#include "models/model_input.hpp"
#include "models/one_client.hpp"
#include "models/table_of_models.hpp"

using tenure::model::ClientQuantity;
using tenure::testing::ask;
using tenure::testing::relative_error;

TEST_CASE("BG/CNBD-k matches 20-digit references in easy and extreme regimes") {
  tenure::testing::check_golden_purchases(tenure::model::bg_cnbd_k(1), "bgcnbd.csv");
}

TEST_CASE("counts in a later window match mpmath by two ways, tails down to 1e-243 included") {
  const tenure::testing::GoldenTable table("cnbd_windows.csv");
  REQUIRE(table.size() == 6);
  for (std::size_t row = 0; row < table.size(); ++row) {
    CAPTURE(row);
    const auto number = [&](std::string_view column) { return table.number(row, column); };
    const auto& model =
        tenure::model::with_regularity(tenure::model::model_named(table.text(row, "model")),
                                       static_cast<std::int32_t>(number("k")));
    const std::array parameters{number("r"), number("alpha"), number("a"), number("b")};
    const double value =
        ask(model, parameters, ClientQuantity::conditional_pmf,
            {number("x"), number("t_x"), number("T")},
            {.from = number("from"), .horizon = number("to"), .count = number("count")});
    CHECK(relative_error(value, number("pmf")) < 1e-11);
  }
}

TEST_CASE("the far tail of a later window has the slope that its differences have") {
  // P of so many purchases is far below what its terms sum to: the gradient must not be lost.
  const auto& model = tenure::model::with_regularity(tenure::model::model_named("bg_cnbd_k"), 3);
  const tenure::testing::OneClient client{3.0, 20.0, 30.0};
  const tenure::model::At at{.from = 5.0, .horizon = 10.0, .count = 40.0};
  const std::array parameters{1.0, 5.0, 0.8, 2.5};
  std::array<double, 4> gradient{};
  double value = 0.0;
  model.evaluate(ClientQuantity::conditional_pmf, parameters, client.view(), at, {&value, 1},
                 gradient);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    CAPTURE(i);
    const double step = 1e-5 * parameters[i];
    auto above = parameters, below = parameters;
    above[i] += step;
    below[i] -= step;
    const double difference = (ask(model, above, ClientQuantity::conditional_pmf, client, at) -
                               ask(model, below, ClientQuantity::conditional_pmf, client, at)) /
                              (2.0 * step);
    CHECK(relative_error(gradient[i], difference) < 1e-7);
  }
}
