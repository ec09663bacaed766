/* How close a relation is, its phases, and what to offer next.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_RELATIONS_H
#define TENURE_C_RELATIONS_H

#include "portfolio.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Intensity ------------------------------------------------------------------------------- */

/* Contacts with clients, one an entry. @since 0.1 */
typedef struct tenure_contacts {
  size_t struct_size;
  int64_t rows;
  const int64_t* client; /* place of the client among the portfolio's, from 0 */
  const int32_t* day;
  const double* weight; /* above 0; NULL: 1 each */
} tenure_contacts;

/* @since 0.1 */
TENURE_API tenure_status tenure_contacts_init(tenure_contacts* contacts, size_t size);

/* @since 0.1 */
typedef struct tenure_intensity_options {
  size_t struct_size;
  double half_life;      /* 90 days, after which a contact counts half */
  const double* weights; /* of the seven dimensions; NULL: 1 each */
  const double* value;   /* one a client of the portfolio; NULL: the margin, if costs are known */
  int64_t value_count;
} tenure_intensity_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_intensity_options_init(tenure_intensity_options* options,
                                                       size_t size);

/* Seven dimensions of each relation: client; those that are known of nature, contacts, time, space,
 * volume, financial, value; the same as percentiles ("nature_percentile" ...); dimensions;
 * composite: the weighted geometric mean of the percentiles. @since 0.1 */
TENURE_API tenure_status tenure_relation_intensity(const tenure_portfolio* portfolio,
                                                   const tenure_contacts* contacts,
                                                   const tenure_intensity_options* options,
                                                   const tenure_execution* execution,
                                                   tenure_table** out, tenure_error** err);

/* What n clients' events teach of their rates, which are Gamma(shape, rate) between clients: mean,
 * cv, from, to (which hold it with probability `level`), credibility. @since 0.1 */
TENURE_API tenure_status tenure_learned_rates(const double* events, const double* exposure,
                                              int64_t n, double shape, double rate, double level,
                                              tenure_table** out, tenure_error** err);

/* What it is worth to know beforehand for which of n clients an action works: probability, net,
 * net_if_known, evpi, acts. @since 0.1 */
TENURE_API tenure_status tenure_value_of_information(const double* probability, const double* gain,
                                                     const double* cost, int64_t n,
                                                     tenure_table** out, tenure_error** err);

/* ---- Phases ---------------------------------------------------------------------------------- */

/* Phases and the moves between them that can be. @since 0.1 */
typedef struct tenure_phase_machine {
  size_t struct_size;
  const char* const* phases; /* NULL: prospect, lead, proposal, client, at risk, lapsed, won back,
                                natural loss, and their moves */
  int64_t phase_count;
  const int32_t* moves_from; /* places in `phases` */
  const int32_t* moves_to;
  int64_t move_count;
} tenure_phase_machine;

/* @since 0.1 */
TENURE_API tenure_status tenure_phase_machine_init(tenure_phase_machine* machine, size_t size);

/* Entries of clients into phases, in any order. @since 0.1 */
typedef struct tenure_phase_entries {
  size_t struct_size;
  int64_t rows;
  const int64_t* client; /* any number that names him */
  const int32_t* day;
  const int32_t* phase; /* place in the machine's phases */
} tenure_phase_entries;

/* @since 0.1 */
TENURE_API tenure_status tenure_phase_entries_init(tenure_phase_entries* entries, size_t size);

/* @since 0.1 */
typedef struct tenure_phase_options {
  size_t struct_size;
  int32_t observed_until;    /* no default: it must be set */
  int32_t refuse_unexpected; /* 1: a move that the machine does not have is an error */
  double level;              /* 0.95 */
} tenure_phase_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_phase_options_init(tenure_phase_options* options, size_t size);

/* Conversions between phases and times in them.
 * conversions: from, to, visits, moves, conversion, wilson_from, wilson_to, expected,
 *              expected_from, expected_to, is_usual.
 * phases:      phase, visits, left, inside, median_days, mean_days.
 * durations:   phase, days, inside (Kaplan and Meier).
 * unexpected:  client, day, from, to. @since 0.1 */
TENURE_API tenure_status tenure_phase_analysis(const tenure_phase_machine* machine,
                                               const tenure_phase_entries* entries,
                                               const tenure_phase_options* options,
                                               tenure_table** conversions, tenure_table** phases,
                                               tenure_table** durations, tenure_table** unexpected,
                                               tenure_error** err);

/* @since 0.1 */
typedef struct tenure_conversion_values {
  double rate;
  double wilson_from;
  double wilson_to;
  double expected; /* of the beta posterior */
  double expected_from;
  double expected_to;
} tenure_conversion_values;

/* How sure the share of successes is: Wilson's interval, and the posterior under a
 * Beta(prior_a, prior_b), 0.5 and 0.5 being Jeffreys' prior. @since 0.1 */
TENURE_API tenure_status tenure_conversion(double successes, double trials, double level,
                                           double prior_a, double prior_b,
                                           tenure_conversion_values* out, size_t out_size,
                                           tenure_error** err);

/* ---- Next offer ------------------------------------------------------------------------------ */

/* @since 0.1 */
typedef struct tenure_pair_values {
  double support;
  double confidence;
  double lift;
  double leverage;
  double conviction; /* 0 where it is infinite */
  double jaccard;
  double g2; /* T. Dunning's log-likelihood ratio */
} tenure_pair_values;

/* How far two items go together, of `all` baskets of which `a` hold the one, `b` the other and
 * `both` both. @since 0.1 */
TENURE_API tenure_status tenure_pair_metrics(double all, double a, double b, double both,
                                             tenure_pair_values* out, size_t out_size,
                                             tenure_error** err);

/* What items bought together belong to. @since 0.1 */
enum { TENURE_BASKET_PURCHASE = 0, TENURE_BASKET_CLIENT = 1 };

/* @since 0.1 */
typedef struct tenure_offer_options {
  size_t struct_size;
  int32_t basket;           /* TENURE_BASKET_CLIENT */
  int32_t just_bought_days; /* 30: items bought within are not offered; -1: all may be */
  int32_t exclude_owned;    /* 1: nor what the client ever bought */
  int32_t offers_a_client;  /* 1 */
  double prior;             /* 0.5, added to each count of a next item */
  double cost;              /* of making an offer */
  const double* margins;    /* one an item, in the order of `items`; NULL: the mean of the log */
  int64_t margin_count;
  const double* active; /* probability of each client of the portfolio to buy at all; NULL: 1 */
  int64_t active_count;
} tenure_offer_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_offer_options_init(tenure_offer_options* options, size_t size);

/* From the categories of a portfolio's purchases.
 * items:  item, clients, purchases, margin.
 * pairs:  item, other, baskets, other_baskets, both, support, confidence, lift, leverage,
 *         conviction, jaccard, g2.
 * next:   item, next_item, moves, probability.
 * offers: client, rank, item, probability, expected_value, pays. @since 0.1 */
TENURE_API tenure_status tenure_next_offers(const tenure_portfolio* portfolio,
                                            const tenure_offer_options* options,
                                            const tenure_execution* execution, tenure_table** items,
                                            tenure_table** pairs, tenure_table** next,
                                            tenure_table** offers, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
