/// Allocation: a budget shared between clients, with the proof of how little another way of sharing
/// it could earn more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include <tenure/execution.hpp>
#include <tenure/table.hpp>

namespace tenure {

/// What a plan earns, and what no plan can. Currency units.
struct Certificate {
  double gain = 0;       ///< of the plan, before its cost
  double spent = 0;      ///< its cost
  double objective = 0;  ///< gain less spent; the gain itself where the budget is sunk
  double bound = 0;      ///< no plan within the limits has a greater objective: the dual value
  double gap = 0;        ///< bound - objective, at least 0
};

struct Allocation {
  Table clients;  ///< parallel to the clients: see the function
  /// constraint, limit, used, shadow_price (the objective that one more unit of the limit adds: 0
  /// where it does not bind), binds.
  Table constraints;
  Certificate certificate;
};

struct SpendingOptions {
  /// One a client: the spending at which his response grows fastest, which makes it S-shaped
  /// (ResponseCurve::logistic). Empty: all responses are exponential.
  std::span<const double> inflection = {};
  /// The budget is spent whatever is done: the aim is the gain, not the gain less what is spent.
  bool sunk = false;
};

/// Spending on each client that earns most in all: client i gains potential_i s_i(x), with
/// s(x) = 1 - exp(-speed x) or its S-shaped form, and all spending is at most `budget` (infinite:
/// no limit, unless sunk). Every client's next unit then earns the same. Below its inflection an
/// S-shaped response is replaced by its concave envelope in the bound.
/// clients: spend, gain, marginal_gain (of his next unit). Constraint: "budget".
[[nodiscard]] Allocation allocate_spending(std::span<const double> potential,
                                           std::span<const double> speed, double budget,
                                           const SpendingOptions& options = {},
                                           const Execution& execution = {});

/// What offers must keep to. Infinite or empty: no limit.
struct OfferLimits {
  double budget = std::numeric_limits<double>::infinity();    ///< of all spending
  double contacts = std::numeric_limits<double>::infinity();  ///< clients who get an offer
  std::span<const std::int64_t> channel = {};                 ///< of each offer, from 0
  std::span<const double> channel_capacity = {};              ///< offers a channel carries
  std::span<const std::int64_t> segment = {};                 ///< of each client, from 0
  std::span<const double> segment_floor = {};                 ///< least spending on a segment
  std::span<const double> segment_ceiling = {};               ///< most spending on a segment
  bool sunk = false;                                          ///< as in SpendingOptions
};

/// At most one of `offers` offers for each client. gain: clients times offers, a client's offers
/// beside each other. cost: the same, or one an offer for all clients; at least 0.
/// With a budget alone the plan is the best there is wherever the search for it ends, which `gap`
/// tells (0); with more limits it is within a few offers of the best.
/// clients: offer (from 0; absent: none), cost, gain. Constraints: "budget", "contacts",
/// "channel 0", "segment 0 floor", "segment 0 ceiling" and so on.
/// Throws Error(invalid_argument) if floors cannot be met, or no plan that meets them is found.
[[nodiscard]] Allocation allocate_offers(std::span<const double> cost, std::span<const double> gain,
                                         std::size_t offers, const OfferLimits& limits = {},
                                         const Execution& execution = {});

}  // namespace tenure
