#include "inference/nested_models.hpp"

#include <array>

namespace tenure::inference {
namespace {

constexpr std::string_view kInside = "chi-square with 1 degree of freedom";
// One parameter at the edge of its range (Self & Liang 1987, case 5).
constexpr std::string_view kAtEdge =
    "half of it 0, half of it chi-square with 1 degree of freedom, as the smaller model is at the "
    "edge of the larger one";
// Without dropout nothing is left of the second parameter of its distribution: the statistic is the
// largest, over that parameter, of squares that are correlated. R. B. Davies (1977), Biometrika 64,
// bounds its tail by P(Z > c) + L / (2 pi) exp(-c^2 / 2), where L is the length of the path of
// directions on the unit sphere; half a circle, L = pi, gives these weights.
constexpr std::string_view kNoDropout =
    "at most half chi-square with 1 and half with 2 degrees of freedom, as the smaller model is at "
    "the edge of the larger one, where one of its parameters has no meaning; the p value is an "
    "upper bound";

}  // namespace

std::span<const Nesting> nested_models() {
  static constexpr std::array kTable{
      Nesting{"nbd", "pareto_nbd", {1, 2}, kNoDropout},
      Nesting{"nbd", "bg_nbd", {1, 2}, kNoDropout},
      Nesting{"nbd", "mbg_nbd", {1, 2}, kNoDropout},
      Nesting{"pareto_nbd", "ggompertz_nbd", {0, 1}, kAtEdge},
      Nesting{"shifted_beta_geometric", "beta_discrete_weibull", {1, 1}, kInside},
  };
  return kTable;
}

}  // namespace tenure::inference
