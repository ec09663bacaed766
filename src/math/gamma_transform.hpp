/// The Laplace transform of a gamma distribution: how likely a client with a gamma-distributed rate
/// is to let a time pass.
#pragma once

#include <cmath>
#include <cstddef>
#include <type_traits>

#include "math/dual.hpp"

namespace tenure::math {

/// log E[exp(-t X)] = -shape log(1 + t / rate), X ~ Gamma(shape, rate), t >= 0. Of a dual number
/// the variables `first` and `first + 1` are the shape and the rate, each up to a constant: with
/// its derivatives written out, as a fit spends its time here and most of them vanish.
template <class Real>
[[nodiscard]] Real log_gamma_transform(double shape, double rate, double t,
                                       [[maybe_unused]] std::size_t first) {
  const double growth = std::log1p(t / rate);
  if constexpr (std::is_same_v<Real, double>) {
    return -shape * growth;
  } else {
    const double per_rate = 1.0 / rate;
    const double per_end = 1.0 / (rate + t);
    const double slope = t * per_rate * per_end;  // 1 / rate - 1 / (rate + t)
    Real result(-shape * growth);
    result.gradient[first] = -growth;
    result.gradient[first + 1] = shape * slope;
    result.hessian[Real::pair(first, first + 1)] = slope;
    result.hessian[Real::pair(first + 1, first + 1)] = -shape * slope * (per_rate + per_end);
    return result;
  }
}

}  // namespace tenure::math
