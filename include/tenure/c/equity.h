/* Customer equity: what existing and future clients are worth.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_EQUITY_H
#define TENURE_C_EQUITY_H

#include "value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_equity_value {
  size_t struct_size;
  double value;
  double retention_elasticity; /* percent of value a percent of retention; NAN: not known */
  double discount_elasticity;  /* of the rate a period; NAN: not known */
} tenure_equity_value;

/* @since 0.1 */
TENURE_API tenure_status tenure_equity_value_init(tenure_equity_value* value, size_t size);

/* @since 0.1 */
typedef struct tenure_equity_options {
  size_t struct_size;
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  int32_t period;          /* TENURE_YEAR */
  int32_t timing;          /* when in its period a cohort is won: TENURE_PERIOD_END */
} tenure_equity_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_equity_options_init(tenure_equity_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_equity_totals {
  double existing;
  double future;
  double total;
} tenure_equity_totals;

/* Equity = value of all existing clients + over n periods acquired[t] (value of a new client -
 * acquisition_cost) discounted; cost_count is 1 or n.
 * cohorts: period, acquired, net_value, discount_factor, present_value.
 * elasticities: of, elasticity. @since 0.1 */
TENURE_API tenure_status tenure_customer_equity(
    const tenure_equity_value* existing, const tenure_equity_value* new_client,
    const double* acquired, int64_t n, const double* acquisition_cost, int64_t cost_count,
    const tenure_equity_options* options, tenure_equity_totals* totals, size_t totals_size,
    tenure_table** cohorts, tenure_table** elasticities, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
