/// The lifetime of a client who ages: his risk of leaving grows by exp(b) a unit of time.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <type_traits>

#include "math/dual.hpp"
#include "math/log_concave.hpp"
#include "math/random.hpp"

namespace tenure::model {

/// P(alive at t) = E[exp(-eta (e^(b t) - 1))] = (1 + (e^(b t) - 1) / beta)^-s, eta ~ Gamma(s,
/// beta).
///
/// Whoever is alive at some age has a remaining lifetime of the same kind with another beta. Hence
/// no expectation needs the 2F1 of the closed forms, in which a paper's misprint went unnoticed for
/// years (Adler 2022): all are integrals of positive terms.
template <class Real>
class GompertzLifetime {
 public:
  GompertzLifetime(const Real& b, const Real& s, const Real& beta) : b_(b), s_(s), beta_(beta) {}

  /// The lifetime that remains of who is alive at t: beta falls towards 1, as 1 + (beta - 1) e^-bt.
  [[nodiscard]] GompertzLifetime after(double t) const {
    using std::exp, std::expm1;
    return {b_, s_, beta_ * exp(-b_ * t) - expm1(-b_ * t)};
  }

  /// The lifetime of clients drawn in proportion to their eta.
  [[nodiscard]] GompertzLifetime by_scale() const { return {b_, s_ + 1.0, beta_}; }
  /// E[eta] of who is alive at t: s / (beta + e^(b t) - 1).
  [[nodiscard]] Real mean_scale(double t) const {
    using std::exp;
    return s_ / after(t).beta_ * exp(-b_ * t);
  }

  /// log P(alive at t).
  [[nodiscard]] Real log_survival(double t) const {
    using std::exp, std::expm1, std::log, std::log1p;
    const Real growth = b_ * t;
    if (math::value_of(growth) < kOverflow) return -s_ * log1p(expm1(growth) / beta_);
    return -s_ * (growth + log((beta_ * exp(-growth) - expm1(-growth)) / beta_));
  }

  /// The expected time alive in (0, horizon], each moment t of it counting exp(-discount t). The
  /// horizon may be infinite.
  [[nodiscard]] Real expected_time(double discount, double horizon) const {
    using std::exp, std::expm1;
    constexpr double kInvisible = 800.0;  // e^-800 = 0 in a double
    const double b = math::value_of(b_);
    const Path path(b, std::min(math::value_of(beta_), 1.0));
    // From here on survival is beta^s e^(-s b t) in a double, and its integral known.
    constexpr double kSettled = 40.0;
    const double settled = (kSettled + std::log(std::max(1.0, math::value_of(beta_))) +
                            std::log(std::max(1.0, math::value_of(s_)))) /
                           b;
    const double end =
        discount > 0.0 ? std::min(horizon, kInvisible / discount) : std::min(horizon, settled);
    const auto density = [&](double w) {
      const auto [t, speed, share] = path.at(w);
      return math::LogPoint{std::log(speed) - discount * t + log_survival_by_value(path, w),
                            1.0 - share - discount * speed - slope_of_loss(path, w)};
    };
    const auto integrand = [&](double w) {
      const auto [t, speed, share] = path.at(w);
      return exp(log_survival(t) - discount * t) * speed;
    };
    const Real time = math::integrate_log_concave(integrand, density, 0.0, path.to(end),
                                                  path.regular_from(math::value_of(beta_)));
    if (discount > 0.0 || horizon <= settled) return time;
    const Real decay = s_ * b_;
    const Real rest = exp(log_survival(settled)) / decay;
    if (horizon == std::numeric_limits<double>::infinity()) return time + rest;
    return time - rest * expm1(-decay * (horizon - settled));
  }

  /// The integral over t in [0, length] of the density of leaving at t, times exp(log_scale)
  /// (1 + t / a)^-p (t / (a + t))^k, where k is a whole number.
  [[nodiscard]] Real leaving_integral(const Real& log_scale, double k, const Real& a, const Real& p,
                                      double length) const {
    const double a_value = math::value_of(a);
    const double p_value = math::value_of(p);
    const double beta = math::value_of(beta_);
    const Path path = path_beside(a_value);
    const double scale = math::value_of(log_scale);
    const auto integrand = [&](double w) {
      const auto [t, speed, share] = path.at(w);
      return leaving_density(scale, k, a_value, p_value, t) * speed;
    };
    const Local integral =
        math::integrate_log_concave(integrand, density_along(path, beta, k, a_value, p_value), 0.0,
                                    path.to(length), path.regular_from(beta));
    const std::array<Real, kArguments> arguments{b_, s_, beta_, a, p};
    using std::exp;
    return exp(log_scale - scale) * (s_ * b_) * math::compose(integral, arguments);
  }
  /// The same of the probability of being alive at t.
  [[nodiscard]] Real living_integral(const Real& log_scale, double k, const Real& a, const Real& p,
                                     double length) const {
    const double a_value = math::value_of(a);
    const Path path = path_beside(a_value);
    const Real per_a = 1.0 / a;
    const auto integrand = [&](double w) {
      using std::exp, std::log1p;
      const auto [t, speed, share] = path.at(w);
      Real log_here = log_scale + log_survival(t) - p * log1p(t * per_a);
      if (k > 0.0) log_here = log_here - k * log1p(a / t);
      return exp(log_here) * speed;
    };
    return math::integrate_log_concave(integrand,
                                       density_along(path, 1.0, k, a_value, math::value_of(p)), 0.0,
                                       path.to(length), path.regular_from(math::value_of(beta_)));
  }

  /// A draw: the age at which one such client leaves.
  [[nodiscard]] double draw(math::RandomStream& random) const {
    const double eta = random.gamma(math::value_of(s_), math::value_of(beta_));
    return std::log1p(random.exponential(eta)) / math::value_of(b_);
  }

 private:
  // Below this exp(b t), and its cube over that of any beta, is a double: derivatives need it.
  static constexpr double kOverflow = 100.0;

  /// The path of integration e^(b t) - 1 = c (e^w - 1): logarithmic in t while b t is small against
  /// 1, straight after. The singularities of what is integrated, at e^(b t) = 0, at e^(b t) =
  /// 1 - beta and at t = -a, are all pi away from it if c is no larger than 1, beta and
  /// 1 - e^(-a b).
  class Path {
   public:
    Path(double b, double c) : b_(b), c_(c) {}
    struct Point {
      double t;
      double speed;  ///< dt / dw
      double share;  ///< d(b t) / dw, in (0, 1)
    };
    [[nodiscard]] Point at(double w) const {
      const double t = log_one_plus(c_, w) / b_;
      const double share = share_of(w, 1.0);
      return {t, share / b_, share};
    }
    /// log(1 + scale (e^w - 1)).
    [[nodiscard]] static double log_one_plus(double scale, double w) {
      return w < kOverflow ? std::log1p(scale * std::expm1(w)) : w + std::log(scale);
    }
    /// d log(1 + (e^(b t) - 1) / beta) / dw = c e^w / (beta + c (e^w - 1)).
    [[nodiscard]] double share_of(double w, double beta) const {
      return c_ / ((beta - c_) * std::exp(-w) + c_);
    }
    [[nodiscard]] double scale() const { return c_; }
    /// The largest real part of a singularity: there c e^w is c - 1, c - beta or c - 1 + e^(-a b).
    [[nodiscard]] double regular_from(double beta) const {
      return std::log(std::max(1.0, beta) / c_);
    }
    [[nodiscard]] double to(double t) const {
      const double growth = b_ * t;
      return growth < kOverflow ? std::log1p(std::expm1(growth) / c_) : growth - std::log(c_);
    }

   private:
    double b_;
    double c_;
  };

  /// The path for integrands with a power of (a + t).
  [[nodiscard]] Path path_beside(double a) const {
    const double b = math::value_of(b_);
    return {b, std::min(math::value_of(beta_), -std::expm1(-a * b))};
  }
  /// The two integrals above by value, up to a constant: risk times speed is proportional to
  /// path.share_of(w, beta), speed alone to path.share_of(w, 1).
  [[nodiscard]] auto density_along(const Path& path, double share_beta, double k, double a,
                                   double p) const {
    return [=, this](double w) {
      const auto [t, speed, growth] = path.at(w);
      const double share = path.share_of(w, share_beta);
      math::LogPoint point{std::log(share) + log_survival_by_value(path, w) - p * std::log1p(t / a),
                           1.0 - share - slope_of_loss(path, w) - p * speed / (a + t)};
      if (k > 0.0) {
        point.log -= k * std::log1p(a / t);
        point.slope += k * speed / t * a / (a + t);
      }
      return point;
    };
  }

  // What the integrand below depends on: b, s, beta, a and p.
  static constexpr std::size_t kArguments = 5;
  using Local = std::conditional_t<std::is_same_v<Real, double>, double,
                                   math::Dual2<static_cast<int>(kArguments)>>;

  /// The density of leaving at t over s b, times exp(log_scale) (1 + t / a)^-p (t / (a + t))^k.
  /// With derivatives written out: most of the second ones vanish, which a Dual2 does not know, and
  /// a fit spends its time here.
  [[nodiscard]] Local leaving_density(double log_scale, double k, double a, double p,
                                      double t) const {
    const double b = math::value_of(b_);
    const double s = math::value_of(s_);
    const double beta = math::value_of(beta_);
    const double growth = b * t;
    const double faded = std::exp(-growth);
    const double reached = -std::expm1(-growth);
    const double h = 1.0 / (beta * faded + reached);  // the risk at t over s b
    const double log_growth =
        growth < kOverflow ? std::log1p(std::expm1(growth) / beta) : growth - std::log(h * beta);
    const double log_ratio = std::log1p(t / a);
    double log_f = log_scale - s * log_growth - p * log_ratio;
    if (k > 0.0) log_f -= k * std::log1p(a / t);
    const double f = std::exp(log_f) * h;
    if constexpr (std::is_same_v<Real, double>) {
      return f;
    } else {
      const double u = h * faded;              // 1 / (beta - 1 + e^(b t))
      const double lost = reached * h / beta;  // 1 / beta - u
      const double per_end = 1.0 / (a + t);
      const double slope = t / a * per_end;
      // Of log f, by b, s, beta, a, p.
      const std::array<double, kArguments> first{t * ((beta - 1.0) * u - s * h), -log_growth,
                                                 s * lost - u, p * slope - k * per_end, -log_ratio};
      const double by_bb = -(s + 1.0) * t * t * h * (beta - 1.0) * u;
      const double by_bs = -t * h;
      const double by_b_beta = (s + 1.0) * t * h * u;
      const double by_beta_beta = u * u - s * lost * (1.0 / beta + u);
      const double by_aa = k * per_end * per_end - p * slope * (1.0 / a + per_end);
      const std::array<double, Local::kPairs> second{by_bb, by_bs, by_b_beta, 0.0,   0.0,
                                                     0.0,   lost,  0.0,       0.0,   by_beta_beta,
                                                     0.0,   0.0,   by_aa,     slope, 0.0};
      Local result(f);
      std::size_t pair = 0;
      for (std::size_t i = 0; i < kArguments; ++i) {
        result.gradient[i] = f * first[i];
        for (std::size_t j = i; j < kArguments; ++j, ++pair) {
          result.hessian[pair] = f * (first[i] * first[j] + second[pair]);
        }
      }
      return result;
    }
  }

  [[nodiscard]] double log_survival_by_value(const Path& path, double w) const {
    return -math::value_of(s_) * Path::log_one_plus(path.scale() / math::value_of(beta_), w);
  }
  /// Minus the slope of the former.
  [[nodiscard]] double slope_of_loss(const Path& path, double w) const {
    return math::value_of(s_) * path.share_of(w, math::value_of(beta_));
  }

  Real b_;
  Real s_;
  Real beta_;
};

}  // namespace tenure::model
