#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/relations.h>
#include <tenure/relations.hpp>

using namespace tenure::capi;

namespace {

tenure::Contacts to_contacts(const tenure_contacts* contacts) {
  const auto given = read_struct(contacts, blank_struct<tenure_contacts>(), "contacts");
  return {.client = array(given.client, given.rows, "contacts.client", "contacts.rows"),
          .day = array(given.day, given.rows, "contacts.day", "contacts.rows"),
          .weight = optional_array(given.weight, given.rows, "contacts.rows")};
}

tenure_intensity_options default_intensity_options() {
  auto c = blank_struct<tenure_intensity_options>();
  c.half_life = tenure::IntensityOptions{}.half_life;
  return c;
}

tenure::IntensityOptions to_intensity_options(const tenure_intensity_options* options) {
  constexpr int64_t dimensions = 7;
  const auto given = read_struct(options, default_intensity_options(), "options");
  return {.half_life = given.half_life,
          .weights = optional_array(given.weights, dimensions),
          .value = array(given.value, given.value_count, "options.value", "options.value_count")};
}

}  // namespace

tenure_status tenure_contacts_init(tenure_contacts* contacts, size_t size) {
  return init_struct(contacts, size, blank_struct<tenure_contacts>());
}

tenure_status tenure_intensity_options_init(tenure_intensity_options* options, size_t size) {
  return init_struct(options, size, default_intensity_options());
}

tenure_status tenure_relation_intensity(const tenure_portfolio* portfolio,
                                        const tenure_contacts* contacts,
                                        const tenure_intensity_options* options,
                                        const tenure_execution* execution, tenure_table** out,
                                        tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::relation_intensity(value_of(portfolio, "portfolio"), to_contacts(contacts),
                                      to_intensity_options(options), to_execution(execution));
  });
}

tenure_status tenure_learned_rates(const double* events, const double* exposure, int64_t n,
                                   double shape, double rate, double level, tenure_table** out,
                                   tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::learned_rates(array(events, n, "events"), array(exposure, n, "exposure"),
                                 {.shape = shape, .rate = rate}, level);
  });
}

tenure_status tenure_value_of_information(const double* probability, const double* gain,
                                          const double* cost, int64_t n, tenure_table** out,
                                          tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::value_of_information(array(probability, n, "probability"),
                                        array(gain, n, "gain"), array(cost, n, "cost"));
  });
}
