#include <utility>

#include "capi/conversions.hpp"
#include "capi/given_clients.hpp"
#include "capi/handles.hpp"
#include "capi/retention_clock.hpp"
#include "capi/structs.hpp"
#include <tenure/c/privacy.h>
#include <tenure/privacy.hpp>

using namespace tenure::capi;

namespace {

tenure_retention_clock default_retention_clock() {
  const tenure::RetentionClock defaults;
  return {sizeof(tenure_retention_clock), defaults.years, day_or_none(defaults.as_of), 0};
}

tenure_anonymity_options default_anonymity_options() {
  const tenure::AnonymityOptions defaults;
  return {sizeof(tenure_anonymity_options), defaults.k, static_cast<int64_t>(defaults.columns),
          static_cast<int32_t>(defaults.small_cells), 0};
}

tenure::AnonymityOptions to_anonymity_options(const tenure_anonymity_options* options) {
  const auto given = read_struct(options, default_anonymity_options(), "options");
  return {.k = given.k,
          .small_cells =
              enumerator(given.small_cells, tenure::SmallCells::merge, "options.small_cells"),
          .columns = checked_count<int64_t>(given.columns, "options.columns")};
}

}  // namespace

tenure::RetentionClock tenure::capi::to_retention_clock(const tenure_retention_clock* clock) {
  const auto given = read_struct(clock, default_retention_clock(), "clock");
  return {.years = given.years, .as_of = optional_day(given.as_of)};
}

tenure_status tenure_client_flags_init(tenure_client_flags* flags, size_t size) {
  return init_struct(flags, size, blank_struct<tenure_client_flags>());
}

tenure_status tenure_portfolio_with_flags(const tenure_portfolio* portfolio,
                                          const tenure_client_flags* flags, tenure_portfolio** out,
                                          tenure_error** err) {
  return make_handle(out, err, [&] {
    const auto given = read_needed_struct(flags, blank_struct<tenure_client_flags>(), "flags");
    const GivenClients clients(given.client_numbers, given.client_texts, given.rows, "flags.",
                               "rows");
    return tenure::with_flags(
        value_of(portfolio, "portfolio"),
        {.clients = clients.ids(),
         .no_profiling = optional_array(given.no_profiling, given.rows, "flags.rows"),
         .no_contact = optional_array(given.no_contact, given.rows, "flags.rows"),
         .erase = optional_array(given.erase, given.rows, "flags.rows")});
  });
}

tenure_status tenure_portfolio_flags(const tenure_portfolio* portfolio, tenure_table** out,
                                     tenure_error** err) {
  return make_handle(out, err,
                     [&] { return tenure::flag_table(value_of(portfolio, "portfolio")); });
}

tenure_status tenure_portfolio_erase(const tenure_portfolio* portfolio,
                                     const int64_t* client_numbers, const char* const* client_texts,
                                     int64_t n, tenure_portfolio** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    const GivenClients clients(client_numbers, client_texts, n);
    return tenure::erase(value_of(portfolio, "portfolio"), clients.ids());
  });
}

tenure_status tenure_retention_clock_init(tenure_retention_clock* clock, size_t size) {
  return init_struct(clock, size, default_retention_clock());
}

tenure_status tenure_portfolio_due_for_erasure(const tenure_portfolio* portfolio,
                                               const tenure_retention_clock* clock,
                                               tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::due_for_erasure(value_of(portfolio, "portfolio"), to_retention_clock(clock));
  });
}

tenure_status tenure_portfolio_erase_due(const tenure_portfolio* portfolio,
                                         const tenure_retention_clock* clock,
                                         tenure_portfolio** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::erase_due(value_of(portfolio, "portfolio"), to_retention_clock(clock));
  });
}

tenure_status tenure_anonymity_options_init(tenure_anonymity_options* options, size_t size) {
  return init_struct(options, size, default_anonymity_options());
}

tenure_status tenure_anonymous_cells(const int64_t* counts, int64_t n,
                                     const tenure_anonymity_options* options,
                                     tenure_anonymity_totals* totals, size_t totals_size,
                                     tenure_table** cells, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> cells_out(cells);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::AnonymousCells result =
        tenure::anonymous_cells(array(counts, n, "counts"), to_anonymity_options(options));
    cells_out.set(std::move(result.cells));
    totals_out.set({.smallest = result.smallest,
                    .hidden_cells = result.hidden_cells,
                    .hidden_clients = result.hidden_clients,
                    .totals_publishable = result.totals_publishable,
                    .reserved = 0});
    cells_out.deliver();
  });
}
