/* Revenue over the time in which a client is both alive and solvent.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_SOLVENCY_H
#define TENURE_C_SOLVENCY_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_solvency_options {
  size_t struct_size;
  double horizon;          /* in units of the summary; INFINITY: for ever */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  double solvency;         /* chance to remain solvent a `period`, in (0, 1]: 1 */
  int32_t period;          /* TENURE_YEAR */
  int32_t reserved;
  const double* solvencies; /* one a client instead, in [0, 1]; NULL: `solvency` for all */
  int64_t solvency_count;
} tenure_solvency_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_solvency_options_init(tenure_solvency_options* options,
                                                      size_t size);

/* @since 0.1 */
typedef struct tenure_solvency_totals {
  double revenue; /* sums over the clients that have one */
  double solvent_revenue;
  int64_t not_valued;
} tenure_solvency_totals;

/* clients: client, p_alive, solvency, revenue, solvent_revenue, lost, status. @since 0.1 */
TENURE_API tenure_status tenure_solvent_revenue(
    const tenure_model* purchases, const tenure_model* spend, const tenure_summary* summary,
    const tenure_solvency_options* options, const tenure_execution* execution,
    tenure_solvency_totals* totals, size_t totals_size, tenure_table** clients, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
