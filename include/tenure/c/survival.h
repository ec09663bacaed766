/* How long clients stay: survival, causes of leaving, tests between groups, regressions.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_SURVIVAL_H
#define TENURE_C_SURVIVAL_H

#include "record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Lives ----------------------------------------------------------------------------------- */

/* Lives as far as they were observed, one row each; times in one unit, from the start of each.
 * @since 0.1 */
typedef struct tenure_lives {
  size_t struct_size;
  int64_t rows;
  const double* duration;   /* when it ended or was last seen */
  const int32_t* cause;     /* why it ended, 1, 2, ...; 0: it was still going on */
  const double* entry;      /* when observation began, below duration; NULL: at 0 */
  const double* weight;     /* lives a row stands for; NULL: 1 */
  const char* const* group; /* whom it is compared with; NULL: all are one */
} tenure_lives;

/* @since 0.1 */
TENURE_API tenure_status tenure_lives_init(tenure_lives* lives, size_t size);

/* The relations under contract of a record, one row each, as lives: contracts of a client of which
 * each begins at most `grace` days after the one before has ended are one. client, start, end
 * (absent while it runs), duration (in `unit`), ended. @since 0.1 */
TENURE_API tenure_status tenure_contract_lives(const tenure_record* record, int32_t unit,
                                               int32_t grace, tenure_table** lives,
                                               tenure_error** err);

/* ---- Curves ---------------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_survival_options {
  size_t struct_size;
  double level;   /* of intervals: 0.95 */
  double horizon; /* of the restricted mean; NaN: the last time of each group */
  int32_t cause;  /* the only one there may be; 0: any */
  int32_t reserved;
} tenure_survival_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_survival_options_init(tenure_survival_options* options,
                                                      size_t size);

/* Kaplan-Meier and Nelson-Aalen. One cause among several is refused (TENURE_NOT_SUPPORTED), as
 * 1 - survival would overstate it.
 * curve:  group (if given), time, at_risk, events, censored, survival, standard_error, lower,
 * upper, cumulative_hazard, hazard_error. groups: group (if given), lives, events, median,
 * median_lower, median_upper, horizon, restricted_mean, restricted_mean_error. @since 0.1 */
TENURE_API tenure_status tenure_kaplan_meier(const tenure_lives* lives,
                                             const tenure_survival_options* options,
                                             tenure_table** curve, tenure_table** groups,
                                             tenure_error** err);

/* Aalen-Johansen: group (if given), cause, time, at_risk, events, incidence, standard_error, lower,
 * upper, survival; `level` of the intervals. @since 0.1 */
TENURE_API tenure_status tenure_competing_risks(const tenure_lives* lives, double level,
                                                tenure_table** incidences, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_log_rank_options {
  size_t struct_size;
  double rho;    /* times count by survival^rho: 0 */
  int32_t cause; /* whose hazards are compared, the others censor; 0: any */
  int32_t reserved;
} tenure_log_rank_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_log_rank_options_init(tenure_log_rank_options* options,
                                                      size_t size);

/* @since 0.1 */
typedef struct tenure_log_rank_test {
  double statistic;
  double p_value; /* by chi-square, if degrees_of_freedom is above 0 */
  int32_t degrees_of_freedom;
  int32_t reserved;
} tenure_log_rank_test;

/* Do two or more groups leave at the same rate? groups: group, lives, observed, expected.
 * @since 0.1 */
TENURE_API tenure_status tenure_log_rank(const tenure_lives* lives,
                                         const tenure_log_rank_options* options,
                                         tenure_log_rank_test* totals, size_t totals_size,
                                         tenure_table** groups, tenure_error** err);

/* ---- Regressions ----------------------------------------------------------------------------- */

/* How features act on the time until a client leaves. @since 0.1 */
enum {
  TENURE_COX = 0,         /* they multiply the hazard */
  TENURE_EXPONENTIAL = 1, /* accelerated failure time: 1 to 4 */
  TENURE_WEIBULL = 2,
  TENURE_LOG_NORMAL = 3,
  TENURE_LOG_LOGISTIC = 4,
  TENURE_LOGIT = 5,  /* discrete time: log odds to leave in a period */
  TENURE_CLOGLOG = 6 /* discrete time: Cox's model in grouped time */
};

/* Lives that end at the same time, in Cox's model. @since 0.1 */
enum { TENURE_EFRON = 0, TENURE_BRESLOW = 1 };

/* How the hazard of a discrete law depends on the period. @since 0.1 */
enum {
  TENURE_PERIODS_CONSTANT = 0,
  TENURE_PERIODS_LINEAR = 1,
  TENURE_PERIODS_LOGARITHM = 2,
  TENURE_PERIODS_EACH = 3
};

/* @since 0.1 */
typedef struct tenure_survival_input {
  size_t struct_size;
  const tenure_lives* lives;
  const double* features; /* lives->rows times columns, a row's beside each other */
  int64_t columns;
  const char* const* names; /* of the columns; NULL: x1, x2, ... */
  const int64_t* client;    /* whose rows these are, for robust errors; NULL: one each */
} tenure_survival_input;

/* @since 0.1 */
TENURE_API tenure_status tenure_survival_input_init(tenure_survival_input* input, size_t size);

/* @since 0.1 */
typedef struct tenure_survival_regression_options {
  size_t struct_size;
  int32_t law;       /* TENURE_COX */
  int32_t ties;      /* TENURE_EFRON */
  int32_t periods;   /* of a discrete law: TENURE_PERIODS_LOGARITHM */
  int32_t is_robust; /* 1: standard errors by the sandwich; 0 */
  double ridge;      /* on features of standard deviation 1: 0 */
  double level;      /* of intervals: 0.95 */
  int32_t cause;     /* whose hazard it is, other causes censor; 0: any */
  int32_t reserved;
} tenure_survival_regression_options;

/* @since 0.1 */
TENURE_API tenure_status
tenure_survival_regression_options_init(tenure_survival_regression_options* options, size_t size);

/* Why a regression ended. @since 0.1 */
enum {
  TENURE_SURVIVAL_CONVERGED = 0,
  TENURE_SURVIVAL_NO_EVENTS = 1,      /* no life was seen to end */
  TENURE_SURVIVAL_COLLINEAR = 2,      /* columns repeat each other, or one never changes */
  TENURE_SURVIVAL_SEPARATED = 3,      /* the likelihood rises for ever */
  TENURE_SURVIVAL_ITERATION_LIMIT = 4 /* it has not come to its maximum */
};

/* @since 0.1 */
typedef struct tenure_survival_fit {
  int32_t status; /* all that follows is 0 unless it is TENURE_SURVIVAL_CONVERGED */
  int32_t iterations;
  double log_likelihood;      /* Cox: the partial one */
  double log_likelihood_null; /* without the features */
  double likelihood_ratio;    /* twice the difference */
  double p_value;             /* of the ratio, if degrees_of_freedom is above 0 */
  double concordance;         /* if has_concordance is 1 */
  int32_t degrees_of_freedom; /* of the ratio */
  int32_t has_concordance;
} tenure_survival_fit;

/* A fitted regression. @since 0.1 */
typedef struct tenure_survival_model tenure_survival_model;

/* Maximum likelihood. Data that do not determine the coefficients give a model that says so.
 * @since 0.1 */
TENURE_API tenure_status tenure_survival_model_fit(
    const tenure_survival_input* input, const tenure_survival_regression_options* options,
    tenure_survival_model** out, tenure_error** err);

/* coefficients: term, coefficient, standard_error, z, p_value, lower, upper, ratio; no values
 * unless converged. baseline:     time, cumulative_hazard, survival, of a client whose features are
 * the means.
 * @since 0.1 */
TENURE_API tenure_status tenure_survival_model_result(const tenure_survival_model* model,
                                                      tenure_survival_fit* totals,
                                                      size_t totals_size,
                                                      tenure_table** coefficients,
                                                      tenure_table** baseline, tenure_error** err);

/* Of n clients, whose features (n times columns) are as those of the fit: will they stay for
 * `times` more, ascending, having stayed for `elapsed` (NULL: they begin)? survival: client (his
 * row), time, survival. clients: risk, median. TENURE_NOT_SUPPORTED for a model that did not
 * converge, or of one cause among several.
 * @since 0.1 */
TENURE_API tenure_status tenure_survival_model_predict(const tenure_survival_model* model,
                                                       const double* features, int64_t n,
                                                       int64_t columns, const double* times,
                                                       int64_t time_count, const double* elapsed,
                                                       tenure_table** survival,
                                                       tenure_table** clients, tenure_error** err);

/* @since 0.1 */
TENURE_API void tenure_survival_model_free(tenure_survival_model* model);

#ifdef __cplusplus
}
#endif

#endif
