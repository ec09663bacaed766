/* How clients move between segments, and what they are worth by the state they are in.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_MIGRATION_H
#define TENURE_C_MIGRATION_H

#include "segments.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Moves ----------------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_migration_options {
  size_t struct_size;
  double prior;     /* 0: moves of each kind seen before the data (Dirichlet); 0: none */
  const char* lost; /* the state that means lost; NULL: there is none */
} tenure_migration_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_migration_options_init(tenure_migration_options* options,
                                                       size_t size);

/* Are the periods of one law? Likelihood ratio test of one matrix against one a period. @since 0.1
 */
typedef struct tenure_homogeneity {
  double g2;
  double degrees_of_freedom;
  double p_value; /* if has_p_value is 1: there is more than one period */
  int32_t has_p_value;
  int32_t reserved;
} tenure_homogeneity;

/* The chain of moves between states, pooled over the periods. Entry (p * state_count + i) *
 * state_count + j of `counts`: moves from i to j in period p; `states`: their names.
 * transitions: from, to, count, probability, sd: row by row, so that the probabilities are the
 *              matrix; no value in a row without a move and without a prior.
 * chain:       state, moves, stay, stationary, time_to_loss (in periods).
 * by_period:   period, moves, g2. @since 0.1 */
TENURE_API tenure_status tenure_migration_of_counts(
    const double* counts, int64_t periods, const char* const* states, int64_t state_count,
    const tenure_migration_options* options, tenure_homogeneity* test, size_t test_size,
    tenure_table** transitions, tenure_table** chain, tenure_table** by_period, tenure_error** err);

/* The same of n clients whose states are known at `dates` dates: entry d * n + c of `state_at` is
 * the position in `states` of client c's state at date d, or -1 where he has none. @since 0.1 */
TENURE_API tenure_status tenure_migration_of_states(
    const int32_t* state_at, int64_t dates, int64_t n, const char* const* states,
    int64_t state_count, const tenure_migration_options* options, tenure_homogeneity* test,
    size_t test_size, tenure_table** transitions, tenure_table** chain, tenure_table** by_period,
    tenure_error** err);

/* The same of the segments of a portfolio at ascending days. `rfm` must be of TENURE_SCORE_FIXED:
 * only given cuts keep a segment the same segment at every date. @since 0.1 */
TENURE_API tenure_status tenure_migration_of_portfolio(
    const tenure_portfolio* portfolio, const int32_t* dates, int64_t date_count,
    const tenure_rfm_options* rfm, const tenure_migration_options* options,
    const tenure_execution* execution, tenure_homogeneity* test, size_t test_size,
    tenure_table** transitions, tenure_table** chain, tenure_table** by_period, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
