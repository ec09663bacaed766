#include "fixture.h"

#include <stddef.h>
#include <stdio.h>

/* A small generator of its own: the C library's differs between machines. */
static uint32_t next_random(uint32_t* state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static void fill_arrays(fixture* f) {
  static const char* const kChannels[] = {"shop", "web", NULL};
  static const char* const kStates[] = {"good", "fair", "gone"};
  static const double kDoses[] = {0, 0, 0, 20, 20, 20, 40, 40, 0, 40, 0, 40};
  uint32_t state = 1;
  int i;
  for (i = 0; i < FIXTURE_ROWS; ++i) {
    f->clients[i] = i < FIXTURE_CLIENTS ? i : next_random(&state) % FIXTURE_CLIENTS;
    f->days[i] = (int32_t)(i < FIXTURE_CLIENTS ? i : 30 + next_random(&state) % 330);
    f->amounts[i] = 5 + next_random(&state) % 4000 / 100.0;
    f->costs[i] = f->amounts[i] * 0.6;
    f->channels[i] = kChannels[next_random(&state) % 3];
    f->numbers[i] = (1 + i) / (double)FIXTURE_ROWS;
    f->counts[i] = next_random(&state) % 5;
    f->phases[i] = (int32_t)f->counts[i];
    f->flags[i] = (uint8_t)(i % 2);
    f->doses[i] = kDoses[i % 12];
    f->periods[i] = 1 + i;
    f->ones[i] = 1;
    f->survivors[i] = 1000 - i;
    f->asked[i] = i % 7 == 3;
    f->labels[i] = kStates[i % 3];
    f->state_at[i] = i % 4 - 1;
  }
  for (i = 0; i < 3; ++i) f->states[i] = kStates[i];
  for (i = 0; i < FIXTURE_CLIENTS; ++i) f->matrix[i * (FIXTURE_CLIENTS + 1)] = 1;
  for (i = 0; i < 4; ++i) f->cuts[i] = 40 * (i + 1);
  f->dates[0] = 200;
  f->dates[1] = 300;
  f->parameters[0] = 0.55;
  f->parameters[1] = 10.6;
  f->parameters[2] = 0.61;
  f->parameters[3] = 11.7;
}

static void fill_campaigns(fixture* f) {
  static const int64_t kChannels[] = {0, 1, 1, 0}, kSegments[] = {0, 1, 0, 1};
  static const double kCapacity[] = {3, 2}, kFloor[] = {0.05, 0};
  f->offer_limits.budget = 0.2;
  f->offer_limits.channel = kChannels;
  f->offer_limits.channel_count = 4;
  f->offer_limits.channel_capacity = kCapacity;
  f->offer_limits.channel_capacity_count = 2;
  f->offer_limits.segment = kSegments;
  f->offer_limits.segment_count = 4;
  f->offer_limits.segment_floor = kFloor;
  f->offer_limits.segment_floor_count = 2;
  f->offer_limits.sunk = 1;
  f->campaign_plan.clients = 1000;
  f->campaign_plan.targeted_share = 0.1;
  f->campaign_plan.loss_rate = 0.1;
  f->campaign_plan.value = 200;
  f->acquisition_options.margin = 50;
  f->acquisition_options.discount_rate = 0.15;
  f->acquisition_options.acquisition_max = 0.4;
  f->acquisition_options.acquisition_speed = 0.07;
  f->acquisition_options.retention_max = 0.7;
  f->acquisition_options.retention_speed = 0.125;
  f->win_back_input.probability = f->numbers;
  f->win_back_input.second_value = f->periods;
  f->win_back_input.incentive = f->numbers;
  f->win_back_input.contact = f->numbers;
  f->win_back_input.rows = FIXTURE_ROWS;
}

static void fill_control(fixture* f) {
  int i;
  for (i = 0; i < 4; ++i) f->one_to_four[i] = 1 + i;
  f->test_design.control_rate = 0.2;
  f->test_design.treated_rate = 0.17;
  f->revenue.clients = f->periods;
  f->revenue.frequency = f->numbers;
  f->revenue.basket = f->numbers;
  f->revenue.segments = 4;
  f->holdout.treated = 50;
  f->holdout.treated_events = 8;
  f->holdout.control = 40;
  f->holdout.control_events = 9;
  f->holdout.value = 10;
  f->holdout.cost = 20;
}

static int fill_structs(fixture* f) {
  static const char* const kFields[] = {"day", "cost"};
  static const double kRolls[] = {0.2, 0.3, 0.1, 0.4}, kPaid[] = {0.5, 0.3}, kBad[] = {0, 0.2};
  int failed = 0;
#define INIT(name) failed += tenure_##name##_init(&f->name, sizeof f->name) != TENURE_OK
  INIT(execution);
  INIT(import_options);
  INIT(purchase_arrays);
  INIT(purchase_columns);
  INIT(purchase);
  INIT(client_flags);
  INIT(retention_clock);
  INIT(record_arrays);
  INIT(payment_options);
  INIT(roll_rates);
  INIT(record_columns);
  INIT(anonymity_options);
  INIT(summary_options);
  INIT(histories);
  INIT(fit_options);
  INIT(discount_rate);
  INIT(predict_options);
  INIT(clv_options);
  INIT(concentration_options);
  INIT(rfm_options);
  INIT(segment_report_options);
  INIT(cell_response_options);
  INIT(migration_options);
  INIT(markov_options);
  INIT(iso_value_options);
  INIT(cycle_options);
  INIT(attrition_options);
  INIT(base_moves);
  INIT(client_bridge_options);
  INIT(stock_flow_options);
  INIT(cohort_rows);
  INIT(lives);
  INIT(survival_options);
  INIT(log_rank_options);
  INIT(survival_input);
  INIT(survival_regression_options);
  INIT(backtest_options);
  INIT(response_curve);
  INIT(spending_options);
  INIT(offer_limits);
  INIT(campaign_offer);
  INIT(campaign_plan);
  INIT(churn_profit_options);
  INIT(acquisition_options);
  INIT(win_back_input);
  INIT(policy_options);
  INIT(uplift_options);
  INIT(test_design);
  INIT(revenue);
  INIT(control_options);
  INIT(holdout);
  INIT(shop_options);
  INIT(prediction_options);
  INIT(bootstrap_options);
  INIT(retention_options);
  INIT(aggregate_options);
  INIT(cash_flow_options);
  INIT(retention_plan);
  INIT(client_charges);
  INIT(equity_value);
  INIT(equity_options);
  INIT(client_levers);
  INIT(lever_options);
  INIT(solvency_options);
  INIT(trend_options);
  INIT(panel_costs);
  INIT(panel_options);
  INIT(features);
  INIT(k_means_options);
  INIT(cluster_number_options);
  INIT(mixture_options);
  INIT(band_options);
  INIT(segmented_clients);
  INIT(viability_options);
  INIT(sql_log);
  INIT(spill_options);
  INIT(clumpiness_options);
  INIT(contacts);
  INIT(intensity_options);
  INIT(phase_machine);
  INIT(phase_entries);
  INIT(phase_options);
  INIT(offer_options);
  INIT(rate_drop_options);
  INIT(cusum_plan);
  INIT(defection_options);
  INIT(alert_options);
#undef INIT
  f->execution.threads = 1;
  f->purchase_arrays.rows = FIXTURE_ROWS;
  f->purchase_arrays.client_numbers = f->clients;
  f->purchase_arrays.days = f->days;
  f->purchase_arrays.amounts = f->amounts;
  f->purchase_arrays.costs = f->costs;
  f->purchase_arrays.channels = f->channels;
  f->purchase_arrays.categories = f->channels;
  f->purchase_columns.day = "day";
  f->purchase_columns.amount = "amount";
  f->purchase_columns.cost = "cost";
  f->purchase_columns.channel = "channel";
  f->purchase.client_kind = TENURE_CLIENT_NUMBER;
  f->purchase.client_number = 7;
  f->purchase.day = 400;
  f->purchase.amount = 12.5;
  f->purchase.cost = 5;
  f->purchase.channel = "web";
  f->client_flags.rows = FIXTURE_CLIENTS;
  f->client_flags.client_numbers = f->clients;
  f->record_cells[0].field = kFields[0];
  f->record_cells[0].days = f->days;
  f->record_cells[1].field = kFields[1];
  f->record_cells[1].numbers = f->costs;
  f->record_arrays.rows = FIXTURE_ROWS;
  f->record_arrays.client_numbers = f->clients;
  f->record_arrays.cells = f->record_cells;
  f->record_arrays.cell_count = 2;
  f->roll_rates.states = 2;
  f->roll_rates.rolls = kRolls;
  f->roll_rates.paid = f->roll_rates.balances = kPaid;
  f->roll_rates.bad = kBad;
  f->record_columns.fields = f->record_columns.columns = kFields;
  f->record_columns.field_count = 2;
  f->client_flags.no_profiling = f->client_flags.erase = f->asked;
  f->rfm_options.scoring = TENURE_SCORE_FIXED;
  f->rfm_options.recency_cuts = f->rfm_options.frequency_cuts = f->rfm_options.monetary_cuts =
      f->cuts;
  f->rfm_options.recency_cut_count = f->rfm_options.frequency_cut_count =
      f->rfm_options.monetary_cut_count = 4;
  f->cell_response_options.margin = 40;
  f->iso_value_options.age = 30;
  f->iso_value_options.max_frequency = f->iso_value_options.recency_steps = 4;
  f->summary_options.calibration_end = 250;
  f->fit_options.start = f->parameters; /* from one start, and not far: a fit takes its time */
  f->fit_options.start_count = 4;
  f->fit_options.max_iterations = 2;
  f->attrition_options.horizon = 26;
  f->base_moves.start = 1000;
  f->base_moves.lost = 60;
  f->stock_flow_options.clients = 1000;
  f->stock_flow_options.loss_rate = 0.05;
  f->cohort_rows.rows = FIXTURE_ROWS / 8;
  f->cohort_rows.client = f->clients;
  f->cohort_rows.period = f->counts;
  f->cohort_rows.revenue = f->amounts;
  f->cohort_rows.last_period = 4;
  f->lives.rows = FIXTURE_ROWS / 8;
  f->lives.duration = f->periods;
  f->lives.cause = f->phases;
  f->lives.group = f->labels;
  f->survival_input.lives = &f->lives;
  f->survival_input.features = f->amounts;
  f->survival_input.columns = 1;
  f->backtest_options.horizon = 10;
  f->backtest_options.first = 250;
  f->response_curve.max_saved = 0.6;
  f->response_curve.speed = 0.05;
  fill_campaigns(f);
  fill_control(f);
  f->shop_options.clients = 12;
  f->prediction_options.horizon = 8;
  f->bootstrap_options.replicates = 2;
  f->retention_plan.start = 260;
  f->retention_plan.retention = 0.75;
  f->retention_plan.cycles = 5;
  f->client_charges.clients = FIXTURE_CLIENTS;
  f->client_charges.contacts = f->numbers;
  f->client_levers.clients = FIXTURE_CLIENTS;
  f->client_levers.frequency = f->client_levers.basket = f->client_levers.duration = f->numbers;
  f->panel_costs.acquisition = f->numbers;
  f->panel_costs.acquisition_count = FIXTURE_CLIENTS;
  f->panel_options.response = &f->response_curve;
  f->features.values = f->amounts;
  f->features.rows = FIXTURE_ROWS / 8;
  f->features.columns = 2;
  f->k_means_options.clusters = 2;
  f->k_means_options.restarts = 1; /* few steps: every allocation of them is refused in turn */
  f->k_means_options.max_iterations = 2;
  f->cluster_number_options.to = 2;
  f->cluster_number_options.references = f->cluster_number_options.resamples = 1;
  f->mixture_options.to = 1;
  f->mixture_options.starts = 1;
  f->mixture_options.max_iterations = 1;
  f->segmented_clients.rows = FIXTURE_ROWS / 8;
  f->segmented_clients.segment = f->counts;
  f->segmented_clients.revenue = f->amounts;
  f->segmented_clients.action_profits = f->costs;
  f->segmented_clients.actions = 2;
  f->segmented_clients.features = &f->features;
  f->spill_options.path = "capi_test.spill";
  f->sql_log.table = "orders";
  f->sql_log.amount = "amount";
  f->sql_log.cost = "cost";
  f->clumpiness_options.draws = 9;
  f->contacts.rows = FIXTURE_ROWS;
  f->contacts.client = f->counts;
  f->contacts.day = f->days;
  f->contacts.weight = f->numbers;
  f->phase_entries.rows = FIXTURE_ROWS;
  f->phase_entries.client = f->clients;
  f->phase_entries.day = f->days;
  f->phase_entries.phase = f->phases;
  f->phase_options.observed_until = 400;
  f->cusum_plan.kind = TENURE_CUSUM_WAITS;
  f->defection_options.date = f->alert_options.date = 350;
  return failed;
}

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
  fill_arrays(f);
  failed = fill_structs(f);
  return failed != 0 ? failed : make_handles(f);
}

void fixture_free(fixture* f) {
  tenure_portfolio_free(f->portfolio);
  tenure_record_free(f->record);
  tenure_summary_free(f->summary);
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
