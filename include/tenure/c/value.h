/* What clients are worth, and how few of them hold how much of it.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_VALUE_H
#define TENURE_C_VALUE_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Value ----------------------------------------------------------------------------------- */

/* When in a period the cash of its purchases is counted. @since 0.1 */
enum {
  TENURE_AT_PURCHASE = 0,  /* continuously, at the moment of each purchase */
  TENURE_PERIOD_START = 1, /* the first period's cash is not discounted */
  TENURE_PERIOD_MIDDLE = 2,
  TENURE_PERIOD_END = 3
};

/* @since 0.1 */
typedef struct tenure_clv_options {
  size_t struct_size;
  double horizon;          /* in units of the summary; INFINITY: for ever, at_purchase only */
  double discount_rate;    /* 0.10 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  int32_t timing;          /* TENURE_AT_PURCHASE */
  int32_t period;          /* of the other timings: TENURE_MONTH */
  double margin;           /* share of spend left after the cost of goods, in (0, 1]: 1 */
  const double* margins;   /* one a client instead; NULL: `margin` for all */
  int64_t margin_count;
} tenure_clv_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_clv_options_init(tenure_clv_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_clv_totals {
  double total;       /* sum of clv over the clients that have one */
  int64_t not_valued; /* clients without a value */
  char basis[256];    /* timing, horizon, discount and margin in one sentence */
} tenure_clv_totals;

/* Value of the residual lifetime of every client, first purchase excluded: client, p_alive,
 * expected_purchases (finite horizon), discounted_purchases, expected_spend, margin, clv,
 * clv_if_alive, status ("ok", or why clv has no value). @since 0.1 */
TENURE_API tenure_status tenure_clv(const tenure_model* purchases, const tenure_model* spend,
                                    const tenure_summary* summary,
                                    const tenure_clv_options* options,
                                    const tenure_execution* execution, tenure_clv_totals* totals,
                                    size_t totals_size, tenure_table** clients, tenure_error** err);

/* Share of all spend that was left after its cost: what tenure_clv_options.margin asks for. Where
 * there is none, or it is not in (0, 1], has_value is 0. Neither may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_observed_margin(const tenure_summary* summary, double* out,
                                                int32_t* has_value, tenure_error** err);

/* ---- Concentration --------------------------------------------------------------------------- */

/* Clients by falling value are A while those before them hold less than a_share of all value, then
 * B while less than b_share, then C. @since 0.1 */
typedef struct tenure_concentration_options {
  size_t struct_size;
  double a_share; /* 0.80 */
  double b_share; /* 0.95 */
} tenure_concentration_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_concentration_options_init(tenure_concentration_options* options,
                                                           size_t size);

/* @since 0.1 */
typedef struct tenure_concentration_totals {
  double total;
  int64_t negative;         /* values below 0, which count as 0 */
  double gini;              /* of the clients as a population: at most 1 - 1/n */
  double gini_unbiased;     /* of the population they are drawn from */
  double top_tenth_share;   /* of value, with the greatest tenth of clients */
  double top_fifth_share;   /* with the greatest fifth: "80/20" if it is 0.8 */
  double herfindahl;        /* sum of squared shares */
  double effective_clients; /* as many equal clients would be as concentrated */
  double entropy;           /* nats */
  double hoover;            /* share of value to move for all to be equal */
} tenure_concentration_totals;

/* How unequally n finite values are spread over clients.
 * clients: rank, share, cumulative_share, class: parallel to the values.
 * classes: class, clients, client_share, value, value_share.
 * lorenz:  client_share, value_share, at each hundredth of the clients. @since 0.1 */
TENURE_API tenure_status tenure_concentration(const double* values, int64_t n,
                                              const tenure_concentration_options* options,
                                              tenure_concentration_totals* totals,
                                              size_t totals_size, tenure_table** clients,
                                              tenure_table** classes, tenure_table** lorenz,
                                              tenure_error** err);

/* @since 0.1 */
typedef struct tenure_rate_concentration {
  double gini;
  double top_fifth_share;
  double seen_top_fifth_share; /* of the purchases seen in the window: chance adds to it */
} tenure_rate_concentration;

/* Concentration of the purchase rates of a model, and what a window of that many units shows of it.
 * @since 0.1 */
TENURE_API tenure_status tenure_rate_concentration_of(const tenure_model* purchases, double window,
                                                      tenure_rate_concentration* out,
                                                      size_t out_size, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
