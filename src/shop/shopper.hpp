/// A made-up client: how often he buys, how long he stays, what he spends and on what.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "math/random.hpp"
#include <tenure/shop.hpp>

namespace tenure::shop {

inline constexpr std::array<std::string_view, 5> categories{"books", "garden", "home", "kitchen",
                                                            "toys"};
inline constexpr std::array<std::string_view, 3> channels{"shop", "web", "phone"};

struct Shopper {
  double purchase_rate;  ///< a week, while he is a client
  double leaving_rate;   ///< a week: the rate of the exponential law of his lifetime
  double lifetime;       ///< weeks from his first purchase until he stops being a client
  double amount_rate;    ///< amounts are Gamma(options.p, amount_rate)
  std::array<double, categories.size()> category_shares;
  std::array<double, channels.size()> channel_shares;
};

/// Pareto/NBD, Gamma-Gamma and Dirichlet tastes with the parameters of `options`.
[[nodiscard]] Shopper draw_shopper(const ShopOptions& options, math::RandomStream& random);

/// Times of his repeat purchases in (0, age], weeks after the first. Throws
/// Error(invalid_argument) if they would be more than any shop's till can print.
[[nodiscard]] std::vector<double> draw_repeats(const Shopper& shopper, double age,
                                               math::RandomStream& random);

/// A position drawn with the given probabilities.
[[nodiscard]] std::size_t draw_from(std::span<const double> shares, math::RandomStream& random);

}  // namespace tenure::shop
