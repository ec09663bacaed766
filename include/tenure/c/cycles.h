/* When a client should come back.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_CYCLES_H
#define TENURE_C_CYCLES_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_cycle_options {
  size_t struct_size;
  double alarm_level; /* overdue when the probability of having come back exceeds it: 0.95 */
} tenure_cycle_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_cycle_options_init(tenure_cycle_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_cycle_totals {
  double regularity;    /* k of the base: 1 random, above 1 more regular */
  int64_t clients_used; /* with two intervals or more: what k rests on */
} tenure_cycle_totals;

/* How long each client waits between purchases, and whether he is overdue: client, cycle, silence,
 * overdue_probability, is_overdue, alarm_after, next_purchase. Times in units. @since 0.1 */
TENURE_API tenure_status tenure_cycles(const tenure_model* purchases, const tenure_summary* summary,
                                       const tenure_cycle_options* options,
                                       const tenure_execution* execution,
                                       tenure_cycle_totals* totals, size_t totals_size,
                                       tenure_table** clients, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
