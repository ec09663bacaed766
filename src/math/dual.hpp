/// Dual2<N>: a number with its exact gradient and Hessian in N variables, carried forward.
///
/// A model's formula is written once, on a scalar type; with `double` it gives the value, with
/// `Dual2<N>` the value and both orders of derivatives of the very same operations.
/// Functions are found by argument-dependent lookup: in a template say `using std::log;` first.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <type_traits>

namespace tenure::math {

template <int N>
struct Dual2 {
  static_assert(N >= 1);
  static constexpr std::size_t kVariables = N;
  static constexpr std::size_t kPairs = static_cast<std::size_t>(N * (N + 1) / 2);

  double value = 0.0;
  std::array<double, kVariables> gradient{};
  std::array<double, kPairs> hessian{};  ///< upper triangle, row by row: see `pair`

  constexpr Dual2() = default;
  /// A constant. Implicit, so that formulas may mix constants and variables.
  constexpr Dual2(double constant) : value(constant) {}  // NOLINT(google-explicit-constructor)

  /// The variable number `index`, at `at`.
  static constexpr Dual2 variable(double at, std::size_t index) {
    Dual2 result(at);
    result.gradient[index] = 1.0;
    return result;
  }

  /// Where the second derivative by variables i and j, i <= j, is stored.
  static constexpr std::size_t pair(std::size_t i, std::size_t j) {
    return i * kVariables - i * (i + 1) / 2 + j;
  }

  constexpr Dual2& operator+=(const Dual2& other) {
    value += other.value;
    for (std::size_t i = 0; i < kVariables; ++i) gradient[i] += other.gradient[i];
    for (std::size_t k = 0; k < kPairs; ++k) hessian[k] += other.hessian[k];
    return *this;
  }
  constexpr Dual2& operator-=(const Dual2& other) {
    value -= other.value;
    for (std::size_t i = 0; i < kVariables; ++i) gradient[i] -= other.gradient[i];
    for (std::size_t k = 0; k < kPairs; ++k) hessian[k] -= other.hessian[k];
    return *this;
  }
  constexpr Dual2& operator*=(double factor) {
    value *= factor;
    for (double& g : gradient) g *= factor;
    for (double& h : hessian) h *= factor;
    return *this;
  }
};

/// f(u), given f, f' and f'' at u.value.
template <int N>
constexpr Dual2<N> chain(const Dual2<N>& u, double f, double df, double ddf) {
  Dual2<N> result(f);
  std::size_t k = 0;
  for (std::size_t i = 0; i < N; ++i) {
    result.gradient[i] = df * u.gradient[i];
    const double across = ddf * u.gradient[i];
    for (std::size_t j = i; j < N; ++j, ++k) {
      result.hessian[k] = df * u.hessian[k] + across * u.gradient[j];
    }
  }
  return result;
}

/// f(u, ...), given f at the values of its arguments as a dual number in as many variables.
template <int M, int N, std::size_t kArguments>
constexpr Dual2<N> compose(const Dual2<M>& f, const std::array<Dual2<N>, kArguments>& u) {
  static_assert(kArguments == Dual2<M>::kVariables);
  Dual2<N> result(f.value);
  for (std::size_t m = 0; m < kArguments; ++m) {
    std::array<double, Dual2<N>::kVariables> across{};  // of the slope by argument m
    for (std::size_t l = 0; l < kArguments; ++l) {
      const double second = f.hessian[Dual2<M>::pair(std::min(l, m), std::max(l, m))];
      for (std::size_t i = 0; i < across.size(); ++i) across[i] += second * u[l].gradient[i];
    }
    std::size_t k = 0;
    for (std::size_t i = 0; i < across.size(); ++i) {
      result.gradient[i] += f.gradient[m] * u[m].gradient[i];
      for (std::size_t j = i; j < across.size(); ++j, ++k) {
        result.hessian[k] += f.gradient[m] * u[m].hessian[k] + u[m].gradient[i] * across[j];
      }
    }
  }
  return result;
}
template <std::size_t M>
constexpr double compose(double f, const std::array<double, M>& /*u*/) {
  return f;
}

/// The value alone, for branches and plans that must not depend on derivatives.
constexpr double value_of(double u) { return u; }
template <int N>
constexpr double value_of(const Dual2<N>& u) {
  return u.value;
}

template <int N>
constexpr Dual2<N> operator+(Dual2<N> u, const Dual2<N>& v) {
  return u += v;
}
template <int N>
constexpr Dual2<N> operator+(Dual2<N> u, double c) {
  u.value += c;
  return u;
}
template <int N>
constexpr Dual2<N> operator+(double c, Dual2<N> u) {
  u.value += c;
  return u;
}
template <int N>
constexpr Dual2<N> operator-(Dual2<N> u) {
  return u *= -1.0;
}
template <int N>
constexpr Dual2<N> operator-(Dual2<N> u, const Dual2<N>& v) {
  return u -= v;
}
template <int N>
constexpr Dual2<N> operator-(Dual2<N> u, double c) {
  u.value -= c;
  return u;
}
template <int N>
constexpr Dual2<N> operator-(double c, const Dual2<N>& u) {
  return -u + c;
}
template <int N>
constexpr Dual2<N> operator*(const Dual2<N>& u, const Dual2<N>& v) {
  Dual2<N> result(u.value * v.value);
  std::size_t k = 0;
  for (std::size_t i = 0; i < N; ++i) {
    result.gradient[i] = u.value * v.gradient[i] + v.value * u.gradient[i];
    for (std::size_t j = i; j < N; ++j, ++k) {
      result.hessian[k] = u.value * v.hessian[k] + v.value * u.hessian[k] +
                          (u.gradient[i] * v.gradient[j] + u.gradient[j] * v.gradient[i]);
    }
  }
  return result;
}
template <int N>
constexpr Dual2<N> operator*(Dual2<N> u, double c) {
  return u *= c;
}
template <int N>
constexpr Dual2<N> operator*(double c, Dual2<N> u) {
  return u *= c;
}
template <int N>
constexpr Dual2<N> reciprocal(const Dual2<N>& u) {
  const double f = 1.0 / u.value;
  return chain(u, f, -f * f, 2.0 * f * f * f);
}
template <int N>
constexpr Dual2<N> operator/(const Dual2<N>& u, const Dual2<N>& v) {
  Dual2<N> result = u * reciprocal(v);
  result.value = u.value / v.value;  // the value has the same bits as in plain arithmetic
  return result;
}
template <int N>
constexpr Dual2<N> operator/(Dual2<N> u, double c) {
  const double value = u.value / c;
  u *= 1.0 / c;
  u.value = value;
  return u;
}
template <int N>
constexpr Dual2<N> operator/(double c, const Dual2<N>& u) {
  Dual2<N> result = c * reciprocal(u);
  result.value = c / u.value;
  return result;
}

template <int N>
Dual2<N> log(const Dual2<N>& u) {
  const double inverse = 1.0 / u.value;
  return chain(u, std::log(u.value), inverse, -inverse * inverse);
}
template <int N>
Dual2<N> log1p(const Dual2<N>& u) {
  const double inverse = 1.0 / (1.0 + u.value);
  return chain(u, std::log1p(u.value), inverse, -inverse * inverse);
}
template <int N>
Dual2<N> exp(const Dual2<N>& u) {
  const double f = std::exp(u.value);
  return chain(u, f, f, f);
}
template <int N>
Dual2<N> expm1(const Dual2<N>& u) {
  const double f = std::exp(u.value);
  return chain(u, std::expm1(u.value), f, f);
}
template <int N>
Dual2<N> sqrt(const Dual2<N>& u) {
  const double f = std::sqrt(u.value);
  return chain(u, f, 0.5 / f, -0.25 / (f * u.value));
}
/// u^c, u > 0.
template <int N>
Dual2<N> pow(const Dual2<N>& u, double c) {
  const double f = std::pow(u.value, c);
  const double df = c * f / u.value;
  return chain(u, f, df, (c - 1.0) * df / u.value);
}
/// u^v, u > 0.
template <int N>
Dual2<N> pow(const Dual2<N>& u, const Dual2<N>& v) {
  Dual2<N> result = exp(v * log(u));
  result.value = std::pow(u.value, v.value);
  return result;
}

}  // namespace tenure::math
