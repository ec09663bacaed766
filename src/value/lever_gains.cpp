#include "value/lever_gains.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include <tenure/error.hpp>

namespace tenure::value {
namespace {

/// (a - b) / ln(a / b), a and b above 0: L(a, a) = a.
double logarithmic_mean(double a, double b) {
  const double difference = (a - b) / b;
  return difference == 0.0 ? a : b * difference / std::log1p(difference);
}

/// duration / annuity x d annuity / d duration: 1 without discount.
double annuity_elasticity(double duration, double force) {
  const double y = force * duration;
  return y == 0.0 ? 1.0 : y / std::expm1(y);
}

/// Sums over the clients.
struct Sums {
  double now = 0.0;
  std::array<double, 4> changed{};  ///< revenue if frequency, basket, duration, all change
  std::array<double, 3> part{};     ///< of the gain of all, by lever
  double duration_response = 0.0;   ///< revenue x its elasticity by duration
};

}  // namespace

double lever_annuity(double duration, double force) {
  return force == 0.0 ? duration : -std::expm1(-force * duration) / force;
}

LeverGains lever_gains(const ClientLevers& clients, const LeverOptions& options) {
  const std::array<LeverMove, 3> moves{options.frequency, options.basket, options.duration};
  const double force = options.discount.force_per(options.unit);
  Sums sums;
  for (std::size_t i = 0; i < clients.frequency.size(); ++i) {
    const double spend = clients.frequency[i] * clients.basket[i];
    const double duration = clients.duration[i];
    const double annuity = lever_annuity(duration, force);
    const double now = spend * annuity;
    const double longer = spend * lever_annuity(duration * (1.0 + moves[2].change), force);
    const double all = longer * (1.0 + moves[0].change) * (1.0 + moves[1].change);
    sums.now += now;
    sums.changed[0] += now * (1.0 + moves[0].change);
    sums.changed[1] += now * (1.0 + moves[1].change);
    sums.changed[2] += longer;
    sums.changed[3] += all;
    if (!(now > 0.0)) continue;
    const double weight = logarithmic_mean(all, now);
    sums.part[0] += weight * std::log1p(moves[0].change);
    sums.part[1] += weight * std::log1p(moves[1].change);
    sums.part[2] += weight * std::log(longer / now);
    sums.duration_response += now * annuity_elasticity(duration, force);
  }
  if (!std::isfinite(sums.now) ||
      !std::ranges::all_of(sums.changed, [](double sum) { return std::isfinite(sum); })) {
    throw Error(Status::invalid_argument, "levers: the revenue is too large", "basket");
  }

  constexpr std::array<const char*, 4> names{"frequency", "basket", "duration", "all"};
  TextColumn lever;
  OptionalColumn elasticity(4), change(4), share(4), cost(4), gain_to_cost(4);
  std::vector<double> revenue(4), gain(4);
  double cost_of_all = 0.0;
  for (std::size_t l = 0; l < 4; ++l) {
    lever.push_back(names[l]);
    revenue[l] = sums.changed[l];
    gain[l] = sums.changed[l] - sums.now;
    if (l < 3) {
      elasticity.set(l, l < 2 ? 1.0 : sums.duration_response / sums.now);
      change.set(l, moves[l].change);
      cost_of_all += moves[l].cost;
      share.set(l, sums.part[l] / (sums.changed[3] - sums.now));
    }
    const double spent = l < 3 ? moves[l].cost : cost_of_all;
    cost.set(l, spent);
    if (spent > 0.0) gain_to_cost.set(l, gain[l] * options.margin / spent);
  }
  Table::Builder table;
  table.text("lever", std::move(lever));
  std::move(elasticity).add_to(table, "elasticity");
  std::move(change).add_to(table, "change");
  table.float64("revenue", std::move(revenue)).float64("gain", std::move(gain));
  std::move(share).add_to(table, "share");
  std::move(cost).add_to(table, "cost");
  std::move(gain_to_cost).add_to(table, "gain_to_cost");
  return {table.build(), sums.now};
}

}  // namespace tenure::value
