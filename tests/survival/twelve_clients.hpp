/// The twelve clients of METHODS 8.2, whose numbers R's survival package has computed.
#pragma once

#include <cstdint>
#include <vector>

#include <tenure/survival.hpp>
#include <tenure/survival_regression.hpp>

struct TwelveClients {
  std::vector<double> time{1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8};
  std::vector<std::int32_t> event{1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0};
  /// 1: competitive, 2: natural departure.
  std::vector<std::int32_t> cause{1, 2, 0, 1, 1, 0, 2, 0, 1, 2, 0, 0};
  std::vector<double> g{0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1};

  [[nodiscard]] tenure::Lives lives() const { return {.duration = time, .cause = event}; }
  [[nodiscard]] tenure::Lives with_causes() const { return {.duration = time, .cause = cause}; }
  [[nodiscard]] tenure::SurvivalRegressionInput regression() const {
    return {.lives = lives(), .features = g, .columns = 1};
  }
};

/// Freireich et al. (1963): weeks of remission of 42 children with leukaemia, 21 with placebo, then
/// 21 with 6-mercaptopurine; as printed by D. R. Cox & D. Oakes (1984), Analysis of survival data.
struct Leukaemia {
  std::vector<double> weeks{1,  1,  2,  2,  3,  4,  4,  5,  5,  8,  8,  8,  8,  11,
                            11, 12, 12, 15, 17, 22, 23, 6,  6,  6,  6,  7,  9,  10,
                            10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
  std::vector<std::int32_t> relapse{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                                    1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
  std::vector<double> placebo = [] {
    std::vector<double> is_placebo(42, 0.0);
    for (std::size_t i = 0; i < 21; ++i) is_placebo[i] = 1.0;
    return is_placebo;
  }();
  std::vector<std::string_view> arm = [] {
    std::vector<std::string_view> names(42, "6-MP");
    for (std::size_t i = 0; i < 21; ++i) names[i] = "placebo";
    return names;
  }();

  [[nodiscard]] tenure::Lives lives() const {
    return {.duration = weeks, .cause = relapse, .group = arm};
  }
  [[nodiscard]] tenure::SurvivalRegressionInput regression() const {
    return {.lives = lives(), .features = placebo, .columns = 1};
  }
};
