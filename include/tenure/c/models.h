/* Models of purchases, spend and contracts: fits and predictions.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_MODELS_H
#define TENURE_C_MODELS_H

#include "summary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Models ---------------------------------------------------------------------------------- */

/* @since 0.1 */
enum {
  TENURE_PURCHASE_MODEL = 0, /* when clients buy and when they leave */
  TENURE_SPEND_MODEL = 1,    /* how much a purchase is worth */
  /* how often clients renew: frequency = recency = renewals, age = periods that have ended; a
     client with frequency < age has left */
  TENURE_CONTRACT_MODEL = 2
};

/* A model that the library knows. All pointers live for ever. @since 0.1 */
typedef struct tenure_model_info {
  const char* name;  /* "pareto_nbd": what tenure_model_fit() takes */
  const char* title; /* "Pareto/NBD" */
  const char* reference;
  const char* const* parameters; /* their names; all are positive */
  int64_t parameter_count;
  int32_t kind;
  int32_t max_regularity; /* the largest k, a whole number from 1 beside the parameters; 0: none */
} tenure_model_info;

/* How many models there are. @since 0.1 */
TENURE_API tenure_status tenure_models_count(int64_t* out, tenure_error** err);
/* Model `index`, 0 to count - 1, in a fixed order. @since 0.1 */
TENURE_API tenure_status tenure_models_at(int64_t index, tenure_model_info* out, size_t out_size,
                                          tenure_error** err);
/* The model of that name; the error lists the known names. @since 0.1 */
TENURE_API tenure_status tenure_models_named(const char* name, tenure_model_info* out,
                                             size_t out_size, tenure_error** err);

/* A model with parameters. @since 0.1 */
typedef struct tenure_model tenure_model;

/* @since 0.1 */
typedef struct tenure_fit_options {
  size_t struct_size;
  const double* start; /* natural scale, in the order of the parameters; NULL: the model's own */
  int64_t start_count;
  int32_t max_iterations; /* of each start */
  int32_t regularity;     /* k of a model that has one; 0: the one of highest likelihood */
  /* Log-normal priors, at most one a parameter: the logarithm of the parameter named
   * prior_parameters[i] is normal around that of prior_centres[i] with standard deviation
   * prior_sds[i], both above 0. NULL: maximum likelihood. */
  const char* const* prior_parameters;
  const double* prior_centres;
  const double* prior_sds;
  int64_t prior_count;
} tenure_fit_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_fit_options_init(tenure_fit_options* options, size_t size);

/* Maximum likelihood. Failing to converge is TENURE_OK: read `reason` and `usable` of the result.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_fit(const char* name, const tenure_summary* summary,
                                          const tenure_fit_options* options,
                                          const tenure_execution* execution, tenure_model** out,
                                          tenure_error** err);
/* The same from histories, which may carry weights. @since 0.1 */
TENURE_API tenure_status tenure_model_fit_histories(const char* name,
                                                    const tenure_histories* histories, int32_t unit,
                                                    const tenure_fit_options* options,
                                                    const tenure_execution* execution,
                                                    tenure_model** out, tenure_error** err);
/* `parameters` in the order of tenure_model_info.parameters, all positive and finite; `regularity`
 * from 1 to tenure_model_info.max_regularity, 0 for a model without one. @since 0.1 */
TENURE_API tenure_status tenure_model_from_parameters(const char* name, const double* parameters,
                                                      int64_t parameter_count, int32_t unit,
                                                      int32_t regularity, tenure_model** out,
                                                      tenure_error** err);

/* Why the optimiser stopped: tenure_fit_result.reason. @since 0.1 */
enum {
  TENURE_FIT_GRADIENT = 0,         /* the gradient is zero to rounding: the optimum */
  TENURE_FIT_BOUNDARY = 1,         /* the optimum lies at a boundary: see `boundary` */
  TENURE_FIT_NOT_IDENTIFIABLE = 2, /* the data do not determine the parameters */
  TENURE_FIT_ITERATION_LIMIT = 3,
  TENURE_FIT_STALLED = 4, /* no further progress before the gradient vanished */
  TENURE_FIT_GIVEN = 5    /* parameters were given, not fitted */
};

/* What was learned by a fit. All pointers are borrowed from the model. @since 0.1 */
typedef struct tenure_fit_result {
  const char* name;
  int32_t unit;
  int32_t usable; /* 1: the parameters may be used for prediction */
  int64_t parameter_count;
  const double* parameters;
  const double* standard_errors; /* NULL when the Hessian is not positive definite */
  const double* covariance;      /* row-major, natural scale; NULL with the standard errors */
  double log_likelihood;         /* this, aic and bic: 0 unless has_likelihood */
  double aic;
  double bic;
  double clients; /* sum of weights */
  int64_t cells;  /* distinct histories */
  int32_t reason;
  int32_t iterations;
  int32_t evaluations;
  int32_t starts;
  double gradient_norm; /* largest |d log-likelihood / d log parameter| a client */
  const char* boundary; /* the parameter that ran away and the simpler model; "" if none */
  const char* message;  /* one sentence for a person */
  /* Of the priors; the fit made log_likelihood - penalty as large as possible, while
   * log_likelihood, aic and bic are those of the data alone. */
  double penalty;
  /* Of the histories fitted, the same in any order and for copies or weights; 0 if given. */
  uint64_t data_fingerprint;
  int32_t regularity;        /* k; 0: the model has none */
  int32_t regularity_chosen; /* 1: by likelihood; AIC and BIC count it with the parameters */
  int32_t has_likelihood;    /* 0: nothing was fitted (given parameters, or no clients) */
  int32_t reserved;
} tenure_fit_result;

/* @since 0.1 */
TENURE_API tenure_status tenure_model_get_result(const tenure_model* model, tenure_fit_result* out,
                                                 size_t out_size, tenure_error** err);
/* parameter, estimate, standard_error, lower, upper: Wald on the log scale, at a level such as
 * 0.95; no values but the estimate where there is no covariance. @since 0.1 */
TENURE_API tenure_status tenure_model_result_table(const tenure_model* model, double level,
                                                   tenure_table** out, tenure_error** err);
/* Writes the result as lines for a person, and a NUL, into `out` of `capacity` bytes; 4096 are
 * enough. @since 0.1 */
TENURE_API tenure_status tenure_model_summary_text(const tenure_model* model, double level,
                                                   char* out, int64_t capacity, tenure_error** err);
/* The model and all that its fit told as JSON: people can read it, and it comes back bit for bit.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_to_json(const tenure_model* model, tenure_text** out,
                                              tenure_error** err);
/* TENURE_CORRUPT_DATA, saying what is wrong and where, for a text that is no saved model;
 * TENURE_UNSUPPORTED_VERSION for one that a newer library wrote. @since 0.1 */
TENURE_API tenure_status tenure_model_from_json(const char* json, tenure_model** out,
                                                tenure_error** err);
/* The same as a file: written beside `path`, then renamed onto it. @since 0.1 */
TENURE_API tenure_status tenure_model_save(const tenure_model* model, const char* path,
                                           tenure_error** err);
/* @since 0.1 */
TENURE_API tenure_status tenure_model_load(const char* path, tenure_model** out,
                                           tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_model_free(tenure_model* model);

/* ---- Predictions of a model ------------------------------------------------------------------ */

/* The functions of histories write one value a row into `out`, whose length `n` must equal
 * histories->rows. TENURE_NOT_SUPPORTED if the model has no such quantity, and for all but the
 * log-likelihood if the fit is not usable; TENURE_INVALID_DATA, naming column and row, for a
 * history outside the domain.
 *
 *     tenure_histories h;
 *     tenure_summary_get_histories(summary, &h, sizeof h, NULL);
 *     double* alive = malloc((size_t)h.rows * sizeof *alive);
 *     tenure_model_p_alive(model, &h, 0.0, NULL, alive, h.rows, NULL);
 */

/* Log-likelihood of each history (the weight does not enter). @since 0.1 */
TENURE_API tenure_status tenure_model_log_likelihood(const tenure_model* model,
                                                     const tenure_histories* histories,
                                                     const tenure_execution* execution, double* out,
                                                     int64_t n, tenure_error** err);
/* P(still a client `after` units past the end of observation | history). @since 0.1 */
TENURE_API tenure_status tenure_model_p_alive(const tenure_model* model,
                                              const tenure_histories* histories, double after,
                                              const tenure_execution* execution, double* out,
                                              int64_t n, tenure_error** err);
/* The window of a prediction is (from, to], in units past the end of observation, or of a new
 * client's age: 0, horizon for the time just ahead. TENURE_INVALID_ARGUMENT unless
 * 0 <= from <= to < INFINITY. BG/BB and contracts: its whole units count, to <= 1000000. */

/* P(no purchase in the window | history). @since 0.1 */
TENURE_API tenure_status tenure_model_p_silent(const tenure_model* model,
                                               const tenure_histories* histories, double from,
                                               double to, const tenure_execution* execution,
                                               double* out, int64_t n, tenure_error** err);
/* P(at least one purchase in the window | history), to full relative accuracy. @since 0.1 */
TENURE_API tenure_status tenure_model_p_active(const tenure_model* model,
                                               const tenure_histories* histories, double from,
                                               double to, const tenure_execution* execution,
                                               double* out, int64_t n, tenure_error** err);
/* E[purchases in the window | history]. @since 0.1 */
TENURE_API tenure_status tenure_model_expected_purchases(
    const tenure_model* model, const tenure_histories* histories, double from, double to,
    const tenure_execution* execution, double* out, int64_t n, tenure_error** err);
/* P(counts[j] purchases in the window | history): out[i * count_n + j] for row i. `n` must equal
 * histories->rows times count_n. @since 0.1 */
TENURE_API tenure_status tenure_model_conditional_pmf(const tenure_model* model,
                                                      const tenure_histories* histories,
                                                      const int64_t* counts, int64_t count_n,
                                                      double from, double to,
                                                      const tenure_execution* execution,
                                                      double* out, int64_t n, tenure_error** err);
/* The smallest number of purchases such that P(at most so many in the window | history) >=
 * probability, which lies in (0, 1). TENURE_INVALID_DATA naming the row of one above 10^15.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_purchase_quantiles(
    const tenure_model* model, const tenure_histories* histories, double probability, double from,
    double to, const tenure_execution* execution, int64_t* out, int64_t n, tenure_error** err);
/* The quantiles at (1 - level) / 2 and (1 + level) / 2: the client's own randomness, the parameters
 * being taken as they are. Both arrays have n entries. @since 0.1 */
TENURE_API tenure_status tenure_model_purchase_intervals(const tenure_model* model,
                                                         const tenure_histories* histories,
                                                         double level, double from, double to,
                                                         const tenure_execution* execution,
                                                         int64_t* lower, int64_t* upper, int64_t n,
                                                         tenure_error** err);
/* E[purchases a unit of time while a client | history]; BG/BB: his chance to buy at an opportunity.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_expected_rate(const tenure_model* model,
                                                    const tenure_histories* histories,
                                                    const tenure_execution* execution, double* out,
                                                    int64_t n, tenure_error** err);
/* E[what makes a client leave | history]: Pareto/NBD, his rate of leaving, mu; GGompertz/NBD, the
 * scale of his risk, eta; others, his chance to leave after a purchase (p) or at an opportunity or
 * a contract's end (theta). @since 0.1 */
TENURE_API tenure_status tenure_model_expected_dropout(const tenure_model* model,
                                                       const tenure_histories* histories,
                                                       const tenure_execution* execution,
                                                       double* out, int64_t n, tenure_error** err);

/* E[sum of exp(-force * time from now until it) over the purchases in the window | history]; `to`
 * INFINITY: for ever (DERT). @since 0.1 */
TENURE_API tenure_status tenure_model_discounted_purchases(
    const tenure_model* model, const tenure_histories* histories, const tenure_discount_rate* rate,
    double from, double to, const tenure_execution* execution, double* out, int64_t n,
    tenure_error** err);
/* E[repeat purchases of a new client in (after, times[i]]], i < n. @since 0.1 */
TENURE_API tenure_status tenure_model_expected_purchases_new(const tenure_model* model,
                                                             const double* times, double after,
                                                             double* out, int64_t n,
                                                             tenure_error** err);
/* P(a new client makes counts[i] repeat purchases in the window of his age), i < n. @since 0.1 */
TENURE_API tenure_status tenure_model_pmf(const tenure_model* model, const int64_t* counts,
                                          double from, double to, double* out, int64_t n,
                                          tenure_error** err);
/* The smallest number such that P(a new client makes at most so many repeat purchases in the window
 * of his age) >= probabilities[i], i < n. @since 0.1 */
TENURE_API tenure_status tenure_model_quantiles_new(const tenure_model* model,
                                                    const double* probabilities, double from,
                                                    double to, int64_t* out, int64_t n,
                                                    tenure_error** err);

/* Why a row has no value. @since 0.1 */
enum {
  TENURE_VALUE_OK = 0,
  TENURE_VALUE_INFINITE = 1, /* the expectation does not exist */
  TENURE_VALUE_OVERFLOW = 2  /* finite, but above the range of double */
};

/* E[time as a client still to come, up to `horizon` units | history]; INFINITY: for ever, which has
 * no mean (TENURE_VALUE_INFINITE) where too many stay for long. In discrete time: how many
 * opportunities, or renewals, he is still there for. Where row_status[i] is not TENURE_VALUE_OK,
 * out[i] is 0. Both arrays have n entries. @since 0.1 */
TENURE_API tenure_status tenure_model_expected_lifetime(const tenure_model* model,
                                                        const tenure_histories* histories,
                                                        double horizon,
                                                        const tenure_execution* execution,
                                                        double* out, uint8_t* row_status, int64_t n,
                                                        tenure_error** err);
/* Spend models: E[value of a purchase | frequency, mean spend]. Where row_status[i] is not
 * TENURE_VALUE_OK, out[i] is 0. Both arrays have n entries. @since 0.1 */
TENURE_API tenure_status tenure_model_expected_spend(const tenure_model* model,
                                                     const tenure_histories* histories,
                                                     const tenure_execution* execution, double* out,
                                                     uint8_t* row_status, int64_t n,
                                                     tenure_error** err);
/* Spend models: mean value of a purchase over all clients. TENURE_VALUE_INFINITE in value_status,
 * and 0 in `out`, if it does not exist. Neither may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_model_population_spend(const tenure_model* model, double* out,
                                                       int32_t* value_status, tenure_error** err);
/* @since 0.1 */
typedef struct tenure_predict_options {
  size_t struct_size;
  double level; /* above 0: the probability of purchases_lower and purchases_upper; 0: neither */
} tenure_predict_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_predict_options_init(tenure_predict_options* options, size_t size);

/* client, p_alive, expected_purchases and p_active over `horizon` (spend models: expected_spend),
 * purchases_lower and purchases_upper if the options ask for them and, if the summary has a
 * holdout, holdout_frequency. @since 0.1 */
TENURE_API tenure_status tenure_model_predict(const tenure_model* model,
                                              const tenure_summary* summary, double horizon,
                                              const tenure_predict_options* options,
                                              const tenure_execution* execution, tenure_table** out,
                                              tenure_error** err);
/* Purchases of n new clients over ages[i] units each: client (0 to n - 1), time (units since his
 * first purchase, the row with time 0), a million of each at most. The same for every number of
 * threads. @since 0.1 */
TENURE_API tenure_status tenure_model_simulate(const tenure_model* model, const double* ages,
                                               int64_t n, uint64_t seed,
                                               const tenure_execution* execution,
                                               tenure_table** out, tenure_error** err);
/* Spend models: values of counts[i] purchases of each of n new clients, in order: client, spend.
 * @since 0.1 */
TENURE_API tenure_status tenure_model_simulate_spend(const tenure_model* model,
                                                     const int64_t* counts, int64_t n,
                                                     uint64_t seed, tenure_table** out,
                                                     tenure_error** err);

/* ---- Models of contracts --------------------------------------------------------------------- */

/* P(a new client renews at least renewals[i] times), i < n; whole numbers from 0. @since 0.1 */
TENURE_API tenure_status tenure_model_survival(const tenure_model* model, const double* renewals,
                                               double* out, int64_t n, tenure_error** err);
/* P(a client who has signed periods[i] contracts renews the last of them), i < n; whole numbers
 * from 1. @since 0.1 */
TENURE_API tenure_status tenure_model_retention_rates(const tenure_model* model,
                                                      const double* periods, double* out, int64_t n,
                                                      tenure_error** err);
/* DEL, discounted expected lifetime, of a new client: the contract just signed, and every renewal
 * discounted by the periods until it. @since 0.1 */
TENURE_API tenure_status tenure_model_discounted_lifetime(const tenure_model* model,
                                                          const tenure_discount_rate* rate,
                                                          double* out, tenure_error** err);
/* DERL, discounted expected residual lifetime, of clients who have signed periods[i] contracts and
 * are just about to renew the last of them or not: that renewal counts in full, the one after it is
 * discounted by a period, and so on. @since 0.1 */
TENURE_API tenure_status tenure_model_discounted_residual_lifetime(const tenure_model* model,
                                                                   const double* periods,
                                                                   const tenure_discount_rate* rate,
                                                                   double* out, int64_t n,
                                                                   tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
