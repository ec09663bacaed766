/* Rates of attrition: what a base lost and won, what makes up for it, and how cohorts hold.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_ATTRITION_RATES_H
#define TENURE_C_ATTRITION_RATES_H

#include "record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Rates ----------------------------------------------------------------------------------- */

/* What moved a base from the opening to the closing of a period: all in clients, or all in revenue.
 * The end is start - lost - contraction + expansion + gained. @since 0.1 */
typedef struct tenure_base_moves {
  size_t struct_size;
  double start;       /* at the opening: 0, as all of them */
  double lost;        /* of who left */
  double contraction; /* of who stayed and brings less */
  double expansion;   /* of who stayed and brings more */
  double gained;      /* of who came */
} tenure_base_moves;

/* @since 0.1 */
TENURE_API tenure_status tenure_base_moves_init(tenure_base_moves* moves, size_t size);

/* rate ("gross", "average", "net", "retention", "net_retention"), value, over_periods (the same
 * compounded to `periods` periods). Of revenue, the last two are GRR and NRR. @since 0.1 */
TENURE_API tenure_status tenure_attrition_rates(const tenure_base_moves* moves, double periods,
                                                tenure_table** rates, tenure_error** err);

/* A rate of loss in [0, 1) a period as one of `periods` of them (12: from month to year), and the
 * constant force of loss that gives it. @since 0.1 */
TENURE_API tenure_status tenure_convert_rate(double loss_rate, double periods, double* rate,
                                             double* hazard, tenure_error** err);

/* ---- The client bridge ----------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_client_bridge_options {
  size_t struct_size;
  double level;     /* of the intervals: 0.95 */
  double periods;   /* to compound the rates to: 1 */
  double tolerance; /* share of the opening revenue by which a change is none: 0 */
} tenure_client_bridge_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_client_bridge_options_init(tenure_client_bridge_options* options,
                                                           size_t size);

/* From the revenue of n clients in two periods (0: no client then).
 * steps: step ("start", "lost", "contraction", "expansion", "new", "end"), clients, revenue (the
 *        first five add up to the last), share, concerned.
 * rates: of ("clients", "revenue"), rate, value, over_periods, lower, upper.
 * moves: opening, closing, change, move. @since 0.1 */
TENURE_API tenure_status tenure_client_bridge(const double* opening, const double* closing,
                                              int64_t n,
                                              const tenure_client_bridge_options* options,
                                              tenure_table** steps, tenure_table** rates,
                                              tenure_table** moves, tenure_error** err);

/* The same of a portfolio with amounts: the opening period is opening_from to the day before
 * closing_from, the closing period closing_from to closing_until. moves: the same after client.
 * @since 0.1 */
TENURE_API tenure_status tenure_client_bridge_of_portfolio(
    const tenure_portfolio* portfolio, int32_t opening_from, int32_t closing_from,
    int32_t closing_until, const tenure_client_bridge_options* options,
    const tenure_execution* execution, tenure_table** steps, tenure_table** rates,
    tenure_table** moves, tenure_error** err);

/* ---- Stock and flow -------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_stock_flow_options {
  size_t struct_size;
  double clients;   /* at the start, above 0; it has no default and must be set */
  double loss_rate; /* a period: 0 */
  double acquired;  /* new clients a period: 0 */
  int32_t periods;  /* 12 */
  int32_t reserved;
  double conversion;        /* of a prospect into a client, in (0, 1]: 1 */
  double cost_per_prospect; /* 0 */
} tenure_stock_flow_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_stock_flow_options_init(tenure_stock_flow_options* options,
                                                        size_t size);

/* @since 0.1 */
typedef struct tenure_stock_flow_totals {
  double hold;             /* new clients a period that hold the base */
  double prospects;        /* to convert for that */
  double prospecting_cost; /* of them */
  double steady;           /* where the base ends, if has_steady is 1: it loses clients */
  double half_life;        /* periods until half is gone if nobody comes, if has_half_life is 1 */
  int32_t has_steady;
  int32_t has_half_life;
} tenure_stock_flow_totals;

/* path: period, clients, lost, acquired. @since 0.1 */
TENURE_API tenure_status tenure_stock_flow(const tenure_stock_flow_options* options,
                                           tenure_stock_flow_totals* totals, size_t totals_size,
                                           tenure_table** path, tenure_error** err);

/* ---- Cohorts --------------------------------------------------------------------------------- */

/* One row a client and period in which he was active. @since 0.1 */
typedef struct tenure_cohort_rows {
  size_t struct_size;
  int64_t rows;
  const int64_t* client; /* any number that names him */
  const int64_t* period;
  const double* revenue; /* NULL: clients are counted alone */
  int64_t last_period;   /* observed to its end; later rows are left out */
} tenure_cohort_rows;

/* @since 0.1 */
TENURE_API tenure_status tenure_cohort_rows_init(tenure_cohort_rows* rows, size_t size);

/* Retention by the period in which clients began; `level` of the intervals.
 * cells:    cohort, age, clients, active, retention, attrition, revenue, revenue_retention.
 * triangle: cohort, clients, age_0, age_1, ...: the retention.
 * ages:     age, cohorts, clients, active, retention, lower, upper, attrition. @since 0.1 */
TENURE_API tenure_status tenure_cohort_triangle(const tenure_cohort_rows* rows, double level,
                                                tenure_table** cells, tenure_table** triangle,
                                                tenure_table** ages, tenure_error** err);

/* The same of a portfolio's purchases by calendar periods; cohort is a period's first day.
 * @since 0.1 */
TENURE_API tenure_status tenure_cohort_triangle_of_portfolio(
    const tenure_portfolio* portfolio, int32_t unit, double level, tenure_table** cells,
    tenure_table** triangle, tenure_table** ages, tenure_error** err);

/* The same of a record's contracts: a client is active in the calendar periods in which one of his
 * ran on some day, its end being the first day on which it did not. @since 0.1 */
TENURE_API tenure_status tenure_cohort_triangle_of_contracts(
    const tenure_record* record, int32_t unit, double level, tenure_table** cells,
    tenure_table** triangle, tenure_table** ages, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
