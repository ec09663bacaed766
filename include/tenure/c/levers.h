/* The levers of revenue: frequency x basket x duration.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_LEVERS_H
#define TENURE_C_LEVERS_H

#include "summary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Columns of one entry a client. @since 0.1 */
typedef struct tenure_client_levers {
  size_t struct_size;
  int64_t clients;             /* entries of each column that is there */
  const double* frequency;     /* purchases a unit of time */
  const double* basket;        /* revenue a purchase */
  const double* duration;      /* of the relation in units */
  const double* p_alive;       /* NULL: everybody is a client */
  const char* const* segments; /* who is compared with whom; NULL: all */
} tenure_client_levers;

/* @since 0.1 */
TENURE_API tenure_status tenure_client_levers_init(tenure_client_levers* given, size_t size);

/* @since 0.1 */
typedef struct tenure_lever_options {
  size_t struct_size;
  double frequency_change; /* share by which the lever grows, above -1: 0.10 */
  double basket_change;    /* 0.10 */
  double duration_change;  /* 0.10 */
  double frequency_cost;   /* of moving it so far for all clients: 0 */
  double basket_cost;      /* 0 */
  double duration_cost;    /* 0 */
  double margin;           /* share of revenue left, in (0, 1]: 1 */
  double discount_rate;    /* 0 ... */
  int32_t discount_kind;   /* ... TENURE_EFFECTIVE ... */
  int32_t discount_period; /* ... a TENURE_YEAR */
  int32_t unit;            /* of frequency and duration: TENURE_YEAR (of a summary: its own) */
  int32_t reserved;
  double frontier;       /* the quantile of a segment that is within reach: 0.9 */
  double small_headroom; /* share of the frontier below which a client is at his maximum: 0.1 */
  double likely_alive;   /* p_alive below which no lever moves him: 0.5 */
} tenure_lever_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_lever_options_init(tenure_lever_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_lever_totals {
  double revenue; /* of all clients */
} tenure_lever_totals;

/* levers: lever, elasticity, change, revenue, gain, share, cost, gain_to_cost.
 * clients: segment (if given), spend, revenue, frontier, headroom, headroom_share, p_alive (if
 * given), lever. segments: the same by segment, and for how many clients each lever is. @since 0.1
 */
TENURE_API tenure_status tenure_levers(const tenure_client_levers* given,
                                       const tenure_lever_options* options,
                                       tenure_lever_totals* totals, size_t totals_size,
                                       tenure_table** levers, tenure_table** clients,
                                       tenure_table** segments, tenure_error** err);

/* The same of what a summary has observed; only p_alive and segments of `given` are read, which may
 * be NULL. @since 0.1 */
TENURE_API tenure_status tenure_summary_levers(const tenure_summary* summary,
                                               const tenure_client_levers* given,
                                               const tenure_lever_options* options,
                                               tenure_lever_totals* totals, size_t totals_size,
                                               tenure_table** levers, tenure_table** clients,
                                               tenure_table** segments, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
