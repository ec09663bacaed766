/* Whom to look after today, and why; the tests behind it; a monitor that keeps watch.
 * Part of <tenure/tenure.h>, where the conventions are said. */
#ifndef TENURE_C_WARNING_H
#define TENURE_C_WARNING_H

#include "models.h"
#include "record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Signals --------------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_rate_drop_options {
  size_t struct_size;
  double level;       /* 0.95: of the interval of the ratio */
  double prior_shape; /* 0.5: gamma prior of both rates */
  double prior_rate;  /* 0 */
} tenure_rate_drop_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_rate_drop_options_init(tenure_rate_drop_options* options,
                                                       size_t size);

/* Whether events come less often now than before, of n pairs of Poisson counts (whole numbers) in
 * windows of time: ratio, ratio_from, ratio_to, p_value (exact conditional test), mid_p, p_lower
 * (posterior probability that the rate is lower now). @since 0.1 */
TENURE_API tenure_status tenure_rate_drop(const double* events_before, const double* time_before,
                                          const double* events_now, const double* time_now,
                                          int64_t n, const tenure_rate_drop_options* options,
                                          tenure_table** out, tenure_error** err);

/* Whether values rise or fall along n series, which stand one after another in `values`, of
 * `lengths` each: n, slope (Theil and Sen), s, z (Mann and Kendall), p_value, p_fall. @since 0.1 */
TENURE_API tenure_status tenure_trend_test(const double* values, int64_t value_count,
                                           const int64_t* lengths, int64_t n, tenure_table** out,
                                           tenure_error** err);

/* @since 0.1 */
enum { TENURE_BENJAMINI_HOCHBERG = 0, TENURE_BENJAMINI_YEKUTIELI = 1 };

/* Of n p-values the ones whose alarms at q keep the share of false alarms below q, into `adjusted`,
 * which has room for n. @since 0.1 */
TENURE_API tenure_status tenure_adjusted_p_values(const double* p_values, int64_t n, int32_t method,
                                                  double* adjusted, tenure_error** err);

/* @since 0.1 */
enum { TENURE_CUSUM_COUNTS = 0, TENURE_CUSUM_WAITS = 1 };

/* A chart that adds up what is missing until it is too much. @since 0.1 */
typedef struct tenure_cusum_plan {
  size_t struct_size;
  int32_t kind; /* TENURE_CUSUM_COUNTS */
  int32_t reserved;
  double rate;               /* 1: purchases a period while nothing has changed */
  double slowdown;           /* 0.5: the rate falls to this share */
  double regularity;         /* 1: waits: k of their gamma distribution */
  double reference;          /* NAN: that which finds this change soonest */
  double threshold;          /* NAN: designed */
  double false_alarms;       /* 50 tolerated, a year and 1000 clients */
  double periods_per_year;   /* 52 */
  double change_probability; /* 0.02 a period, of the posterior of a trace */
} tenure_cusum_plan;

/* @since 0.1 */
TENURE_API tenure_status tenure_cusum_plan_init(tenure_cusum_plan* plan, size_t size);

/* @since 0.1 */
typedef struct tenure_cusum_design {
  double reference;
  double threshold;
  double run_length;   /* periods until a false alarm, expected */
  double false_alarms; /* a year and 1000 clients, at this threshold */
  double delay;        /* periods until the alarm if the rate has fallen as planned */
  double silence;      /* periods without any purchase until the alarm */
} tenure_cusum_design;

/* The threshold by exact run length. @since 0.1 */
TENURE_API tenure_status tenure_design_cusum(const tenure_cusum_plan* plan,
                                             tenure_cusum_design* out, size_t out_size,
                                             tenure_error** err);

/* The chart along n counts or waits: value, chart, log_ratio, posterior, alarm. @since 0.1 */
TENURE_API tenure_status tenure_cusum_trace(const double* values, int64_t n,
                                            const tenure_cusum_plan* plan, tenure_table** out,
                                            tenure_error** err);

/* @since 0.1 */
typedef struct tenure_defection_options {
  size_t struct_size;
  int32_t date;   /* end of the window looked at; TENURE_NO_DAY: of the observation */
  int32_t recent; /* 182 days of that window */
  int32_t before; /* 182 days of the one it is compared with */
  int32_t reserved;
} tenure_defection_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_defection_options_init(tenure_defection_options* options,
                                                       size_t size);

/* Clients who leave in part: client, purchases_before, variation_before, was_loyal, purchases_now,
 * variation_now, is_partial_defector; of a log with categories category, share_before, share_now,
 * p_value. @since 0.1 */
TENURE_API tenure_status tenure_partial_defection(const tenure_portfolio* portfolio,
                                                  const tenure_defection_options* options,
                                                  const tenure_execution* execution,
                                                  tenure_table** out, tenure_error** err);

/* ---- Alerts ---------------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct tenure_alert_options {
  size_t struct_size;
  int32_t date;         /* TENURE_NO_DAY: the end of observation */
  int32_t recent;       /* 91 days in which rate and categories are seen */
  int32_t before;       /* 365 days before */
  int32_t baskets;      /* 12: the last ones, that the trend is of */
  int32_t contact_days; /* 91 days for which a contact counts */
  int32_t method;       /* TENURE_BENJAMINI_HOCHBERG */
  double false_alarms;  /* 50 tolerated by the chart, a year and 1000 clients */
  /* 50 tolerated of the monitor's silences, beside false_alarms; 0: not looked for. No silence
   * counts that more than 1 in 20 of a client's waits outlast. */
  double overdue_alarms;
  double slowdown;        /* 0.25: what the chart looks for */
  double regularity;      /* k of the chart's waits; 0: that of the base */
  double false_discovery; /* 0.1: share of false alarms among those of each test */
  double level;           /* 0.95: of intervals */
  const char* nature;     /* of the contacts that matter; NULL: "complaint" */
  const double* values; /* one a client of the portfolio, lost if he leaves; NULL: usual revenue */
  int64_t value_count;
} tenure_alert_options;

/* @since 0.1 */
TENURE_API tenure_status tenure_alert_options_init(tenure_alert_options* options, size_t size);

/* @since 0.1 */
typedef struct tenure_alert_totals {
  int64_t clients;   /* assessed */
  int64_t lapsed;    /* lost longer ago than both windows */
  double regularity; /* k of the chart */
} tenure_alert_totals;

/* The alerts of a date, the greatest value at stake first. `record`: with contacts, or NULL;
 * `purchases`: a model of purchases, or NULL: Pareto/NBD, fitted.
 * alerts:   client, value_at_stake, signals, strongest, silence, usual_wait, reasons.
 * reasons:  client, signal, value, usual, p_value, adjusted, reason.
 * signals:  signal, clients, alerts.
 * contacts: nature, contacts, purchases, expected, ratio, ratio_from, ratio_to, p_value.
 * @since 0.1 */
TENURE_API tenure_status tenure_alerts(
    const tenure_portfolio* portfolio, const tenure_record* record, const tenure_model* purchases,
    const tenure_alert_options* options, const tenure_execution* execution,
    tenure_alert_totals* totals, size_t totals_size, tenure_table** alerts, tenure_table** reasons,
    tenure_table** signals, tenure_table** contacts, tenure_error** err);

/* ---- Monitor --------------------------------------------------------------------------------- */

/* Keeps the charts of a base and goes on from day to day. Not to be updated from two threads at
 * once. @since 0.1 */
typedef struct tenure_alert_monitor tenure_alert_monitor;

/* The charts of all clients at options.date. @since 0.1 */
TENURE_API tenure_status tenure_alert_monitor_new(const tenure_portfolio* portfolio,
                                                  const tenure_model* purchases,
                                                  const tenure_alert_options* options,
                                                  const tenure_execution* execution,
                                                  tenure_alert_monitor** out, tenure_error** err);
/* A file written by tenure_alert_monitor_save(). @since 0.1 */
TENURE_API tenure_status tenure_alert_monitor_load(const char* path, tenure_alert_monitor** out,
                                                   tenure_error** err);
/* Written beside `path`, then renamed onto it. @since 0.1 */
TENURE_API tenure_status tenure_alert_monitor_save(const tenure_alert_monitor* monitor,
                                                   const char* path, tenure_error** err);
/* Adds purchases and moves to `date`; gives the alerts that are new: client, signal ("slowdown" by
 * the chart, "overdue" by the client's own cycle), alarm_day, value_at_stake, silence, usual_wait,
 * threshold, is_over, reason. @since 0.1 */
TENURE_API tenure_status tenure_alert_monitor_update(tenure_alert_monitor* monitor,
                                                     const tenure_portfolio* purchases,
                                                     int32_t date, tenure_table** out,
                                                     tenure_error** err);
/* client, first_day, last_day, purchases, chart, threshold, alarm_day, is_alarmed,
 * overdue_day, is_overdue. @since 0.1 */
TENURE_API tenure_status tenure_alert_monitor_charts(const tenure_alert_monitor* monitor,
                                                     tenure_table** out, tenure_error** err);
/* The day it is at. @since 0.1 */
TENURE_API tenure_status tenure_alert_monitor_date(const tenure_alert_monitor* monitor,
                                                   int32_t* out, tenure_error** err);
/* @since 0.1 */
TENURE_API void tenure_alert_monitor_free(tenure_alert_monitor* monitor);

#ifdef __cplusplus
}
#endif

#endif
