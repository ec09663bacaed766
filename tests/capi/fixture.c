#include "fixture.h"

#include <stddef.h>
#include <stdio.h>

#include "fixture_inputs.h"

/* Fits with standard errors, whatever the purchases of the fixture say. */
static int make_fits(fixture* f) {
  static const char* const kNbd[] = {"r", "alpha"};
  static const char* const kGammaGamma[] = {"p", "q", "v"};
  static const double kCentres[] = {2, 4, 20}, kSds[] = {0.3, 0.3, 0.3};
  tenure_fit_options options;
  int failed = tenure_fit_options_init(&options, sizeof options) != TENURE_OK;
  failed += tenure_model_fit("nbd", f->summary, NULL, &f->execution, &f->smaller_model, NULL);
  failed += tenure_model_fit("pareto_nbd", f->summary, NULL, &f->execution, &f->larger_model, NULL);
  options.prior_parameters = kNbd;
  options.prior_centres = kCentres;
  options.prior_sds = kSds;
  options.prior_count = 2;
  failed += tenure_model_fit("nbd", f->summary, &options, &f->execution, &f->fitted_model, NULL);
  options.prior_parameters = kGammaGamma;
  options.prior_count = 3;
  failed +=
      tenure_model_fit("gamma_gamma", f->summary, &options, &f->execution, &f->fitted_spend, NULL);
  return failed;
}

static int make_record(fixture* f) {
  const tenure_record_cells cells[] = {{"issued", f->days, NULL, NULL, NULL, 0, 0},
                                       {"amount", NULL, f->amounts, NULL, NULL, 0, 0}};
  const tenure_record_cells starts = {"start", f->days, NULL, NULL, NULL, 0, 0};
  tenure_record_arrays invoices = f->record_arrays, contracts = f->record_arrays;
  tenure_record_builder* builder = NULL;
  int failed;
  invoices.cells = cells;
  contracts.cells = &starts;
  contracts.cell_count = 1;
  failed = tenure_record_builder_new(f->portfolio, &builder, NULL);
  failed += tenure_record_builder_read(builder, TENURE_CONTACTS, &f->record_arrays, NULL);
  failed += tenure_record_builder_read(builder, TENURE_INVOICES, &invoices, NULL);
  failed += tenure_record_builder_read(builder, TENURE_CONTRACTS, &contracts, NULL);
  failed += tenure_record_builder_build(builder, &f->record, NULL);
  tenure_record_builder_free(builder);
  return failed + tenure_record_save(f->record, f->record_path, NULL);
}

static int make_monitor(fixture* f) {
  tenure_alert_options before = f->alert_options;
  tenure_alert_monitor* monitor = NULL;
  int failed;
  before.date = -1;
  failed = tenure_alert_monitor_new(f->portfolio, f->model, &before, NULL, &monitor, NULL);
  failed += tenure_alert_monitor_save(monitor, f->monitor_path, NULL);
  tenure_alert_monitor_free(monitor);
  return failed;
}

/* What a base in parts is made of, and its bytes. */
static int make_parts(fixture* f) {
  tenure_portfolio_builder* builder = NULL;
  int failed = tenure_portfolio_builder_new(NULL, &builder, NULL);
  failed += tenure_portfolio_builder_push_arrays(builder, &f->purchase_arrays, NULL);
  failed += tenure_portfolio_builder_to_bytes(builder, &f->builder_bytes, NULL);
  tenure_portfolio_builder_free(builder);
  failed += tenure_cells_of(f->summary, TENURE_PURCHASE_MODEL, NULL, &f->cells, NULL);
  failed += tenure_cells_to_bytes(f->cells, &f->cells_bytes, NULL);
  failed += tenure_partial_summary_of(f->portfolio, NULL, NULL, &f->partial_summary, NULL);
  failed += tenure_partial_summary_to_bytes(f->partial_summary, &f->partial_bytes, NULL);
  failed += tenure_summary_table(f->summary, &f->summary_table, NULL);
  f->parts[0] = f->parts[1] = f->cells;
  f->partials[0] = f->partial_summary;
  return failed;
}

static int make_handles(fixture* f) {
  static const double kSpend[] = {6.25, 3.74, 15.44}, kContracts[] = {0.668, 3.806};
  int32_t day;
  int failed = 0;
  failed += tenure_portfolio_from_arrays(&f->purchase_arrays, NULL, NULL, &f->portfolio, NULL);
  failed += tenure_portfolio_save(f->portfolio, f->path, NULL);
  failed += make_record(f);
  failed +=
      tenure_summary_from_portfolio(f->portfolio, &f->summary_options, NULL, &f->summary, NULL);
  failed += tenure_summary_get_histories(f->summary, &f->histories, sizeof f->histories, NULL);
  failed += tenure_summary_from_arrays(&f->histories, TENURE_WEEK, f->clients, NULL, &f->calibrated,
                                       NULL);
  failed +=
      tenure_model_from_parameters("pareto_nbd", f->parameters, 4, TENURE_WEEK, 0, &f->model, NULL);
  failed += tenure_model_from_parameters("gamma_gamma", kSpend, 3, TENURE_WEEK, 0, &f->spend, NULL);
  failed += tenure_model_from_parameters("shifted_beta_geometric", kContracts, 2, TENURE_YEAR, 0,
                                         &f->contracts, NULL);
  f->candidates[0] = f->candidates[1] = f->model;
  f->names[0] = "pareto_nbd";
  failed += tenure_model_save(f->model, f->model_path, NULL);
  failed += tenure_model_to_json(f->model, &f->text, NULL);
  f->json = tenure_text_get(f->text);
  failed += make_fits(f);
  failed += tenure_survival_model_fit(&f->survival_input, NULL, &f->survival_model, NULL);
  failed += make_monitor(f);
  failed += make_parts(f);
  failed += tenure_portfolio_purchases(f->portfolio, &f->table, NULL);
  failed += tenure_day_parse("", &day, &f->error) != TENURE_INVALID_ARGUMENT;
  return failed;
}

int fixture_make(fixture* f, const char* path) {
  static const fixture kEmpty;
  int failed;
  *f = kEmpty;
  f->path = path;
  snprintf(f->record_path, sizeof f->record_path, "%s.record", path);
  snprintf(f->monitor_path, sizeof f->monitor_path, "%s.monitor", path);
  snprintf(f->model_path, sizeof f->model_path, "%s.json", path);
  fixture_fill_arrays(f);
  failed = fixture_fill_structs(f);
  return failed != 0 ? failed : make_handles(f);
}

void fixture_free(fixture* f) {
  tenure_portfolio_free(f->portfolio);
  tenure_record_free(f->record);
  tenure_summary_free(f->summary);
  tenure_summary_free(f->calibrated);
  tenure_model_free(f->model);
  tenure_model_free(f->spend);
  tenure_model_free(f->contracts);
  tenure_text_free(f->text);
  tenure_model_free(f->smaller_model);
  tenure_model_free(f->larger_model);
  tenure_model_free(f->fitted_model);
  tenure_model_free(f->fitted_spend);
  tenure_survival_model_free(f->survival_model);
  tenure_cells_free(f->cells);
  tenure_partial_summary_free(f->partial_summary);
  tenure_bytes_free(f->builder_bytes);
  tenure_bytes_free(f->cells_bytes);
  tenure_bytes_free(f->partial_bytes);
  tenure_table_free(f->summary_table);
  tenure_table_free(f->table);
  tenure_error_free(f->error);
  remove(f->path);
  remove(f->record_path);
  remove(f->monitor_path);
  remove(f->model_path);
}
