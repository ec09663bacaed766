/* Whom a campaign earns most on, acquisition against retention, win-back, and complaints.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_CAMPAIGNS_H
#define TENURE_C_CAMPAIGNS_H

#include "allocation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Targeting ------------------------------------------------------------------------------- */

/* What each client's treatment changes: risk with and without it, what is lost if he leaves, what
 * the treatment costs. lift, profit_lift (lift times value less cost), target, rank (1: greatest
 * profit lift), risk_rank, cumulative_profit. @since 0.1 */
TENURE_API tenure_status tenure_profit_lift(const double* risk_untreated,
                                            const double* risk_treated, const double* value,
                                            const double* cost, int64_t n, tenure_table** out,
                                            tenure_error** err);

/* An incentive offered to clients who may leave: who would stay takes it too. @since 0.1 */
typedef struct tenure_campaign_offer {
  size_t struct_size;
  double accept;    /* share of leaving clients who then stay: 0.3 */
  double contact;   /* cost of each client targeted: 1 */
  double incentive; /* cost of each client who stays: 0 */
} tenure_campaign_offer;

/* @since 0.1 */
TENURE_API tenure_status tenure_campaign_offer_init(tenure_campaign_offer* offer, size_t size);

/* For each client: threshold (of risk, above which he is targeted), expected_profit, target, rank.
 * @since 0.1 */
TENURE_API tenure_status tenure_retention_targets(const double* risk, const double* value,
                                                  int64_t n, const tenure_campaign_offer* offer,
                                                  tenure_table** out, tenure_error** err);

/* A campaign to the share of clients whom a model ranks first. It has no default. @since 0.1 */
typedef struct tenure_campaign_plan {
  size_t struct_size;
  double clients;
  double targeted_share;
  double loss_rate; /* of all clients */
  double lift;      /* loss rate among the targeted over that of all: 1 */
  double value;     /* of a client kept */
  double fixed_cost;
  double accept; /* the next three as in tenure_campaign_offer */
  double contact;
  double incentive;
} tenure_campaign_plan;

/* @since 0.1 */
TENURE_API tenure_status tenure_campaign_plan_init(tenure_campaign_plan* plan, size_t size);
/* clients targeted_share {[accept value + incentive (1 - accept)] loss_rate lift - incentive -
 * contact} - fixed_cost. @since 0.1 */
TENURE_API tenure_status tenure_campaign_profit(const tenure_campaign_plan* plan, double* out,
                                                tenure_error** err);

/* @since 0.1 */
typedef struct tenure_churn_profit_options {
  size_t struct_size;
  double value;        /* of a client kept: 200 */
  double incentive;    /* 10 */
  double contact;      /* 1 */
  double accept_alpha; /* Beta distribution of the share that accepts: 6 ... */
  double accept_beta;  /* ... and 14 */
} tenure_churn_profit_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_churn_profit_options_init(tenure_churn_profit_options* options,
                                                          size_t size);

/* What a score is worth as a rule of targeting, a client of the base. @since 0.1 */
typedef struct tenure_churn_profit {
  double maximum_profit;          /* at the mean share that accepts */
  double target_share;            /* of the clients, to reach it */
  double score_threshold;         /* who scores at least this is targeted */
  double expected_maximum_profit; /* over the distribution of that share: EMP */
  double expected_target_share;
} tenure_churn_profit;

/* Of n scores, higher for clients more likely to leave; churned: 1 who left. @since 0.1 */
TENURE_API tenure_status tenure_churn_profit_of(const double* score, const uint8_t* churned,
                                                int64_t n,
                                                const tenure_churn_profit_options* options,
                                                tenure_churn_profit* out, size_t out_size,
                                                tenure_error** err);

/* ---- Acquisition against retention ----------------------------------------------------------- */

/* Both responses are max (1 - exp(-speed x)). It has no default. @since 0.1 */
typedef struct tenure_acquisition_options {
  size_t struct_size;
  double margin;          /* of a client, a period */
  double discount_rate;   /* a period */
  double acquisition_max; /* share of prospects won, at most */
  double acquisition_speed;
  double retention_max; /* share of clients kept each period, at most; below 1 */
  double retention_speed;
  double budget; /* a prospect, of both: INFINITY */
} tenure_acquisition_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_acquisition_options_init(tenure_acquisition_options* options,
                                                         size_t size);

/* The best spending on a prospect and on a client, and its proof. @since 0.1 */
typedef struct tenure_acquisition_plan {
  double acquisition_spend; /* a prospect */
  double retention_spend;   /* a client, a period */
  double acquisition_rate;
  double retention_rate;
  double client_value;
  double customer_equity;           /* a prospect */
  double shadow_price;              /* of the budget; 0: it does not bind */
  double marginal_acquisition_cost; /* of the last client won */
  double marginal_retention_cost;   /* of the last client kept; both are client_value where the
                                       budget does not bind */
  double average_acquisition_cost;
  double average_retention_cost;
  double average_ratio; /* what "five times cheaper" compares */
  double bound;         /* no spending has a greater equity */
  double gap;           /* bound - customer_equity */
  char reading[512];    /* what the costs say about the next unit, and what they do not */
} tenure_acquisition_plan;

/* @since 0.1 */
TENURE_API tenure_status tenure_balance_acquisition(const tenure_acquisition_options* options,
                                                    tenure_acquisition_plan* out, size_t out_size,
                                                    tenure_error** err);

/* ---- Win-back -------------------------------------------------------------------------------- */

/* Value of a client won back, of the margin and retention of his second life:
 * margin (1 + discount) / (1 + discount - retention). @since 0.1 */
TENURE_API tenure_status tenure_second_lifetime_value(double margin, double retention,
                                                      double discount, double* out,
                                                      tenure_error** err);

/* One row a lost client, or a segment of them. It has no default. @since 0.1 */
typedef struct tenure_win_back_input {
  size_t struct_size;
  const double* probability;  /* that an attempt now succeeds */
  const double* second_value; /* second lifetime value */
  const double* incentive;    /* cost of each client who comes back */
  const double* contact;      /* cost of each attempt */
  const double* clients;      /* in the segment; NULL: 1 a row */
  const double* decay;        /* rate at which the probability falls; NULL: unknown */
  int64_t rows;
  double budget; /* of all attempts and of the incentives expected: INFINITY */
} tenure_win_back_input;

/* @since 0.1 */
TENURE_API tenure_status tenure_win_back_input_init(tenure_win_back_input* input, size_t size);

/* rows: net, roi, break_even_probability, largest_incentive, last_useful_lapse, profit, rank,
 *       attempts (within the budget), spent, earned.
 * constraints: constraint, limit, used, shadow_price, binds. @since 0.1 */
TENURE_API tenure_status tenure_win_back(const tenure_win_back_input* input,
                                         tenure_certificate* certificate, size_t certificate_size,
                                         tenure_table** rows, tenure_table** constraints,
                                         tenure_error** err);

/* ---- Complaints ------------------------------------------------------------------------------ */

/* One row a cause of complaints, a channel or a segment. It has no default. @since 0.1 */
typedef struct tenure_complaint_input {
  size_t struct_size;
  const double* clients;      /* who are unhappy with it */
  const double* voiced;       /* share of them who complain; the others are silent */
  const double* stay_handled; /* share who stay after a complaint that is handled ... */
  const double* stay_ignored; /* ... after one that is not ... */
  const double* stay_silent;  /* ... and of the silent */
  const double* value;        /* lost with a client who leaves */
  const double* cost;         /* of handling one complaint, compensation included */
  const double* handled;      /* share of the complaints; NULL: 1 */
  const double* voiced_to; /* the same if complaining were easier, at least that; NULL: unknown */
  int64_t rows;
  double fixed_cost; /* of the desk, whatever comes in: 0 */
} tenure_complaint_input;

/* @since 0.1 */
TENURE_API tenure_status tenure_complaint_input_init(tenure_complaint_input* input, size_t size);

/* @since 0.1 */
typedef struct tenure_complaint_totals {
  double lost;        /* value, as complaints are handled now */
  double lost_silent; /* of it, of which no register tells */
  double gain;        /* of handling, before the fixed cost */
  double spent;       /* on handling, with the fixed cost */
  double profit;      /* gain less the fixed cost */
  double roi;         /* profit over what is spent */
  double voice_gain;  /* of going to `voiced_to` */
  int32_t has_roi;    /* 0: nothing is spent */
  int32_t has_voice_gain;
} tenure_complaint_totals;

/* causes: complaints, silent, lost, lost_silent, gain, roi, largest_cost (of one complaint),
 * voice_value (of one silent client who complains instead), voice_gain, rank (by lost).
 * @since 0.1 */
TENURE_API tenure_status tenure_complaint_profit(const tenure_complaint_input* input,
                                                 tenure_complaint_totals* totals,
                                                 size_t totals_size, tenure_table** causes,
                                                 tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
