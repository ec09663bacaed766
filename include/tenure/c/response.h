/* Which cells of clients, and which clients, are worth a contact.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_RESPONSE_H
#define TENURE_C_RESPONSE_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_cell_response_options {
  size_t struct_size;
  double contact_cost; /* of one contact, 0 or more: 0 */
  double margin;       /* of one response before the contact's cost, above 0: to be set */
  double prior;        /* 0: contacts at the overall rate that are added to each cell */
} tenure_cell_response_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_cell_response_options_init(tenure_cell_response_options* options,
                                                           size_t size);

/* @since 0.1 */
typedef struct tenure_cell_response_totals {
  double overall_rate;
  double break_even_rate;  /* contact_cost / margin */
  double selective_profit; /* of the cells that are worth a contact */
  double mail_all_profit;
  double clients_selected;
} tenure_cell_response_totals;

/* The break-even of n cells after a campaign or its test: how many were contacted, and how many
 * responded. `clients`: how many each has now; NULL: as many as were contacted.
 * cells: contacted, responses, rate, shrunk_rate, index, break_even_index, clients, profit,
 * is_worth. TENURE_INVALID_DATA unless 0 <= responses <= contacted. @since 0.1 */
TENURE_API tenure_status tenure_cell_response(const double* contacted, const double* responses,
                                              const double* clients, int64_t n,
                                              const tenure_cell_response_options* options,
                                              tenure_cell_response_totals* totals,
                                              size_t totals_size, tenure_table** cells,
                                              tenure_error** err);

/* @since 0.1 */
typedef struct tenure_marginal_revenue_totals {
  double least_score; /* contact every client with at least this score, if has_least_score is 1 */
  double selective_profit;
  double mail_all_profit;
  int64_t clients_selected;
  int32_t has_least_score;
  int32_t reserved;
} tenure_marginal_revenue_totals;

/* How far down a list to go: while the expected marginal revenue of one more contact is at least
 * its cost (Bult & Wansbeek 1995), by isotonic regression of a test's revenues on its scores.
 * steps: score_from, score_to, clients, expected_revenue, is_worth. @since 0.1 */
TENURE_API tenure_status tenure_marginal_revenue(const double* scores, const double* revenues,
                                                 int64_t n, double contact_cost,
                                                 tenure_marginal_revenue_totals* totals,
                                                 size_t totals_size, tenure_table** steps,
                                                 tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
