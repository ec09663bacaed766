#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "segments/coverage.hpp"
#include "segments/rules.hpp"
#include <tenure/error.hpp>

using namespace tenure;
using namespace tenure::segment;

TEST_CASE("the usual rules are eleven, and each cell has one of their names") {
  const auto rules = segment_preset(SegmentPreset::usual);
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
  const auto rules = segment_preset(SegmentPreset::usual);
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

TEST_CASE("the French rules are ten and five names, and leave no cell out") {
  for (const auto& [preset, count] : {std::pair(SegmentPreset::french, std::size_t{10}),
                                      std::pair(SegmentPreset::french_short, std::size_t{5})}) {
    const auto rules = segment_preset(preset);
    check(rules, 5);
    CHECK(Names(rules).list.size() == count + 1);
    const Coverage result = coverage(rules, {}, 5, true);
    CHECK(result.uncovered.rows() == 0);
    for (const std::int64_t cells : result.rules.int64("cells_taken")) CHECK(cells > 0);
    CHECK(rules[first_match(rules, {5, 5, 5})].name == "Très bon client");
    CHECK(rules[first_match(rules, {5, 1, 3})].name == "Nouveau client");
    CHECK(rules[first_match(rules, {4, 4, 2})].name == "Bon client");
    CHECK(rules[first_match(rules, {2, 3, 3})].name == "Futur non-client");
    CHECK(rules[first_match(rules, {1, 1, 1})].name == "Inactif");
  }
  CHECK_THROWS_AS((void)segment_preset(static_cast<SegmentPreset>(3)), tenure::Error);
}

// The ten boxes of the test of the R package rfm's rfm_segment(), which does not report this: of
// its data nobody is called by three of the names.
TEST_CASE("of the ten boxes of the R package rfm three can never name anybody") {
  const std::vector<SegmentRule> rules{
      {.name = "Champions", .r_from = 4, .f_from = 4, .m_from = 4},
      {.name = "Loyal Customers", .r_from = 2, .f_from = 3, .m_from = 3},
      {.name = "Potential Loyalist", .r_from = 3, .f_to = 3, .m_to = 3},
      {.name = "New Customers", .r_from = 4, .f_to = 1, .m_to = 1},
      {.name = "Promising", .r_from = 3, .r_to = 4, .f_to = 1, .m_to = 1},
      {.name = "Need Attention",
       .r_from = 2,
       .r_to = 3,
       .f_from = 2,
       .f_to = 3,
       .m_from = 2,
       .m_to = 3},
      {.name = "About To Sleep", .r_from = 2, .r_to = 3, .f_to = 2, .m_to = 2},
      {.name = "At Risk", .r_to = 2, .f_from = 2, .m_from = 2},
      {.name = "Can't Lose Them", .r_to = 1, .f_from = 4, .m_from = 4},
      {.name = "Lost", .r_to = 2, .f_to = 2, .m_to = 2},
  };
  const Coverage result = coverage(rules, {}, 5, true);
  std::set<std::string_view> idle;
  std::int64_t taken = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    taken += result.rules.int64("cells_taken")[i];
    if (result.rules.int64("cells_taken")[i] == 0) idle.insert(result.rules.text("rule")[i]);
  }
  CHECK(idle == std::set<std::string_view>{"New Customers", "Promising", "Can't Lose Them"});
  CHECK(taken + static_cast<std::int64_t>(result.uncovered.rows()) == 125);
  CHECK(result.uncovered.rows() > 0);
  CHECK(overlaps(rules, true).size() > 10);
}

TEST_CASE("coverage counts cells and the clients in them") {
  const std::vector<SegmentRule> rules{
      {.name = "recent", .r_from = 2, .r_to = 2, .f_to = 2, .m_to = 2},
      {.name = "frequent", .r_to = 2, .f_from = 2, .f_to = 2, .m_to = 2}};
  const std::vector<Cell> cells{{2, 2, 0}, {1, 2, 0}, {1, 1, 0}, {1, 1, 0}};
  const Coverage result = coverage(rules, cells, 2, false);
  CHECK(result.rules.int64("cells")[1] == 2);
  CHECK(result.rules.int64("cells_taken")[1] == 1);
  CHECK(result.rules.int64("clients")[0] == 1);
  REQUIRE(result.uncovered.rows() == 1);
  CHECK(result.uncovered.int64("r")[0] == 1);
  CHECK(result.uncovered.int64("clients")[0] == 2);
  CHECK_FALSE(result.uncovered.find("m").has_value());
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
  CHECK(names.list == std::vector<std::string>{"a", "b", "Others"});
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
