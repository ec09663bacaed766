/* The panel of each client: evolution, expectation, profit, retention and acquisition.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_CLIENT_PANEL_H
#define TENURE_C_CLIENT_PANEL_H

#include "budget.h"
#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Costs that the purchases do not hold, currency units; clients by their position among the
 * portfolio's. @since 0.1 */
typedef struct tenure_panel_costs {
  size_t struct_size;
  const double* acquisition; /* one a client of the portfolio; NULL: not known */
  int64_t acquisition_count;
  const int64_t* contact_client; /* contacts, in any order */
  const int32_t* contact_day;
  const double* contact_cost;
  int64_t contact_count;
} tenure_panel_costs;

/* @since 0.1 */
TENURE_API tenure_status tenure_panel_costs_init(tenure_panel_costs* costs, size_t size);

/* @since 0.1 */
typedef struct tenure_panel_options {
  size_t struct_size;
  int32_t period;  /* of the evolution and of the retention spending: TENURE_YEAR */
  int32_t periods; /* looked back on: 3 */
  int32_t lag;     /* periods back that the last one is compared with: 1 */
  int32_t reserved;
  double level;             /* of the interval of the slope: 0.95 */
  double horizon;           /* of the revenue to come, units of the models; INFINITY: for ever */
  double discount_rate;     /* 0.10 ... */
  int32_t discount_kind;    /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period;  /* ... a TENURE_YEAR */
  double solvency;          /* chance to remain solvent a year: 1 */
  const double* solvencies; /* one a client of the portfolio instead; NULL: `solvency` for all */
  int64_t solvency_count;
  double margin;       /* share of revenue that is profit; NAN: what the costs show, else 1 */
  double risk_horizon; /* units of the models; NAN: a year */
  const tenure_response_curve* response; /* to retention efforts; NULL: no ceiling, no optimum */
} tenure_panel_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_panel_options_init(tenure_panel_options* options, size_t size);

/* The panel at each of `dates`, ascending. clients: one row a date and client who had bought by
 * then: client, date, revenue, revenue_before, ... (as in tenure_trends), p_alive,
 * expected_revenue, profit, profit_before, ..., p_leaving, value_at_stake, retention_ceiling,
 * retention_optimum, retention_break_even, retention_spent, acquisition_cost, acquisition_left,
 * payback_day: those that are known. by_date: sums. @since 0.1 */
TENURE_API tenure_status tenure_client_panel(
    const tenure_portfolio* portfolio, const tenure_model* purchases, const tenure_model* spend,
    const int32_t* dates, int64_t date_count, const tenure_panel_costs* costs,
    const tenure_panel_options* options, const tenure_execution* execution, tenure_table** clients,
    tenure_table** by_date, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
