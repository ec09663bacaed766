/// The offers of every client, as the solvers of allocate_offers see them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tenure/allocation.hpp>

namespace tenure::budget {

inline constexpr std::int32_t kNoOffer = -1;

/// Costs and values (gain, less cost where the budget is not sunk). No offer costs and brings 0.
class Offers {
 public:
  Offers(std::span<const double> cost, std::span<const double> gain, std::size_t offers, bool sunk)
      : cost_(cost), gain_(gain), offers_(offers), sunk_(sunk) {}

  [[nodiscard]] std::size_t clients() const { return gain_.size() / offers_; }
  [[nodiscard]] std::size_t count() const { return offers_; }
  [[nodiscard]] double cost(std::size_t client, std::int32_t offer) const {
    if (offer == kNoOffer) return 0.0;
    const auto j = static_cast<std::size_t>(offer);
    return cost_[cost_.size() == offers_ ? j : client * offers_ + j];
  }
  [[nodiscard]] double gain(std::size_t client, std::int32_t offer) const {
    return offer == kNoOffer ? 0.0 : gain_[client * offers_ + static_cast<std::size_t>(offer)];
  }
  [[nodiscard]] double value(std::size_t client, std::int32_t offer) const {
    return gain(client, offer) - (sunk_ ? 0.0 : cost(client, offer));
  }

 private:
  std::span<const double> cost_, gain_;
  std::size_t offers_;
  bool sunk_;
};

using Choices = std::vector<std::int32_t>;

/// What a choice of offers spends and brings.
struct OfferTotals {
  double cost = 0.0, value = 0.0;
  OfferTotals& operator+=(const OfferTotals& other) {
    cost += other.cost;
    value += other.value;
    return *this;
  }
};
[[nodiscard]] OfferTotals totals_of(const Offers& offers, const Choices& choices,
                                    const Execution& execution);

/// A choice for every client, and the proof of it.
struct OfferPlan {
  Choices choices;
  double bound = 0.0;          ///< of the value of all choices
  std::vector<double> prices;  ///< one a limit, in the order of the solver
};

}  // namespace tenure::budget
