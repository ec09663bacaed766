/* Lifetime value from a margin and a retention rate a period.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_RETENTION_VALUE_H
#define TENURE_C_RETENTION_VALUE_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which margins count and when, with margin m, retention r and discount d a period; in brackets the
 * value for m = 100, r = .8, d = .1. @since 0.1 */
enum {
  TENURE_RETENTION_JUST_ACQUIRED = 0, /* the first now and certain: m (1+d) / (1+d-r)  [366.67] */
  TENURE_RETENTION_ABOUT_TO_RENEW =
      1,                           /* the first now, if he renews: m r (1+d) / (1+d-r) [293.33] */
  TENURE_RETENTION_IN_ARREARS = 2, /* each paid at its period's end: m / (1+d-r)  [333.33] */
  TENURE_RETENTION_FIRST_EXCLUDED = 3, /* from the next period on: m r / (1+d-r)  [266.67] */
  TENURE_RETENTION_MID_PERIOD = 4,     /* each in mid-period: m sqrt(1+d) / (1+d-r)  [349.60] */
  TENURE_RETENTION_CONTINUOUS = 5      /* at any moment: m / (ln(1+d) - ln r)  [314.02] */
};

/* @since 0.1 */
typedef struct tenure_retention_options {
  size_t struct_size;
  double horizon;          /* margins that count at most, whole; INFINITY: for ever */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  int32_t period;          /* of margins, retention, growth and horizon: TENURE_YEAR */
  int32_t reserved;
  double growth;                  /* of the margin, a period, above -1: 0 */
  double solvency;                /* chance to remain able to pay, a period, in (0, 1]: 1 */
  double polarization;            /* how much the clients of a row differ, in [0, 1): 0 */
  const double* acquisition_cost; /* one a row: adds net value and payback; NULL: not */
  int64_t acquisition_count;
} tenure_retention_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_retention_options_init(tenure_retention_options* options,
                                                       size_t size);

/* @since 0.1 */
typedef struct tenure_retention_totals {
  double total;
  double one_rate_total;      /* what the mean retention for all would make of it ... */
  int32_t has_one_rate_total; /* ... if this is 1 */
  int32_t reserved;
  double retention_elasticity; /* of the total */
  double discount_elasticity;
  char basis[256];   /* timing, horizon, discount and the rest in one sentence */
  char warning[256]; /* by how much one rate would be wrong; "" if by less than 0.1 % */
} tenure_retention_totals;

/* Value of n clients, or groups of clients: a margin a period, retention in [0, 1].
 * clients: margin, retention, value, multiple, standard_deviation, expected_payments,
 * retention_elasticity, discount_elasticity and, with costs, acquisition_cost, net_value,
 * value_to_cost, payback_periods. timings: timing, formula, total. @since 0.1 */
TENURE_API tenure_status tenure_retention_clv(const double* margin, const double* retention,
                                              int64_t n, int32_t timing,
                                              const tenure_retention_options* options,
                                              tenure_retention_totals* totals, size_t totals_size,
                                              tenure_table** clients, tenure_table** timings,
                                              tenure_error** err);

/* @since 0.1 */
typedef struct tenure_aggregate_options {
  size_t struct_size;
  double margin;           /* of a contract: 1 */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  double retention;        /* seen in the base, in (0, 1); NAN: what the model says it was */
} tenure_aggregate_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_aggregate_options_init(tenure_aggregate_options* options,
                                                       size_t size);

/* @since 0.1 */
typedef struct tenure_aggregate_totals {
  double retention;      /* of the whole base */
  double one_rate_value; /* of the base, as if that rate held for everyone */
  double value;          /* by cohort */
  double shortfall;      /* 1 - one_rate_value / value */
  char warning[256];
} tenure_aggregate_totals;

/* What an aggregate retention rate makes of a base in which clients[i] clients have signed
 * contracts[i] contracts and are about to renew, beside its value by a model of contracts.
 * cohorts: contracts, clients, retention, residual_lifetime, value. @since 0.1 */
TENURE_API tenure_status tenure_check_aggregate_retention(
    const tenure_model* model, const double* contracts, const double* client_counts, int64_t n,
    const tenure_aggregate_options* options, tenure_aggregate_totals* totals, size_t totals_size,
    tenure_table** cohorts, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
