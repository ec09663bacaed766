/* Scores and named segments.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_SEGMENTS_H
#define TENURE_C_SEGMENTS_H

#include "summary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How values become scores 1 (worst) to `bins` (best). @since 0.1 */
enum {
  TENURE_SCORE_QUANTILE = 0, /* cut at type-7 quantiles; equal values get equal scores */
  TENURE_SCORE_RANK = 1,     /* equally many clients a score */
  TENURE_SCORE_NESTED = 2,   /* R, then F within R, then M within both, by rank */
  TENURE_SCORE_FIXED = 3     /* cuts are given: stable over time */
};

/* A named segment: the clients whose scores lie in the box; the first match wins. An element of an
 * array, and therefore never growing. @since 0.1 */
typedef struct tenure_segment_rule {
  const char* name;
  int32_t r_from, r_to, f_from, f_to, m_from, m_to;
} tenure_segment_rule;

/* What equal values get when clients are scored by rank. @since 0.1 */
enum {
  TENURE_TIES_BY_POSITION = 0, /* scores by client order: equally many clients a score */
  TENURE_TIES_AVERAGED = 1     /* the score of their mean rank: equal values get equal scores */
};

/* Rules for five bins, each set of which covers every combination of scores. @since 0.1 */
enum {
  TENURE_SEGMENTS_USUAL = 0,       /* the eleven English names that are taught everywhere */
  TENURE_SEGMENTS_FRENCH = 1,      /* ten French names */
  TENURE_SEGMENTS_FRENCH_SHORT = 2 /* five: tres bon, nouveau, bon, futur non-client, inactif */
};

/* A set of rules, to be taken as it is or changed. They live for ever; either output may be NULL.
 * @since 0.1 */
TENURE_API tenure_status tenure_segment_preset(int32_t preset, const tenure_segment_rule** rules,
                                               int64_t* count, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_rfm_options {
  size_t struct_size;
  int32_t scoring;          /* TENURE_SCORE_QUANTILE */
  int32_t bins;             /* 5 */
  int32_t monetary_is_mean; /* 1: mean spend of a purchase instead of total spend */
  int32_t ties;             /* TENURE_TIES_BY_POSITION; TENURE_SCORE_RANK and NESTED only */
  /* TENURE_SCORE_FIXED only: ascending upper bounds of all bins but the last; recency in days since
   * the last purchase, or in units for a summary without days. */
  const double* recency_cuts;
  int64_t recency_cut_count;
  const double* frequency_cuts;
  int64_t frequency_cut_count;
  const double* monetary_cuts;
  int64_t monetary_cut_count;
  const tenure_segment_rule* rules;
  int64_t rule_count; /* -1: TENURE_SEGMENTS_USUAL for five bins; 0: no names */
  double weight_r;    /* weights of a weighted score, none negative; all 0: there is none */
  double weight_f;
  double weight_m;
  double weight_t;
  /* FRAT: the type of what each client buys, and what he gave when asked (1 or 0, or an amount).
   * Without responses, whether he bought in the holdout of the summary. */
  const char* const* types;
  int64_t type_count;
  const double* responses;
  int64_t response_count;
  double type_prior; /* 10: clients at the overall rate that are added to each type */
} tenure_rfm_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_rfm_options_init(tenure_rfm_options* options, size_t size);

/* Scores by recency, frequency and monetary value, and with types by type.
 * clients:   client, recency_days, purchases, monetary, r, f, m, type, type_index, t, score,
 *            segment: those that are there.
 * segments:  segment, clients, share, purchases, spend, spend_share, median_recency, mean_spend.
 * cuts:      measure, score, from, to.
 * overlaps:  two rules and the clients that both boxes contain.
 * coverage:  rule, cells, cells_taken, clients: a rule that takes no cell can name nobody.
 * uncovered: r, f, m, clients: combinations of scores that no rule takes.
 * types:     type, clients, responses, rate, shrunk_rate, index. @since 0.1 */
TENURE_API tenure_status tenure_rfm(const tenure_summary* summary,
                                    const tenure_rfm_options* options, tenure_table** clients,
                                    tenure_table** segments, tenure_table** cuts,
                                    tenure_table** overlaps, tenure_table** coverage,
                                    tenure_table** uncovered, tenure_table** types,
                                    tenure_error** err);

/* ---- Is a segment worth being one ------------------------------------------------------------ */

/* Kotler's five conditions of a segment as bounds that can be checked. @since 0.1 */
typedef struct tenure_segment_report_options {
  size_t struct_size;
  double max_error;           /* 0.25: measurable: standard error of its mean spend / that mean */
  int64_t min_clients;        /* 30: substantial: as many clients ... */
  double min_revenue_share;   /* 0: ... and this share of all spend */
  double min_separation;      /* 0.5: differentiable: distance to the nearest other segment */
  double min_reach;           /* 0.5: accessible: share of clients who may be contacted */
  double segment_cost;        /* 0: actionable: what treating it apart earns is above this */
  const uint8_t* contactable; /* 1 or 0 a client; NULL: not known */
  int64_t contactable_count;
  /* Expected profit of each action for each client, one row of action_count numbers a client. */
  const double* action_values;
  int64_t action_value_count;
  const char* const* actions; /* their names; NULL: not known */
  int64_t action_count;
} tenure_segment_report_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_segment_report_options_init(tenure_segment_report_options* options,
                                                            size_t size);

/* Viability and profile of each segment, by falling revenue; `segments`: the name of the segment of
 * each of the n clients of the summary.
 * report:   segment, clients, share, revenue, revenue_share, error, separation, nearest, reach,
 *           best_action, gain_apart, is_measurable, is_substantial, is_differentiable,
 *           is_accessible, is_actionable, is_viable, why.
 * profiles: segment, clients, mean_purchases, median_recency, mean_spend, spend_per_client,
 *           purchases_index, recency_index, spend_index, profile (some sentences).
 * features: feature, between_share (of the variance of ranks, between segments). @since 0.1 */
TENURE_API tenure_status tenure_segment_report(const tenure_summary* summary,
                                               const char* const* segments, int64_t n,
                                               const tenure_segment_report_options* options,
                                               tenure_table** report, tenure_table** profiles,
                                               tenure_table** features, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
