/* What happened beside what was planned, which lever slipped, and whether it paid.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_CONTROL_H
#define TENURE_C_CONTROL_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Revenue of a period by segment: clients x frequency x basket x duration. It has no default.
 * @since 0.1 */
typedef struct tenure_revenue {
  size_t struct_size;
  const double* clients; /* 0: the segment is not there */
  const double* frequency;
  const double* basket;
  const double* duration; /* NULL: 1 */
  int64_t segments;
} tenure_revenue;

/* @since 0.1 */
TENURE_API tenure_status tenure_revenue_init(tenure_revenue* revenue, size_t size);

/* How a change is shared between levers. @since 0.1 */
enum {
  TENURE_LMDI = 0,   /* the same for a sum as summed; no lever may be 0 */
  TENURE_SHAPLEY = 1 /* the average over all orders */
};

/* @since 0.1 */
typedef struct tenure_control_options {
  size_t struct_size;
  int32_t decomposition; /* TENURE_LMDI */
  int32_t reserved;
  double tolerance; /* share of planned revenue below which a change is no finding: 0.01 */
} tenure_control_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_control_options_init(tenure_control_options* options, size_t size);

/* Which lever slipped, where, and what its sign calls for.
 * segments: segment, planned, actual, change, clients, mix, frequency, basket, duration, new, lost.
 * levers:   lever, change, share; "total" last.
 * findings: rank, segment, lever, planned, actual, change, share, measure; slips first.
 * summary:  one paragraph.
 * The revenue bridge is segments and levers: findings and summary may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_control_report(const tenure_revenue* plan,
                                               const tenure_revenue* actual,
                                               const tenure_control_options* options,
                                               tenure_table** segments, tenure_table** levers,
                                               tenure_table** findings, tenure_text** summary,
                                               tenure_error** err);

/* Poisson limits of n counts: expected, observed, lower, upper, signal, p_value. tail: probability
 * beyond each limit, in (0, 0.5), 0.00135 as three standard deviations. @since 0.1 */
TENURE_API tenure_status tenure_control_limits(const double* expected, const int64_t* observed,
                                               int64_t n, double tail, tenure_table** out,
                                               tenure_error** err);

/* A randomised holdout. It has no default. @since 0.1 */
typedef struct tenure_holdout {
  size_t struct_size;
  int64_t treated;
  int64_t treated_events;
  int64_t control;
  int64_t control_events;
  int32_t events_are_losses; /* 1: the treatment is to lower their rate; 0: to raise it */
  int32_t reserved;
  double value; /* of one event less, or more */
  double cost;  /* of treating all who were */
  double level; /* 0.95 */
} tenure_holdout;

/* @since 0.1 */
TENURE_API tenure_status tenure_holdout_init(tenure_holdout* holdout, size_t size);

/* @since 0.1 */
typedef struct tenure_treatment_effect {
  double treated_rate;
  double control_rate;
  double effect; /* improvement of the rate */
  double standard_error;
  double wald_lower;
  double wald_upper;
  double lower; /* Newcombe's interval */
  double upper;
  double p_value;
  double events; /* less, or more, than without treatment: of the treated */
  double gain;
  double profit;
  double roi; /* with its bounds 0 if there is no cost */
  double roi_lower;
  double roi_upper;
} tenure_treatment_effect;

/* @since 0.1 */
TENURE_API tenure_status tenure_holdout_effect(const tenure_holdout* holdout,
                                               tenure_treatment_effect* out, size_t out_size,
                                               tenure_error** err);

/* @since 0.1 */
typedef struct tenure_calibration_scores {
  double brier;
  double log_loss; /* 0 if it has no value */
  double mean_predicted;
  double mean_observed;
  int32_t has_log_loss; /* 0: what was said to be impossible happened */
  int32_t reserved;
} tenure_calibration_scores;

/* How well n probabilities agree with what happened: bins: bin, clients, predicted, observed,
 * lower, upper, of about `bin_count` bins. @since 0.1 */
TENURE_API tenure_status tenure_calibration(const double* probabilities, const uint8_t* happened,
                                            int64_t n, int32_t bin_count, double level,
                                            tenure_calibration_scores* scores, size_t scores_size,
                                            tenure_table** bins, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
