/* What a treatment changed, for whom, and what a rule of treating is worth.
 * Part of <tenure/tenure.h>, where the conventions are said. Flags are bytes, 0 or 1. */
#ifndef TENURE_C_UPLIFT_H
#define TENURE_C_UPLIFT_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Areas below the curves over clients, and what they are compared with. @since 0.1 */
typedef struct tenure_uplift_areas {
  double qini_area;
  double uplift_area;
  double qini_random; /* of a random order */
  double uplift_random;
  double qini_perfect; /* of the best order */
  double uplift_perfect;
  double qini_coefficient;   /* (area - random) / (perfect - random); 0 if it has no value */
  double uplift_coefficient; /* the same */
  double average_effect;
  int32_t has_qini_coefficient; /* 0: the best order is no better than a random one */
  int32_t has_uplift_coefficient;
} tenure_uplift_areas;

/* Of a randomised test of n clients, by falling score; ties count together.
 * curve:     clients, treated, control, qini, uplift.
 * estimates: estimate ("qini_area", "qini_above_random", "qini_coefficient", the same of uplift,
 *            "average_effect"), value, standard_error, lower, upper: absent where the clients do
 *            not vary, and of a coefficient of 1. level: of these, in (0, 1).
 * @since 0.1 */
TENURE_API tenure_status tenure_uplift_curves(const uint8_t* outcome, const uint8_t* treated,
                                              const double* score, int64_t n, double level,
                                              tenure_uplift_areas* areas, size_t areas_size,
                                              tenure_table** curve, tenure_table** estimates,
                                              tenure_error** err);

/* Effect among the share of clients who score highest. @since 0.1 */
typedef struct tenure_effect_at {
  double overall; /* and Newcombe's interval of it */
  double overall_lower;
  double overall_upper;
  double by_group; /* among the highest of the treated and of the control clients each */
  double by_group_lower;
  double by_group_upper;
  int32_t has_overall; /* 0: all of one kind */
  int32_t reserved;
} tenure_effect_at;

/* share in (0, 1]; a tie at the cut counts in part. level: of the intervals, in (0, 1). @since 0.1
 */
TENURE_API tenure_status tenure_uplift_at(const uint8_t* outcome, const uint8_t* treated,
                                          const double* score, int64_t n, double share,
                                          double level, tenure_effect_at* out, size_t out_size,
                                          tenure_error** err);

/* @since 0.1 */
typedef struct tenure_policy_options {
  size_t struct_size;
  const double* propensities;     /* probability of treatment of each client; NULL: `propensity` */
  double propensity;              /* of all: 0.5 */
  const double* expected_treated; /* predicted profit with and without treatment; NULL: no doubly */
  const double* expected_control; /* robust row */
  double level;                   /* of the intervals: 0.95 */
} tenure_policy_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_policy_options_init(tenure_policy_options* options, size_t size);

/* Value of treating whom `decision` says, from a randomised test: estimator ("ipw", "snipw",
 * "doubly_robust"), value, standard_error, lower, upper. @since 0.1 */
TENURE_API tenure_status tenure_policy_value(const uint8_t* treated, const double* profit,
                                             const uint8_t* decision, int64_t n,
                                             const tenure_policy_options* options,
                                             tenure_table** out, tenure_error** err);

/* @since 0.1 */
enum { TENURE_UPLIFT_TWO_MODELS = 0, TENURE_UPLIFT_TRANSFORMED_OUTCOME = 1 };

/* @since 0.1 */
typedef struct tenure_uplift_options {
  size_t struct_size;
  int32_t method; /* TENURE_UPLIFT_TWO_MODELS */
  int32_t reserved;
  double ridge;                 /* 0 */
  const double* score_features; /* of the clients to score; NULL: those of the test */
  int64_t score_rows;           /* 0 */
} tenure_uplift_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_uplift_options_init(tenure_uplift_options* options, size_t size);

/* Whether a fit converged, and why not. @since 0.1 */
typedef struct tenure_uplift_status {
  double log_likelihood; /* of tenure_estimate_response */
  int32_t converged;
  int32_t reserved;
  char status[256];
} tenure_uplift_status;

/* Logistic regressions on features, n clients times `feature_count`, a client's beside each other.
 * coefficients: regression, feature (-1: the intercept), coefficient, standard_error.
 * clients: p_treated, p_control, uplift. @since 0.1 */
TENURE_API tenure_status tenure_uplift_model(const double* features, int64_t feature_count,
                                             const uint8_t* treated, const uint8_t* outcome,
                                             int64_t n, const tenure_uplift_options* options,
                                             tenure_uplift_status* status, size_t status_size,
                                             tenure_table** coefficients, tenure_table** clients,
                                             tenure_error** err);

/* A randomised test that will find a difference of two rates. It has no default. @since 0.1 */
typedef struct tenure_test_design {
  size_t struct_size;
  double control_rate;
  double treated_rate;
  double power;               /* 0.8 */
  double level;               /* of the two-sided test: 0.95 */
  double treated_per_control; /* 1 */
} tenure_test_design;

/* @since 0.1 */
TENURE_API tenure_status tenure_test_design_init(tenure_test_design* design, size_t size);

/* @since 0.1 */
typedef struct tenure_sample_size {
  double exact; /* control clients, not yet whole */
  int64_t control;
  int64_t treated;
} tenure_sample_size;

/* @since 0.1 */
TENURE_API tenure_status tenure_sample_size_of(const tenure_test_design* design,
                                               tenure_sample_size* out, size_t out_size,
                                               tenure_error** err);

/* Response to randomised doses of effort: a client stays with probability
 * 1 - (1 - base) (1 - max_saved (1 - exp(-speed x))).
 * parameters: parameter, estimate, lower, upper. doses: dose, clients, stayed, fitted. @since 0.1
 */
TENURE_API tenure_status tenure_estimate_response(const double* dose, const uint8_t* stayed,
                                                  int64_t n, double level,
                                                  tenure_uplift_status* status, size_t status_size,
                                                  tenure_table** parameters, tenure_table** doses,
                                                  tenure_error** err);

/* Profit of spending the same on all clients of a segment, for each number of segments in
 * `segmentations`: segments, spend, profit, cost, net, share, best. @since 0.1 */
TENURE_API tenure_status tenure_segmentation_profit(const double* potential, const double* speed,
                                                    int64_t n, const int64_t* segmentations,
                                                    int64_t segmentation_count, double segment_cost,
                                                    tenure_table** out, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
