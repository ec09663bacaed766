#include "cycles/regularity.hpp"

#include <cmath>
#include <cstddef>
#include <map>

#include <boost/math/tools/roots.hpp>

#include "math/log_gamma.hpp"

namespace tenure::cycle {

Regularity estimate_regularity(std::span<const double> x, std::span<const double> t_x,
                               std::span<const double> log_interpurchase) {
  std::map<double, double> clients_with;  // intervals -> clients
  double log_shares = 0.0;
  Regularity result;
  for (std::size_t i = 0; i < log_interpurchase.size(); ++i) {
    if (x[i] < 2.0 || !(t_x[i] > 0.0) || !std::isfinite(log_interpurchase[i])) continue;
    clients_with[x[i]] += 1.0;
    log_shares += log_interpurchase[i] - x[i] * std::log(t_x[i]);
    ++result.clients;
  }
  if (result.clients == 0) return result;

  // d/dk of sum [ln Gamma(x k) - x ln Gamma(k) + (k - 1) log_shares], which falls with k.
  const auto score = [&](double log_k) {
    const double k = std::exp(log_k);
    double sum = log_shares;
    for (const auto& [intervals, clients] : clients_with) {
      sum += clients * intervals * (math::digamma(intervals * k) - math::digamma(k));
    }
    return sum;
  };
  const double least = std::log(least_regularity);
  const double greatest = std::log(greatest_regularity);
  if (score(greatest) >= 0.0) {
    result.k = greatest_regularity;
  } else if (score(least) <= 0.0) {
    result.k = least_regularity;
  } else {
    std::uintmax_t steps = 200;
    const auto bracket = boost::math::tools::toms748_solve(
        score, least, greatest, boost::math::tools::eps_tolerance<double>(), steps);
    result.k = std::exp(0.5 * (bracket.first + bracket.second));
  }
  return result;
}

}  // namespace tenure::cycle
