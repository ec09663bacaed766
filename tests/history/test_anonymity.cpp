#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/random_bits.hpp"
#include "base/throws.hpp"
#include "tenure/privacy.hpp"

using namespace tenure;

namespace {

std::vector<std::string> outcomes(const AnonymousCells& result) {
  std::vector<std::string> texts;
  const TextView column = result.cells.text("outcome");
  for (std::size_t i = 0; i < column.size(); ++i) texts.emplace_back(column[i]);
  return texts;
}

}  // namespace

TEST_CASE("METHODS 18: quasi-identifiers 75H 75H 75F 69F 69F 69F 13H: k = 1, k = 2 suppresses 2") {
  std::map<std::string, std::int64_t> cells;
  for (const char* id : {"75H", "75H", "75F", "69F", "69F", "69F", "13H"}) ++cells[id];
  std::vector<std::int64_t> counts;
  for (const auto& cell : cells) counts.push_back(cell.second);  // 13H, 69F, 75F, 75H
  const AnonymousCells result = anonymous_cells(counts, {.k = 2});
  CHECK(result.smallest == 1);
  CHECK(result.hidden_clients == 2);
  CHECK(result.hidden_cells == 2);
  CHECK(result.totals_publishable);
  CHECK(outcomes(result) == std::vector<std::string>{"small", "published", "small", "published"});
  CHECK(result.cells.validity(1)[0] == 0);
  CHECK(result.cells.int64("clients")[1] == 3);
}

TEST_CASE("one small cell takes the smallest other one with it, or the total would give it away") {
  const std::vector<std::int64_t> counts{120, 4, 60, 25, 0};
  const AnonymousCells result = anonymous_cells(counts);
  CHECK(outcomes(result) ==
        std::vector<std::string>{"published", "small", "published", "complementary", "published"});
  CHECK(result.hidden_clients == 29);
  // Two small cells of fewer than k together need a third.
  const std::vector<std::int64_t> two{3, 4, 60, 25};
  CHECK(outcomes(anonymous_cells(two))[3] == "complementary");
  // With k of them, they do not.
  const std::vector<std::int64_t> enough{5, 6, 60, 25};
  CHECK(anonymous_cells(enough).hidden_clients == 11);
}

TEST_CASE("in a two-way table no row or column total gives a small cell away") {
  const std::vector<std::int64_t> counts{50, 3, 40, 30, 20, 60, 70, 80, 90};
  const AnonymousCells result = anonymous_cells(counts, {.columns = 3});
  const auto outcome = outcomes(result);
  CHECK(outcome[1] == "small");
  CHECK(result.hidden_cells == 4);  // a rectangle: the least that protects one cell
  CHECK(result.totals_publishable);
}

TEST_CASE("a line with fewer clients than k is said not to be publishable") {
  const std::vector<std::int64_t> counts{3, 0, 0, 0};
  CHECK_FALSE(anonymous_cells(counts).totals_publishable);
  const std::vector<std::int64_t> nobody{0, 0};
  CHECK(anonymous_cells(nobody).totals_publishable);
  CHECK(anonymous_cells(nobody).smallest == 0);
  CHECK(anonymous_cells({}).hidden_cells == 0);
}

TEST_CASE("merging joins a small cell with its smaller neighbour and hides nobody") {
  const std::vector<std::int64_t> counts{40, 3, 20, 4, 4, 30};
  const AnonymousCells result = anonymous_cells(counts, {.small_cells = SmallCells::merge});
  CHECK(result.hidden_clients == 0);
  const auto group = result.cells.int64("group");
  CHECK(std::vector<std::int64_t>(group.begin(), group.end()) ==
        std::vector<std::int64_t>{0, 1, 1, 1, 1, 2});
  CHECK(result.cells.int64("clients")[3] == 31);
  CHECK(outcomes(result)[1] == "merged");
  const std::vector<std::int64_t> few{2, 3};
  const AnonymousCells small = anonymous_cells(few, {.small_cells = SmallCells::merge});
  CHECK(small.hidden_clients == 5);
  CHECK_FALSE(small.totals_publishable);
}

TEST_CASE("law: nothing below k is shown, and what a total gives away is k clients in two cells") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    RandomBits random(seed);
    const std::size_t rows = 1 + random.below(5), columns = 1 + random.below(5);
    std::vector<std::int64_t> counts(rows * columns);
    for (auto& count : counts) count = static_cast<std::int64_t>(random.below(30));
    const AnonymousCells result = anonymous_cells(counts, {.k = 8, .columns = columns});
    const auto outcome = outcomes(result);
    const auto check_line = [&](auto&& cell_at, std::size_t cells) {
      std::int64_t hidden = 0, hidden_cells = 0;
      for (std::size_t j = 0; j < cells; ++j) {
        const std::size_t i = cell_at(j);
        if (outcome[i] == "published") {
          REQUIRE((counts[i] == 0 || counts[i] >= 8));
        } else {
          ++hidden_cells;
          hidden += counts[i];
        }
      }
      REQUIRE(
          (!result.totals_publishable || hidden_cells == 0 || (hidden_cells > 1 && hidden >= 8)));
    };
    for (std::size_t r = 0; r < rows; ++r) {
      check_line([&](std::size_t j) { return r * columns + j; }, columns);
    }
    for (std::size_t c = 0; c < columns; ++c) {
      check_line([&](std::size_t j) { return j * columns + c; }, rows);
    }
  }
}

TEST_CASE("counts and options that cannot be are refused by name") {
  const std::vector<std::int64_t> counts{1, -2, 3}, many{INT64_MAX, 1};
  CHECK(error_of(Status::invalid_argument, [&] { (void)anonymous_cells(counts); }).row() == 1);
  CHECK(error_of(Status::invalid_argument, [&] { (void)anonymous_cells(many); }).row() == 1);
  const std::vector<std::int64_t> good{1, 2, 3};
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)anonymous_cells(good, {.k = 0});
        }).argument() == "k");
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)anonymous_cells(good, {.columns = 2});
        }).argument() == "columns");
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)anonymous_cells(good, {.small_cells = SmallCells::merge, .columns = 3});
        }).argument() == "small_cells");
}
