/* Cash flows: what is received and spent, when, and with what chance.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_CASH_FLOW_H
#define TENURE_C_CASH_FLOW_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_cash_flow_options {
  size_t struct_size;
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  int32_t unit;            /* of times: TENURE_YEAR */
  int32_t reserved;
} tenure_cash_flow_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_cash_flow_options_init(tenure_cash_flow_options* options,
                                                       size_t size);

/* @since 0.1 */
typedef struct tenure_cash_flow_totals {
  double present_value;
  double undiscounted;
  double payback_time;  /* from which on the sum is never below 0 again ... */
  int32_t is_paid_back; /* ... if this is 1 */
  int32_t reserved;
} tenure_cash_flow_totals;

/* Amounts received (above 0) or spent at times >= 0, with the chance that they are; chance NULL:
 * certain. flows: time, amount, chance, expected, discount_factor, present_value, cumulative, by
 * time. @since 0.1 */
TENURE_API tenure_status tenure_cash_flows(const double* time, const double* amount,
                                           const double* chance, int64_t n,
                                           const tenure_cash_flow_options* options,
                                           tenure_cash_flow_totals* totals, size_t totals_size,
                                           tenure_table** flows, tenure_error** err);

/* A client who brings a margin at the start of each cycle if he is still there, and costs a
 * promotion in the middle of each: Berger & Nasr (1998) case 1; 2a and 2b by `cycle`; 3 by the
 * margin's curve, start + acceleration t^2 up to `turning`, from there on nearing `rise` more; 4 by
 * `continuous`.
 * @since 0.1 */
typedef struct tenure_retention_plan {
  size_t struct_size;
  double start;        /* margin at time 0 */
  double acceleration; /* 0 */
  double turning;      /* 0 */
  double rise;         /* 0 */
  double retention;    /* chance to stay a cycle: 1 */
  double promotion;    /* 0 */
  double cycle;        /* length in units of time: 1 */
  int64_t cycles;      /* after the first margin, which comes at time 0 */
  int32_t continuous;  /* 0; 1: the margin is a flow, a unit of time */
  int32_t reserved;
} tenure_retention_plan;

/* @since 0.1 */
TENURE_API tenure_status tenure_retention_plan_init(tenure_retention_plan* plan, size_t size);

/* @since 0.1 */
TENURE_API tenure_status tenure_plan_cash_flows(const tenure_retention_plan* plan,
                                                const tenure_cash_flow_options* options,
                                                tenure_cash_flow_totals* totals, size_t totals_size,
                                                tenure_table** flows, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
