#include "budget/uplift_counts.hpp"

#include "base/ranks.hpp"

namespace tenure::budget {
namespace {

/// Derivatives of a point's height by the weight of a client counted in it: outcome y adds
/// y `by_outcome` - `level`, for each kind of client.
struct Slope {
  double by_outcome = 0.0, level = 0.0;

  void add(const Slope& other, double weight) {
    by_outcome += weight * other.by_outcome;
    level += weight * other.level;
  }
  [[nodiscard]] double of(bool outcome) const { return (outcome ? by_outcome : 0.0) - level; }
};

/// Of y_t - y_c n_t / n_c.
Slope qini_slope(const UpliftCounts& point, bool treated) {
  const double c = point.control;
  if (treated) return {1.0, c > 0.0 ? point.control_outcome / c : 0.0};
  if (!(c > 0.0)) return {};
  const double ratio = point.treated / c;
  return {-ratio, -point.control_outcome / c * ratio};
}

/// Of (y_t / n_t - y_c / n_c) (n_t + n_c).
Slope uplift_slope(const UpliftCounts& point, bool treated) {
  const double n = treated ? point.treated : point.control;
  if (!(n > 0.0)) return {0.0, -point.effect()};
  const double share = (treated ? point.treated_outcome : point.control_outcome) / n;
  const double all = (treated ? 1.0 : -1.0) * point.clients() / n;
  return {all, all * share - point.effect()};
}

}  // namespace

UpliftOrder uplift_order(std::span<const std::uint8_t> outcome,
                         std::span<const std::uint8_t> treated, std::span<const double> score) {
  const std::vector<std::size_t> order = ascending_order(score);
  UpliftOrder result{.points = std::vector<UpliftCounts>(1),
                     .first_point = std::vector<std::size_t>(score.size())};
  UpliftCounts counts;
  for (std::size_t k = order.size(); k-- > 0;) {
    const std::size_t i = order[k];
    counts.add(treated[i] != 0, outcome[i] != 0);
    result.first_point[i] = result.points.size();
    if (k == 0 || score[order[k - 1]] != score[i]) result.points.push_back(counts);
  }
  return result;
}

UpliftAreas areas_below(const std::vector<UpliftCounts>& points) {
  UpliftAreas sum;
  for (std::size_t g = 1; g < points.size(); ++g) {
    const UpliftCounts &a = points[g - 1], &b = points[g];
    const double half = 0.5 * (b.clients() - a.clients());
    sum.qini += half * (a.qini() + b.qini());
    sum.uplift += half * (a.effect() * a.clients() + b.effect() * b.clients());
  }
  return sum;
}

UpliftAreas areas_of_random(const UpliftCounts& all) {
  const double n = all.clients();
  return {.qini = 0.5 * n * all.qini(), .uplift = 0.5 * n * n * all.effect()};
}

std::vector<UpliftAreas> area_slopes(const UpliftOrder& order,
                                     std::span<const std::uint8_t> outcome,
                                     std::span<const std::uint8_t> treated) {
  const std::vector<UpliftCounts>& points = order.points;
  // A client raises every point from his first on, and widens the step to that one.
  struct Sums {
    Slope qini, uplift;
  };
  struct Step {
    Sums treated, control;
    UpliftAreas widened;
  };
  std::vector<Step> steps(points.size());
  Sums of_treated, of_control;
  for (std::size_t g = points.size(); g-- > 1;) {
    const UpliftCounts &before = points[g - 1], &point = points[g];
    const UpliftCounts& after = g + 1 < points.size() ? points[g + 1] : point;
    const double weight = 0.5 * (after.clients() - before.clients());
    of_treated.qini.add(qini_slope(point, true), weight);
    of_treated.uplift.add(uplift_slope(point, true), weight);
    of_control.qini.add(qini_slope(point, false), weight);
    of_control.uplift.add(uplift_slope(point, false), weight);
    steps[g] = {.treated = of_treated,
                .control = of_control,
                .widened = {.qini = 0.5 * (before.qini() + point.qini()),
                            .uplift = 0.5 * (before.effect() * before.clients() +
                                             point.effect() * point.clients())}};
  }
  std::vector<UpliftAreas> slopes(outcome.size());
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    const Step& step = steps[order.first_point[i]];
    const Sums& sums = treated[i] != 0 ? step.treated : step.control;
    slopes[i] = {.qini = sums.qini.of(outcome[i] != 0) + step.widened.qini,
                 .uplift = sums.uplift.of(outcome[i] != 0) + step.widened.uplift};
  }
  return slopes;
}

UpliftAreas random_slope(const UpliftCounts& all, bool treated, bool outcome) {
  const double half = 0.5 * all.clients();
  return {.qini = half * qini_slope(all, treated).of(outcome) + 0.5 * all.qini(),
          .uplift = half * uplift_slope(all, treated).of(outcome) + half * all.effect()};
}

}  // namespace tenure::budget
