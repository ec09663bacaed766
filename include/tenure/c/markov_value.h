/* The value of clients who move between states, and in which states to go on serving them.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_MARKOV_VALUE_H
#define TENURE_C_MARKOV_VALUE_H

#include "value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_markov_options {
  size_t struct_size;
  int64_t horizon;         /* periods after the one that has begun; -1: for ever */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  int32_t period;          /* what one move takes: TENURE_YEAR ... */
  int32_t timing;          /* when in its period a reward counts: TENURE_PERIOD_START */
  double period_length;    /* ... times this: 1 */
} tenure_markov_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_markov_options_init(tenure_markov_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_markov_value_totals {
  double error_bound; /* no value is further from that of the chain than this */
  char basis[256];    /* timing, horizon and discount in one sentence */
} tenure_markov_value_totals;

/* Value of a client by the state he is in (Pfeifer & Carraway 2000). `matrix`: n x n, row by row,
 * each of which sums to 1; a client who is lost is in a state of its own. `rewards`: of a period
 * spent in each state. values: state, reward, value. @since 0.1 */
TENURE_API tenure_status tenure_markov_value(const double* matrix, const double* rewards, int64_t n,
                                             const tenure_markov_options* options,
                                             tenure_markov_value_totals* totals, size_t totals_size,
                                             tenure_table** values, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_markov_policy_totals {
  double error_bound; /* a certificate: no policy is worth more than value + this */
  int64_t iterations;
} tenure_markov_policy_totals;

/* In which states to go on: at each visit the relation can be ended for the state's stop value;
 * stop_values NULL: 0. No horizon. policy: state, reward, value, value_always, continue_value,
 * stop_value, is_continued. @since 0.1 */
TENURE_API tenure_status tenure_markov_policy(const double* matrix, const double* rewards,
                                              const double* stop_values, int64_t n,
                                              const tenure_markov_options* options,
                                              tenure_markov_policy_totals* totals,
                                              size_t totals_size, tenure_table** policy,
                                              tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
