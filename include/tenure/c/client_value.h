/* What clients have brought: revenue less every charge, and who makes the profit.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_CLIENT_VALUE_H
#define TENURE_C_CLIENT_VALUE_H

#include "portfolio.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Columns of one entry a client, currency units; NULL: 0 for everybody. @since 0.1 */
typedef struct tenure_client_charges {
  size_t struct_size;
  int64_t clients;           /* entries of each column that is there */
  const double* contacts;    /* direct marketing */
  const double* serving;     /* cost to serve */
  const double* acquisition; /* what it cost to win him */
  const double* without;     /* his value without contacts and acquisition: incremental return */
} tenure_client_charges;

/* @since 0.1 */
TENURE_API tenure_status tenure_client_charges_init(tenure_client_charges* charges, size_t size);

/* @since 0.1 */
typedef struct tenure_client_value_totals {
  double revenue;
  double charges;
  double value;
  double roi;             /* value / (contacts + acquisition) ... */
  double incremental_roi; /* ... and that of what would not have come anyway ... */
  int32_t has_roi;        /* ... if these are 1 */
  int32_t has_incremental_roi;
  int64_t loss_making; /* clients whose value is below 0 */
} tenure_client_value_totals;

/* Value = revenue - cost of goods (NULL: none) - contacts - serving - acquisition of n clients.
 * clients: revenue, cost_of_goods, contacts, serving, acquisition, charges, value, margin, roi and,
 * with `without`, incremental_roi. account: line, amount, share_of_revenue. @since 0.1 */
TENURE_API tenure_status tenure_client_value(const double* revenue, const double* cost_of_goods,
                                             int64_t n, const tenure_client_charges* charges,
                                             tenure_client_value_totals* totals, size_t totals_size,
                                             tenure_table** clients, tenure_table** account,
                                             tenure_error** err);

/* The same of a portfolio's purchases from first_day to last_day (TENURE_NO_DAY: of the log), with
 * the client as first column; a return counts on its own day. @since 0.1 */
TENURE_API tenure_status tenure_portfolio_client_value(
    const tenure_portfolio* portfolio, const tenure_client_charges* charges, int32_t first_day,
    int32_t last_day, const tenure_execution* execution, tenure_client_value_totals* totals,
    size_t totals_size, tenure_table** clients, tenure_table** account, tenure_error** err);

/* Time-driven cost to serve of n clients: counts holds n numbers for the first activity, then n for
 * the second, and so on. One column of cost an activity, by its name, then minutes and cost.
 * @since 0.1 */
TENURE_API tenure_status tenure_time_driven_cost(const char* const* names, const double* minutes,
                                                 int64_t activity_count, const double* counts,
                                                 int64_t n, double cost_per_minute,
                                                 tenure_table** out, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_incremental_return {
  double lift;  /* mean value of the treated less that of the control group */
  double lower; /* Welch interval of the lift */
  double upper;
  double gain; /* lift x treated clients - cost */
  double roi;  /* gain / cost */
  double roi_lower;
  double roi_upper;
} tenure_incremental_return;

/* Return on an effort of `cost` in all, from the values of clients who received it and of a random
 * group who did not. @since 0.1 */
TENURE_API tenure_status tenure_incremental_return_of(const double* treated, int64_t treated_count,
                                                      const double* control, int64_t control_count,
                                                      double cost, double level,
                                                      tenure_incremental_return* out,
                                                      size_t out_size, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_whale_totals {
  double total;
  double peak;        /* value of the clients who bring some */
  int64_t profitable; /* clients above 0 */
  int64_t loss_making;
  double peak_share;  /* peak / total ... */
  double area;        /* ... under the curve of shares ... */
  double stobachoff;  /* ... (area - 1/2) / area ... */
  int32_t has_shares; /* ... if this is 1: the total is above 0 */
  int32_t reserved;
} tenure_whale_totals;

/* The curve of cumulative value from the most to the least valuable client.
 * clients: rank, cumulative, cumulative_share: parallel to the values.
 * curve:   client_share, value_share, at each hundredth of the clients. @since 0.1 */
TENURE_API tenure_status tenure_whale_curve(const double* values, int64_t n,
                                            tenure_whale_totals* totals, size_t totals_size,
                                            tenure_table** clients, tenure_table** curve,
                                            tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
