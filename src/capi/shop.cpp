#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "capi/handles.hpp"
#include "capi/structs.hpp"
#include <tenure/c/shop.h>
#include <tenure/shop.hpp>

using namespace tenure::capi;
using tenure::Day;

namespace {

tenure_shop_options default_shop_options() {
  const tenure::ShopOptions d;
  return {.struct_size = sizeof(tenure_shop_options),
          .seed = d.seed,
          .clients = d.clients,
          .opened = d.opened.since_epoch,
          .joining = d.joining ? d.joining->count : TENURE_NO_DAY,
          .observed_until = d.observed_until.since_epoch,
          .r = d.r,
          .alpha = d.alpha,
          .s = d.s,
          .beta = d.beta,
          .p = d.p,
          .q = d.q,
          .v = d.v,
          .margin = d.margin};
}

tenure::ShopOptions to_shop_options(const tenure_shop_options* options) {
  const auto given = read_struct(options, default_shop_options(), "options");
  return {.clients = given.clients,
          .seed = given.seed,
          .opened = Day{given.opened},
          .joining = given.joining == TENURE_NO_DAY ? std::nullopt
                                                    : std::optional(tenure::Days{given.joining}),
          .observed_until = Day{given.observed_until},
          .r = given.r,
          .alpha = given.alpha,
          .s = given.s,
          .beta = given.beta,
          .p = given.p,
          .q = given.q,
          .v = given.v,
          .margin = given.margin};
}

}  // namespace

tenure_status tenure_shop_options_init(tenure_shop_options* options, size_t size) {
  return init_struct(options, size, default_shop_options());
}

tenure_status tenure_simulate_shop(const tenure_shop_options* options, tenure_table** log,
                                   tenure_table** clients, tenure_table** contacts,
                                   tenure_table** invoices, tenure_table** contracts,
                                   tenure_table** truth, tenure_error** err) {
  return guarded(err, [&] {
    std::array outs{HandleOut<tenure_table>(log),       HandleOut<tenure_table>(clients),
                    HandleOut<tenure_table>(contacts),  HandleOut<tenure_table>(invoices),
                    HandleOut<tenure_table>(contracts), HandleOut<tenure_table>(truth)};
    tenure::Shop shop = tenure::simulate_shop(to_shop_options(options));
    const std::array tables{&shop.log,      &shop.clients,   &shop.contacts,
                            &shop.invoices, &shop.contracts, &shop.truth};
    for (std::size_t i = 0; i < outs.size(); ++i) outs[i].set(std::move(*tables[i]));
    for (auto& out : outs) out.deliver();
  });
}
