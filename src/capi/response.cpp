#include <utility>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include <tenure/c/response.h>
#include <tenure/response.hpp>

using namespace tenure::capi;

namespace {

tenure_cell_response_options default_cell_options() {
  const tenure::CellResponseOptions defaults;
  return {sizeof(tenure_cell_response_options), defaults.contact_cost, defaults.margin,
          defaults.prior};
}

tenure::CellResponseOptions to_cell_options(const tenure_cell_response_options* options) {
  const auto given = read_struct(options, default_cell_options(), "options");
  return {.contact_cost = given.contact_cost, .margin = given.margin, .prior = given.prior};
}

}  // namespace

tenure_status tenure_cell_response_options_init(tenure_cell_response_options* options,
                                                size_t size) {
  return init_struct(options, size, default_cell_options());
}

tenure_status tenure_cell_response(const double* contacted, const double* responses,
                                   const double* clients, int64_t n,
                                   const tenure_cell_response_options* options,
                                   tenure_cell_response_totals* totals, size_t totals_size,
                                   tenure_table** cells, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> cells_out(cells);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::CellResponseResult result =
        tenure::cell_response(array(contacted, n, "contacted"), array(responses, n, "responses"),
                              optional_array(clients, n), to_cell_options(options));
    cells_out.set(std::move(result.cells));
    totals_out.set({.overall_rate = result.overall_rate,
                    .break_even_rate = result.break_even_rate,
                    .selective_profit = result.selective_profit,
                    .mail_all_profit = result.mail_all_profit,
                    .clients_selected = result.clients_selected});
    cells_out.deliver();
  });
}

tenure_status tenure_marginal_revenue(const double* scores, const double* revenues, int64_t n,
                                      double contact_cost, tenure_marginal_revenue_totals* totals,
                                      size_t totals_size, tenure_table** steps,
                                      tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> steps_out(steps);
    StructOut totals_out(totals, totals_size, "totals", Need::optional);
    tenure::MarginalRevenueResult result = tenure::marginal_revenue(
        array(scores, n, "scores"), array(revenues, n, "revenues"), contact_cost);
    steps_out.set(std::move(result.steps));
    totals_out.set({.least_score = result.least_score.value_or(0.0),
                    .selective_profit = result.selective_profit,
                    .mail_all_profit = result.mail_all_profit,
                    .clients_selected = result.clients_selected,
                    .has_least_score = result.least_score.has_value(),
                    .reserved = 0});
    steps_out.deliver();
  });
}
