/// At most one offer a client under several limits at once.
#pragma once

#include "budget/offer_rows.hpp"
#include "budget/offers.hpp"

namespace tenure::budget {

/// Prices of the limits that give the least dual value, and that value. choices: what each client
/// would be offered at these prices, within the limits or not.
[[nodiscard]] OfferPlan price_limits(const Offers& offers, const OfferRows& rows,
                                     const Execution& execution);

/// Makes the choices of a plan keep to the limits, then takes what still fits. False if the limits
/// could not be met.
[[nodiscard]] bool round_to_limits(const Offers& offers, const OfferRows& rows, OfferPlan& plan);

/// What an offer is worth to a client at given prices of spending and offers (M' prices).
class Worth {
 public:
  Worth(const Offers& offers, const OfferRows& rows, const std::vector<double>& prices);

  [[nodiscard]] double operator()(std::size_t client, std::int32_t offer) const {
    if (offer == kNoOffer) return 0.0;
    return offers_.value(client, offer) -
           price_of_use_[rows_.segment_of(client)] * offers_.cost(client, offer) -
           price_of_use_[rows_.channel_of(offer)];
  }

 private:
  const Offers& offers_;
  const OfferRows& rows_;
  Eigen::VectorXd price_of_use_;
};

}  // namespace tenure::budget
