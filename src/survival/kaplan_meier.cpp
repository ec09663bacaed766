#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include "math/normal.hpp"
#include "survival/lives.hpp"
#include "survival/log_log_interval.hpp"
#include <tenure/error.hpp>
#include <tenure/survival.hpp>

namespace tenure {
namespace {

using namespace survival;

void check_curves(const Lives& lives, const SurvivalOptions& options) {
  survival::check(lives);
  check_level(options.level);
  if (options.horizon) {
    require(*options.horizon > 0.0 && std::isfinite(*options.horizon), "horizon",
            "above 0 and finite", *options.horizon);
  }
  require(options.cause >= 0, "cause", "at least 0", options.cause);
  if (options.cause == 0) return;
  for (const std::int32_t cause : causes_of(lives)) {
    if (cause == options.cause) continue;
    throw Error(Status::not_supported,
                "kaplan_meier: 1 - survival of cause " + std::to_string(options.cause) +
                    " alone would overstate it: it lets lives that cause " + std::to_string(cause) +
                    " has ended still end by this one; use competing_risks, or cause 0 for all "
                    "causes together",
                "cause");
  }
}

/// The estimates at the steps of one group.
struct Curve {
  RiskSteps steps;
  std::vector<double> survival;
  std::vector<double> greenwood;  ///< sum of d / (n (n - d)) up to the time, while n > d
  std::vector<double> hazard, hazard_variance;
};

Curve curve_of(RiskSteps steps) {
  Curve curve{std::move(steps), {}, {}, {}, {}};
  double survival = 1.0, greenwood = 0.0, hazard = 0.0, variance = 0.0;
  for (std::size_t i = 0; i < curve.steps.time.size(); ++i) {
    const double n = curve.steps.at_risk[i], d = curve.steps.events[i];
    if (d > 0.0) {
      survival *= (n - d) / n;
      if (n > d) greenwood += d / (n * (n - d));
      hazard += d / n;
      variance += d / (n * n);
    }
    curve.survival.push_back(survival);
    curve.greenwood.push_back(greenwood);
    curve.hazard.push_back(hazard);
    curve.hazard_variance.push_back(variance);
  }
  return curve;
}

struct RestrictedMean {
  double mean, standard_error;
};

/// The area below the curve up to `horizon`, which the curve must reach.
RestrictedMean restricted_mean(const Curve& curve, double horizon) {
  const auto& time = curve.steps.time;
  double area = 0.0, variance = 0.0, until = horizon;
  for (std::size_t i = time.size(); i-- > 0;) {
    if (time[i] >= horizon) continue;
    area += curve.survival[i] * (until - time[i]);  // from this time to the horizon
    until = time[i];
    const double n = curve.steps.at_risk[i], d = curve.steps.events[i];
    if (n > d) variance += area * area * d / (n * (n - d));
  }
  return {area + until, std::sqrt(variance)};
}

/// Rows of both tables, group after group.
class CurveRows {
 public:
  CurveRows(const SurvivalOptions& options, bool has_groups, std::size_t rows, std::size_t groups)
      : options_(options),
        z_(math::two_sided_normal(options.level)),
        has_groups_(has_groups),
        error_(rows),
        lower_(rows),
        upper_(rows),
        median_(groups),
        median_lower_(groups),
        median_upper_(groups),
        horizon_(groups),
        mean_(groups),
        mean_error_(groups) {}

  void add(const Group& group, double lives, const Curve& curve) {
    const std::size_t row = names_.view().size();
    double events = 0.0;
    for (std::size_t i = 0; i < curve.survival.size(); ++i) {
      add_step(group, curve, i);
      events += curve.steps.events[i];
    }
    names_.push_back(group.name);
    lives_.push_back(lives);
    all_events_.push_back(events);
    median_.set(row, median_at(curve.steps.time, curve.survival));
    median_lower_.set(row, first_low_);
    median_upper_.set(row, last_high_);
    first_low_.reset();
    last_high_.reset();
    if (curve.survival.empty()) return;
    const double last = curve.steps.time.back();
    const double horizon = options_.horizon.value_or(last);
    horizon_.set(row, horizon);
    // Beyond the last time seen a curve that has not come down to 0 is not known.
    if (horizon > last && curve.survival.back() > 0.0) return;
    const RestrictedMean mean = restricted_mean(curve, horizon);
    mean_.set(row, mean.mean);
    mean_error_.set(row, mean.standard_error);
  }

  SurvivalCurves tables() && {
    Table::Builder curve, groups;
    if (has_groups_) {
      curve.text("group", std::move(step_names_));
      groups.text("group", std::move(names_));
    }
    curve.float64("time", std::move(time_))
        .float64("at_risk", std::move(at_risk_))
        .float64("events", std::move(events_))
        .float64("censored", std::move(censored_))
        .float64("survival", std::move(survival_));
    std::move(error_).add_to(curve, "standard_error");
    std::move(lower_).add_to(curve, "lower");
    std::move(upper_).add_to(curve, "upper");
    curve.float64("cumulative_hazard", std::move(hazard_))
        .float64("hazard_error", std::move(hazard_error_));
    groups.float64("lives", std::move(lives_)).float64("events", std::move(all_events_));
    std::move(median_).add_to(groups, "median");
    std::move(median_lower_).add_to(groups, "median_lower");
    std::move(median_upper_).add_to(groups, "median_upper");
    std::move(horizon_).add_to(groups, "horizon");
    std::move(mean_).add_to(groups, "restricted_mean");
    std::move(mean_error_).add_to(groups, "restricted_mean_error");
    return {curve.build(), groups.build()};
  }

 private:
  /// Half the lives, with room for the rounding of a product.
  static constexpr double half = 0.5 * (1.0 + 1e-12);

  static std::optional<double> median_at(const std::vector<double>& time,
                                         const std::vector<double>& survival) {
    for (std::size_t i = 0; i < time.size(); ++i) {
      if (survival[i] <= half) return time[i];
    }
    return std::nullopt;
  }

  void add_step(const Group& group, const Curve& curve, std::size_t i) {
    const std::size_t row = time_.size();
    const double s = curve.survival[i], time = curve.steps.time[i];
    step_names_.push_back(group.name);
    time_.push_back(time);
    at_risk_.push_back(curve.steps.at_risk[i]);
    events_.push_back(curve.steps.events[i]);
    censored_.push_back(curve.steps.censored[i]);
    survival_.push_back(s);
    hazard_.push_back(curve.hazard[i]);
    hazard_error_.push_back(std::sqrt(curve.hazard_variance[i]));
    if (s == 0.0) return;
    const double error = s * std::sqrt(curve.greenwood[i]);
    error_.set(row, error);
    const auto [low, high] = s < 1.0 ? log_log_interval(s, error, z_) : std::pair(1.0, 1.0);
    lower_.set(row, low);
    upper_.set(row, high);
    if (!first_low_ && low <= half) first_low_ = time;
    if (!last_high_ && high <= half) last_high_ = time;
  }

  const SurvivalOptions& options_;
  double z_;
  bool has_groups_;
  std::optional<double> first_low_, last_high_;  ///< where the bounds of this group pass the half
  TextColumn step_names_, names_;
  std::vector<double> time_, at_risk_, events_, censored_, survival_, hazard_, hazard_error_;
  std::vector<double> lives_, all_events_;
  OptionalColumn error_, lower_, upper_;
  OptionalColumn median_, median_lower_, median_upper_, horizon_, mean_, mean_error_;
};

}  // namespace

SurvivalCurves kaplan_meier(const Lives& lives, const SurvivalOptions& options) {
  check_curves(lives, options);
  const std::vector<Group> groups = groups_of(lives);
  std::vector<Curve> curves;
  std::size_t rows = 0;
  for (const Group& group : groups) {
    curves.push_back(
        curve_of(risk_steps(lives, group.rows, times_of(lives, group.rows), options.cause)));
    rows += curves.back().survival.size();
  }
  CurveRows output(options, !lives.group.empty(), rows, groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    double weight = 0.0;
    for (const std::size_t row : groups[g].rows) weight += weight_of(lives, row);
    output.add(groups[g], weight, curves[g]);
  }
  return std::move(output).tables();
}

}  // namespace tenure
