/* How sure a fit is, and what it predicts.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_INFERENCE_H
#define TENURE_C_INFERENCE_H

#include "value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A model that was not fitted, or whose data do not determine its parameters, has no intervals:
 * TENURE_INVALID_ARGUMENT. */

/* Wald intervals of parameters, normal on the scale of logarithms: the table of
 * tenure_model_result_table(). @since 0.1 */
TENURE_API tenure_status tenure_wald_intervals(const tenure_model* model, double level,
                                               tenure_table** out, tenure_error** err);

/* Profile likelihood intervals, of histories that are those of the fit: parameter, estimate, lower,
 * upper, lower_status, upper_status ("ok", "unbounded", "not_found" or "higher_elsewhere"; without
 * "ok" there is no bound). With priors, the same of the posterior. @since 0.1 */
TENURE_API tenure_status tenure_profile_intervals(const tenure_model* model,
                                                  const tenure_histories* histories, double level,
                                                  const tenure_execution* execution,
                                                  tenure_table** out, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_likelihood_ratio {
  double statistic; /* twice the difference of the log-likelihoods, at least 0 */
  double p_value;
  int64_t degrees_of_freedom; /* parameters that the larger model has more */
  char distribution[256];     /* of the statistic if the smaller model is true, in words */
} tenure_likelihood_ratio;

/* Whether the larger of two nested models, fitted to the same data without priors, fits better than
 * chance would let it. Pairs: nbd in pareto_nbd, bg_nbd and mbg_nbd; pareto_nbd in ggompertz_nbd;
 * shifted_beta_geometric in beta_discrete_weibull. @since 0.1 */
TENURE_API tenure_status tenure_likelihood_ratio_test(const tenure_model* smaller,
                                                      const tenure_model* larger,
                                                      tenure_likelihood_ratio* out, size_t out_size,
                                                      tenure_error** err);

/* What an interval is of. @since 0.1 */
enum {
  TENURE_OF_EXPECTED_PURCHASES = 0,
  TENURE_OF_P_ALIVE = 1, /* after the horizon; INFINITY: now */
  TENURE_OF_DISCOUNTED_PURCHASES = 2,
  TENURE_OF_EXPECTED_SPEND = 3,
  /* The number of purchases that will be made: the uncertainty of the parameters and the chance of
   * the purchases themselves. */
  TENURE_OF_PURCHASES = 4
};

/* How the uncertainty of the parameters is carried on. @since 0.1 */
enum {
  /* By derivatives: normal on the logarithm of the quantity's size, of P(alive) on its logit, of a
   * sum over values of either sign on its own scale. */
  TENURE_DELTA = 0,
  TENURE_SAMPLING = 1, /* by draws of the parameters: see fitted_to; not of purchases */
  /* The least and the most that parameters give which the likelihood ratio test does not reject: as
   * sure on either side as profile intervals of parameters. A history or a group takes about 10
   * log-likelihoods of fitted_to and 25 predictions of its own, all with derivatives, and several
   * times that where the data say little. An end is absent that was not found, or that there is
   * not. Not of purchases. */
  TENURE_PROFILE = 2
};

/* @since 0.1 */
typedef struct tenure_prediction_options {
  size_t struct_size;
  double level;            /* 0.95 */
  double horizon;          /* in units; INFINITY: for ever, of discounted purchases alone */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR; of discounted purchases */
  int32_t method;          /* TENURE_DELTA */
  int32_t draws;           /* of TENURE_SAMPLING: 1000 */
  uint64_t seed;           /* of TENURE_SAMPLING: 1 */
  /* One number from 0 a client, the group whose sum he enters, or -1: none. NULL: each client by
   * himself. */
  const int64_t* groups;
  int64_t group_count; /* the number of clients */
  /* What the model, or both, were fitted to. TENURE_PROFILE needs it. With it, TENURE_SAMPLING
   * draws the parameters from their posterior, flat on the log scale but for the fit's priors and,
   * where it had none, a log-normal one about the estimate of which 95 % are within a factor of 50.
   * TENURE_NOT_SUPPORTED where that is too unlike the normal law near it. NULL: from that normal
   * law, as good where the data say much. Not with TENURE_DELTA. */
  const tenure_summary* fitted_to;
} tenure_prediction_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_prediction_options_init(tenure_prediction_options* options,
                                                        size_t size);

/* Intervals of a quantity, TENURE_OF_..., of each client or of its sum over groups: client; or
 * group, clients and not_valued; then estimate, standard_error, lower, upper. Options must have a
 * horizon but for P(alive), spend and purchases for ever. @since 0.1 */
TENURE_API tenure_status tenure_prediction_intervals(const tenure_model* model,
                                                     const tenure_summary* summary, int32_t of,
                                                     const tenure_prediction_options* options,
                                                     const tenure_execution* execution,
                                                     tenure_table** out, tenure_error** err);
/* The same of the lifetime value of tenure_clv(), which `value` describes: horizon and discount are
 * its own. @since 0.1 */
TENURE_API tenure_status tenure_clv_intervals(
    const tenure_model* purchases, const tenure_model* spend, const tenure_summary* summary,
    const tenure_clv_options* value, const tenure_prediction_options* options,
    const tenure_execution* execution, tenure_table** out, tenure_error** err);

/* What a bootstrap draws. @since 0.1 */
enum {
  TENURE_RESAMPLE_CLIENTS = 0, /* as many clients, with replacement */
  TENURE_RESAMPLE_MODEL = 1    /* the same clients with histories simulated from the model */
};

/* @since 0.1 */
typedef struct tenure_bootstrap_options {
  size_t struct_size;
  int32_t resampling; /* TENURE_RESAMPLE_CLIENTS */
  int32_t replicates; /* 1000 */
  double level;       /* 0.95 */
  uint64_t seed;      /* 1 */
} tenure_bootstrap_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_bootstrap_options_init(tenure_bootstrap_options* options,
                                                       size_t size);

/* Fits again to resampled data; histories are those of the fit, of whole clients. `replicates`:
 * replicate, one column a parameter, log_likelihood, reason, usable. `intervals`: parameter,
 * estimate; standard_error and bias over the replicates that ended at an optimum; lower and upper,
 * percentiles of all usable ones, those at a boundary included. @since 0.1 */
TENURE_API tenure_status tenure_bootstrap(const tenure_model* model,
                                          const tenure_histories* histories,
                                          const tenure_bootstrap_options* options,
                                          const tenure_execution* execution,
                                          tenure_table** replicates, tenure_table** intervals,
                                          tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
