/* Iso-value curves: which histories of purchases are worth the same.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_ISO_VALUE_H
#define TENURE_C_ISO_VALUE_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_iso_value_options {
  size_t struct_size;
  double age;              /* of the clients compared, in units of the model: to be set */
  int64_t max_frequency;   /* 20: repeat purchases from 1 to this */
  int64_t recency_steps;   /* 80: of the age; in discrete time every period is one */
  double mean_spend;       /* of the repeat purchases; NAN: what the mean client spends */
  double horizon;          /* in units; INFINITY: for ever */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  double margin;           /* share of spend left after the cost of goods, in (0, 1]: 1 */
  const double* levels;    /* values of the curves; NULL: 1, 2 and 5 times powers of ten */
  int64_t level_count;
} tenure_iso_value_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_iso_value_options_init(tenure_iso_value_options* options,
                                                       size_t size);

/* Contours of the value of the residual lifetime, DERT x expected spend x margin, over recency and
 * frequency at one age. `spend` may be NULL: then in purchases.
 * grid: recency, frequency, value. contours: level, line, recency, frequency. @since 0.1 */
TENURE_API tenure_status tenure_iso_value(const tenure_model* purchases, const tenure_model* spend,
                                          const tenure_iso_value_options* options,
                                          const tenure_execution* execution, tenure_table** grid,
                                          tenure_table** contours, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
