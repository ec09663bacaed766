#include <algorithm>
#include <cmath>
#include <vector>

#include "base/ranks.hpp"
#include "budget/uplift_counts.hpp"
#include "budget/uplift_test.hpp"
#include "math/normal.hpp"
#include "math/wilson.hpp"
#include <tenure/uplift.hpp>

namespace tenure {
namespace {

using namespace budget;

/// Outcomes among the first `wanted` clients of an order by falling score; of the last tie a part.
template <class Takes>
UpliftCounts first_clients(std::span<const std::uint8_t> outcome,
                           std::span<const std::uint8_t> treated, std::span<const double> score,
                           double wanted, const Takes& takes) {
  std::vector<std::size_t> order;
  for (const std::size_t i : ascending_order(score)) {
    if (takes(i)) order.push_back(i);
  }
  UpliftCounts counts;
  // 0.07 of 100 is 7.000000000000001: no eighth client for what rounding adds.
  constexpr double rounding = 1e-12;
  const double whole = std::round(wanted);
  if (std::abs(wanted - whole) <= rounding * whole) wanted = whole;
  for (std::size_t end = order.size(); end > 0 && wanted > 0.0;) {
    std::size_t begin = end;
    while (begin > 0 && score[order[begin - 1]] == score[order[end - 1]]) --begin;
    const double tied = static_cast<double>(end - begin);
    const double part = std::min(1.0, wanted / tied);
    for (std::size_t k = begin; k < end; ++k) {
      counts.add(treated[order[k]] != 0, outcome[order[k]] != 0, part);
    }
    wanted -= tied;
    end = begin;
  }
  return counts;
}

EffectInterval effect_of(const UpliftCounts& counts, double z) {
  const double with = counts.treated_outcome / counts.treated;
  const double without = counts.control_outcome / counts.control;
  const auto interval = math::newcombe(with, counts.treated, without, counts.control, z);
  return {.effect = with - without, .lower = interval.lower, .upper = interval.upper};
}

}  // namespace

UpliftAt uplift_at(std::span<const std::uint8_t> outcome, std::span<const std::uint8_t> treated,
                   std::span<const double> score, double share, double level) {
  check_uplift_test(outcome, treated, score);
  if (!(share > 0.0 && share <= 1.0)) refuse("share", "above 0 and at most 1", share);
  check_level(level);
  const double z = math::two_sided_normal(level);
  const auto n = static_cast<double>(score.size());
  const auto n_treated =
      static_cast<double>(std::ranges::count_if(treated, [](std::uint8_t t) { return t != 0; }));
  const UpliftCounts overall =
      first_clients(outcome, treated, score, share * n, [](std::size_t) { return true; });
  UpliftCounts by_group = first_clients(outcome, treated, score, share * n_treated,
                                        [&](std::size_t i) { return treated[i] != 0; });
  const UpliftCounts of_control = first_clients(outcome, treated, score, share * (n - n_treated),
                                                [&](std::size_t i) { return treated[i] == 0; });
  by_group.control = of_control.control;
  by_group.control_outcome = of_control.control_outcome;
  UpliftAt result;
  if (overall.treated > 0.0 && overall.control > 0.0) result.overall = effect_of(overall, z);
  result.by_group = effect_of(by_group, z);
  return result;
}

}  // namespace tenure
