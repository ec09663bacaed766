#include <utility>
#include <vector>

#include "capi/conversions.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/levers.h>
#include <tenure/levers.hpp>

using namespace tenure::capi;

namespace {

/// The columns stay the caller's, but for the views of the segments.
struct GivenLevers {
  explicit GivenLevers(const tenure_client_levers* given) {
    const auto c = read_struct(given, blank_struct<tenure_client_levers>(), "given");
    const char* const count = "given.clients";
    segments = optional_texts(c.segments, c.clients, count);
    levers = {.frequency = optional_array(c.frequency, c.clients, count),
              .basket = optional_array(c.basket, c.clients, count),
              .duration = optional_array(c.duration, c.clients, count),
              .p_alive = optional_array(c.p_alive, c.clients, count),
              .segments = segments};
  }
  std::vector<std::string_view> segments;
  tenure::ClientLevers levers;
};

tenure_lever_options default_lever_options() {
  const tenure::LeverOptions defaults;
  return {.struct_size = sizeof(tenure_lever_options),
          .frequency_change = defaults.frequency.change,
          .basket_change = defaults.basket.change,
          .duration_change = defaults.duration.change,
          .frequency_cost = defaults.frequency.cost,
          .basket_cost = defaults.basket.cost,
          .duration_cost = defaults.duration.cost,
          .margin = defaults.margin,
          .discount_rate = 0.0,
          .discount_kind = TENURE_EFFECTIVE,
          .discount_period = TENURE_YEAR,
          .unit = static_cast<int32_t>(defaults.unit),
          .reserved = 0,
          .frontier = defaults.frontier,
          .small_headroom = defaults.small_headroom,
          .likely_alive = defaults.likely_alive};
}

tenure::LeverOptions to_lever_options(const tenure_lever_options* options) {
  const auto given = read_struct(options, default_lever_options(), "options");
  return {.frequency = {given.frequency_change, given.frequency_cost},
          .basket = {given.basket_change, given.basket_cost},
          .duration = {given.duration_change, given.duration_cost},
          .margin = given.margin,
          .discount = discount_rate(given.discount_rate, given.discount_kind, given.discount_period,
                                    "options.discount_"),
          .unit = time_unit(given.unit, "options.unit"),
          .frontier = given.frontier,
          .small_headroom = given.small_headroom,
          .likely_alive = given.likely_alive};
}

/// The whole of a function that pulls levers.
template <class Pull>
tenure_status pull(tenure_lever_totals* totals, size_t totals_size, tenure_table** levers,
                   tenure_table** clients, tenure_table** segments, tenure_error** err,
                   Pull&& make) noexcept {
  return guarded(err, [&] {
    HandleOut<tenure_table> levers_out(levers);
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> segments_out(segments);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::LeverResult result = std::forward<Pull>(make)();
    levers_out.set(std::move(result.levers));
    clients_out.set(std::move(result.clients));
    segments_out.set(std::move(result.segments));
    totals_out.set({result.revenue});
    for (auto* out : {&levers_out, &clients_out, &segments_out}) out->deliver();
  });
}

}  // namespace

tenure_status tenure_client_levers_init(tenure_client_levers* given, size_t size) {
  return init_struct(given, size, blank_struct<tenure_client_levers>());
}

tenure_status tenure_lever_options_init(tenure_lever_options* options, size_t size) {
  return init_struct(options, size, default_lever_options());
}

tenure_status tenure_levers(const tenure_client_levers* given, const tenure_lever_options* options,
                            tenure_lever_totals* totals, size_t totals_size, tenure_table** levers,
                            tenure_table** clients, tenure_table** segments, tenure_error** err) {
  return pull(totals, totals_size, levers, clients, segments, err, [&] {
    if (given == nullptr) refuse("given", " must not be NULL");
    return tenure::levers(GivenLevers(given).levers, to_lever_options(options));
  });
}

tenure_status tenure_summary_levers(const tenure_summary* summary,
                                    const tenure_client_levers* given,
                                    const tenure_lever_options* options,
                                    tenure_lever_totals* totals, size_t totals_size,
                                    tenure_table** levers, tenure_table** clients,
                                    tenure_table** segments, tenure_error** err) {
  return pull(totals, totals_size, levers, clients, segments, err, [&] {
    return tenure::levers(value_of(summary, "summary"), GivenLevers(given).levers,
                          to_lever_options(options));
  });
}
