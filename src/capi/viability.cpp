#include <optional>
#include <utility>

#include "capi/features.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/clusters.h>
#include <tenure/viability.hpp>

using namespace tenure::capi;

namespace {

tenure_viability_options default_viability_options() {
  const tenure::ViabilityOptions defaults;
  return {sizeof(tenure_viability_options),
          defaults.min_clients,
          defaults.min_revenue,
          defaults.min_reach,
          defaults.min_separation,
          defaults.cost_per_segment};
}

tenure::ViabilityOptions to_viability_options(const tenure_viability_options* options) {
  const auto given = read_struct(options, default_viability_options(), "options");
  return {.min_clients = given.min_clients,
          .min_revenue = given.min_revenue,
          .min_reach = given.min_reach,
          .min_separation = given.min_separation,
          .cost_per_segment = given.cost_per_segment};
}

}  // namespace

tenure_status tenure_segmented_clients_init(tenure_segmented_clients* clients, size_t size) {
  return init_struct(clients, size, blank_struct<tenure_segmented_clients>());
}

tenure_status tenure_viability_options_init(tenure_viability_options* options, size_t size) {
  return init_struct(options, size, default_viability_options());
}

tenure_status tenure_segment_viability(const tenure_segmented_clients* clients,
                                       const tenure_viability_options* options,
                                       tenure_viability_totals* totals, size_t totals_size,
                                       tenure_table** segments, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> segments_out(segments);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    const auto read =
        read_needed_struct(clients, blank_struct<tenure_segmented_clients>(), "clients");
    tenure::SegmentedClients given;
    given.segment = array(read.segment, read.rows, "clients.segment", "clients.rows");
    given.revenue = optional_array(read.revenue, read.rows, "clients.rows");
    given.reachable = optional_array(read.reachable, read.rows, "clients.rows");
    if (read.action_profits != nullptr) {
      given.action_profits = matrix(read.action_profits, read.rows, read.actions,
                                    "clients.action_profits", "clients.rows", "clients.actions");
      given.actions = static_cast<std::size_t>(read.actions);
    }
    const auto names = optional_texts(given.actions > 0 ? read.action_names : nullptr, read.actions,
                                      "clients.actions");
    given.action_names = names;
    std::optional<FeaturesIn> features;
    if (read.features != nullptr) {
      given.features = features.emplace(read.features, "clients.features").get();
    }
    tenure::ViabilityResult result =
        tenure::segment_viability(given, to_viability_options(options));
    segments_out.set(std::move(result.segments));
    totals_out.set({.common_profit = result.common_profit,
                    .segmented_profit = result.segmented_profit,
                    .one_to_one_profit = result.one_to_one_profit,
                    .cost = result.cost,
                    .net_gain = result.net_gain});
    segments_out.deliver();
  });
}
