/* How late clients pay, what is outstanding, and how much of it will be lost.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_PAYMENT_H
#define TENURE_C_PAYMENT_H

#include "record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How late amounts were paid. @since 0.1 */
typedef struct tenure_lateness {
  double days_late;     /* mean weighted by amount, early payments as 0 days */
  double net_days_late; /* the same, early payments below 0 */
  double late_share;    /* share of the amount that was late */
} tenure_lateness;

/* Of n amounts at least 0 and the days each was late, below 0 if early. @since 0.1 */
TENURE_API tenure_status tenure_lateness_of(const double* amounts, const double* days, int64_t n,
                                            tenure_lateness* out, size_t out_size,
                                            tenure_error** err);

/* Days of sales that are outstanding, counted in two ways. @since 0.1 */
typedef struct tenure_days_outstanding {
  double simple;      /* receivable / sales x days, over all periods */
  double count_back;  /* days, from the end backwards, whose sales make up the receivable */
  int32_t is_covered; /* 0: it is more than all these sales */
  int32_t reserved;
} tenure_days_outstanding;

/* Of the sales of n periods and the days of each, the earliest first: at least 0, and above 0.
 * @since 0.1 */
TENURE_API tenure_status tenure_days_outstanding_of(double receivable, const double* sales,
                                                    const double* days, int64_t n,
                                                    tenure_days_outstanding* out, size_t out_size,
                                                    tenure_error** err);

/* How balances move between `states` states of age in a period: probabilities, those of a state
 * summing to 1 within 1e-9. @since 0.1 */
typedef struct tenure_roll_rates {
  size_t struct_size;
  int64_t states;
  const double* rolls;    /* from state to state, row by row: states x states */
  const double* paid;     /* from each state to paid */
  const double* bad;      /* from each state to bad */
  const double* balances; /* in each state */
} tenure_roll_rates;

/* No states. @since 0.1 */
TENURE_API tenure_status tenure_roll_rates_init(tenure_roll_rates* rates, size_t size);

/* What will be lost of balances that move until they are paid or bad: state, balance,
 * bad_probability, expected_loss. Their sum is the allowance. @since 0.1 */
TENURE_API tenure_status tenure_roll_rates_solve(const tenure_roll_rates* rates, tenure_table** out,
                                                 tenure_error** err);

/* @since 0.1 */
typedef struct tenure_payment_options {
  size_t struct_size;
  double loss_given_default; /* share of a bad amount that is lost: 1 */
  int32_t as_of;             /* TENURE_NO_DAY: the portfolio's end of observation */
  int32_t months;            /* calendar months up to as_of that sales are counted over: 3 */
  int32_t bad_after;         /* days after which an open invoice is bad: 90 */
  int32_t reserved;
} tenure_payment_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_payment_options_init(tenure_payment_options* options, size_t size);

/* Of all clients. @since 0.1 */
typedef struct tenure_payment_totals {
  double receivable;
  double dso_simple;
  double dso_count_back;
  double days_late;
  double net_days_late;
  double late_share;
  double bad_share; /* of the amounts that were paid or are bad */
  double expected_loss;
  int32_t is_covered; /* 0: the receivable is more than the sales it is counted back over */
  int32_t reserved;
} tenure_payment_totals;

/* Of a record with invoices: client, invoiced, paid, open, overdue, bad, days_late, late_share,
 * expected_loss, without clients who opted out of profiling. @since 0.1 */
TENURE_API tenure_status tenure_payment(const tenure_record* record,
                                        const tenure_payment_options* options,
                                        tenure_payment_totals* totals, size_t totals_size,
                                        tenure_table** clients, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
