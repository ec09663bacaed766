#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include "math/normal.hpp"
#include "survival/lives.hpp"
#include "survival/log_log_interval.hpp"
#include <tenure/survival.hpp>

namespace tenure {
namespace {

using namespace survival;

struct Incidence {
  std::vector<double> share, standard_error, survival;
};

/// The incidence F of one cause, and its variance
///   sum of g_j (F - F_j)^2 + sum of v_j - 2 sum of c_j (F - F_j) over the times up to now,
/// carried along by its growth as F does, so that nothing is lost by subtraction.
Incidence incidence_of(const RiskSteps& all, const RiskSteps& one) {
  Incidence result;
  double survival = 1.0, share = 0.0;
  double g = 0.0, g_gap = 0.0, g_gap2 = 0.0;  // sums of g_j times the gap F - F_j to its powers
  double c = 0.0, c_gap = 0.0, v = 0.0;
  for (std::size_t i = 0; i < all.time.size(); ++i) {
    const double n = all.at_risk[i], d = all.events[i], d_one = one.events[i];
    if (d > 0.0) {
      const double growth = survival * d_one / n;
      g_gap2 += growth * (2.0 * g_gap + growth * g);
      g_gap += growth * g;
      c_gap += growth * c;
      share += growth;
      if (n > d) g += d / (n * (n - d));
      c += survival * d_one / (n * n);
      v += survival * survival * (n - d_one) * d_one / (n * n * n);
      survival *= (n - d) / n;
    }
    result.share.push_back(share);
    result.survival.push_back(survival);
    result.standard_error.push_back(std::sqrt(std::max(0.0, g_gap2 + v - 2.0 * c_gap)));
  }
  return result;
}

}  // namespace

Table competing_risks(const Lives& lives, double level) {
  check(lives);
  check_level(level);
  const double z = math::two_sided_normal(level);
  const std::vector<std::int32_t> causes = causes_of(lives);
  TextColumn names;
  std::vector<std::int64_t> cause_column;
  std::vector<double> time, at_risk, events, share, error, survival;
  std::vector<std::pair<double, double>> bounds;
  for (const Group& group : groups_of(lives)) {
    const RiskSteps all = risk_steps(lives, group.rows, times_of(lives, group.rows), 0);
    for (const std::int32_t cause : causes) {
      const RiskSteps one = risk_steps(lives, group.rows, all.time, cause);
      const Incidence incidence = incidence_of(all, one);
      for (std::size_t i = 0; i < all.time.size(); ++i) {
        const double f = incidence.share[i], f_error = incidence.standard_error[i];
        names.push_back(group.name);
        cause_column.push_back(cause);
        time.push_back(all.time[i]);
        at_risk.push_back(all.at_risk[i]);
        events.push_back(one.events[i]);
        share.push_back(f);
        error.push_back(f_error);
        survival.push_back(incidence.survival[i]);
        bounds.push_back(f > 0.0 && f < 1.0 ? log_log_interval(f, f_error, z) : std::pair(f, f));
      }
    }
  }
  OptionalColumn lower(bounds.size()), upper(bounds.size());
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    lower.set(i, bounds[i].first);
    upper.set(i, bounds[i].second);
  }
  Table::Builder table;
  if (!lives.group.empty()) table.text("group", std::move(names));
  table.int64("cause", std::move(cause_column))
      .float64("time", std::move(time))
      .float64("at_risk", std::move(at_risk))
      .float64("events", std::move(events))
      .float64("incidence", std::move(share))
      .float64("standard_error", std::move(error));
  std::move(lower).add_to(table, "lower");
  std::move(upper).add_to(table, "upper");
  table.float64("survival", std::move(survival));
  return table.build();
}

}  // namespace tenure
