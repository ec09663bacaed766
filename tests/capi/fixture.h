/* One of everything that the C ABI takes: a small shop, its handles, and every struct filled in. */
#ifndef TENURE_TESTS_FIXTURE_H
#define TENURE_TESTS_FIXTURE_H

#include <tenure/tenure.h>

enum { FIXTURE_ROWS = 160, FIXTURE_CLIENTS = 32 };

typedef struct fixture {
  const char* path;     /* where the portfolio is saved */
  char model_path[128]; /* where the model is: `path` and ".json" */
  int64_t clients[FIXTURE_ROWS];
  int32_t days[FIXTURE_ROWS];
  double amounts[FIXTURE_ROWS];
  double costs[FIXTURE_ROWS];
  const char* channels[FIXTURE_ROWS];
  double numbers[FIXTURE_ROWS]; /* in (0, 1]: probabilities, ages, times, values */
  int64_t counts[FIXTURE_ROWS]; /* 0 to 4 */
  uint8_t flags[FIXTURE_ROWS];  /* 0 and 1 in turn */
  double zeros[FIXTURE_ROWS];
  double doses[FIXTURE_ROWS];     /* of an effort: of the flags more are 1 where it is greater */
  double periods[FIXTURE_ROWS];   /* 1, 2, ... */
  double survivors[FIXTURE_ROWS]; /* of a cohort: they never increase */
  uint8_t asked[FIXTURE_ROWS];    /* 1 for some clients */
  char record_path[128];          /* where the record is: `path` and ".record" */
  char monitor_path[128];         /* and a monitor from before the log: ".monitor" */
  int64_t ones[FIXTURE_ROWS];
  const char* labels[FIXTURE_ROWS]; /* names of segments */
  const char* states[3];
  int32_t state_at[FIXTURE_ROWS];                   /* -1 to 2 */
  int32_t dates[2];                                 /* ascending, within the log */
  double matrix[FIXTURE_CLIENTS * FIXTURE_CLIENTS]; /* of a chain that stays where it is */
  double cuts[4];
  int64_t one_to_four[4];
  double parameters[4]; /* of the Pareto/NBD model */
  const char* json;     /* of `model` */

  tenure_portfolio* portfolio;
  tenure_record* record;       /* with contacts */
  tenure_summary* summary;     /* with a holdout */
  tenure_summary* calibrated;  /* without one */
  tenure_model* model;         /* pareto_nbd */
  tenure_model* spend;         /* gamma_gamma */
  tenure_model* smaller_model; /* nbd, fitted to the summary */
  tenure_model* larger_model;  /* pareto_nbd, fitted to the summary */
  tenure_model* fitted_model;  /* nbd, fitted with priors, so that it has standard errors */
  tenure_model* fitted_spend;  /* gamma_gamma, the same */
  tenure_model* contracts;     /* shifted_beta_geometric */
  tenure_survival_model* survival_model; /* Cox, of amounts */
  tenure_text* text;                     /* `json` */
  const tenure_model* candidates[2];
  const char* names[1];
  tenure_cells* cells;                     /* of `summary` */
  tenure_partial_summary* partial_summary; /* of `portfolio` */
  const tenure_cells* parts[2];            /* `cells` twice */
  const tenure_partial_summary* partials[1];
  tenure_bytes* builder_bytes; /* of a builder of `purchase_arrays` */
  tenure_bytes* cells_bytes;
  tenure_bytes* partial_bytes;
  tenure_table* summary_table; /* histories that can be read again */
  tenure_table* table;         /* the purchases: a log that can be read again */
  tenure_error* error;

  tenure_execution execution;
  tenure_import_options import_options;
  tenure_purchase_arrays purchase_arrays;
  tenure_purchase_columns purchase_columns;
  tenure_purchase purchase;
  tenure_client_flags client_flags;
  tenure_retention_clock retention_clock;
  tenure_record_cells record_cells[2];
  tenure_record_arrays record_arrays;
  tenure_payment_options payment_options;
  tenure_roll_rates roll_rates;
  tenure_record_columns record_columns;
  tenure_anonymity_options anonymity_options;
  tenure_summary_options summary_options;
  tenure_histories histories;
  tenure_fit_options fit_options;
  tenure_discount_rate discount_rate;
  tenure_predict_options predict_options;
  tenure_clv_options clv_options;
  tenure_concentration_options concentration_options;
  tenure_rfm_options rfm_options; /* by fixed cuts */
  tenure_segment_report_options segment_report_options;
  tenure_cell_response_options cell_response_options;
  tenure_migration_options migration_options;
  tenure_markov_options markov_options;
  tenure_iso_value_options iso_value_options;
  tenure_cycle_options cycle_options;
  tenure_attrition_options attrition_options;
  tenure_base_moves base_moves;
  tenure_client_bridge_options client_bridge_options;
  tenure_stock_flow_options stock_flow_options;
  tenure_cohort_rows cohort_rows;
  tenure_lives lives;
  tenure_survival_options survival_options;
  tenure_log_rank_options log_rank_options;
  tenure_survival_input survival_input;
  tenure_survival_regression_options survival_regression_options;
  tenure_backtest_options backtest_options;
  tenure_response_curve response_curve;
  tenure_spending_options spending_options;
  tenure_offer_limits offer_limits;
  tenure_campaign_offer campaign_offer;
  tenure_campaign_plan campaign_plan;
  tenure_churn_profit_options churn_profit_options;
  tenure_acquisition_options acquisition_options;
  tenure_win_back_input win_back_input;
  tenure_complaint_input complaint_input;
  tenure_policy_options policy_options;
  tenure_uplift_options uplift_options;
  tenure_test_design test_design;
  tenure_revenue revenue;
  tenure_control_options control_options;
  tenure_holdout holdout;
  tenure_shop_options shop_options;
  tenure_prediction_options prediction_options;
  tenure_bootstrap_options bootstrap_options;
  tenure_retention_options retention_options;
  tenure_aggregate_options aggregate_options;
  tenure_cash_flow_options cash_flow_options;
  tenure_retention_plan retention_plan;
  tenure_client_charges client_charges;
  tenure_equity_value equity_value;
  tenure_equity_options equity_options;
  tenure_client_levers client_levers;
  tenure_lever_options lever_options;
  tenure_solvency_options solvency_options;
  tenure_trend_options trend_options;
  tenure_panel_costs panel_costs;
  tenure_panel_options panel_options;
  tenure_features features;
  tenure_k_means_options k_means_options;
  tenure_cluster_number_options cluster_number_options;
  tenure_mixture_options mixture_options;
  tenure_band_options band_options;
  tenure_segmented_clients segmented_clients;
  tenure_viability_options viability_options;
  tenure_sql_log sql_log;
  tenure_spill_options spill_options;
  int32_t phases[FIXTURE_ROWS]; /* 0 to 4 */
  tenure_clumpiness_options clumpiness_options;
  tenure_contacts contacts;
  tenure_intensity_options intensity_options;
  tenure_phase_machine phase_machine;
  tenure_phase_entries phase_entries;
  tenure_phase_options phase_options;
  tenure_offer_options offer_options;
  tenure_rate_drop_options rate_drop_options;
  tenure_cusum_plan cusum_plan;
  tenure_defection_options defection_options;
  tenure_alert_options alert_options;
} fixture;

/* `path`: of the file to save to. Returns 0, or the number of calls that failed. */
int fixture_make(fixture* f, const char* path);
void fixture_free(fixture* f);

#endif
