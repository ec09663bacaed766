/* Trends: how a client's revenue or profit moves from period to period.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_TRENDS_H
#define TENURE_C_TRENDS_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_trend_options {
  size_t struct_size;
  int32_t lag; /* periods back that the last one is compared with: 1 */
  int32_t reserved;
  double level; /* of the interval of the slope: 0.95 */
} tenure_trend_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_trend_options_init(tenure_trend_options* options, size_t size);

/* Of n clients with period_count numbers each, the oldest first, client by client: last, before,
 * ratio, growth, log_slope, log_slope_lower, log_slope_upper, theil_sen. @since 0.1 */
TENURE_API tenure_status tenure_trends(const double* values, int64_t n, int64_t period_count,
                                       const tenure_trend_options* options, tenure_table** out,
                                       tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
