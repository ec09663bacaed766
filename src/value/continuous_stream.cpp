#include "value/continuous_stream.hpp"

#include <cmath>
#include <limits>

#include "math/quadrature.hpp"
#include "value/stayers.hpp"

namespace tenure::value {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The integral of e^(-x t) from 0 to `end`.
double annuity(double x, double end) {
  if (x == 0.0) return end;
  return std::isinf(end) ? (x > 0.0 ? 1.0 / x : kInfinity) : -std::expm1(-x * end) / x;
}

/// The mean of t under e^(-x t) from 0 to `end`.
double mean_time(double x, double end) {
  if (std::isinf(end)) return 1.0 / x;
  constexpr double series_below = 1e-3;  // where the difference would lose six digits
  const double y = x * end;
  if (std::abs(y) < series_below) return end * (0.5 - y / 12.0 + y * y * y / 720.0);
  return 1.0 / x - end / std::expm1(y);
}

double integral(auto&& f, double end) {
  constexpr double tolerance = 1e-13;
  return math::integrate_adaptive(f, 0.0, end, tolerance).value;
}

/// Everybody loses clients at the rate `losses`; payments fall at the rate `fall`.
std::optional<StreamValue> exponential_value(double losses, double fall, double end) {
  const double x = losses + fall;
  if (std::isinf(losses)) return StreamValue{};
  if (std::isinf(end) && !(x > 0.0)) return std::nullopt;
  StreamValue result;
  result.value = annuity(x, end);
  result.mean_time = result.mean_renewals = mean_time(x, end);
  result.payments = annuity(losses, end);
  if (!std::isinf(end)) {
    // The covariance of being there at s and at t > s is e^(-losses t) (1 - e^(-losses s)).
    result.variance = 2.0 * integral(
                                [&](double s) {
                                  return std::exp(-(fall + x) * s) * -std::expm1(-losses * s) *
                                         annuity(x, end - s);
                                },
                                end);
  } else if (losses > 0.0) {
    result.variance =
        2.0 * fall + losses > 0.0 ? losses / (x * x * (2.0 * fall + losses)) : kInfinity;
  }
  return result;
}

std::optional<StreamValue> mixed_value(const RetentionStream& stream, double fall) {
  constexpr double negligible = 42.0;  // e^-42 = 6e-19
  const Stayers stayers(stream.retention, stream.polarization, stream.solvency);
  const double least_fall = fall - std::log(stream.solvency);
  if (!stream.horizon && !(least_fall > 0.0)) return std::nullopt;
  const double end = stream.horizon ? *stream.horizon : negligible / least_fall;
  const auto worth = [&](double t) { return std::exp(-fall * t) * stayers.after(t); };
  StreamValue result;
  result.value = integral(worth, end);
  result.mean_time = integral([&](double t) { return t * worth(t); }, end) / result.value;
  result.mean_renewals = result.mean_time;
  // E[Y^2] is twice the integral of what comes in at t times what came in before.
  const double squares = 2.0 * integral([&](double t) { return worth(t) * annuity(fall, t); }, end);
  result.variance = squares - result.value * result.value;
  // Without discount the tail of those who stay is as long as it is heavy.
  result.payments =
      stream.horizon ? integral([&](double t) { return stayers.after(t); }, end) : kInfinity;
  return result;
}

double fall_of(const RetentionStream& stream) { return stream.force - std::log(stream.growth); }

}  // namespace

std::optional<StreamValue> continuous_value(const RetentionStream& stream) {
  if (stream.polarization > 0.0 && stream.retention > 0.0 && stream.retention < 1.0) {
    return mixed_value(stream, fall_of(stream));
  }
  const double losses = -std::log(stream.retention * stream.solvency);
  return exponential_value(losses, fall_of(stream), stream.horizon.value_or(kInfinity));
}

double continuous_payback(const RetentionStream& stream, double cost) {
  RetentionStream part = stream;
  const auto worth_until = [&](double end) {
    part.horizon = end;
    return continuous_value(part)->value;
  };
  double before = 0.0, reached = 1.0;
  while (worth_until(reached) < cost && std::isfinite(reached)) {
    before = reached;
    reached *= 2.0;
  }
  for (double middle; (middle = 0.5 * (before + reached)) > before && middle < reached;) {
    (worth_until(middle) < cost ? before : reached) = middle;
  }
  return reached;
}

}  // namespace tenure::value
