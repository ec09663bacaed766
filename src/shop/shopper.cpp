#include "shop/shopper.hpp"

#include <algorithm>
#include <cmath>

#include <tenure/error.hpp>

namespace tenure::shop {
namespace {

// Dirichlet: below 1 a client sticks to few of them. The telephone is the channel of few.
constexpr std::array<double, categories.size()> category_tastes{0.6, 0.6, 0.6, 0.6, 0.6};
constexpr std::array<double, channels.size()> channel_tastes{1.0, 0.7, 0.2};

constexpr double most_purchases = 1e6;

template <std::size_t N>
std::array<double, N> draw_shares(const std::array<double, N>& tastes, math::RandomStream& random) {
  std::array<double, N> shares{};
  double sum = 0.0;
  for (std::size_t i = 0; i < N; ++i) sum += shares[i] = random.gamma(tastes[i], 1.0);
  if (!(sum > 0.0)) {  // all of them underflowed
    shares[0] = sum = 1.0;
  }
  for (double& share : shares) share /= sum;
  return shares;
}

}  // namespace

Shopper draw_shopper(const ShopOptions& options, math::RandomStream& random) {
  // One statement a draw: the order of the draws is part of what the seed promises.
  Shopper shopper{};
  shopper.purchase_rate = random.gamma(options.r, options.alpha);
  shopper.leaving_rate = random.gamma(options.s, options.beta);
  if (!std::isfinite(shopper.leaving_rate)) {
    throw Error(Status::invalid_argument,
                "simulate_shop: a rate to leave that no number holds; beta is too small", "beta");
  }
  shopper.lifetime = random.exponential(shopper.leaving_rate);
  shopper.amount_rate = random.gamma(options.q, options.v);
  shopper.category_shares = draw_shares(category_tastes, random);
  shopper.channel_shares = draw_shares(channel_tastes, random);
  return shopper;
}

std::vector<double> draw_repeats(const Shopper& shopper, double age, math::RandomStream& random) {
  const double end = std::min(age, shopper.lifetime);
  if (shopper.purchase_rate * end > most_purchases) {
    throw Error(Status::invalid_argument,
                "simulate_shop: a client of more than a million purchases; alpha is too small",
                "alpha");
  }
  std::vector<double> times;
  for (double time = random.exponential(shopper.purchase_rate); time <= end;
       time += random.exponential(shopper.purchase_rate)) {
    times.push_back(time);
  }
  return times;
}

std::size_t draw_from(std::span<const double> shares, math::RandomStream& random) {
  double left = random.uniform();
  for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
    left -= shares[i];
    if (left < 0.0) return i;
  }
  return shares.size() - 1;
}

}  // namespace tenure::shop
