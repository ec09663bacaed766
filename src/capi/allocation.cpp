#include <span>
#include <string>
#include <utility>

#include "capi/certificate.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/allocation.hpp>
#include <tenure/c/allocation.h>

using namespace tenure::capi;

namespace {

tenure_offer_limits default_offer_limits() {
  const tenure::OfferLimits defaults;
  auto c = blank_struct<tenure_offer_limits>();
  c.budget = defaults.budget;
  c.contacts = defaults.contacts;
  return c;
}

template <class T>
std::span<const T> field(const T* values, int64_t count, const std::string& name) {
  return array(values, count, "limits." + name, "limits." + name + "_count");
}

tenure::OfferLimits to_offer_limits(const tenure_offer_limits* limits) {
  const auto given = read_struct(limits, default_offer_limits(), "limits");
  return {.budget = given.budget,
          .contacts = given.contacts,
          .channel = field(given.channel, given.channel_count, "channel"),
          .channel_capacity =
              field(given.channel_capacity, given.channel_capacity_count, "channel_capacity"),
          .segment = field(given.segment, given.segment_count, "segment"),
          .segment_floor = field(given.segment_floor, given.segment_floor_count, "segment_floor"),
          .segment_ceiling =
              field(given.segment_ceiling, given.segment_ceiling_count, "segment_ceiling"),
          .sunk = flag(given.sunk, "limits.sunk")};
}

tenure::SpendingOptions to_spending_options(const tenure_spending_options* options) {
  const auto given = read_struct(options, blank_struct<tenure_spending_options>(), "options");
  return {.inflection = array(given.inflection, given.inflection_count, "options.inflection",
                              "options.inflection_count"),
          .sunk = flag(given.sunk, "options.sunk")};
}

/// Makes an allocation and hands its parts over.
template <class Make>
tenure_status deliver(tenure_certificate* certificate, size_t certificate_size,
                      tenure_table** clients, tenure_table** constraints, tenure_error** err,
                      const Make& make) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> constraints_out(constraints);
    StructOut certificate_out(certificate, certificate_size, "certificate", Need::optional);
    tenure::Allocation plan = make();
    clients_out.set(std::move(plan.clients));
    constraints_out.set(std::move(plan.constraints));
    certificate_out.set(to_c(plan.certificate));
    for (auto* out : {&clients_out, &constraints_out}) out->deliver();
  });
}

}  // namespace

tenure_status tenure_spending_options_init(tenure_spending_options* options, size_t size) {
  return init_struct(options, size, blank_struct<tenure_spending_options>());
}

tenure_status tenure_allocate_spending(const double* potential, const double* speed, int64_t n,
                                       double budget, const tenure_spending_options* options,
                                       const tenure_execution* execution,
                                       tenure_certificate* certificate, size_t certificate_size,
                                       tenure_table** clients, tenure_table** constraints,
                                       tenure_error** err) {
  return deliver(certificate, certificate_size, clients, constraints, err, [&] {
    return tenure::allocate_spending(array(potential, n, "potential"), array(speed, n, "speed"),
                                     budget, to_spending_options(options), to_execution(execution));
  });
}

tenure_status tenure_offer_limits_init(tenure_offer_limits* limits, size_t size) {
  return init_struct(limits, size, default_offer_limits());
}

tenure_status tenure_allocate_offers(const double* cost, int64_t cost_entries, const double* gain,
                                     int64_t gain_entries, int64_t offers,
                                     const tenure_offer_limits* limits,
                                     const tenure_execution* execution,
                                     tenure_certificate* certificate, size_t certificate_size,
                                     tenure_table** clients, tenure_table** constraints,
                                     tenure_error** err) {
  return deliver(certificate, certificate_size, clients, constraints, err, [&] {
    return tenure::allocate_offers(array(cost, cost_entries, "cost", "cost_entries"),
                                   array(gain, gain_entries, "gain", "gain_entries"),
                                   static_cast<std::size_t>(offers), to_offer_limits(limits),
                                   to_execution(execution));
  });
}
