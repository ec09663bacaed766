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

/* The eleven usual names for five bins, which together cover every combination of scores: what
 * tenure_rfm_options.rules and .rule_count are where they say nothing. They live for ever; either
 * output may be NULL. @since 0.1 */
TENURE_API tenure_status tenure_usual_segments(const tenure_segment_rule** rules, int64_t* count,
                                               tenure_error** err);

/* @since 0.1 */
typedef struct tenure_rfm_options {
  size_t struct_size;
  int32_t scoring;          /* TENURE_SCORE_QUANTILE */
  int32_t bins;             /* 5 */
  int32_t monetary_is_mean; /* 1: mean spend of a purchase instead of total spend */
  int32_t reserved;
  /* TENURE_SCORE_FIXED only: ascending upper bounds of all bins but the last; recency in days since
   * the last purchase, or in units for a summary without days. */
  const double* recency_cuts;
  int64_t recency_cut_count;
  const double* frequency_cuts;
  int64_t frequency_cut_count;
  const double* monetary_cuts;
  int64_t monetary_cut_count;
  const tenure_segment_rule* rules;
  int64_t rule_count; /* -1: the eleven usual names for five bins; 0: no names */
} tenure_rfm_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_rfm_options_init(tenure_rfm_options* options, size_t size);

/* Scores by recency, frequency and monetary value.
 * clients:  client, recency_days, purchases, monetary, r, f, m, segment.
 * segments: segment, clients, share, purchases, spend, spend_share, median_recency, mean_spend.
 * cuts:     measure, score, from, to.
 * overlaps: two rules and the clients that both boxes contain. @since 0.1 */
TENURE_API tenure_status tenure_rfm(const tenure_summary* summary,
                                    const tenure_rfm_options* options, tenure_table** clients,
                                    tenure_table** segments, tenure_table** cuts,
                                    tenure_table** overlaps, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
