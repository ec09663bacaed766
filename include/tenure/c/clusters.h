/* Groups of clients who are alike, and whether they are worth having.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_CLUSTERS_H
#define TENURE_C_CLUSTERS_H

#include "foundation.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is done with a measure before clients are compared by it. @since 0.1 */
enum { TENURE_TRANSFORM_NONE = 0, TENURE_TRANSFORM_LOG1P = 1 /* ln(1 + x) */ };

/* How measures are brought to one scale, after their transforms. @since 0.1 */
enum {
  TENURE_SCALING_NONE = 0,
  TENURE_SCALING_STANDARD = 1, /* by mean and standard deviation */
  TENURE_SCALING_ROBUST = 2    /* by median and interquartile range / 1.349 */
};

/* Measures of clients, and how they are compared. @since 0.1 */
typedef struct tenure_features {
  size_t struct_size;
  const double* values; /* one client after the other, `columns` finite numbers each */
  int64_t rows;
  int64_t columns;           /* 1 */
  const char* const* names;  /* one a column; NULL: "x1", "x2", ... */
  const int32_t* transforms; /* one a column; NULL: none */
  int32_t scaling;           /* TENURE_SCALING_NONE */
  int32_t reserved;
} tenure_features;

/* @since 0.1 */
TENURE_API tenure_status tenure_features_init(tenure_features* features, size_t size);

/* ---- k-means --------------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_k_means_options {
  size_t struct_size;
  int32_t clusters;       /* 5 */
  int32_t restarts;       /* 10, seeded by k-means++ each */
  int32_t max_iterations; /* 300 */
  int32_t reserved;
  double tolerance; /* 0: until no client changes his cluster; else of the centres' squared moves */
  int64_t batch_size; /* 0: all clients at each iteration; else so many drawn ones (Sculley) */
  uint64_t seed;      /* 1 */
  const double* initial_centres; /* clusters times columns, in units; NULL: k-means++ */
} tenure_k_means_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_k_means_options_init(tenure_k_means_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_k_means_totals {
  double objective;         /* sum of squared distances to the centres, on the compared scale */
  double total;             /* the same to the one centre of all */
  double calinski_harabasz; /* between over within, by degrees of freedom */
  int64_t iterations;       /* of the best start */
  int64_t converged;        /* 1: yes */
  int64_t distances;        /* computed by the best start */
} tenure_k_means_totals;

/* Lloyd's clusters, without the distances that cannot change anything.
 * clients:  cluster (0: the one with most clients), distance: parallel to the rows.
 * clusters: cluster, clients, share, within, radius.
 * centres:  cluster, feature, centre (in the feature's unit), compared.
 * measures: feature, transform, scaling, centre, scale: how clients were compared. @since 0.1 */
TENURE_API tenure_status tenure_k_means(const tenure_features* features,
                                        const tenure_k_means_options* options,
                                        const tenure_execution* execution,
                                        tenure_k_means_totals* totals, size_t totals_size,
                                        tenure_table** clients, tenure_table** clusters,
                                        tenure_table** centres, tenure_table** measures,
                                        tenure_error** err);

/* Agreement of two groupings of the same clients beyond chance: 1 if they are the same.
 * @since 0.1 */
TENURE_API tenure_status tenure_adjusted_rand_index(const int64_t* groups,
                                                    const int64_t* other_groups,
                                                    int64_t client_count, double* out,
                                                    tenure_error** err);

/* @since 0.1 */
typedef struct tenure_cluster_number_options {
  size_t struct_size;
  int32_t from;                 /* 2 */
  int32_t to;                   /* 10 */
  int32_t references;           /* 10 data sets without clusters, for the gap; 0: no gap */
  int32_t resamples;            /* 20 bootstrap samples, for the stability; 0: no stability */
  int64_t silhouette_clients;   /* 2000, evenly spread */
  const double* action_profits; /* rows times actions; NULL: none */
  int64_t actions;
  double cost_per_cluster;
} tenure_cluster_number_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_cluster_number_options_init(tenure_cluster_number_options* options,
                                                            size_t size);

/* How well each number of clusters fits: clusters, objective, silhouette, calinski_harabasz, gap,
 * gap_error, stability, least_stability, adjusted_rand, net_profit, and by_silhouette,
 * by_calinski_harabasz, by_gap, by_stability, by_profit: true in the row each rule chooses.
 * @since 0.1 */
TENURE_API tenure_status tenure_cluster_numbers(const tenure_features* features,
                                                const tenure_cluster_number_options* numbers,
                                                const tenure_k_means_options* options,
                                                const tenure_execution* execution,
                                                tenure_table** out, tenure_error** err);

/* ---- Gaussian mixtures ----------------------------------------------------------------------- */

/* What the covariances of components share, by mclust's letters: volume, shape and orientation are
 * Equal, Variable or of the Identity matrix. @since 0.1 */
enum {
  TENURE_EII = 0,
  TENURE_VII = 1,
  TENURE_EEI = 2,
  TENURE_VEI = 3,
  TENURE_EVI = 4,
  TENURE_VVI = 5,
  TENURE_EEE = 6,
  TENURE_EEV = 7,
  TENURE_VEV = 8,
  TENURE_EVV = 9,
  TENURE_VVV = 10
};

/* @since 0.1 */
typedef struct tenure_mixture_options {
  size_t struct_size;
  int32_t from;            /* 1 */
  int32_t to;              /* 9 */
  const int32_t* families; /* TENURE_EII ...; NULL: all */
  int64_t family_count;
  int32_t starts;         /* 5 */
  int32_t max_iterations; /* 1000 */
  double tolerance;       /* 1e-9: relative rise of the log-likelihood at which a start ends */
  uint64_t seed;          /* 1 */
} tenure_mixture_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_mixture_options_init(tenure_mixture_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_mixture_totals {
  double log_likelihood; /* of the chosen model */
  double bic; /* 2 log-likelihood - parameters ln(clients), as mclust: larger is better */
  int32_t family;
  int32_t components;
} tenure_mixture_totals;

/* Gaussian mixtures of each family and number of components, chosen by BIC.
 * models:      family, components, log_likelihood, parameters, bic, iterations, status, chosen.
 * clients:     component (0: the largest share), probability, uncertainty.
 * components:  component, share, clients, volume.
 * means:       component, feature, mean (in the feature's unit), compared, sd.
 * covariances: component, feature, other_feature, covariance. @since 0.1 */
TENURE_API tenure_status tenure_mixture(const tenure_features* features,
                                        const tenure_mixture_options* options,
                                        const tenure_execution* execution,
                                        tenure_mixture_totals* totals, size_t totals_size,
                                        tenure_table** models, tenure_table** clients,
                                        tenure_table** components, tenure_table** means,
                                        tenure_table** covariances, tenure_error** err);

/* ---- Bands of one number --------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_band_options {
  size_t struct_size;
  int32_t max_bands; /* 50 */
  int32_t reserved;
  double loss;          /* 1: money lost a squared unit of difference to the mean of the band */
  double cost_per_band; /* 0 */
} tenure_band_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_band_options_init(tenure_band_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_band_totals {
  int64_t chosen;   /* number of bands */
  int64_t is_least; /* 1: no number of bands at all has a lower loss plus cost */
} tenure_band_totals;

/* The bands of n values that lose least, exactly, and the number of them that pays.
 * clients: band (0: the least values): parallel to the values.
 * bands:   band, from, to, clients, mean, within.
 * numbers: bands, within, loss, cost, total, chosen. @since 0.1 */
TENURE_API tenure_status tenure_value_bands(const double* values, int64_t n,
                                            const tenure_band_options* options,
                                            const tenure_execution* execution,
                                            tenure_band_totals* totals, size_t totals_size,
                                            tenure_table** clients, tenure_table** bands,
                                            tenure_table** numbers, tenure_error** err);

/* ---- Viability ------------------------------------------------------------------------------- */

/* Clients in segments. What may be NULL is then not known. @since 0.1 */
typedef struct tenure_segmented_clients {
  size_t struct_size;
  int64_t rows;
  const int64_t* segment;          /* 0 to the number of segments less 1 */
  const double* revenue;           /* may be NULL */
  const uint8_t* reachable;        /* 1: may be contacted; NULL: all */
  const double* action_profits;    /* rows times actions; may be NULL */
  int64_t actions;                 /* 0 */
  const char* const* action_names; /* NULL: "action 1", ... */
  const tenure_features* features; /* of as many rows; may be NULL */
} tenure_segmented_clients;

/* @since 0.1 */
TENURE_API tenure_status tenure_segmented_clients_init(tenure_segmented_clients* clients,
                                                       size_t size);

/* What a segment must reach to be viable. @since 0.1 */
typedef struct tenure_viability_options {
  size_t struct_size;
  double min_clients; /* 1 */
  double min_revenue;
  double min_reach;      /* share of clients that may be contacted */
  double min_separation; /* distance of centres over the sum of both radii */
  double cost_per_segment;
} tenure_viability_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_viability_options_init(tenure_viability_options* options,
                                                       size_t size);

/* @since 0.1 */
typedef struct tenure_viability_totals {
  double common_profit;     /* of the best single action for all */
  double segmented_profit;  /* of the best action for each segment, before costs */
  double one_to_one_profit; /* of the best action for each client */
  double cost;              /* of all segments */
  double net_gain;          /* segmented_profit - common_profit - cost */
} tenure_viability_totals;

/* Whether each segment is worth having: segment, clients, share, revenue, reach, separation,
 * best_action, profit, common_profit, gain, is_substantial, is_reachable, is_separate, is_distinct,
 * is_viable, reason. @since 0.1 */
TENURE_API tenure_status tenure_segment_viability(const tenure_segmented_clients* clients,
                                                  const tenure_viability_options* options,
                                                  tenure_viability_totals* totals,
                                                  size_t totals_size, tenure_table** segments,
                                                  tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
