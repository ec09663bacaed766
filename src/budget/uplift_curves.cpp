#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "budget/uplift_counts.hpp"
#include "budget/uplift_test.hpp"
#include "math/normal.hpp"
#include <tenure/uplift.hpp>

namespace tenure {
namespace {

using namespace budget;

struct PerfectOrders {
  UpliftOrder qini, uplift;
};

/// The best orders: for Qini the treated who responded first and the control clients who did last;
/// for uplift the clients whose outcome is their treatment first (scikit-uplift's choice).
PerfectOrders perfect_orders(std::span<const std::uint8_t> outcome,
                             std::span<const std::uint8_t> treated) {
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
  return {.qini = uplift_order(outcome, treated, qini),
          .uplift = uplift_order(outcome, treated, uplift)};
}

/// Absent where the best order is no better than a random one. The perfect uplift order is that of
/// a rule and not always the best: what exceeds it counts as 1.
std::optional<double> normalised(double area, double random, double perfect) {
  const double most = perfect - random;
  constexpr double kRounding = 1e-12;
  if (!(most > kRounding * std::max(1.0, std::abs(perfect)))) return std::nullopt;
  return std::min(1.0, (area - random) / most);
}

/// Of the estimates in their order, what one client more like each adds.
constexpr std::array kEstimates{"qini_area",     "qini_above_random",   "qini_coefficient",
                                "uplift_area",   "uplift_above_random", "uplift_coefficient",
                                "average_effect"};
using Slopes = std::array<double, kEstimates.size()>;

/// Of (area - random) / (perfect - random).
double coefficient_slope(double area, double area_slope, double perfect, double perfect_slope) {
  return (area_slope - area / perfect * perfect_slope) / perfect;
}

/// Standard errors by the infinitesimal jackknife: how many were treated is no chance, and the
/// clients of each kind vary about their own mean. Not finite where a kind has one client alone.
class SlopeSquares {
 public:
  void add(bool treated, const Slopes& slopes) {
    Kind& kind = kinds_[treated ? 1 : 0];
    ++kind.clients;
    for (std::size_t k = 0; k < slopes.size(); ++k) {
      const double from_mean = slopes[k] - kind.mean[k];
      kind.mean[k] += from_mean / kind.clients;
      kind.squares[k] += from_mean * (slopes[k] - kind.mean[k]);
    }
  }
  [[nodiscard]] double standard_error(std::size_t k) const {
    double variance = 0.0;
    for (const Kind& kind : kinds_) {
      variance += kind.squares[k] * kind.clients / (kind.clients - 1.0);
    }
    return std::sqrt(variance);
  }

 private:
  struct Kind {
    double clients = 0.0;
    Slopes mean{}, squares{};
  };
  std::array<Kind, 2> kinds_;
};

/// A client who adds to the areas adds to the best ones and to those of a random order too.
SlopeSquares slope_squares(std::span<const std::uint8_t> outcome,
                           std::span<const std::uint8_t> treated, const UpliftOrder& order,
                           const PerfectOrders& perfect, const UpliftCurves& curves) {
  const UpliftCounts& all = order.points.back();
  const std::vector<UpliftAreas> slopes = area_slopes(order, outcome, treated);
  const std::vector<UpliftAreas> best_qini = area_slopes(perfect.qini, outcome, treated);
  const std::vector<UpliftAreas> best_uplift = area_slopes(perfect.uplift, outcome, treated);
  SlopeSquares squares;
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    const bool t = treated[i] != 0, y = outcome[i] != 0;
    const UpliftAreas random = random_slope(all, t, y);
    const double n = t ? all.treated : all.control;
    const double mean = (t ? all.treated_outcome : all.control_outcome) / n;
    const double qini = slopes[i].qini - random.qini, uplift = slopes[i].uplift - random.uplift;
    squares.add(t, {slopes[i].qini, qini,
                    coefficient_slope(curves.qini_area - curves.qini_random, qini,
                                      curves.qini_perfect - curves.qini_random,
                                      best_qini[i].qini - random.qini),
                    slopes[i].uplift, uplift,
                    coefficient_slope(curves.uplift_area - curves.uplift_random, uplift,
                                      curves.uplift_perfect - curves.uplift_random,
                                      best_uplift[i].uplift - random.uplift),
                    (t ? 1.0 : -1.0) * (y - mean) / n});
  }
  return squares;
}

Table estimate_table(const UpliftCurves& curves, const SlopeSquares& squares, double level) {
  const std::array<std::optional<double>, kEstimates.size()> values{
      curves.qini_area,     curves.qini_area - curves.qini_random,     curves.qini_coefficient,
      curves.uplift_area,   curves.uplift_area - curves.uplift_random, curves.uplift_coefficient,
      curves.average_effect};
  constexpr std::size_t rows = kEstimates.size();
  const double z = math::two_sided_normal(level);
  TextColumn names;
  OptionalColumn value(rows), error(rows), lower(rows), upper(rows);
  for (std::size_t k = 0; k < rows; ++k) {
    names.push_back(kEstimates[k]);
    value.set(k, values[k]);
    const double standard_error = squares.standard_error(k);
    // Clients who are all alike say nothing of how others differ, nor does a coefficient at its
    // end.
    const bool is_coefficient = std::string_view(kEstimates[k]).ends_with("coefficient");
    const double most = is_coefficient ? 1.0 : std::numeric_limits<double>::infinity();
    if (!values[k] || !(standard_error > 0.0) || !(*values[k] < most)) continue;
    error.set(k, standard_error);
    lower.set(k, *values[k] - z * standard_error);
    upper.set(k, std::min(most, *values[k] + z * standard_error));
  }
  Table::Builder table;
  table.text("estimate", std::move(names));
  std::move(value).add_to(table, "value");
  std::move(error).add_to(table, "standard_error");
  std::move(lower).add_to(table, "lower");
  std::move(upper).add_to(table, "upper");
  return table.build();
}

}  // namespace

UpliftCurves uplift_curves(std::span<const std::uint8_t> outcome,
                           std::span<const std::uint8_t> treated, std::span<const double> score,
                           double level) {
  check_uplift_test(outcome, treated, score);
  check_level(level);
  const UpliftOrder order = uplift_order(outcome, treated, score);
  const PerfectOrders perfect = perfect_orders(outcome, treated);
  const UpliftCounts& all = order.points.back();
  const UpliftAreas area = areas_below(order.points), random = areas_of_random(all);

  UpliftCurves result;
  result.qini_area = area.qini;
  result.uplift_area = area.uplift;
  result.qini_random = random.qini;
  result.uplift_random = random.uplift;
  result.qini_perfect = areas_below(perfect.qini.points).qini;
  result.uplift_perfect = areas_below(perfect.uplift.points).uplift;
  result.qini_coefficient = normalised(area.qini, random.qini, result.qini_perfect);
  result.uplift_coefficient = normalised(area.uplift, random.uplift, result.uplift_perfect);
  result.average_effect = all.effect();
  result.estimates =
      estimate_table(result, slope_squares(outcome, treated, order, perfect, result), level);

  std::vector<double> qini, uplift;
  std::vector<std::int64_t> clients, n_treated, n_control;
  for (const UpliftCounts& point : order.points) {
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

}  // namespace tenure
