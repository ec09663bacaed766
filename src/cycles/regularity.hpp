/// How regularly a base buys: the k of its interpurchase times, one number for all clients.
#pragma once

#include <cstdint>
#include <span>

namespace tenure::cycle {

struct Regularity {
  double k = 1.0;  ///< 1: at random; above: more regular; 1 if there is nothing to tell it
  std::int64_t clients = 0;  ///< that have two intervals or more, on whom k rests
};

/// Bounds of k: a base whose intervals are all equal has no finite one.
inline constexpr double least_regularity = 1e-4;
inline constexpr double greatest_regularity = 1e4;

/// Maximum likelihood of k given every client's number of intervals x and their sum t_x. If waits
/// are Gamma(k, k lambda_i), the x shares of t_x are Dirichlet(k, ..., k) whatever lambda_i is, so
/// that clients with few intervals count for what they are worth: the median of the clients' own
/// estimates of k, the usual way, is far too high when intervals are few.
/// `log_interpurchase`: sum of the logs of the intervals.
[[nodiscard]] Regularity estimate_regularity(std::span<const double> x, std::span<const double> t_x,
                                             std::span<const double> log_interpurchase);

}  // namespace tenure::cycle
