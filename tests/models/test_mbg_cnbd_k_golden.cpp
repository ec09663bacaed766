#include <doctest/doctest.h>

#include "models/golden_model.hpp"
#include "models/table_of_models.hpp"

TEST_CASE("MBG/CNBD-k matches 20-digit references in easy and extreme regimes") {
  tenure::testing::check_golden_purchases(tenure::model::mbg_cnbd_k(1), "mbgcnbd.csv");
}
