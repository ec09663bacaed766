/* When a client should come back.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_CYCLES_H
#define TENURE_C_CYCLES_H

#include "models.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
typedef struct tenure_cycle_options {
  size_t struct_size;
  double alarm_level;     /* overdue when the probability of having come back exceeds it: 0.95 */
  double level;           /* 0.9: of the intervals */
  int32_t own_regularity; /* 1: each client by his own regularity; 0: all by that of the base */
  int32_t reserved;
} tenure_cycle_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_cycle_options_init(tenure_cycle_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_cycle_totals {
  double regularity;        /* k of the base: 1 random, above 1 more regular */
  int64_t clients_used;     /* with two intervals or more: what k rests on */
  double regularity_spread; /* standard deviation of ln k between clients */
} tenure_cycle_totals;

/* How long each client waits between purchases, and whether he is overdue: client, cycle,
 * cycle_from, cycle_to, regularity, regularity_from, regularity_to, silence, overdue_probability,
 * is_overdue, alarm_after, next_purchase, next_purchase_from, next_purchase_to. Times in units.
 * @since 0.1 */
TENURE_API tenure_status tenure_cycles(const tenure_model* purchases, const tenure_summary* summary,
                                       const tenure_cycle_options* options,
                                       const tenure_execution* execution,
                                       tenure_cycle_totals* totals, size_t totals_size,
                                       tenure_table** clients, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_rhythm_values {
  double mean;        /* of the intervals */
  double regularity;  /* k of greatest likelihood */
  double p_longer;    /* probability of a wait longer than the silence */
  double alarm_after; /* the wait that only 1 - alarm_level of his waits exceed */
} tenure_rhythm_values;

/* The rhythm of one client from n intervals between his purchases, without a base. @since 0.1 */
TENURE_API tenure_status tenure_rhythm(const double* intervals, int64_t n, double silence,
                                       double alarm_level, tenure_rhythm_values* out,
                                       size_t out_size, tenure_error** err);

/* @since 0.1 */
typedef struct tenure_clumpiness_options {
  size_t struct_size;
  double level;  /* 0.95 */
  int32_t draws; /* 999 random histories */
  int32_t reserved;
  uint64_t seed; /* 1 */
} tenure_clumpiness_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_clumpiness_options_init(tenure_clumpiness_options* options,
                                                        size_t size);

/* Whether clients buy in bursts: client, purchases, days, clumpiness, critical, p_value, is_clumpy.
 * @since 0.1 */
TENURE_API tenure_status tenure_clumpiness(const tenure_portfolio* portfolio,
                                           const tenure_clumpiness_options* options,
                                           const tenure_execution* execution, tenure_table** out,
                                           tenure_error** err);

/* @since 0.1 */
typedef struct tenure_seasonality_totals {
  double peak;          /* day of the year about which all purchases lie */
  double concentration; /* 0: all over the year, 1: on one day */
  double p_value;       /* Rayleigh's test */
} tenure_seasonality_totals;

/* When in the year and in the week clients buy.
 * clients:  client, purchases, peak, concentration, p_value.
 * months:   month, purchases, expected (by the days observed), index.
 * weekdays: weekday (1: Monday), purchases, expected, index. @since 0.1 */
TENURE_API tenure_status tenure_seasonality(const tenure_portfolio* portfolio,
                                            const tenure_execution* execution,
                                            tenure_seasonality_totals* totals, size_t totals_size,
                                            tenure_table** clients, tenure_table** months,
                                            tenure_table** weekdays, tenure_error** err);

#ifdef __cplusplus
}
#endif

#endif
