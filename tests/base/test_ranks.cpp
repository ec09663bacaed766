#include <vector>

#include <doctest/doctest.h>

#include "base/ranks.hpp"

using namespace tenure;

TEST_CASE("equal values keep their order, ascending and descending") {
  const std::vector<double> values{3, 1, 3, -2, 1};
  CHECK(ascending_order(values) == std::vector<std::size_t>{3, 1, 4, 0, 2});
  CHECK(descending_ranks(values) == std::vector<std::int64_t>{1, 3, 2, 5, 4});
  CHECK(descending_ranks({}).empty());
}
