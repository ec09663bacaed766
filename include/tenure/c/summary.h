/* One row a client.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_SUMMARY_H
#define TENURE_C_SUMMARY_H

#include "portfolio.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the models need to know of each history. @since 0.1 */
typedef struct tenure_summary tenure_summary;

/* @since 0.1 */
typedef struct tenure_summary_options {
  size_t struct_size;
  int32_t unit;            /* TENURE_WEEK */
  int32_t observed_until;  /* last day that counts; TENURE_NO_DAY: the portfolio's */
  int32_t calibration_end; /* what follows is the holdout; TENURE_NO_DAY: no holdout. Clients whose
                            * first purchase is later are left out and counted */
  int32_t reserved;
} tenure_summary_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_summary_options_init(tenure_summary_options* options, size_t size);

/* Histories as the models read them: parallel arrays of `rows` entries, one a client or one a
 * distinct history. Times in the model's unit. @since 0.1 */
typedef struct tenure_histories {
  size_t struct_size;
  int64_t rows;
  const double* frequency;  /* x: repeat purchases, a whole number >= 0 */
  const double* recency;    /* t_x: age at the last purchase, 0 if x = 0 */
  const double* age;        /* T: from the first purchase to the end of observation */
  const double* mean_spend; /* mean of the repeat purchases; spend models only, else NULL */
  const double* weight;     /* clients a row stands for; NULL: one each */
  /* sum over the repeats of ln(time since the purchase before), 0 if x = 0; models with a
     regularity above 1 and for likelihoods only, else NULL */
  const double* log_interpurchase;
} tenure_histories;

/* No rows, no arrays. @since 0.1 */
TENURE_API tenure_status tenure_histories_init(tenure_histories* histories, size_t size);

/* One row a client with a purchase on or before the end of calibration. @since 0.1 */
TENURE_API tenure_status tenure_summary_from_portfolio(const tenure_portfolio* portfolio,
                                                       const tenure_summary_options* options,
                                                       const tenure_execution* execution,
                                                       tenure_summary** out, tenure_error** err);
/* From histories known otherwise. At most one of client_numbers and client_texts, with as many
 * entries as there are rows; with neither, clients are numbered from 0. TENURE_INVALID_DATA, naming
 * column and row, unless x is whole and >= 0, 0 <= t_x <= T, t_x = 0 where x = 0. @since 0.1 */
TENURE_API tenure_status tenure_summary_from_arrays(const tenure_histories* histories, int32_t unit,
                                                    const int64_t* client_numbers,
                                                    const char* const* client_texts,
                                                    tenure_summary** out, tenure_error** err);

/* From purchases at times in `unit`, as tenure_model_simulate gives them: purchase j is of client
 * client[j], at time[j] since his first, which is at 0; by client, and each client's by time.
 * Clients 0, 1, ... were observed for ages[i]. TENURE_INVALID_DATA, naming column and row, for a
 * purchase out of this order or after the client's age, and an age without purchases. @since 0.1 */
TENURE_API tenure_status tenure_summary_from_times(const int64_t* client, const double* time,
                                                   int64_t n, const double* ages,
                                                   int64_t client_count, int32_t unit,
                                                   tenure_summary** out, tenure_error** err);
/* The same summary with a holdout that was counted elsewhere, of `holdout_length` units: purchases
 * of each of its n clients in it, and the value of them all (NULL: unknown). TENURE_INVALID_DATA,
 * naming column and row, unless purchases are whole and from 0 and spend is from 0, of nobody
 * without purchases. @since 0.1 */
TENURE_API tenure_status tenure_summary_with_holdout(const tenure_summary* summary,
                                                     double holdout_length,
                                                     const double* holdout_frequency,
                                                     const double* holdout_spend, int64_t n,
                                                     tenure_summary** out, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_summary_info {
  int64_t clients;
  int64_t clients_left_out; /* first purchase after the end of calibration */
  int32_t unit;
  int32_t has_holdout;
  int32_t calibration_end;  /* end of observation without a holdout; TENURE_NO_DAY without days */
  int32_t observed_until;   /* TENURE_NO_DAY without days */
  double holdout_length;    /* in units, 0 without a holdout */
  int64_t excluded_clients; /* opted out of profiling: they have no row */
} tenure_summary_info;

/* @since 0.1 */
TENURE_API tenure_status tenure_summary_get_info(const tenure_summary* summary,
                                                 tenure_summary_info* out, size_t out_size,
                                                 tenure_error** err);
/* The histories of a summary, borrowed from it, ready for the functions of a model. @since 0.1 */
TENURE_API tenure_status tenure_summary_get_histories(const tenure_summary* summary,
                                                      tenure_histories* out, size_t out_size,
                                                      tenure_error** err);
/* client, weight, frequency, recency, age, first_day, last_day, spend, mean_spend, margin,
 * log_interpurchase, holdout_frequency, holdout_spend: those that are there. @since 0.1 */
TENURE_API tenure_status tenure_summary_table(const tenure_summary* summary, tenure_table** out,
                                              tenure_error** err);
/* The histories of contracts that were signed together: survivors[t] of them have been renewed t
 * times, so that survivors[0] is the size of the cohort. One row a distinct history, with its
 * weight. TENURE_INVALID_DATA unless they are finite, above 0 and do not increase. @since 0.1 */
TENURE_API tenure_status tenure_summary_from_cohort(const double* survivors, int64_t n,
                                                    int32_t period, tenure_summary** out,
                                                    tenure_error** err);
/* The same of several cohorts, lengths[i] numbers of survivors each, one cohort after the other.
 * @since 0.1 */
TENURE_API tenure_status tenure_summary_from_cohorts(const double* survivors,
                                                     const int64_t* lengths, int64_t cohort_count,
                                                     int32_t period, tenure_summary** out,
                                                     tenure_error** err);
/* The histories of n single contracts, a row each: client i was under contract for duration[i]
 * periods, at the end of the last of which he left (churned[i] is not 0) or went on. Clients as in
 * tenure_summary_from_arrays. TENURE_INVALID_DATA, naming the row, unless durations are whole, from
 * 0, and of those who left from 1. @since 0.1 */
TENURE_API tenure_status tenure_summary_from_durations(const double* duration,
                                                       const uint8_t* churned, int64_t n,
                                                       int32_t period,
                                                       const int64_t* client_numbers,
                                                       const char* const* client_texts,
                                                       tenure_summary** out, tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_summary_free(tenure_summary* summary);

#ifdef __cplusplus
}
#endif

#endif
