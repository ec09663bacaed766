#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/ranks.hpp"
#include "budget/randomised_groups.hpp"
#include <tenure/uplift.hpp>

namespace tenure {
namespace {

using namespace budget;

/// Clients and outcomes so far, by kind.
struct Counts {
  double treated = 0.0, control = 0.0;
  double treated_outcome = 0.0, control_outcome = 0.0;

  void add(bool is_treated, bool outcome, double weight = 1.0) {
    (is_treated ? treated : control) += weight;
    (is_treated ? treated_outcome : control_outcome) += outcome ? weight : 0.0;
  }
  [[nodiscard]] double clients() const { return treated + control; }
  [[nodiscard]] double qini() const {
    return treated_outcome - (control > 0.0 ? control_outcome * treated / control : 0.0);
  }
  [[nodiscard]] double effect() const {
    return (treated > 0.0 ? treated_outcome / treated : 0.0) -
           (control > 0.0 ? control_outcome / control : 0.0);
  }
};

/// The counts after each group of equal scores, from the highest; first none.
std::vector<Counts> cumulative(std::span<const std::uint8_t> outcome,
                               std::span<const std::uint8_t> treated,
                               std::span<const double> score) {
  const std::vector<std::size_t> order = ascending_order(score);
  std::vector<Counts> points(1);
  Counts counts;
  for (std::size_t k = order.size(); k-- > 0;) {
    counts.add(treated[order[k]] != 0, outcome[order[k]] != 0);
    if (k == 0 || score[order[k - 1]] != score[order[k]]) points.push_back(counts);
  }
  return points;
}

struct Areas {
  double qini = 0.0, uplift = 0.0;
};

Areas areas(const std::vector<Counts>& points) {
  Areas sum;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Counts &a = points[i - 1], &b = points[i];
    const double half = 0.5 * (b.clients() - a.clients());
    sum.qini += half * (a.qini() + b.qini());
    sum.uplift += half * (a.effect() * a.clients() + b.effect() * b.clients());
  }
  return sum;
}

/// The best orders: for Qini the treated who responded first and the control clients who did last;
/// for uplift the clients whose outcome is their treatment first (scikit-uplift's choice).
Areas perfect_areas(std::span<const std::uint8_t> outcome, std::span<const std::uint8_t> treated) {
  const std::size_t n = outcome.size();
  std::vector<double> qini(n), uplift(n);
  std::ptrdiff_t control_responders = 0, treated_others = 0;
  for (std::size_t i = 0; i < n; ++i) {
    control_responders += outcome[i] != 0 && treated[i] == 0;
    treated_others += outcome[i] == 0 && treated[i] != 0;
  }
  const bool outcome_breaks_ties = control_responders > treated_others;
  for (std::size_t i = 0; i < n; ++i) {
    const bool y = outcome[i] != 0, t = treated[i] != 0;
    qini[i] = y ? (t ? 1.0 : -1.0) : 0.0;
    uplift[i] = 2.0 * (y == t) + (outcome_breaks_ties ? y : t);
  }
  return {.qini = areas(cumulative(outcome, treated, qini)).qini,
          .uplift = areas(cumulative(outcome, treated, uplift)).uplift};
}

/// Absent where the best order is no better than a random one. The perfect uplift order is that of
/// a rule and not always the best: what exceeds it counts as 1.
std::optional<double> normalised(double area, double random, double perfect) {
  const double most = perfect - random;
  constexpr double kRounding = 1e-12;
  if (!(most > kRounding * std::max(1.0, std::abs(perfect)))) return std::nullopt;
  return std::min(1.0, (area - random) / most);
}

void check_test(std::span<const std::uint8_t> outcome, std::span<const std::uint8_t> treated,
                std::span<const double> score) {
  check_length("outcome", outcome.size(), score.size());
  check_groups(treated, score.size());
  check_rows("score", score, check_finite);
}

/// Outcomes among the first `wanted` clients of an order by falling score; of the last tie a part.
template <class Takes>
Counts first_clients(std::span<const std::uint8_t> outcome, std::span<const std::uint8_t> treated,
                     std::span<const double> score, double wanted, const Takes& takes) {
  std::vector<std::size_t> order;
  for (const std::size_t i : ascending_order(score)) {
    if (takes(i)) order.push_back(i);
  }
  Counts counts;
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

}  // namespace

UpliftCurves uplift_curves(std::span<const std::uint8_t> outcome,
                           std::span<const std::uint8_t> treated, std::span<const double> score) {
  check_test(outcome, treated, score);
  const std::vector<Counts> points = cumulative(outcome, treated, score);
  const Areas area = areas(points), perfect = perfect_areas(outcome, treated);
  const Counts& all = points.back();

  UpliftCurves result;
  result.qini_area = area.qini;
  result.uplift_area = area.uplift;
  result.qini_random = 0.5 * all.clients() * all.qini();
  result.uplift_random = 0.5 * all.clients() * all.clients() * all.effect();
  result.qini_perfect = perfect.qini;
  result.uplift_perfect = perfect.uplift;
  result.qini_coefficient = normalised(area.qini, result.qini_random, perfect.qini);
  result.uplift_coefficient = normalised(area.uplift, result.uplift_random, perfect.uplift);
  result.average_effect = all.effect();

  std::vector<double> qini, uplift;
  std::vector<std::int64_t> clients, n_treated, n_control;
  for (const Counts& point : points) {
    clients.push_back(std::llround(point.clients()));
    n_treated.push_back(std::llround(point.treated));
    n_control.push_back(std::llround(point.control));
    qini.push_back(point.qini());
    uplift.push_back(point.effect() * point.clients());
  }
  result.curve = Table::Builder()
                     .int64("clients", std::move(clients))
                     .int64("treated", std::move(n_treated))
                     .int64("control", std::move(n_control))
                     .float64("qini", std::move(qini))
                     .float64("uplift", std::move(uplift))
                     .build();
  return result;
}

UpliftAt uplift_at(std::span<const std::uint8_t> outcome, std::span<const std::uint8_t> treated,
                   std::span<const double> score, double share) {
  check_test(outcome, treated, score);
  if (!(share > 0.0 && share <= 1.0)) refuse("share", "above 0 and at most 1", share);
  const auto n = static_cast<double>(score.size());
  const auto n_treated =
      static_cast<double>(std::ranges::count_if(treated, [](std::uint8_t t) { return t != 0; }));
  const Counts overall =
      first_clients(outcome, treated, score, share * n, [](std::size_t) { return true; });
  const Counts of_treated = first_clients(outcome, treated, score, share * n_treated,
                                          [&](std::size_t i) { return treated[i] != 0; });
  const Counts of_control = first_clients(outcome, treated, score, share * (n - n_treated),
                                          [&](std::size_t i) { return treated[i] == 0; });
  UpliftAt result;
  if (overall.treated > 0.0 && overall.control > 0.0) result.overall = overall.effect();
  result.by_group = of_treated.effect() + of_control.effect();
  return result;
}

}  // namespace tenure
