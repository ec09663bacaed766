/* The most worth spending on each client.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_BUDGET_H
#define TENURE_C_BUDGET_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Share of the leaving clients that an effort of x currency units saves, in one of three shapes:
 * max_saved (1 - exp(-speed x)); with an inflection the S-shaped
 * max_saved (1 - exp(-speed x)) / (1 + exp(-speed (x - inflection))); with points straight lines
 * between them, from (0, 0), and level after the last. It has no default: max_saved and speed, or
 * the points, must be set. @since 0.1 */
typedef struct tenure_response_curve {
  size_t struct_size;
  double max_saved;    /* in (0, 1] */
  double speed;        /* per currency unit, above 0 */
  double inflection;   /* spending of the fastest response; NaN: none */
  const double* spend; /* of the points: increasing; NULL: none */
  const double* saved; /* parallel: in [0, 1], not decreasing */
  int64_t point_count; /* 0 */
} tenure_response_curve;

/* @since 0.1 */
TENURE_API tenure_status tenure_response_curve_init(tenure_response_curve* curve, size_t size);
/* Fills an exponential curve that reaches half of max_saved at a cost of half_cost. @since 0.1 */
TENURE_API tenure_status tenure_response_curve_from_half_cost(double max_saved, double half_cost,
                                                              tenure_response_curve* out,
                                                              size_t out_size, tenure_error** err);

/* One client's limits, currency units. @since 0.1 */
typedef struct tenure_retention_limits {
  double ceiling;    /* spending it earns nothing */
  double optimum;    /* where the next unit spent saves just its own worth */
  double saved;      /* response at the optimum */
  double net;        /* expected gain of the optimum less its cost */
  double break_even; /* the spending, beyond the optimum, at which nothing is left */
} tenure_retention_limits;

/* `risk`: probability that the client leaves if nothing is done. `value`: what is lost then.
 * @since 0.1 */
TENURE_API tenure_status tenure_retention_limits_of(double risk, double value,
                                                    const tenure_response_curve* response,
                                                    tenure_retention_limits* out, size_t out_size,
                                                    tenure_error** err);
/* For n clients: risk, value, ceiling, optimum, saved, net, roi, break_even, rank (1: largest net).
 * @since 0.1 */
TENURE_API tenure_status tenure_retention_budget(const double* risk, const double* value, int64_t n,
                                                 const tenure_response_curve* response,
                                                 tenure_table** out, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
