/// Concentration of gamma rates, and of the Poisson counts that they cause.
#pragma once

namespace tenure::value {

/// Share of the sum of Gamma(r) rates with the greatest `share` of clients.
[[nodiscard]] double gamma_top_share(double r, double share);

[[nodiscard]] double gamma_gini(double r);

/// The same share of purchases, if each client makes a Poisson number of mean `window` times his
/// Gamma(r, alpha) rate: of the negative binomial distribution, the last client in part.
[[nodiscard]] double nbd_top_share(double r, double alpha, double window, double share);

}  // namespace tenure::value
