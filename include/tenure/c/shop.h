/* A made-up shop whose truth is known.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_SHOP_H
#define TENURE_C_SHOP_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_shop_options {
  size_t struct_size;
  uint64_t seed;
  int32_t clients;
  int32_t opened;  /* clients join over the `joining` days from this one */
  int32_t joining; /* days; TENURE_NO_DAY: to the end of observation */
  int32_t observed_until;
  double r, alpha, s, beta; /* Pareto/NBD of the clients, by the week */
  double p, q, v;           /* Gamma-Gamma of the clients */
  double margin;            /* mean share of an amount left after the cost of goods */
} tenure_shop_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_shop_options_init(tenure_shop_options* options, size_t size);

/* log:       client (text, absent for guests), date, order_id, amount, cost, category, channel,
 *            quantity, as a till exports it, with returns, guests and same-day duplicates.
 * clients, contacts, invoices, contracts: the tables beside it, with the fields of a record under
 *            their names; attribute of the clients: region.
 * truth:     client, purchase_rate (a week), leaving_rate (a week), left_on, is_client, mean_spend,
 *            complaint_probability, visit_rate, default_probability, renewal_probability.
 * Any of them may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_simulate_shop(const tenure_shop_options* options,
                                              tenure_table** log, tenure_table** clients,
                                              tenure_table** contacts, tenure_table** invoices,
                                              tenure_table** contracts, tenure_table** truth,
                                              tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
