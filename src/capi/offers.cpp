#include <utility>

#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/relations.h>
#include <tenure/offers.hpp>

using namespace tenure::capi;

namespace {

tenure_offer_options default_offer_options() {
  const tenure::OfferOptions defaults;
  auto c = blank_struct<tenure_offer_options>();
  c.basket = static_cast<int32_t>(defaults.basket);
  c.just_bought_days = defaults.just_bought_days;
  c.exclude_owned = defaults.exclude_owned;
  c.offers_a_client = defaults.offers_a_client;
  c.prior = defaults.prior;
  c.cost = defaults.cost;
  return c;
}

tenure::OfferOptions to_offer_options(const tenure_offer_options* options) {
  const auto given = read_struct(options, default_offer_options(), "options");
  return {
      .basket = enumerator(given.basket, tenure::Basket::client, "options.basket"),
      .prior = given.prior,
      .just_bought_days = given.just_bought_days,
      .exclude_owned = flag(given.exclude_owned, "options.exclude_owned"),
      .offers_a_client = given.offers_a_client,
      .margins =
          array(given.margins, given.margin_count, "options.margins", "options.margin_count"),
      .cost = given.cost,
      .active = array(given.active, given.active_count, "options.active", "options.active_count")};
}

}  // namespace

tenure_status tenure_pair_metrics(double all, double a, double b, double both,
                                  tenure_pair_values* out, size_t out_size, tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const tenure::PairMetrics found = tenure::pair_metrics(all, a, b, both);
    result.set({found.support, found.confidence, found.lift, found.leverage, found.conviction,
                found.jaccard, found.g2});
  });
}

tenure_status tenure_offer_options_init(tenure_offer_options* options, size_t size) {
  return init_struct(options, size, default_offer_options());
}

tenure_status tenure_next_offers(const tenure_portfolio* portfolio,
                                 const tenure_offer_options* options,
                                 const tenure_execution* execution, tenure_table** items,
                                 tenure_table** pairs, tenure_table** next, tenure_table** offers,
                                 tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> items_out(items);
    HandleOut<tenure_table> pairs_out(pairs);
    HandleOut<tenure_table> next_out(next);
    HandleOut<tenure_table> offers_out(offers);
    tenure::OfferResult result = tenure::next_offers(
        value_of(portfolio, "portfolio"), to_offer_options(options), to_execution(execution));
    items_out.set(std::move(result.items));
    pairs_out.set(std::move(result.pairs));
    next_out.set(std::move(result.next));
    offers_out.set(std::move(result.offers));
    for (auto* out : {&items_out, &pairs_out, &next_out, &offers_out}) out->deliver();
  });
}
