/* A budget shared between clients, with the proof of the plan.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_ALLOCATION_H
#define TENURE_C_ALLOCATION_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a plan earns, and what no plan can. Currency units. @since 0.1 */
typedef struct tenure_certificate {
  double gain;      /* of the plan, before its cost */
  double spent;     /* its cost */
  double objective; /* gain less spent; the gain itself where the budget is sunk */
  double bound;     /* no plan within the limits has a greater objective: the dual value */
  double gap;       /* bound - objective, at least 0 */
} tenure_certificate;

/* @since 0.1 */
typedef struct tenure_spending_options {
  size_t struct_size;
  const double* inflection; /* one a client: his response is S-shaped; NULL: exponential */
  int64_t inflection_count; /* 0 */
  int32_t sunk;             /* 0; 1: the budget is spent whatever is done */
  int32_t reserved;
} tenure_spending_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_spending_options_init(tenure_spending_options* options,
                                                      size_t size);

/* Spending on each of n clients that earns most in all: client i gains
 * potential (1 - exp(-speed x)), or the S-shaped form of it, and all spending is at most `budget`
 * (INFINITY: no limit).
 * clients: spend, gain, marginal_gain.
 * constraints: constraint, limit, used, shadow_price, binds. @since 0.1 */
TENURE_API tenure_status tenure_allocate_spending(const double* potential, const double* speed,
                                                  int64_t n, double budget,
                                                  const tenure_spending_options* options,
                                                  const tenure_execution* execution,
                                                  tenure_certificate* certificate,
                                                  size_t certificate_size, tenure_table** clients,
                                                  tenure_table** constraints, tenure_error** err);

/* What offers must keep to. INFINITY, NULL: no limit. @since 0.1 */
typedef struct tenure_offer_limits {
  size_t struct_size;
  double budget;                  /* of all spending: INFINITY */
  double contacts;                /* clients who get an offer: INFINITY */
  const int64_t* channel;         /* of each offer, from 0 */
  int64_t channel_count;          /* 0 */
  const double* channel_capacity; /* offers a channel carries */
  int64_t channel_capacity_count; /* 0 */
  const int64_t* segment;         /* of each client, from 0 */
  int64_t segment_count;          /* 0 */
  const double* segment_floor;    /* least spending on a segment */
  int64_t segment_floor_count;    /* 0 */
  const double* segment_ceiling;  /* most spending on a segment */
  int64_t segment_ceiling_count;  /* 0 */
  int32_t sunk;                   /* 0; 1: the budget is spent whatever is done */
  int32_t reserved;
} tenure_offer_limits;

/* @since 0.1 */
TENURE_API tenure_status tenure_offer_limits_init(tenure_offer_limits* limits, size_t size);

/* At most one of `offers` offers for each client. gain: clients times offers, a client's offers
 * beside each other; cost: the same, or one an offer for all clients.
 * clients: offer (from 0; absent: none), cost, gain.
 * constraints: constraint, limit, used, shadow_price, binds. @since 0.1 */
TENURE_API tenure_status tenure_allocate_offers(const double* cost, int64_t cost_entries,
                                                const double* gain, int64_t gain_entries,
                                                int64_t offers, const tenure_offer_limits* limits,
                                                const tenure_execution* execution,
                                                tenure_certificate* certificate,
                                                size_t certificate_size, tenure_table** clients,
                                                tenure_table** constraints, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
