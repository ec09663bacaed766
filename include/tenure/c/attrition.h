/* Who is leaving.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_ATTRITION_H
#define TENURE_C_ATTRITION_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_attrition_options {
  size_t struct_size;
  double horizon; /* units ahead, above 0; it has no default and must be set */
} tenure_attrition_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_attrition_options_init(tenure_attrition_options* options,
                                                       size_t size);

/* @since 0.1 */
typedef struct tenure_attrition_totals {
  double clients_observed;
  double expected_alive;          /* sum of p_alive */
  double expected_lost;           /* observed less alive */
  double expected_leaving;        /* alive now, gone at the horizon */
  double attrition_rate;          /* leaving / alive, over the horizon */
  double attrition_rate_per_year; /* the same, compounded to a year */
} tenure_attrition_totals;

/* How much of the base is gone or going, and who: client, p_alive, p_lost, p_leaving, p_silent,
 * risk_rank (1: most likely to be leaving). @since 0.1 */
TENURE_API tenure_status tenure_attrition(const tenure_model* purchases,
                                          const tenure_summary* summary,
                                          const tenure_attrition_options* options,
                                          const tenure_execution* execution,
                                          tenure_attrition_totals* totals, size_t totals_size,
                                          tenure_table** clients, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
