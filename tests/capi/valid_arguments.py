"""What generate_operations.py gives to each parameter of the C ABI, and where NULL is allowed."""

# Valid arguments that neither the type nor the rules below tell.
VALUES = {
    "n": "f->histories.rows", "index": "0", "capacity": "4096", "parameter_count": "4",
    "client_count": "f->histories.rows", "silence": "10", "alarm_level": "0.95",
    "shape": "2", "rate": "10", "successes": "200", "trials": "1000", "prior_a": "0.5",
    "prior_b": "0.5", "all": "1000", "a": "200", "b": "150", "both": "60",
    "count_n": "1", "name_count": "1", "candidate_count": "2", "part_count": "2",
    "partial_count": "1",    "kind": "TENURE_PURCHASE_MODEL",
    "dialect": "TENURE_SQL_DUCKDB",
    "year": "2024", "month": "2", "day": "29", "from": "19000", "to": "19100",
    "observed_until": "TENURE_NO_DAY", "unit": "TENURE_WEEK", "seed": "1",
    "after": "0", "horizon": "26", "window": "26", "time": "10", "risk": "0.5", "value": "400",
    "cost_entries": "16", "gain_entries": "16", "offers": "4", "budget": "3",
    "share": "0.5", "tail": "0.01", "segment_cost": "1", "segmentation_count": "4",
    "feature_count": "2", "bin_count": "5",
    "margin": "100", "retention": "0.8", "discount": "0.1",
    "max_saved": "0.6", "half_cost": "20", "level": "0.9", "probability": "0.9",
    "receivable": "100", "table": "TENURE_CONTACTS", "of": "TENURE_OF_PURCHASES", "regularity": "0",
    "timing": "TENURE_RETENTION_JUST_ACQUIRED", "period_count": "4", "activity_count": "1",
    "treated_count": "f->histories.rows", "control_count": "f->histories.rows", "cost": "10",
    "cost_count": "1", "cohort_count": "4", "holdout_length": "26", "cost_per_minute": "0.8",
    "first_day": "TENURE_NO_DAY", "last_day": "TENURE_NO_DAY",
    "preset": "TENURE_SEGMENTS_FRENCH", "contact_cost": "0.5", "periods": "2", "dates": "2",
    "state_count": "3", "date_count": "2", "loss_rate": "0.05",
    "opening_from": "100", "closing_from": "200", "closing_until": "300",
    "columns": "1", "time_count": "4", "grace": "7",
    "method": "TENURE_BENJAMINI_HOCHBERG", "date": "400", "value_count": "f->histories.rows",
    "text": '"2024-02-29"', "path": "f->path", "json": "f->json", "period": "TENURE_YEAR",
}  # fmt: skip
ARRAYS = {
    "const double*": "f->numbers", "const int64_t*": "f->counts", "const uint8_t*": "f->flags",
    "segmentations": "f->one_to_four", "dose": "f->doses", "parameters": "f->parameters",
    "client_numbers": "f->clients", "client_texts": "NULL",
    "names": "f->names", "candidates": "f->candidates",
    "segments": "f->labels", "states": "f->states", "state_at": "f->state_at",
    "dates": "f->dates", "matrix": "f->matrix",
    "renewals": "f->periods", "periods": "f->periods", "survivors": "f->survivors",
    "contracts": "f->periods", "lengths": "f->ones",
    "client": "f->clients", ("tenure_summary_from_times", "time"): "f->zeros",
    "duration": "f->periods", "holdout_frequency": "f->periods",
    "events_before": "f->periods", "events_now": "f->periods",
    "parts": "f->parts", "partials": "f->partials",
}  # fmt: skip
# What the functions that read bytes are given.
BYTES = {"tenure_portfolio_builder_from_bytes": "builder_bytes",
         "tenure_cells_from_bytes": "cells_bytes",
         "tenure_partial_summary_from_bytes": "partial_bytes"}  # fmt: skip
SPEND = {"tenure_model_expected_spend", "tenure_model_population_spend",
         "tenure_model_simulate_spend"}  # fmt: skip
CONTRACTS = {"tenure_model_survival", "tenure_model_retention_rates",
             "tenure_model_discounted_lifetime",
             "tenure_model_discounted_residual_lifetime",
             "tenure_check_aggregate_retention"}  # fmt: skip
# These ask for a summary without a holdout.
CALIBRATED = {"tenure_summary_with_holdout"}
# Columns that may be NULL.
OPTIONAL_ARRAYS = {"chance", "clients", "cost_of_goods", "elapsed", "stop_values",
                   "holdout_spend"}  # fmt: skip
# Each of their numbers may be NULL if it is not wanted.
OPTIONAL_NUMBERS = {"tenure_convert_rate", "tenure_table_shape", "tenure_segment_preset",
                    "tenure_log_likelihood_and_gradient"}  # fmt: skip
# These ask for models that were fitted to the summary.
FITTED = {"tenure_profile_intervals", "tenure_wald_intervals", "tenure_prediction_intervals",
          "tenure_clv_intervals", "tenure_bootstrap"}  # fmt: skip
# Structs in that a caller must give; NULL in place of any other means the defaults.
NEEDED = {"purchase_arrays", "histories", "purchase", "response_curve", "client_flags",
          "record_arrays", "record_columns", "retention_plan", "roll_rates", "equity_value",
          "features", "segmented_clients", "sql_log", "phase_entries", "campaign_plan",
          "acquisition_options", "win_back_input", "complaint_input", "test_design", "revenue",
          "holdout",
          "base_moves", "cohort_rows", "lives", "survival_input", "spill_options"}  # fmt: skip
# The defaults of these are not enough for a valid call.
NO_DEFAULT = {"purchase_columns", "attrition_options", "backtest_options", "prediction_options",
              "client_levers", "phase_options", "contacts", "cell_response_options",
              "iso_value_options", "rfm_options", "stock_flow_options",
              "cusum_plan"}  # fmt: skip
# Valid by the documentation, but with more work than a test has time for.
TOO_LONG = {("shop_options", "clients", "INT32_MAX")}
# NULL in place of these means that there are none.
OPTIONAL_MODELS = {("tenure_iso_value", "spend"), ("tenure_alerts", "record"),
                   ("tenure_alerts", "purchases"),
                   ("tenure_alert_monitor_new", "purchases")}  # fmt: skip
