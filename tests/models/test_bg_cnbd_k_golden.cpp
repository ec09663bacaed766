#include <doctest/doctest.h>

#include "models/golden_model.hpp"
#include "models/table_of_models.hpp"

TEST_CASE("BG/CNBD-k matches 20-digit references in easy and extreme regimes") {
  tenure::testing::check_golden_purchases(tenure::model::bg_cnbd_k(1), "bgcnbd.csv");
}
