#include <set>
#include <string>

#include <doctest/doctest.h>

#include "segments/rules.hpp"
#include <tenure/error.hpp>

using namespace tenure;
using namespace tenure::segment;

TEST_CASE("the usual rules are eleven, and each cell has one of their names") {
  const auto rules = usual_segments();
  REQUIRE(rules.size() == 11);
  check(rules, 5);
  std::set<std::string> used;
  for (std::int64_t r = 1; r <= 5; ++r) {
    for (std::int64_t f = 1; f <= 5; ++f) {
      for (std::int64_t m = 1; m <= 5; ++m) {
        const std::size_t match = first_match(rules, {r, f, m});
        REQUIRE(match < rules.size());
        used.insert(rules[match].name);
      }
      CHECK(first_match(rules, {r, f, 0}) < rules.size());
    }
  }
  CHECK(used.size() == 11);
}

TEST_CASE("the usual rules name the corners as everyone expects") {
  const auto rules = usual_segments();
  const auto name = [&](std::int64_t r, std::int64_t f, std::int64_t m) {
    return rules[first_match(rules, {r, f, m})].name;
  };
  CHECK(name(5, 5, 5) == "Champions");
  CHECK(name(5, 5, 1) == "Loyal");
  CHECK(name(1, 5, 5) == "Cannot lose");
  CHECK(name(1, 5, 2) == "At risk");
  CHECK(name(5, 1, 1) == "New");
  CHECK(name(4, 1, 5) == "Promising");
  CHECK(name(5, 3, 2) == "Potential loyalists");
  CHECK(name(3, 3, 3) == "Need attention");
  CHECK(name(3, 1, 3) == "About to sleep");
  CHECK(name(2, 2, 5) == "Hibernating");
  CHECK(name(1, 1, 1) == "Lost");
}

TEST_CASE("boxes that overlap are found, with and without amounts") {
  const std::vector<SegmentRule> rules{
      {.name = "recent", .r_from = 4},
      {.name = "big", .m_from = 5},
      {.name = "small and late", .r_to = 2, .m_to = 2},
  };
  const auto with = overlaps(rules, true);
  REQUIRE(with.size() == 1);
  CHECK(with[0].first == 0);
  CHECK(with[0].second == 1);
  CHECK(overlaps(rules, false).size() == 2);
}

TEST_CASE("rules of one name make one segment, the rest are Others") {
  const std::vector<SegmentRule> rules{
      {.name = "a", .r_from = 5}, {.name = "b", .r_from = 4}, {.name = "a", .f_from = 5}};
  const Names names(rules);
  CHECK(names.list == std::vector<std::string_view>{"a", "b", "Others"});
  CHECK(names.of_rule == std::vector<std::size_t>{0, 1, 0, 2});
  CHECK(first_match(rules, {4, 5, 1}) == 1);
  CHECK(first_match(rules, {1, 1, 1}) == 3);
}

TEST_CASE("rules that make no sense are refused by number") {
  const auto row = [](const SegmentRule& rule) -> std::int64_t {
    try {
      const std::vector<SegmentRule> rules{{.name = "good"}, rule};
      check(rules, 5);
    } catch (const Error& error) {
      CHECK(error.argument() == "rules");
      return error.row();
    }
    return -1;
  };
  CHECK(row({.name = "fine"}) == -1);
  CHECK(row({.name = ""}) == 1);
  CHECK(row({.name = "Others"}) == 1);
  CHECK(row({.name = "none", .r_from = 4, .r_to = 3}) == 1);
  CHECK(row({.name = "low", .f_from = 0}) == 1);
  CHECK(row({.name = "high", .m_to = 6}) == 1);
}
