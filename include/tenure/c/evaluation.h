/* How well models predict.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_EVALUATION_H
#define TENURE_C_EVALUATION_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Predictions against the summary's holdout, beside naive benchmarks: method, predicted, actual,
 * mae, rmse, wape, bias, top_decile_share. @since 0.1 */
TENURE_API tenure_status tenure_holdout_errors(const tenure_model* model,
                                               const tenure_summary* summary,
                                               const tenure_execution* execution,
                                               tenure_table** out, tenure_error** err);

/* Models beside each other and beside naive benchmarks, on what they have not seen.
 *
 * `models` has a row a model, then "past_rate" (everyone goes on as he did) and "mean_rate"
 * (everyone at the mean rate). Its columns are method; status ("ok", "not_usable", "failed") and
 * message; of the calibration period parameters, log_likelihood, aic, bic; of the holdout
 * predicted, actual, mae, rmse, bias, wape, top_decile_share (of the purchases, those of the tenth
 * predicted to buy most) and log_score (mean log-probability of the purchases that were made).
 * `calibration` has method, decile (1: predicted to buy most), clients, and predicted and actual
 * purchases a client. Either table may be NULL, no entry of `candidates` may. @since 0.1 */
TENURE_API tenure_status tenure_compare(const tenure_model* const* candidates,
                                        int64_t candidate_count, const tenure_summary* summary,
                                        const tenure_execution* execution, tenure_table** models,
                                        tenure_table** calibration, tenure_error** err);
/* The same for models that are first fitted to the summary, by their names. @since 0.1 */
TENURE_API tenure_status tenure_compare_named(const char* const* names, int64_t name_count,
                                              const tenure_summary* summary,
                                              const tenure_fit_options* options,
                                              const tenure_execution* execution,
                                              tenure_table** models, tenure_table** calibration,
                                              tenure_error** err);

/* When a backtest looks ahead, and how far. @since 0.1 */
typedef struct tenure_backtest_options {
  size_t struct_size;
  double horizon;         /* units of holdout after each origin; no default: it must be set */
  double every;           /* units between origins; 0: the horizon */
  int32_t unit;           /* TENURE_WEEK */
  int32_t first;          /* first origin; TENURE_NO_DAY: the middle of the log */
  const int32_t* origins; /* days, instead of `first` and `every`; NULL: by them */
  int64_t origin_count;
} tenure_backtest_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_backtest_options_init(tenure_backtest_options* options,
                                                      size_t size);

/* A rolling-origin backtest: for each origin the models are fitted to what was known on that day,
 * and scored on the horizon after it. As tenure_compare_named(), with origin, observed_until and
 * clients in front of `models` and origin in front of `calibration`. @since 0.1 */
TENURE_API tenure_status tenure_backtest(const tenure_portfolio* portfolio,
                                         const char* const* names, int64_t name_count,
                                         const tenure_backtest_options* plan,
                                         const tenure_fit_options* options,
                                         const tenure_execution* execution, tenure_table** models,
                                         tenure_table** calibration, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
